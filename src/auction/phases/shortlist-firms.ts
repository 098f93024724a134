import type { Viewer } from "../../platform/access/viewer";
import { readText } from "../../platform/free-text";
import type { OrRefusal } from "../../platform/refusal";
import type { AuctionDesk } from "../auction-desk";
import type { AuctionRecord } from "../auction.rows";
import type { ShortlistFirmsInput } from "./phases-inputs.graphql";

/** Makes the short list of BEST_AND_FINAL by hand, with a reason for whoever is left out above one taken in. */
export class ShortlistFirms {
  constructor(private readonly desk: AuctionDesk) {}

  run(viewer: Viewer, input: ShortlistFirmsInput): Promise<OrRefusal<AuctionRecord>> {
    const leftOut = (input.leftOut ?? []).map(({ firm, reason }, place) => ({
      buyerId: firm.toLowerCase(),
      reason: readText(reason, ["input", "leftOut", String(place), "reason"]),
    }));
    const firms = input.firms.map((firm) => firm.toLowerCase());
    return this.desk.command(viewer, input.auctionId, () =>
      Promise.resolve({ type: "Shortlist", firms, leftOut }),
    );
  }
}
