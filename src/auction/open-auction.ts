import type { Viewer } from "../platform/access/viewer";
import type { OrRefusal } from "../platform/refusal";
import type { AuctionDesk } from "./auction-desk";
import type { OpenAuctionInput } from "./auction-inputs.graphql";
import type { AuctionRecord } from "./auction.rows";

/** Opens before opensAt, which moves to now, and nothing else with it. */
export class OpenAuction {
  constructor(private readonly desk: AuctionDesk) {}

  run(viewer: Viewer, { auctionId }: OpenAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    return this.desk.command(viewer, auctionId, () => Promise.resolve({ type: "Open" }));
  }
}
