import type { BelowIndicationReason } from "../../../../client";
import type { Bidder } from "../../bidder";

/** What a firm offers in the two rounds. */
interface Offers {
  readonly indication: bigint;
  readonly binding: bigint;
  /** Why the second is below the first; null: it does not say. */
  readonly why: BelowIndicationReason | null;
  /** When it bids: with so many seconds of a round left. */
  readonly left: number;
}

/** Indicates, waits for the short list, and makes a binding bid whatever that says. */
export async function indicateAndBid(
  bidder: Bidder,
  { indication, binding, why, left }: Offers,
): Promise<void> {
  const { room } = bidder;
  await room.untilPhase("INDICATION");
  await room.untilLeft(left);
  const { decision } = await bidder.bid(indication);
  bidder.tell(`indicates ${bidder.inWords(indication)}, sealed and without obligation: ${decision}`);
  await room.untilPhase("BINDING");
  await room.untilLeft(left);
  const bid = await bidder.bid(binding, binding, why);
  const reason = why === null ? "" : `, below its indication for ${why}`;
  if (bid.decision === "ACCEPTED")
    bidder.tell(`makes a binding bid of ${bidder.inWords(binding)}${reason}: ${bid.decision}`);
}
