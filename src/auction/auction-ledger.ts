import { isSamePerson } from "../platform/access/person-behind";
import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { ClientError, notFound } from "../platform/errors";
import { isId, type Id } from "../platform/ids";
import { chain, EMPTY_HEAD, headAfter, type Entry, type StreamHead } from "../platform/journal/chain";
import type { Secret } from "../platform/journal/hidden";
import { RULES_VERSION } from "../platform/journal/journal";
import type { Randomness } from "../platform/randomness";
import type { Instant } from "../platform/time";
import type { AuctionRecord, AuctionRow } from "./auction.rows";
import {
  asWish,
  decide,
  evolve,
  firmOfWish,
  isClosingDue,
  isResult,
  isSomethingDue,
  nextTime,
  record,
  settle,
  standingOf,
} from "./domain";
import type {
  AcceptedBid,
  AuctionCommand,
  AuctionEvent,
  AuctionState,
  ClosingFacts,
  Participant,
  Problem,
  Settled,
  Wish,
} from "./domain";
import type { ClockGuard } from "./clock-guard";
import { draftEntry, type EntryAuthor } from "./entry-draft";
import type { LedgerStore } from "./ledger.store";

/** What happens elsewhere, in the same transaction, when an auction's state changes. */
export interface AuctionReactions {
  onRecorded(tx: Transaction, auction: AuctionRow, event: AuctionEvent, by: Actor): Promise<void>;
}

export interface LedgerPorts {
  readonly store: LedgerStore;
  readonly clockGuard: ClockGuard;
  readonly randomness: Randomness;
  readonly reactions: AuctionReactions;
  readonly onCommitted: (auctionId: Id, entries: readonly Entry[]) => void;
  /** Why no auction may be opened: the journal is not the one that was signed; null, or absent: they may. */
  readonly doubt?: () => string | null;
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
    const found = await this.ports.store.lock(tx, auctionId);
    if (!found) throw notFound();
    const locked = new LockedAuction(tx, this.ports, found.auction, found.head, found.state, settledBy);
    await locked.settle();
    return locked;
  }

  /** Writes the first entry of a new auction. */
  async begin(
    tx: Transaction,
    auction: AuctionRow,
    scheduled: AuctionEvent,
    by: EntryAuthor,
  ): Promise<LockedAuction> {
    await this.ports.store.open(tx, auction.id);
    const at = await tx.now();
    const state = evolve(null, scheduled, at);
    await this.ports.store.insert(tx, auction, state);
    const locked = new LockedAuction(tx, this.ports, auction, EMPTY_HEAD, state, by);
    await locked.write([{ event: scheduled, at }], [state], by);
    return locked;
  }

  /** The seller's auctions, by id, in which the firm takes part and whose bidding is not over. */
  liveAuctionsOf(
    tx: Transaction,
    firm: { readonly sellerId: Id; readonly buyerId: Id },
  ): Promise<readonly Id[]> {
    return this.ports.store.liveAuctionsOf(tx, firm);
  }
}

/** The journal is in doubt, so nothing is opened on it; an operator finds the reason where readiness is asked. */
export class OpeningRefused extends ClientError {
  constructor() {
    super(
      "UNAVAILABLE",
      "The journal is being checked: no auction is opened until an operator has looked at it.",
    );
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
    private readonly settledBy: EntryAuthor,
  ) {}

  /** What the time alone has brought about since: its opening, the ends of its phases, its closing. */
  async settle(): Promise<void> {
    let isDue = false;
    do {
      const clock = await this.clock();
      const facts = isDue ? await this.closingFacts(this.state.closesAt) : null;
      await this.keep(settle(this.state, clock, facts), this.settledBy);
      isDue = isClosingDue(this.state, nextTime(this.state, clock));
    } while (isDue); // each closing, of a round or of the auction, with the facts of its own time
  }

  /** Decides a command and writes what follows; what comes to nothing is the problem. What is done already is not done again. */
  decide(command: AuctionCommand, by: EntryAuthor): Promise<Problem | null> {
    return this.decideBy(() => Promise.resolve(command), by);
  }

  /**
   * The same with a command that follows from how the auction stands; null: none does. It is made when nothing is due any
   * more: since the lock was taken, time may have closed the auction.
   */
  async decideBy(make: () => Promise<AuctionCommand | null>, by: EntryAuthor): Promise<Problem | null> {
    const clock = await this.settledClock();
    const command = await make();
    if (command === null) return null;
    const wish = asWish(command);
    if (wish && (await this.isDone(wish, by.actor))) return null;
    const decision = decide(this.state, command, nextTime(this.state, clock));
    if (decision.kind === "rejected") return decision.rejection;
    await this.keep(record(this.state, decision.events, clock), by);
    return null;
  }

  /** Is this what the same person brought about before, and has nothing come after it? */
  async isDone(wish: Wish, by: Actor): Promise<boolean> {
    const last = await this.ports.store.lastStep(this.tx, this.auction.id, firmOfWish(wish));
    if (!last || !isResult(wish, last.event, this.state.terms)) return false;
    return isSamePerson(this.tx.manager, last.actor, by);
  }

  /** The clock, when nothing is due by it any more: since the lock was taken, another time may have come. */
  private async settledClock(): Promise<Instant> {
    for (;;) {
      const clock = await this.clock();
      if (!isSomethingDue(this.state, nextTime(this.state, clock))) return clock;
      await this.settle();
    }
  }

  /** What only the world knows when the auction closes as of `closedAt`. */
  closingFacts(closedAt: Instant): Promise<ClosingFacts> {
    return this.ports.store.closingFacts(this.tx, this.auction, { state: this.state, closedAt });
  }

  /** Every accepted bid that was not voided, in order. */
  acceptedBids(): Promise<readonly AcceptedBid[]> {
    return this.ports.store.acceptedBids(this.tx, this.auction.id);
  }

  /** A firm's part in the auction; null for a firm that has none. */
  participant(buyerId: Id): Promise<Participant | null> {
    return this.ports.store.participant(this.tx, this.auction.id, buyerId);
  }

  /** The auction as it stands now. */
  async record(): Promise<AuctionRecord> {
    return { ...this.auction, state: this.state, sequence: this.head.sequence, clock: await this.tx.now() };
  }

  /** The time to decide by; RETRY_LATER while the database's clock is not to be trusted. */
  private async clock(): Promise<Instant> {
    const { clockGuard } = this.ports;
    const asked = clockGuard.now();
    const clock = await this.tx.now();
    clockGuard.check(clock, asked);
    return clock;
  }

  private async keep({ entries }: Settled, by: EntryAuthor): Promise<void> {
    if (entries.some(({ event }) => event.type === "AuctionOpened") && this.ports.doubt?.())
      throw new OpeningRefused();
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
        { event, terms: state.terms, standing: standingOf(state), sellerId: this.auction.sellerId, by },
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
    const events = happened.map(({ event }) => event);
    await this.ports.store.append(this.tx, this.auction.id, { events, entries, secrets, state: this.state });
    for (const event of events) {
      await this.ports.reactions.onRecorded(this.tx, this.auction, event, by.actor);
    }
    this.tx.afterCommit(() => this.ports.onCommitted(this.auction.id, entries));
  }
}
