import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Entry, StreamHead } from "../platform/journal/chain";
import type { Secret } from "../platform/journal/hidden";
import { insertEntries, lockStream, openStream } from "../platform/journal/journal.store";
import type { Instant } from "../platform/time";
import type { AuctionRow } from "./auction.rows";
import {
  acceptedBids,
  insertAuction,
  project,
  readAuction,
  readClosingFacts,
  saveState,
} from "./auction.store";
import { findLastStep, type Step } from "./last-step.store";
import { findParticipant, liveAuctionsOf } from "./participants/participant.store";
import type { AcceptedBid, AuctionEvent, AuctionState, ClosingFacts, Participant } from "./domain";

/** An auction as its lock finds it. */
export interface KeptAuction {
  readonly auction: AuctionRow;
  readonly head: StreamHead;
  readonly state: AuctionState;
}

/** What is written down at once: events that follow each other, as entries with what lies beside them. */
export interface Recorded {
  readonly events: readonly AuctionEvent[];
  /** One an event. */
  readonly entries: readonly Entry[];
  readonly secrets: ReadonlyMap<number, readonly Secret[]>;
  /** After the last of them. */
  readonly state: AuctionState;
}

/**
 * Where auctions are kept for everything but bids; a port, so that a simulation can put another in. All of it happens in
 * the caller's transaction.
 */
export interface LedgerStore {
  /** Makes the stream of a new auction and holds its lock. */
  open(tx: Transaction, auctionId: Id): Promise<void>;
  /** Makes an auction whose stream the transaction has opened. */
  insert(tx: Transaction, auction: AuctionRow, state: AuctionState): Promise<void>;
  /** Locks the auction to the end of the transaction, then reads it; null when there is none. */
  lock(tx: Transaction, auctionId: Id): Promise<KeptAuction | null>;
  /** Writes entries of an auction that the transaction has locked, with all that they change. */
  append(tx: Transaction, auctionId: Id, recorded: Recorded): Promise<void>;
  /** What only the world knows when an auction closes as of `closedAt`; read under its lock. */
  closingFacts(
    tx: Transaction,
    auction: AuctionRow,
    closing: { readonly state: AuctionState; readonly closedAt: Instant },
  ): Promise<ClosingFacts>;
  /** Every accepted bid that was not voided, in order. */
  acceptedBids(tx: Transaction, auctionId: Id): Promise<readonly AcceptedBid[]>;
  participant(tx: Transaction, auctionId: Id, buyerId: Id): Promise<Participant | null>;
  /** The last entry of the auction's course or, with a firm, of that firm's part. */
  lastStep(tx: Transaction, auctionId: Id, buyerId: Id | null): Promise<Step | null>;
  /** The seller's auctions, by id, in which the firm takes part and whose bidding is not over. */
  liveAuctionsOf(
    tx: Transaction,
    firm: { readonly sellerId: Id; readonly buyerId: Id },
  ): Promise<readonly Id[]>;
}

export const ledgerStore: LedgerStore = {
  open,
  insert: insertAuction,
  lock,
  append,
  closingFacts: readClosingFacts,
  acceptedBids,
  participant: findParticipant,
  lastStep: findLastStep,
  liveAuctionsOf,
};

async function open(tx: Transaction, auctionId: Id): Promise<void> {
  await openStream(tx, auctionId, "AUCTION");
}

async function lock(tx: Transaction, auctionId: Id): Promise<KeptAuction | null> {
  const head = await lockStream(tx, auctionId);
  const found = head && (await readAuction(tx, auctionId));
  return found && { ...found, head };
}

async function append(
  tx: Transaction,
  auctionId: Id,
  { events, entries, secrets, state }: Recorded,
): Promise<void> {
  await insertEntries(tx, entries, secrets);
  await saveState(tx, auctionId, state);
  for (const [index, event] of events.entries()) {
    await project(tx, auctionId, event, entries[index]?.sequence ?? 0);
  }
}
