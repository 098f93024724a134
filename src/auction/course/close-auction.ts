import type { Viewer } from "../../platform/access/viewer";
import { readText } from "../../platform/free-text";
import type { OrRefusal } from "../../platform/refusal";
import type { AuctionDesk } from "../auction-desk";
import type { CloseAuctionInput } from "./course-inputs.graphql";
import type { AuctionRecord } from "../auction.rows";

/** Closes: before closesAt with a reason that the approvers read; after it, this only makes the closing prompt. */
export class CloseAuction {
  constructor(private readonly desk: AuctionDesk) {}

  run(viewer: Viewer, { auctionId, reason }: CloseAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    const why = reason == null ? null : readText(reason, ["input", "reason"]);
    return this.desk.command(viewer, auctionId, async (tx, locked) => ({
      type: "Close",
      reason: why,
      facts: await locked.closingFacts(await tx.now()),
    }));
  }
}
