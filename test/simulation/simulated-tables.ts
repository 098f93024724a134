import type { AuctionRow } from "../../src/auction/auction.rows";
import { knownKey, type NewBid } from "../../src/auction/decide-batch";
import type { AcceptedBid, AuctionState, Participant } from "../../src/auction/domain";
import type { KeptAuction } from "../../src/auction/ledger.store";
import type { Id } from "../../src/platform/ids";
import { EMPTY_HEAD, headAfter, type Entry, type StreamHead } from "../../src/platform/journal/chain";
import type { Secret } from "../../src/platform/journal/hidden";
import { reveal, type RevealedEntry } from "../../src/platform/journal/reveal";
import type { Instant } from "../../src/platform/time";

/** What the buyers' stage keeps of a firm. */
export interface FirmRow {
  readonly isQualified: boolean;
  readonly suspendedAt: Instant | null;
  readonly expelledAt: Instant | null;
  readonly lapsesAt: Instant | null;
}

export interface PartRow {
  readonly participant: Participant;
  /** Its bids up to this sequence were voided; 0 when none were. */
  readonly voidedThrough: number;
}

/** PostgreSQL's code for a row that breaks a constraint. */
export const UNIQUE_VIOLATION = "23505";

export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** One auction's rows in all tables. Rows themselves never change; other ones take their place. */
export interface AuctionTables {
  readonly auction: AuctionRow;
  state: AuctionState;
  head: StreamHead;
  readonly entries: Entry[];
  /** What lies beside the entries that are not bids', by their sequences. */
  readonly secrets: Map<number, readonly Secret[]>;
  readonly bids: NewBid[];
  readonly byKey: Map<string, NewBid>;
  readonly parts: Map<Id, PartRow>;
}

/** What is committed. */
export class Tables {
  readonly auctions = new Map<Id, AuctionTables>();
  readonly firms = new Map<Id, FirmRow>();

  /** `hasUniqueKeys`: a key is unique in its auction and firm; off for a mutant alone. */
  constructor(readonly hasUniqueKeys = true) {}
}

/** One transaction's own rows: what it reads is what is committed by now, and on top of it what it wrote itself. */
export class Staging {
  readonly auctions = new Map<Id, AuctionTables>();
  readonly firms = new Map<Id, FirmRow>();

  constructor(private readonly committed: Tables) {}

  find(auctionId: Id): KeptAuction | null {
    return this.auctions.get(auctionId) ?? this.committed.auctions.get(auctionId) ?? null;
  }

  firm(buyerId: Id): FirmRow | undefined {
    return this.firms.get(buyerId) ?? this.committed.firms.get(buyerId);
  }

  part(auctionId: Id, buyerId: Id): PartRow | undefined {
    return (
      this.auctions.get(auctionId)?.parts.get(buyerId) ??
      this.committed.auctions.get(auctionId)?.parts.get(buyerId)
    );
  }

  parts(auctionId: Id): readonly PartRow[] {
    const own = this.auctions.get(auctionId)?.parts;
    const rows = new Map([...(this.committed.auctions.get(auctionId)?.parts ?? []), ...(own ?? [])]);
    return [...rows.values()];
  }

  bid(auctionId: Id, key: { readonly buyerId: Id; readonly keyHash: Buffer }): NewBid | undefined {
    const text = knownKey(key);
    return (
      this.auctions.get(auctionId)?.byKey.get(text) ?? this.committed.auctions.get(auctionId)?.byKey.get(text)
    );
  }

  /** In order. */
  bids(auctionId: Id): readonly NewBid[] {
    const own = this.auctions.get(auctionId)?.bids ?? [];
    const committed = this.committed.auctions.get(auctionId)?.bids ?? [];
    return own.length === 0 ? committed : [...committed, ...own];
  }

  /** The last entry of these types that `isWanted`, with what it hides. */
  lastOf(
    auctionId: Id,
    types: ReadonlySet<string>,
    isWanted: (content: RevealedEntry) => boolean,
  ): { readonly type: string; readonly content: RevealedEntry } | null {
    for (const tables of [this.auctions.get(auctionId), this.committed.auctions.get(auctionId)]) {
      const own = tables?.entries ?? [];
      for (let place = own.length - 1; place >= 0; place -= 1) {
        const entry = own[place];
        if (!entry || !types.has(entry.type)) continue;
        const content = reveal(entry, tables?.secrets.get(entry.sequence) ?? []);
        if (isWanted(content)) return { type: entry.type, content };
      }
    }
    return null;
  }

