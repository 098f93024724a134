import { isCommitment, type Entry, type Json } from "../../src/platform/journal/chain";
import { reveal, type RevealedEntry } from "../../src/platform/journal/reveal";
import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Id } from "../../src/platform/ids";
import { formatInstant, parseInstant } from "../../src/platform/time";
import type { Firm, PlannedAuction } from "./cast";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** A command of the auction's people, as every naive statement takes it. */
export type CourseKind = "pause" | "resume" | "close" | "cancel";

/** What the standing tells of the bids, as the journal writes it. */
export interface Told {
  readonly leadingAmount: string | null;
  readonly leadingPaddle: string | null;
  readonly bidCount: number | null;
  readonly reserveStatus: string | null;
  readonly minimumNextBid: string | null;
}

/** What an auction came to, by the naive rules. */
export interface NaiveOutcome {
  readonly kind: string;
  readonly winner: string | null;
  readonly price: bigint | null;
}

/**
 * Goes through an auction's entries with the naive rules of its format at its side. What all formats have in common is here;
 * what the rules say of bids and results is each format's own.
 */
export abstract class RulesWalk {
  readonly problems: string[] = [];
  protected readonly bids: ReadonlyMap<number, DecidedBid>;
  private readonly firms: ReadonlyMap<Id, Firm>;
  /** What is put aside for each firm with an exposure limit, by paddle. */
  private readonly allotments = new Map<string, bigint>();
  /** By paddle: the last entry of the commit in which the firm was suspended. */
  private readonly suspendedAt = new Map<string, number>();
  private isAwarded = false;
  /** What was its end when it was cancelled. */
  private endLeft: bigint | null = null;

  constructor(
    { cast, commits }: Run,
    protected readonly auction: PlannedAuction,
    protected readonly tables: AuctionTables,
  ) {
    this.bids = new Map(tables.bids.map(({ bid }) => [bid.sequence, bid]));
    this.firms = new Map(cast.firms.map((firm) => [firm.buyerId, firm]));
    for (const [id, allotment] of auction.allotments) this.allotments.set(this.paddleOf(id), allotment);
    for (const { rows, heads } of commits)
      for (const id of rows.firms.keys()) this.suspendedAt.set(this.paddleOf(id), heads.get(auction.id) ?? 0);
  }

  walk(): readonly string[] {
    const { entries } = this.tables;
    entries.forEach((entry, index) => this.take(entry, entries[index + 1]?.type));
    this.compareAward();
    return this.problems;
  }

  /** When it ends, or its phase, as far as is known by now; null while no time ends it. */
  protected abstract get end(): bigint | null;
  /** Null as long as it is not known, and when it was cancelled. */
  protected abstract get outcome(): NaiveOutcome | null;
  protected abstract phase(at: bigint): string;
  protected abstract pass(at: bigint): void;
  protected abstract course(kind: CourseKind, at: bigint): string;
  /** Begins again with another time of opening: nothing has happened before it. */
  protected abstract openAt(opens: bigint): void;
  /** Has the firm a bid that counts? */
  protected abstract has(paddle: string): boolean;
  protected abstract voidBids(paddle: string, at: bigint): string;
  /** What a closing sets aside first; it moves no end any more. */
  protected abstract exclude(paddle: string): void;
  /** What a bid comes to. */
  protected abstract bid(bid: DecidedBid, firm: Firm, at: bigint): string;
  protected abstract told(entry: Entry): Told;

  /** A firm may bid more, or less, than before. */
  protected limitChanged(_paddle: string, _limit: bigint | null): void {
    // Where bids are open, each was decided by the limit of its time.
  }

  /** What else the rules say than an entry of the format's own; null when they say the same. */
  protected ownExpectation(_entry: Entry): string | null {
    return "nothing of the kind";
  }

  /** What else the rules say of a closing that its own time or command brought about. */
  protected closed(data: Entry["data"]): string | null {
    const { outcome } = this;
    return outcome && isOutcome(data["outcome"], outcome) ? null : describe(outcome);
  }

  protected isSuspended(paddle: string, sequence: number): boolean {
    return sequence > (this.suspendedAt.get(paddle) ?? Infinity);
  }

  /** What an entry says, with what only some may read. */
  protected revealed(entry: Entry): RevealedEntry["data"] {
    return reveal(entry, this.tables.secrets.get(entry.sequence) ?? []).data;
  }

