import type { Viewer } from "../../platform/access/viewer";
import type { Transactions } from "../../platform/database/transactions";
import { notFound } from "../../platform/errors";
import type { OrRefusal } from "../../platform/refusal";
import { BY_SYSTEM, toRefusal } from "../auction-desk";
import type { SignNdaInput } from "./participants-inputs.graphql";
import type { AuctionLedger } from "../auction-ledger";
import { findParticipant } from "./participant.store";
import type { ParticipantResult, Participants } from "./participants";

/** The invited firm's own signature under the auction's non-disclosure agreement. */
export class SignNda {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: AuctionLedger,
    private readonly participants: Participants,
  ) {}

  run(viewer: Viewer, { auctionId }: SignNdaInput): Promise<OrRefusal<ParticipantResult>> {
    const buyerId = viewer.organization.id;
    return this.transactions.run(async (tx) => {
      const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
      const participant = await findParticipant(tx, auctionId, buyerId);
      if (!participant || participant.status === "REMOVED") throw notFound();
      const problem = await locked.decide(
        { type: "SignNda", participant },
        { actor: viewer.actor, firm: buyerId },
      );
      return problem ? toRefusal(problem) : this.participants.result(tx, locked, { auctionId, buyerId });
    });
  }
}