  acceptedBids(auctionId: Id): readonly AcceptedBid[] {
    return this.bids(auctionId)
      .map(({ bid }) => bid)
      .filter(({ decision, sequence, buyerId }) => {
        const voidedThrough = this.part(auctionId, buyerId)?.voidedThrough ?? 0;
        return decision === "ACCEPTED" && sequence > voidedThrough;
      })
      .map(({ sequence, buyerId, paddle, amount, maximum, raise, decidedAt }) => {
        if (maximum === null) throw new Error("An accepted bid has a maximum");
        return { sequence, buyerId, paddle, amount, maximum, raise, decidedAt };
      });
  }

  /** The auctions in which a firm takes part, by id. */
  auctionsOf(buyerId: Id): readonly AuctionTables[] {
    return [...this.committed.auctions.values()]
      .filter(({ auction, parts }) => parts.has(buyerId) || this.part(auction.id, buyerId))
      .sort((a, b) => (a.auction.id < b.auction.id ? -1 : 1));
  }

  insertAuction(auction: AuctionRow, state: AuctionState): void {
    if (this.find(auction.id)) throw violation("auction");
    this.auctions.set(auction.id, emptyTables(auction, state, EMPTY_HEAD));
  }

  setPart(auctionId: Id, part: PartRow): void {
    this.write(auctionId).parts.set(part.participant.buyerId, part);
  }

  /** Entries with the state behind them; as constraints and keys have it, each number stands once. */
  append(auctionId: Id, entries: readonly Entry[], state: AuctionState): void {
    const own = this.write(auctionId);
    for (const entry of entries) {
      if (entry.sequence !== own.head.sequence + 1 || this.isCommitted(entry)) throw violation("entry");
      own.entries.push(entry);
      own.head = headAfter(entry);
    }
    own.state = state;
  }

  keepSecrets(auctionId: Id, secrets: ReadonlyMap<number, readonly Secret[]>): void {
    const own = this.write(auctionId);
    for (const [sequence, kept] of secrets) own.secrets.set(sequence, kept);
  }

  insertBids(auctionId: Id, bids: readonly NewBid[]): void {
    const own = this.write(auctionId);
    for (const bid of bids) {
      if (this.committed.hasUniqueKeys && this.bid(auctionId, bid.bid)) throw violation("bid");
      own.bids.push(bid);
      own.byKey.set(knownKey(bid.bid), bid);
    }
  }

  /** Makes it everybody's. What another transaction has committed meanwhile in the place of these rows breaks it. */
  apply(): void {
    for (const own of this.auctions.values())
      if (own.entries.some((entry) => this.isCommitted(entry))) throw violation("entry");
    for (const [id, own] of this.auctions) {
      const target = this.committed.auctions.get(id);
      if (target) merge(target, own);
      else this.committed.auctions.set(id, own);
    }
    for (const [id, firm] of this.firms) this.committed.firms.set(id, firm);
  }

  private isCommitted({ stream, sequence }: Entry): boolean {
    return sequence <= (this.committed.auctions.get(stream)?.head.sequence ?? 0);
  }

  private write(auctionId: Id): AuctionTables {
    const staged = this.auctions.get(auctionId);
    if (staged) return staged;
    const committed = this.committed.auctions.get(auctionId);
    if (!committed) throw new Error("There is no such auction to write to");
    const own = emptyTables(committed.auction, committed.state, committed.head);
    this.auctions.set(auctionId, own);
    return own;
  }
}

function emptyTables(auction: AuctionRow, state: AuctionState, head: StreamHead): AuctionTables {
  return {
    auction,
    state,
    head,
    entries: [],
    secrets: new Map(),
    bids: [],
    byKey: new Map(),
    parts: new Map(),
  };
}

function merge(target: AuctionTables, own: AuctionTables): void {
  target.state = own.state;
  target.head = own.head;
  target.entries.push(...own.entries);
  for (const [sequence, kept] of own.secrets) target.secrets.set(sequence, kept);
  target.bids.push(...own.bids);
  for (const [key, bid] of own.byKey) target.byKey.set(key, bid);
  for (const [id, part] of own.parts) target.parts.set(id, part);
}

function violation(table: string): DatabaseError {
  return new DatabaseError(UNIQUE_VIOLATION, `duplicate key value violates a unique constraint of ${table}`);
}