  protected reserveStatus(price: bigint | null): string {
    const { reserve, openingPrice } = this.auction.terms;
    if (reserve.amount <= openingPrice) return "NO_RESERVE";
    return price !== null && price >= reserve.amount ? "MET" : "NOT_MET";
  }

  private take(entry: Entry, next: string | undefined): void {
    const { type, sequence } = entry;
    const expected = this.expectation(entry);
    if (expected !== null) this.problems.push(`entry ${sequence}, ${type}: the rules say ${expected}`);
    if (next === undefined || !TELLS_TIMES.has(next)) this.compareTimes(entry);
    this.compareStanding(entry);
    for (const [paddle, last] of this.suspendedAt) if (last === sequence) this.checkVoided(paddle, entry);
  }

  private expectation(entry: Entry): string | null {
    const { type, at, data } = entry;
    switch (type) {
      case "AuctionScheduled":
        return null;
      case "AuctionOpened":
        return this.open(instant(data["opensAt"]), at);
      case "BidAccepted":
      case "BidRejected":
        return this.decidedBid(entry);
      case "AuctionPaused":
        return unlessDone(this.course("pause", at));
      case "AuctionResumed":
        return unlessDone(this.course("resume", at));
      case "AuctionCancelled":
        this.endLeft = this.end;
        return unlessDone(this.course("cancel", at));
      case "BidsVoided":
        return this.void(entry);
      case "AuctionClosed":
        return this.close(entry);
      case "AuctionAwarded":
        return this.award();
      case "AllotmentChanged":
        return this.allot(entry);
      default:
        return this.ownExpectation(entry);
    }
  }

  /** At its time, whenever that was written down, or by command before it. */
  private open(opens: bigint, at: bigint): string | null {
    const { opensAt } = this.auction.terms;
    this.openAt(opens);
    if (opens === opensAt) return at >= opensAt ? null : "not yet";
    return opens === at && at < opensAt ? null : "an opening at its own time";
  }

  private decidedBid({ sequence, type, at, data }: Entry): string | null {
    const bid = this.bids.get(sequence);
    const firm = bid && this.firms.get(bid.buyerId);
    if (!firm) return "a bid of which there is no row";
    const { decision, reason } = bid;
    const verdict = decision === "ACCEPTED" ? "ACCEPTED" : String(reason);
    const isAsItsRow = type === (decision === "ACCEPTED" ? "BidAccepted" : "BidRejected");
    if (!isAsItsRow || data["paddle"] !== firm.paddle || at !== bid.decidedAt) return "what its row says";
    const limit = this.limitOf(firm);
    const expected = this.bid(bid, limit === firm.limit ? firm : { ...firm, limit }, at);
    return expected === verdict ? null : `${expected}, not ${verdict}`;
  }

  /** Whether it was right to change it is for all auctions together to say (`check-exposure.ts`). */
  private allot(entry: Entry): null {
    const paddle = entry.data["paddle"] as string;
    this.allotments.set(paddle, BigInt(this.revealed(entry)["allotment"] as string));
    const firm = [...this.firms.values()].find((one) => one.paddle === paddle);
    if (firm) this.limitChanged(paddle, this.limitOf(firm));
    return null;
  }

  /** The most that a firm may bid: its own limit here, within what is put aside for it. */
  private limitOf({ paddle, limit }: Firm): bigint | null {
    const allotment = this.allotments.get(paddle) ?? null;
    if (limit === null || allotment === null) return limit ?? allotment;
    return allotment < limit ? allotment : limit;
  }

  /** A suspension voids in its own transaction; where the closing came due in it, the closing does. */
  private void({ sequence, at, data }: Entry): string | null {
    const paddle = data["paddle"] as string;
    if (sequence > (this.suspendedAt.get(paddle) ?? 0)) return "that nobody suspended this firm";
    if (!this.has(paddle)) return "that there is nothing to void";
    if (this.end !== null && at >= this.end && this.phase(at) === "OPEN") this.exclude(paddle);
    else return unlessDone(this.voidBids(paddle, at));
    return null;
  }

