import type { Viewer } from "../../platform/access/viewer";
import { readText } from "../../platform/free-text";
import type { OrRefusal } from "../../platform/refusal";
import type { AuctionDesk } from "../auction-desk";
import type { CancelAuctionInput } from "./course-inputs.graphql";
import type { AuctionRecord } from "../auction.rows";

/** Calls off an auction whose bidding is not over; afterwards it takes two people (`annul-auction.ts`). */
export class CancelAuction {
  constructor(private readonly desk: AuctionDesk) {}

  run(viewer: Viewer, { auctionId, reason }: CancelAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    const why = readText(reason, ["input", "reason"]);
    return this.desk.command(viewer, auctionId, () =>
      Promise.resolve({ type: "Cancel", reason: why, isSeconded: false }),
    );
  }
}
