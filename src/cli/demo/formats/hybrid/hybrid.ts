import { formatAmount } from "../../../../platform/money";
import { days, formatInstant } from "../../../../platform/time";
import type { FormatStory, Lot, Offer } from "../format-story";
import { checkHybrid } from "./claims";
import { planHybrid, type HybridPlan } from "./plan";
import { offerSealed, takeAndAnswer } from "./programs";

/** A price of five minutes is asked for ten seconds; as long is the time for the best bid, on a slow machine, too. */
export const HYBRID_PACE = 30;
/** Far enough for any clock: it is opened when everybody is there. */
const OPENS_IN_DAYS = 30;

/** A falling price, a sealed round of the others above it, and the best bid of whoever took the price. */
export function tellHybrid({ floor, currency }: Lot): FormatStory {
  const plan = planHybrid(floor);
  return {
    offer: offerOf(plan, currency),
    limits: {},
    roster: null,
    play: async ({ screen, bidders: { eager, patient, sniper } }) => {
      const [first, second] = plan.sealedOffers;
      await Promise.all([
        takeAndAnswer(eager, plan),
        offerSealed(patient, first),
        offerSealed(sniper, second),
      ]);
      await screen.untilOver();
      const views = [screen, eager.room, patient.room, sniper.room].map(({ events }) => events);
      return (result) => checkHybrid(result, plan, views);
    },
  };
}

function offerOf({ openingPrice }: HybridPlan, currency: string): Offer {
  return {
    isOpenedByCommand: true,
    terms: "reserve: the floor, shown",
    schedule:
      "It waits for its admin, then falls by 1 % of that every 5 min until somebody takes the price; the others then have " +
      "10 min for sealed bids above it, and the taker 5 min for its best bid",
    termsAt: (now) => ({
      format: "HYBRID",
      opensAt: formatInstant(now + days(OPENS_IN_DAYS)),
      closesAt: formatInstant(now + days(OPENS_IN_DAYS + 1)), // the steps say when
      openingPrice: formatAmount(openingPrice, currency),
      reserveVisibility: "DISCLOSED",
      increments: [],
    }),
  };
}