  private checkVoided(paddle: string, { sequence, at }: Entry): void {
    const phase = this.phase(at);
    if (phase === "CLOSED" || phase === "CANCELLED" || !this.has(paddle)) return;
    this.problems.push(`paddle ${paddle} was suspended after ${sequence}, and its bids stand`);
  }

  private close({ at, data }: Entry): string | null {
    const closedAt = instant(data["closedAt"]);
    if (data["reason"] !== null) {
      const done = this.course("close", at);
      if (done !== "DONE" || closedAt !== at) return `${done} at its own time`;
    } else {
      if (closedAt !== this.end || at < closedAt) return `an end at ${orNull(this.end, formatInstant)}`;
      this.pass(at);
    }
    return this.closed(data);
  }

  /** Once, what was won; whom and for how much only some may read, so that is compared with the auction as it is kept. */
  private award(): string | null {
    const isFirst = !this.isAwarded;
    this.isAwarded = true;
    return isFirst && this.outcome?.kind === "WON" ? null : "nothing to award";
  }

  private compareAward(): void {
    const { award, outcome } = this.tables.state;
    const expected = this.outcome;
    if (expected && outcome && !isOutcome({ ...outcome, price: text(outcome.price) }, expected))
      this.problems.push(`the result is kept as ${outcome.kind}, the rules say ${describe(expected)}`);
    if (this.isAwarded !== (award !== null)) this.problems.push("an award is not kept as it was made");
    if (award && (award.paddle !== expected?.winner || award.price !== expected.price))
      this.problems.push(`awarded to ${award.paddle} at ${award.price}, not ${describe(expected)}`);
  }

  private compareStanding(entry: Entry): void {
    const expected = this.told(entry);
    const found = entry.data["standing"] as unknown as Told;
    if (
      found.leadingAmount !== expected.leadingAmount ||
      found.leadingPaddle !== expected.leadingPaddle ||
      found.bidCount !== expected.bidCount ||
      found.reserveStatus !== expected.reserveStatus ||
      found.minimumNextBid !== expected.minimumNextBid
    )
      this.problems.push(`entry ${entry.sequence} tells ${inOrder(found)}, the rules ${inOrder(expected)}`);
  }

  private compareTimes({ sequence, at, data }: Entry): void {
    const { status, closesAt } = data["standing"] as {
      readonly status: string;
      readonly closesAt: string | null;
    };
    const isPaused = this.phase(at) === "PAUSED";
    const expected = isPaused ? null : orNull(this.endLeft ?? this.end, formatInstant);
    if (closesAt !== expected || (status === "PAUSED") !== isPaused)
      this.problems.push(`after entry ${sequence} the end is ${closesAt}, by the rules ${expected}`);
  }

  private paddleOf(buyerId: Id): string {
    return this.firms.get(buyerId)?.paddle ?? "nobody";
  }
}

/** What these entries change of the end, or what brings them about does, is only told with them. */
const TELLS_TIMES: ReadonlySet<string> = new Set([
  "AuctionExtended",
  "AuctionClosed",
  "PhaseStarted",
  "ShortlistMade",
]);

/** Rivals do not learn who won what was sealed. */
function isOutcome(told: unknown, { kind, price, winner }: NaiveOutcome): boolean {
  const outcome = told as { kind: string; price: string | null; winner: { paddle: Json } | null } | null;
  const paddle = outcome?.winner?.paddle ?? null;
  if (outcome?.kind !== kind || outcome.price !== text(price)) return false;
  return isCommitment(paddle ?? undefined) ? winner !== null : paddle === winner;
}

function inOrder(told: Told): string {
  const { leadingAmount, leadingPaddle, bidCount, reserveStatus, minimumNextBid } = told;
  return [leadingAmount, leadingPaddle, bidCount, reserveStatus, minimumNextBid].join();
}

function describe(outcome: NaiveOutcome | null): string {
  return outcome ? `${outcome.kind}: ${outcome.winner} at ${outcome.price}` : "no result";
}

export function unlessDone(result: string): string | null {
  return result === "DONE" ? null : result;
}

export function text(amount: bigint | null): string | null {
  return orNull(amount, String);
}

export function orNull<Value, Said>(value: Value | null, say: (value: Value) => Said): Said | null {
  return value === null ? null : say(value);
}

export function instant(value: unknown): bigint {
  const at = parseInstant(value as string);
  if (at === null) throw new Error("An entry's time cannot be read");
  return at;
}
