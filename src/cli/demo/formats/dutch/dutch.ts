import { formatAmount } from "../../../../platform/money";
import { days, formatInstant } from "../../../../platform/time";
import { basisPoints } from "../../words";
import type { FormatStory, Lot, Offer } from "../format-story";
import { checkDutch } from "./claims";
import { planDutch, type DutchPlan } from "./plan";
import { comeTooLate, haggle, takeFairPrice } from "./programs";

/** A price of two minutes is asked for two seconds. */
export const DUTCH_PACE = 60;
/** Far enough for any clock: it is opened when everybody is there. */
const OPENS_IN_DAYS = 30;

/** Descending: the price falls until somebody takes it. */
export function tellDutch({ floor, currency }: Lot): FormatStory {
  const plan = planDutch(floor);
  return {
    offer: offerOf(plan, currency),
    limits: {},
    roster: null,
    play: async ({ bidders: { eager, patient, sniper } }) => {
      await Promise.all([takeFairPrice(eager, plan), comeTooLate(patient, plan), haggle(sniper, plan)]);
      return (result) => checkDutch(result, plan);
    },
  };
}

function offerOf({ openingPrice, stepRate, stepSeconds }: DutchPlan, currency: string): Offer {
  return {
    isOpenedByCommand: true,
    terms: "reserve: the floor, shown",
    schedule:
      `It waits for its admin, then falls by ${basisPoints(stepRate / 100n)} of that every ${stepSeconds / 60} min ` +
      "until somebody takes the price",
    termsAt: (now) => ({
      format: "DUTCH",
      opensAt: formatInstant(now + days(OPENS_IN_DAYS)),
      closesAt: formatInstant(now + days(OPENS_IN_DAYS + 1)), // the steps say when
      openingPrice: formatAmount(openingPrice, currency),
      reserveVisibility: "DISCLOSED",
      increments: [],
      dutch: { stepRate: `0.${String(stepRate).padStart(6, "0")}`, stepSeconds },
    }),
  };
}
