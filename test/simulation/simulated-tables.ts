import type { AuctionRow } from "../../src/auction/auction.rows";
import { knownKey } from "../../src/auction/bidding/decide-batch";
import type { NewBid } from "../../src/auction/bidding/new-bid";
import type { AcceptedBid, AuctionState, Participant } from "../../src/auction/domain";
import type { Exposed } from "../../src/auction/exposure/allotment.store";
import type { SignedReceipts } from "../../src/auction/proof/receipts";
import type { SealedReveal } from "../../src/auction/sealing/closed-bid";
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

/** What a firm may be committed to with a seller, and how much of that its auctions hold. */
export interface ExposureRow {
  readonly limit: bigint;
  readonly allotted: bigint;
}

/** PostgreSQL's codes for rows that break a constraint. */
const UNIQUE_VIOLATION = "23505";
const FOREIGN_KEY_VIOLATION = "23503";
const CHECK_VIOLATION = "23514";

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
  /** Each firm's accepted bids and withdrawals, in order. */
  readonly accepted: Map<Id, NewBid[]>;
  readonly receipts: SignedReceipts[];
  readonly parts: Map<Id, PartRow>;
  /** What sealed bids came to, by their sequences. */
  readonly opened: Map<number, OpenedRow>;
}

/** Why a bid was set aside; else the amount that counts. */
export interface OpenedRow {
  readonly amount: bigint | null;
  readonly reason: string | null;
}

/** A custodian's answer to one box. */
export interface ShareRow {
  readonly auctionId: Id;
  readonly custodianId: Id;
  readonly sequence: number;
  readonly submittedBy: Id;
  readonly share: Buffer | null;
}

export interface RevealRow extends SealedReveal {
  readonly auctionId: Id;
  readonly sequence: number;
}

/** What is committed. */
export class Tables {
  readonly auctions = new Map<Id, AuctionTables>();
  readonly firms = new Map<Id, FirmRow>();
  /** By `exposureKey`. */
  readonly exposures = new Map<string, ExposureRow>();
  /** Each custodian is heard once about a bid, and each bid revealed once. */
  readonly shares = new Map<string, ShareRow>();
  readonly reveals = new Map<string, RevealRow>();

  /** `hasConstraints`: a key is unique in its auction and firm, allotments stay within limits; off for mutants alone. */
  constructor(readonly hasConstraints = true) {}
}

/** Part of an exposure's allotted sum, as it is written down at the end of a transaction. */
interface Allotting {
  readonly exposure: string;
  readonly by: bigint;
}

