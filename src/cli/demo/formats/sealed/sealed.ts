import type { Roster } from "../../../../client/sealing";
import { formatAmount } from "../../../../platform/money";
import { formatInstant, seconds } from "../../../../platform/time";
import type { FormatStory, Lot, Offer } from "../format-story";
import { checkSealed, type SealedFormat } from "./claims";
import { askTooEarly, openTogether, type Custodians } from "./custodians";
import { lookAround } from "./look-around";
import { planSealed, type SealedPlan } from "./plan";
import { offerAndReplace, offerLate, offerWithdrawOffer } from "./programs";
import { tellOpening } from "./tell-opening";

const OPENS_IN_SECONDS = 6;
const OPEN_SECONDS = 20;

/** Sealed: bids that nobody sees, replaced and taken back, until all are opened at once; by custodians, or by the operator. */
export function tellSealed(
  format: SealedFormat,
  { floor, currency }: Lot,
  custodians: Custodians | null,
): FormatStory {
  const plan = planSealed(floor);
  const roster = custodians?.roster ?? null;
  return {
    offer: {
      ...(roster ? SEALED_BY_BUYERS : SEALED_BY_SERVER),
      ...termsOf({ format, plan, currency, roster }),
    },
    limits: {},
    roster,
    play: async (hall) => {
      const { eager, patient, sniper } = hall.bidders;
      const [looks, early] = await Promise.all([
        lookAround(hall),
        custodians ? askTooEarly(hall) : [],
        offerAndReplace(eager, plan),
        offerWithdrawOffer(patient, plan),
        offerLate(sniper, plan),
      ]);
      if (custodians) await openTogether(hall, custodians);
      await tellOpening(hall);
      const views = [hall.screen, eager.room, patient.room, sniper.room].map(({ events }) => events);
      return (result) => checkSealed(result, { ...plan, format, looks: [...looks, ...early], views });
    },
  };
}

const SEALED_BY_SERVER = {
  terms: "reserve: the floor, concealed; the server seals each bid as it comes",
  schedule: `It opens in ${OPENS_IN_SECONDS} s for ${OPEN_SECONDS} s; then the operator opens all bids at once`,
};
const SEALED_BY_BUYERS = {
  terms: "reserve: the floor, concealed; the buyers' programs seal each bid to three custodians",
  schedule: `It opens in ${OPENS_IN_SECONDS} s for ${OPEN_SECONDS} s; then any two custodians open all bids at once`,
};

interface Terms {
  readonly format: SealedFormat;
  readonly plan: SealedPlan;
  readonly currency: string;
  readonly roster: Roster | null;
}

function termsOf({ format, plan, currency, roster }: Terms): Pick<Offer, "termsAt" | "isOpenedByCommand"> {
  return {
    isOpenedByCommand: false,
    termsAt: (now) => ({
      format,
      opensAt: formatInstant(now + seconds(OPENS_IN_SECONDS)),
      closesAt: formatInstant(now + seconds(OPENS_IN_SECONDS + OPEN_SECONDS)),
      openingPrice: formatAmount(plan.openingPrice, currency),
      reserveVisibility: "CONCEALED",
      increments: [],
      sealing: roster && { sealer: "CLIENT", ...roster },
    }),
  };
}
