import type { Viewer } from "../../platform/access/viewer";
import type { OrRefusal } from "../../platform/refusal";
import type { AuctionDesk } from "../auction-desk";
import type { RescheduleAuctionInput } from "./course-inputs.graphql";
import type { AuctionRecord } from "../auction.rows";
import type { Floors } from "../ports";

/** Moves the times of an auction that has not opened. */
export class RescheduleAuction {
  constructor(
    private readonly desk: AuctionDesk,
    private readonly floors: Floors,
  ) {}

  run(viewer: Viewer, input: RescheduleAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    const { auctionId, opensAt, closesAt, hardEndAt } = input;
    return this.desk.command(viewer, auctionId, async (tx, { auction }) => ({
      type: "Reschedule",
      opensAt,
      closesAt,
      hardEndAt: hardEndAt ?? null,
      floorValidUntil: (await this.floors.approvedFloor(tx, auction.portfolioId))?.validUntil ?? null,
    }));
  }
}
