import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import { isId, type Id } from "../platform/ids";
import { chain, EMPTY_HEAD, headAfter, type Entry, type StreamHead } from "../platform/journal/chain";
import type { Secret } from "../platform/journal/hidden";
import { RULES_VERSION } from "../platform/journal/journal";
import { insertEntries, lockStream, openStream } from "../platform/journal/journal.store";
import type { Randomness } from "../platform/randomness";
import type { Instant } from "../platform/time";
import { insertAuction, readAuction, project, readClosingFacts, saveState } from "./auction.store";
import type { AuctionRecord, AuctionRow } from "./auction.rows";
import { decide, evolve, isClosingDue, nextTime, record, settle } from "./domain";
import type { AuctionCommand, AuctionEvent, AuctionState, Problem, Settled } from "./domain";
import { draftEntry, type EntryAuthor } from "./entry-draft";

/** What happens elsewhere, in the same transaction, when an auction's state changes. */
export interface AuctionReactions {
  onRecorded(tx: Transaction, auction: AuctionRow, event: AuctionEvent, by: Actor): Promise<void>;
}

/** A node that freezes in the middle must not hold an auction: its transaction ends by itself, and with it its locks. */
const END_WHEN_SILENT = "SET LOCAL idle_in_transaction_session_timeout = '3s'";

export interface LedgerPorts {
  readonly randomness: Randomness;
  readonly reactions: AuctionReactions;
  readonly onCommitted: (auctionId: Id, entries: readonly Entry[]) => void;
}

/**
 * Everything but bids: locks an auction, brings it up to the time, decides commands and writes their entries, all in the
 * caller's transaction. Bids take the same lock and write the same rows in batches (`arbiter.ts`).
 */
export class AuctionLedger {
  constructor(private readonly ports: LedgerPorts) {}

  /** The auction, locked to the end of the transaction and brought up to the time; NOT_FOUND when there is none. */
  async lock(tx: Transaction, auctionId: Id, settledBy: EntryAuthor): Promise<LockedAuction> {
    if (!isId(auctionId)) throw notFound();
    await tx.query(END_WHEN_SILENT);
    const head = await lockStream(tx, auctionId);
    const found = head && (await readAuction(tx, auctionId));
    if (!head || !found) throw notFound();
    const locked = new LockedAuction(tx, this.ports, found.auction, head, found.state);
    await locked.settle(settledBy);
    return locked;
  }

  /** Writes the first entry of a new auction. */
  async begin(
    tx: Transaction,
    auction: AuctionRow,
    scheduled: AuctionEvent,
    by: EntryAuthor,
  ): Promise<LockedAuction> {
    await openStream(tx, auction.id, "AUCTION");
    const at = await tx.now();
    const state = evolve(null, scheduled, at);
    await insertAuction(tx, auction, state);
    const locked = new LockedAuction(tx, this.ports, auction, EMPTY_HEAD, state);
    await locked.write([{ event: scheduled, at }], [state], by);
    return locked;
  }
}

/** An auction under its lock. */
export class LockedAuction {
  constructor(
    private readonly tx: Transaction,
    private readonly ports: LedgerPorts,
    readonly auction: AuctionRow,
    private head: StreamHead,
    public state: AuctionState,
  ) {}

  /** What the time alone has brought about since: its opening, its closing. */
  async settle(by: EntryAuthor): Promise<void> {
    const clock = await this.tx.now();
    const { state } = this;
    const facts = isClosingDue(state, nextTime(state, clock))
      ? await readClosingFacts(this.tx, this.auction, { state, closedAt: state.closesAt })
      : null;
    await this.keep(settle(this.state, clock, facts), by);
  }

  /** Decides a command and writes what follows; what comes to nothing is the problem. */
  async decide(command: AuctionCommand, by: EntryAuthor): Promise<Problem | null> {
    const clock = await this.tx.now();
    const decision = decide(this.state, command, nextTime(this.state, clock));
    if (decision.kind === "rejected") return decision.rejection;
    await this.keep(record(this.state, decision.events, clock), by);
    return null;
  }

  /** The auction as it stands now. */
  async record(): Promise<AuctionRecord> {
    return { ...this.auction, state: this.state, sequence: this.head.sequence, clock: await this.tx.now() };
  }

  private async keep({ entries }: Settled, by: EntryAuthor): Promise<void> {
    let state = this.state;
    const after = entries.map(({ event, at }) => (state = evolve(state, event, at)));
    await this.write(entries, after, by);
  }

  /** Writes events that follow each other; `after` holds the state after each. */
  async write(
    happened: readonly { readonly event: AuctionEvent; readonly at: Instant }[],
    after: readonly AuctionState[],
    by: EntryAuthor,
  ): Promise<void> {
    const entries: Entry[] = [];
    const secrets = new Map<number, readonly Secret[]>();
    happened.forEach(({ event, at }, index) => {
      const state = after[index];
      if (!state) throw new Error("An event without the state after it");
      const drafted = draftEntry(
        { event, state, sellerId: this.auction.sellerId, by },
        this.ports.randomness,
      );
      const entry = chain(this.head, {
        ...drafted.draft,
        stream: this.auction.id,
        at,
        rulesVersion: RULES_VERSION,
      });
      this.head = headAfter(entry);
      this.state = state;
      entries.push(entry);
      secrets.set(entry.sequence, drafted.secrets);
    });
    if (entries.length === 0) return;
    await insertEntries(this.tx, entries, secrets);
    await saveState(this.tx, this.auction.id, this.state);
    for (const [index, { event }] of happened.entries()) {
      await project(this.tx, this.auction.id, event, entries[index]?.sequence ?? 0);
      await this.ports.reactions.onRecorded(this.tx, this.auction, event, by.actor);
    }
    this.tx.afterCommit(() => this.ports.onCommitted(this.auction.id, entries));
  }
}
