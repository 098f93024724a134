import { formatAmount } from "../../../../platform/money";
import { formatInstant, seconds } from "../../../../platform/time";
import type { FormatStory, Lot, Offer } from "../format-story";
import { checkSealed, type SealedFormat } from "./claims";
import { lookAround } from "./look-around";
import { planSealed, type SealedPlan } from "./plan";
import { offerAndReplace, offerLate, offerWithdrawOffer } from "./programs";
import { tellOpening } from "./tell-opening";

const OPENS_IN_SECONDS = 6;
const OPEN_SECONDS = 20;

/** Sealed: bids that nobody sees, replaced and taken back, until all are opened at once. */
export function tellSealed(format: SealedFormat, { floor, currency }: Lot): FormatStory {
  const plan = planSealed(floor);
  return {
    offer: offerOf(format, plan, currency),
    limits: {},
    play: async (hall) => {
      const { eager, patient, sniper } = hall.bidders;
      const [looks] = await Promise.all([
        lookAround(hall),
        offerAndReplace(eager, plan),
        offerWithdrawOffer(patient, plan),
        offerLate(sniper, plan),
      ]);
      await tellOpening(hall);
      const views = [hall.screen, eager.room, patient.room, sniper.room].map(({ events }) => events);
      return (result) => checkSealed(result, { ...plan, format, looks, views });
    },
  };
}

function offerOf(format: SealedFormat, { openingPrice }: SealedPlan, currency: string): Offer {
  return {
    isOpenedByCommand: false,
    terms: "reserve: the floor, concealed; the server seals each bid as it comes",
    schedule: `It opens in ${OPENS_IN_SECONDS} s for ${OPEN_SECONDS} s; then the operator opens all bids at once`,
    termsAt: (now) => ({
      format,
      opensAt: formatInstant(now + seconds(OPENS_IN_SECONDS)),
      closesAt: formatInstant(now + seconds(OPENS_IN_SECONDS + OPEN_SECONDS)),
      openingPrice: formatAmount(openingPrice, currency),
      reserveVisibility: "CONCEALED",
      increments: [],
    }),
  };
}
