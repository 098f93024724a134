import { ScheduleAuctionDocument } from "../../client";
import { SELLER_PEOPLE } from "./cast";
import type { Offer } from "./formats/format-story";
import type { PortfolioOnSale, Scene } from "./scene";
import { granted } from "./step-failed";
import { inWords } from "./words";

export interface ScheduledAuction {
  readonly id: string;
  readonly currency: string;
  /** How many times as fast as ours the server's clock runs. */
  readonly pace: number;
}

/** The auction admin offers the portfolio; its approved floor is the reserve. */
export async function scheduleAuction(
  { cast, story }: Scene,
  { id: portfolioId, currency }: PortfolioOnSale,
  { pace, offer }: { readonly pace: number; readonly offer: Offer },
): Promise<ScheduledAuction> {
  const { admin } = SELLER_PEOPLE;
  const input = { portfolioId, ...offer.termsAt(BigInt(Date.now()) * 1_000n) };
  const { scheduleAuction: scheduled } = await cast.as(admin).mutate(ScheduleAuctionDocument, { input });
  const { id, format, terms } = granted(scheduled, "The auction");
  story.say(
    `${admin.name} schedules it: ${format}, opening price ${inWords(terms.openingPrice)}, ${offer.terms}`,
  );
  story.say(offer.schedule);
  if (pace > 1) story.say(`The server is a sandbox: its clock runs ${pace} times as fast as ours`);
  return { id, currency, pace };
}
