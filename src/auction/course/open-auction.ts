import type { Viewer } from "../../platform/access/viewer";
import { refuse, type OrRefusal } from "../../platform/refusal";
import type { AuctionDesk } from "../auction-desk";
import type { OpenAuctionInput } from "./course-inputs.graphql";
import type { AuctionRecord } from "../auction.rows";

const JOURNAL_IN_DOUBT = refuse(
  "JOURNAL_IN_DOUBT",
  "The journal is being checked: no auction is opened until an operator has looked at it.",
);

/** Opens before opensAt, which moves to now, and nothing else with it. */
export class OpenAuction {
  /** `doubt`: why no auction may be opened on this journal; null, or absent: they may. */
  constructor(
    private readonly desk: AuctionDesk,
    private readonly doubt: () => string | null = () => null,
  ) {}

  run(viewer: Viewer, { auctionId }: OpenAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    return this.desk.command(viewer, auctionId, () =>
      Promise.resolve(this.doubt() === null ? { type: "Open" } : JOURNAL_IN_DOUBT),
    );
  }
}
