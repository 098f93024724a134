import { SYSTEM_ACTOR, type Viewer } from "../platform/access/viewer";
import type { Transaction, TransactionRunner } from "../platform/database/transactions";
import { badUserInput, notFound } from "../platform/errors";
import type { Id } from "../platform/ids";
import { isRefusal, refuse, type OrRefusal, type Refusal } from "../platform/refusal";
import type { AuctionLedger, LockedAuction } from "./auction-ledger";
import type { AuctionRecord } from "./auction.rows";
import type { AuctionCommand, AuctionState, Problem } from "./domain";
import type { EntryAuthor } from "./entry-draft";

export const BY_SYSTEM: EntryAuthor = { actor: SYSTEM_ACTOR, firm: null };

type MakeCommand = (tx: Transaction, locked: LockedAuction) => Promise<OrRefusal<AuctionCommand>>;

/** Where the seller's commands to an auction come in: one transaction each, under the auction's lock. */
export class AuctionDesk {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ledger: AuctionLedger,
  ) {}

  /** Decides one command of the seller's. An auction of another seller is NOT_FOUND. */
  async command(viewer: Viewer, auctionId: Id, make: MakeCommand): Promise<OrRefusal<AuctionRecord>> {
    return this.transactions.run(async (tx) => {
      const locked = await this.lockOwn(tx, viewer, auctionId);
      const command = await make(tx, locked);
      if (isRefusal(command)) return command;
      const problem = await locked.decide(command, { actor: viewer.actor, firm: null });
      return problem ? toRefusal(problem) : locked.record();
    });
  }

  /** Brings an auction up to the time: what nobody asked for opens and closes it. How it then stands. */
  async advance(auctionId: Id): Promise<AuctionState> {
    const { state } = await this.transactions.run((tx) => this.ledger.lock(tx, auctionId, BY_SYSTEM));
    return state;
  }

  async lockOwn(tx: Transaction, viewer: Viewer, auctionId: Id): Promise<LockedAuction> {
    const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
    if (locked.auction.sellerId !== viewer.organization.id) throw notFound();
    return locked;
  }
}

/** A problem as its caller gets it: malformed input as an error, everything else as a Refusal. */
export function toRefusal({ code, message, path, state }: Problem): Refusal {
  const inputPath = path ? ["input", ...path] : undefined;
  if (code === "BAD_USER_INPUT") throw badUserInput(message, inputPath);
  return refuse(code, message, { ...(inputPath && { path: inputPath }), ...(state && { state }) });
}
