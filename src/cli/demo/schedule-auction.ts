import { ScheduleAuctionDocument } from "../../client";
import { formatAmount } from "../../platform/money";
import { formatInstant, seconds } from "../../platform/time";
import { SELLER_PEOPLE } from "./cast";
import { planAuction, type AuctionPlan } from "./plan";
import type { PortfolioOnSale, Scene } from "./scene";
import { granted } from "./step-failed";
import { inWords, moneyInWords } from "./words";

const OPENS_IN_SECONDS = 6;
const OPEN_SECONDS = 15;
const WINDOW_SECONDS = 5;
const ADDED_SECONDS = 5;
const HARD_END_SECONDS = 15;

export interface ScheduledAuction {
  readonly id: string;
  readonly currency: string;
  readonly plan: AuctionPlan;
  /** When it is to close, and the latest that late bids may move that to. */
  readonly closesAt: bigint;
  readonly hardEndAt: bigint;
}

/** The auction admin offers the portfolio; its approved floor is the reserve, of which bidders learn only whether it is met. */
export async function scheduleAuction(
  { cast, story }: Scene,
  { id: portfolioId, currency }: PortfolioOnSale,
  floor: bigint,
): Promise<ScheduledAuction> {
  const { admin } = SELLER_PEOPLE;
  const plan = planAuction(floor);
  const opensAt = BigInt(Date.now()) * 1_000n + seconds(OPENS_IN_SECONDS);
  const closesAt = opensAt + seconds(OPEN_SECONDS);
  const hardEndAt = closesAt + seconds(HARD_END_SECONDS);
  const { scheduleAuction: scheduled } = await cast.as(admin).mutate(ScheduleAuctionDocument, {
    input: {
      portfolioId,
      format: "ENGLISH",
      opensAt: formatInstant(opensAt),
      closesAt: formatInstant(closesAt),
      openingPrice: formatAmount(plan.openingPrice, currency),
      reserveVisibility: "STATUS_ONLY",
      increments: [{ from: formatAmount(0n, currency), step: formatAmount(plan.step, currency) }],
      extension: {
        windowSeconds: WINDOW_SECONDS,
        addedSeconds: ADDED_SECONDS,
        mode: "ADD",
        hardEndAt: formatInstant(hardEndAt),
      },
    },
  });
  const { id, format, terms } = granted(scheduled, "The auction");
  const step = moneyInWords({ minor: plan.step, currency });
  story.say(
    `${admin.name} schedules it: ${format}, opening price ${inWords(terms.openingPrice)}, steps of ${step}, ` +
      `reserve: the floor, hidden`,
  );
  story.say(
    `It opens in ${OPENS_IN_SECONDS} s for ${OPEN_SECONDS} s; a bid in the last ${WINDOW_SECONDS} s adds ` +
      `${ADDED_SECONDS} s, ${HARD_END_SECONDS} s at most`,
  );
  return { id, currency, plan, closesAt, hardEndAt };
}
