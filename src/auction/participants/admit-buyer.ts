import type { Viewer } from "../../platform/access/viewer";
import { readAmount } from "../../platform/graphql/money";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import type { AdmitBuyerInput } from "./participants-inputs.graphql";
import type { Allotments } from "../exposure/allotments";
import { otherFirms, refreshLicences } from "./participant.store";
import type { ParticipantResult, Participants } from "./participants";
import type { Buyers } from "../ports";

/** Lets a firm bid that is qualified, licensed where the accounts are, nobody's affiliate here, and bound by the NDA. */
export class AdmitBuyer {
  constructor(
    private readonly participants: Participants,
    private readonly buyers: Buyers,
    private readonly allotments: Allotments,
  ) {}

  run(viewer: Viewer, input: AdmitBuyerInput): Promise<OrRefusal<ParticipantResult>> {
    return this.allotments.withRoom(() => this.admit(viewer, input));
  }

  private admit(viewer: Viewer, input: AdmitBuyerInput): Promise<OrRefusal<ParticipantResult>> {
    const { auctionId, buyerId } = input;
    const ndaSignedAt = input.ndaSignedAt ?? null;
    return this.participants.command(viewer, input, async ({ tx, locked, participant, paddle }) => {
      const { currency } = locked.state.terms;
      const limit = input.limit == null ? null : readAmount(input.limit, currency, ["input", "limit"]);
      // Before anything is looked for in the exposure limit, of which its own allotment is a part by now.
      if (await locked.isDone({ type: "Admit", buyerId, limit, ndaSignedAt }, viewer.actor)) return null;
      const { sellerId, jurisdictions, assetClass } = locked.auction;
      const others = await otherFirms(tx, auctionId, buyerId);
      const admission = await this.buyers.admission(tx, {
        sellerId,
        buyerId,
        assetClass,
        jurisdictions,
        others,
      });
      const allotment = await this.allotments.forLimit(tx, locked, { buyerId, limit });
      if (isRefusal(allotment)) return allotment;
      tx.beforeCommit(() => refreshLicences(tx, { sellerId, buyerId, auctionId }));
      return {
        type: "Admit",
        buyerId,
        paddle,
        participant,
        limit,
        ndaSignedAt,
        allotment,
        admission,
      };
    });
  }
}
