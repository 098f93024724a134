import type { Viewer } from "../../platform/access/viewer";
import type { OrRefusal } from "../../platform/refusal";
import type { AuctionDesk } from "../auction-desk";
import type { ResumeAuctionInput } from "./course-inputs.graphql";
import type { AuctionRecord } from "../auction.rows";

/** Lets a paused auction go on; its closing time and hard end move by the length of the pause. */
export class ResumeAuction {
  constructor(private readonly desk: AuctionDesk) {}

  run(viewer: Viewer, { auctionId }: ResumeAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    return this.desk.command(viewer, auctionId, () => Promise.resolve({ type: "Resume" }));
  }
}