/** One transaction's own rows: what it reads is what is committed by now, and on top of it what it wrote itself. */
export class Staging {
  readonly auctions = new Map<Id, AuctionTables>();
  readonly firms = new Map<Id, FirmRow>();
  /** The limits that it sets. */
  readonly limits = new Map<string, bigint>();
  readonly shares = new Map<string, ShareRow>();
  readonly reveals = new Map<string, RevealRow>();
  /** In the order in which parts were changed. */
  private readonly allotting: Allotting[] = [];

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
    return this.bidUnder(auctionId, knownKey(key));
  }

  private bidUnder(auctionId: Id, key: string): NewBid | undefined {
    return (
      this.auctions.get(auctionId)?.byKey.get(key) ?? this.committed.auctions.get(auctionId)?.byKey.get(key)
    );
  }

  /** In order. */
  bids(auctionId: Id): readonly NewBid[] {
    const own = this.auctions.get(auctionId)?.bids ?? [];
    const committed = this.committed.auctions.get(auctionId)?.bids ?? [];
    return own.length === 0 ? committed : [...committed, ...own];
  }

  entry(auctionId: Id, sequence: number): Entry | undefined {
    const committed = this.committed.auctions.get(auctionId)?.entries ?? [];
    return committed[sequence - 1] ?? this.auctions.get(auctionId)?.entries[sequence - 1 - committed.length];
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

  /** What the firm had accepted last, and was not voided: a bid, or that it took one back. */
  lastAccepted(auctionId: Id, buyerId: Id): NewBid | null {
    const voidedThrough = this.part(auctionId, buyerId)?.voidedThrough ?? 0;
    const last = this.accepted(auctionId, buyerId).at(-1);
    return last && last.bid.sequence > voidedThrough ? last : null;
  }

  /** The bid that a firm has in play in the auction's phase. */
  live(auctionId: Id, buyerId: Id): NewBid | null {
    const since = this.find(auctionId)?.state.phase?.since ?? null;
    const last = this.lastAccepted(auctionId, buyerId);
    return last && !last.bid.withdrawal && (since === null || last.bid.decidedAt >= since) ? last : null;
  }

  /** Did it take itself back, or its firm take it back next? */
  isWithdrawn(auctionId: Id, { sequence, buyerId, withdrawal }: NewBid["bid"]): boolean {
    const next = this.accepted(auctionId, buyerId).find(({ bid }) => bid.sequence > sequence);
    return withdrawal || (next?.bid.withdrawal ?? false);
  }

  opened(auctionId: Id, sequence: number): OpenedRow | undefined {
    return (
      this.auctions.get(auctionId)?.opened.get(sequence) ??
      this.committed.auctions.get(auctionId)?.opened.get(sequence)
    );
  }

  setOpened(auctionId: Id, sequence: number, row: OpenedRow): void {
    this.write(auctionId).opened.set(sequence, row);
  }

  share(auctionId: Id, sequence: number, custodianId: Id): ShareRow | undefined {
    const key = `${auctionId} ${sequence} ${custodianId}`;
    return this.shares.get(key) ?? this.committed.shares.get(key);
  }

  /** Answers whether the custodian was not heard before, or had said that there was no share. */
  insertShare(row: ShareRow): boolean {
    const { auctionId, sequence, custodianId, share } = row;
    const known = this.share(auctionId, sequence, custodianId);
    if (known && (known.share !== null || share === null)) return false;
    this.shares.set(`${auctionId} ${sequence} ${custodianId}`, row);
    return true;
  }

  reveal(auctionId: Id, sequence: number): RevealRow | undefined {
    const key = `${auctionId} ${sequence}`;
    return this.reveals.get(key) ?? this.committed.reveals.get(key);
  }

  insertReveal(row: RevealRow): void {
    if (this.reveal(row.auctionId, row.sequence)) throw violation("reveal");
    this.reveals.set(`${row.auctionId} ${row.sequence}`, row);
  }

  acceptedBids(auctionId: Id): readonly AcceptedBid[] {
    const bids = this.bids(auctionId).map(({ bid }) => bid);
    const through = new Map(
      bids.filter(({ withdrawal }) => withdrawal).map(({ buyerId, sequence }) => [buyerId, sequence]),
    );
    return bids
      .filter(({ decision, withdrawal, sequence, buyerId }) => {
        const voidedThrough = this.part(auctionId, buyerId)?.voidedThrough ?? 0;
        if (decision !== "ACCEPTED" || withdrawal) return false;
        return sequence > voidedThrough && sequence > (through.get(buyerId) ?? 0);
      })
      .map(({ sequence, buyerId, paddle, amount, maximum, raise, decidedAt }) => {
        const opened = this.opened(auctionId, sequence);
        const counted = opened?.reason === null ? opened.amount : null;
        return { sequence, buyerId, paddle, amount: amount ?? counted, maximum, raise, decidedAt };
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
    const { buyerId, allotment } = part.participant;
    const by = (allotment ?? 0n) - (this.part(auctionId, buyerId)?.participant.allotment ?? 0n);
    const own = this.write(auctionId);
    own.parts.set(buyerId, part);
    const { currency } = own.state.terms;
    const exposed = { sellerId: own.auction.sellerId, buyerId, currency };
    if (by !== 0n) this.allotting.push({ exposure: exposureKey(exposed), by });
  }

  /** A firm's exposure limit; null: it has none in this currency. */
  limit(exposure: string): bigint | null {
    return this.limits.get(exposure) ?? this.committed.exposures.get(exposure)?.limit ?? null;
  }

  /** The rows that the end of the transaction locks, in its order. */
  get exposuresToLock(): ReadonlySet<string> {
    return new Set(this.allotting.map(({ exposure }) => exposure));
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

  insertReceipts(auctionId: Id, receipts: SignedReceipts): void {
    this.write(auctionId).receipts.push(receipts);
  }

  insertBids(auctionId: Id, bids: readonly NewBid[]): void {
    const own = this.write(auctionId);
    for (const bid of bids) {
      const key = knownKey(bid.bid);
      if (this.committed.hasConstraints && this.bidUnder(auctionId, key)) throw violation("bid");
      own.bids.push(bid);
      own.byKey.set(key, bid);
      if (bid.bid.decision === "ACCEPTED") accept(own, bid.bid.buyerId, [bid]);
    }
  }

  /** Makes it everybody's. What another transaction has committed meanwhile in the place of these rows breaks it. */
  apply(): void {
    for (const own of this.auctions.values())
      if (own.entries.some((entry) => this.isCommitted(entry))) throw violation("entry");
    const exposures = this.exposuresAfter();
    for (const [id, own] of this.auctions) {
      const target = this.committed.auctions.get(id);
      if (target) merge(target, own);
      else this.committed.auctions.set(id, own);
    }
    for (const [id, firm] of this.firms) this.committed.firms.set(id, firm);
    for (const [key, row] of exposures) this.committed.exposures.set(key, row);
    for (const [key, row] of this.shares)
      if (!this.committed.shares.has(key)) this.committed.shares.set(key, row);
    for (const [key, row] of this.reveals) this.committed.reveals.set(key, row);
  }

  /** As the triggers of `exposure` have it: one change after the other, none of which may lead further beyond the limit. */
  private exposuresAfter(): ReadonlyMap<string, ExposureRow> {
    const after = new Map<string, ExposureRow>();
    for (const [key, limit] of this.limits)
      after.set(key, { limit, allotted: this.committed.exposures.get(key)?.allotted ?? 0n });
    for (const { exposure, by } of this.allotting) {
      const row = after.get(exposure) ?? this.committed.exposures.get(exposure);
      if (!row) throw new DatabaseError(FOREIGN_KEY_VIOLATION, "An allotment belongs to an exposure limit");
      const allotted = row.allotted + by;
      if (this.committed.hasConstraints && by > 0n && allotted > row.limit)
        throw new DatabaseError(CHECK_VIOLATION, "More is allotted than the exposure limit leaves");
      after.set(exposure, { ...row, allotted });
    }
    return after;
  }

  private accepted(auctionId: Id, buyerId: Id): readonly NewBid[] {
    const own = this.auctions.get(auctionId)?.accepted.get(buyerId) ?? [];
    const committed = this.committed.auctions.get(auctionId)?.accepted.get(buyerId) ?? [];
    return own.length === 0 ? committed : [...committed, ...own];
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

export function exposureKey({ sellerId, buyerId, currency }: Exposed): string {
  return `exposure ${sellerId} ${buyerId} ${currency}`;
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
    accepted: new Map(),
    receipts: [],
    parts: new Map(),
    opened: new Map(),
  };
}

function merge(target: AuctionTables, own: AuctionTables): void {
  target.state = own.state;
  target.head = own.head;
  target.entries.push(...own.entries);
  for (const [sequence, kept] of own.secrets) target.secrets.set(sequence, kept);
  target.bids.push(...own.bids);
  target.receipts.push(...own.receipts);
  for (const [key, bid] of own.byKey) target.byKey.set(key, bid);
  for (const [id, bids] of own.accepted) accept(target, id, bids);
  for (const [id, part] of own.parts) target.parts.set(id, part);
  for (const [sequence, row] of own.opened) target.opened.set(sequence, row);
}

function accept({ accepted }: AuctionTables, buyerId: Id, bids: readonly NewBid[]): void {
  const before = accepted.get(buyerId);
  if (before) before.push(...bids);
  else accepted.set(buyerId, [...bids]);
}

function violation(table: string): DatabaseError {
  return new DatabaseError(UNIQUE_VIOLATION, `duplicate key value violates a unique constraint of ${table}`);
}
