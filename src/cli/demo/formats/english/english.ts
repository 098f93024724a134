import { formatAmount } from "../../../../platform/money";
import { formatInstant, seconds } from "../../../../platform/time";
import { moneyInWords } from "../../words";
import type { FormatStory, Lot, Offer } from "../format-story";
import { checkEnglish } from "./claims";
import { bidEagerly } from "./eager";
import { bidPatiently } from "./patient";
import { planAuction, type AuctionPlan } from "./plan";
import { bidLate } from "./sniper";

const OPENS_IN_SECONDS = 6;
const OPEN_SECONDS = 15;
const WINDOW_SECONDS = 5;
const ADDED_SECONDS = 5;
const HARD_END_SECONDS = 15;

/** Open ascending: an eager bidder, a patient one with a proxy, and one that comes in the last seconds. */
export function tellEnglish({ floor, currency }: Lot): FormatStory {
  const plan = planAuction(floor);
  return {
    offer: offerOf(plan, currency),
    limits: { sniper: plan.sniperLimit },
    roster: null,
    play: async ({ bidders: { eager, patient, sniper } }) => {
      await Promise.all([bidEagerly(eager, plan), bidPatiently(patient, plan), bidLate(sniper, plan)]);
      return (result) => checkEnglish(result, { ...plan, longestExtension: seconds(HARD_END_SECONDS) });
    },
  };
}

/** Of the reserve bidders learn only whether it is met. */
function offerOf({ openingPrice, step }: AuctionPlan, currency: string): Offer {
  return {
    isOpenedByCommand: false,
    terms: `steps of ${moneyInWords({ minor: step, currency })}, reserve: the floor, hidden`,
    schedule:
      `It opens in ${OPENS_IN_SECONDS} s for ${OPEN_SECONDS} s; a bid in the last ${WINDOW_SECONDS} s adds ` +
      `${ADDED_SECONDS} s, ${HARD_END_SECONDS} s at most`,
    termsAt: (now) => {
      const opensAt = now + seconds(OPENS_IN_SECONDS);
      const closesAt = opensAt + seconds(OPEN_SECONDS);
      return {
        format: "ENGLISH",
        opensAt: formatInstant(opensAt),
        closesAt: formatInstant(closesAt),
        openingPrice: formatAmount(openingPrice, currency),
        reserveVisibility: "STATUS_ONLY",
        increments: [{ from: formatAmount(0n, currency), step: formatAmount(step, currency) }],
        extension: {
          windowSeconds: WINDOW_SECONDS,
          addedSeconds: ADDED_SECONDS,
          mode: "ADD",
          hardEndAt: formatInstant(closesAt + seconds(HARD_END_SECONDS)),
        },
      };
    },
  };
}
