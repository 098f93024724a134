import { formatAmount } from "../../../../platform/money";
import { formatInstant, seconds } from "../../../../platform/time";
import type { FormatStory, Lot, Offer } from "../format-story";
import { tellOpening } from "../sealed/tell-opening";
import { checkBestAndFinal } from "./claims";
import { makeShortlist } from "./make-shortlist";
import { planBestAndFinal, type BestAndFinalPlan } from "./plan";
import { indicateAndBid } from "./programs";

const OPENS_IN_SECONDS = 6;
const ROUND_SECONDS = 10;
const WAIT_SECONDS = 3;

/** Two sealed rounds: indications that bind nobody, a short list made by hand, and binding bids. */
export function tellBestAndFinal({ floor, currency }: Lot): FormatStory {
  const plan = planBestAndFinal(floor);
  return {
    offer: offerOf(plan, currency),
    limits: {},
    roster: null,
    play: async (hall) => {
      const { eager, patient, sniper } = hall.bidders;
      const { indications } = plan;
      const [shown] = await Promise.all([
        makeShortlist(hall),
        indicateAndBid(eager, { indication: indications.eager, binding: plan.eagerBid, why: null, left: 7 }),
        indicateAndBid(patient, {
          indication: indications.patient,
          binding: plan.patientBid,
          why: "DILIGENCE_FINDINGS",
          left: 5,
        }),
        indicateAndBid(sniper, {
          indication: indications.sniper,
          binding: plan.sniperBid,
          why: null,
          left: 3,
        }),
      ]);
      await tellOpening(hall);
      const views = [hall.screen, eager.room, patient.room, sniper.room].map(({ events }) => events);
      return (result) => checkBestAndFinal(result, { currency, shown, views });
    },
  };
}

function offerOf({ openingPrice }: BestAndFinalPlan, currency: string): Offer {
  return {
    isOpenedByCommand: false,
    terms: "reserve: the floor, concealed; the server seals each bid as it comes",
    schedule:
      `It opens in ${OPENS_IN_SECONDS} s for indications of ${ROUND_SECONDS} s; the seller makes a short list, and ` +
      `${WAIT_SECONDS} s later those on it have ${ROUND_SECONDS} s for binding bids`,
    termsAt: (now) => ({
      format: "BEST_AND_FINAL",
      opensAt: formatInstant(now + seconds(OPENS_IN_SECONDS)),
      closesAt: formatInstant(now + seconds(OPENS_IN_SECONDS + ROUND_SECONDS)),
      openingPrice: formatAmount(openingPrice, currency),
      reserveVisibility: "CONCEALED",
      increments: [],
      bestAndFinal: { shortlist: null, startsAfterSeconds: WAIT_SECONDS, bindingSeconds: ROUND_SECONDS },
    }),
  };
}
