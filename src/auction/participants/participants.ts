import type { Viewer } from "../../platform/access/viewer";
import type { Transaction, Transactions } from "../../platform/database/transactions";
import { notFound } from "../../platform/errors";
import type { Id } from "../../platform/ids";
import type { Identifiers } from "../../platform/identifiers";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import { toRefusal, type AuctionDesk } from "../auction-desk";
import type { LockedAuction } from "../auction-ledger";
import type { ParticipantRow } from "../auction.rows";
import { findParticipant, findParticipantRow, insertParticipant, paddlesInUse } from "./participant.store";
import type { AuctionCommand, Participant } from "../domain";
import type { Buyers } from "../ports";

/** A firm's part in an auction after a command, with the currency of its limit. */
export interface ParticipantResult {
  readonly participant: ParticipantRow;
  readonly currency: string;
}

export interface FirmInAuction {
  readonly auctionId: Id;
  readonly buyerId: Id;
}

/** What a command about a firm's part is made from; `participant` is null for a firm that has none yet. */
export interface Part {
  readonly tx: Transaction;
  readonly locked: LockedAuction;
  readonly participant: Participant | null;
  /** The paddle that a firm without one would get. */
  readonly paddle: string;
}

/** Makes a command from a firm's part; null: the same person has brought it about before. */
type MakeCommand = (part: Part) => Promise<OrRefusal<AuctionCommand> | null>;

/** Commands about one firm's part in an auction, under the locks of the firm and then of the auction. */
export class Participants {
  constructor(
    private readonly transactions: Transactions,
    private readonly desk: AuctionDesk,
    private readonly identifiers: Identifiers,
    private readonly buyers: Buyers,
  ) {}

  /** A command of the seller's. */
  async command(
    viewer: Viewer,
    firm: FirmInAuction,
    make: MakeCommand,
  ): Promise<OrRefusal<ParticipantResult>> {
    return this.transactions.run(async (tx) => {
      await this.buyers.lockFirm(tx, viewer.organization.id, firm.buyerId);
      const locked = await this.desk.lockOwn(tx, viewer, firm.auctionId);
      const participant = await findParticipant(tx, firm.auctionId, firm.buyerId);
      const paddle = participant?.paddle ?? nextPaddle(await paddlesInUse(tx, firm.auctionId));
      const command = await make({ tx, locked, participant, paddle });
      if (command === null) return this.result(tx, locked, firm);
      if (isRefusal(command)) return command;
      if (!participant) await insertParticipant(tx, { id: this.identifiers.next(), ...firm, paddle });
      const problem = await locked.decide(command, { actor: viewer.actor, firm: null });
      return problem ? toRefusal(problem) : this.result(tx, locked, firm);
    });
  }

  async result(tx: Transaction, locked: LockedAuction, firm: FirmInAuction): Promise<ParticipantResult> {
    const participant = await findParticipantRow(tx, firm.auctionId, firm.buyerId);
    if (!participant) throw notFound();
    return { participant, currency: locked.state.terms.currency };
  }
}

const FIRST_PADDLE = 101;

/** Paddles are given in order and say nothing of the firm. */
function nextPaddle(used: ReadonlySet<string>): string {
  return String(FIRST_PADDLE + used.size);
}
