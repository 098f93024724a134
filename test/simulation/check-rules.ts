import type { DecidedBid } from "../../src/auction/bid-answer";
import type { Id } from "../../src/platform/ids";
import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant, parseInstant } from "../../src/platform/time";
import { NaiveEnglish } from "../support/naive-english";
import type { PlannedAuction } from "./cast";
import { naiveTerms } from "./plan";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** Decisions, standings and results are those of the rules' naive statement, given what was sent and when it was decided. */
export function ruleProblems(run: Run, auction: PlannedAuction, tables: AuctionTables): string[] {
  const walk = new Walk(run, auction, tables);
  tables.entries.forEach((entry, index) => walk.take(entry, tables.entries[index + 1]?.type));
  return walk.problems;
}

interface Told {
  readonly status: string;
  readonly closesAt: string | null;
  readonly leadingAmount: string | null;
  readonly leadingPaddle: string | null;
  readonly bidCount: number;
  readonly reserveStatus: string;
  readonly minimumNextBid: string | null;
}

/** Goes through an auction's entries with the naive rules at its side. */
class Walk {
  readonly problems: string[] = [];
  private rules: NaiveEnglish;
  private readonly bids: ReadonlyMap<number, DecidedBid>;
  private readonly firms: ReadonlyMap<Id, { readonly paddle: string; readonly limit: bigint | null }>;
  /** By paddle: the last entry of the commit in which the firm was suspended. */
  private readonly suspendedAt: ReadonlyMap<string, number>;

  constructor(
    { cast, commits }: Run,
    private readonly auction: PlannedAuction,
    tables: AuctionTables,
  ) {
    this.rules = new NaiveEnglish(naiveTerms(auction.terms));
    this.bids = new Map(tables.bids.map(({ bid }) => [bid.sequence, bid]));
    this.firms = new Map(cast.firms.map((firm) => [firm.buyerId, firm]));
    const suspensions = commits.flatMap(({ rows, heads }) =>
      [...rows.firms.keys()].map((id) => [this.paddleOf(id), heads.get(auction.id) ?? 0] as const),
    );
    this.suspendedAt = new Map(suspensions);
  }

  take(entry: Entry, next: string | undefined): void {
    const { type, sequence } = entry;
    const expected = this.expectation(entry);
    if (expected !== null) this.problems.push(`entry ${sequence}, ${type}: the rules say ${expected}`);
    // What an extension or a closing changes is only told with it.
    if (next !== "AuctionExtended" && next !== "AuctionClosed") this.compareTimes(entry);
    this.compareStanding(entry);
    for (const [paddle, last] of this.suspendedAt) if (last === sequence) this.checkVoided(paddle, entry);
  }

  /** What else the rules say than this entry; null when they say the same. */
  private expectation(entry: Entry): string | null {
    const { type, at, data } = entry;
    switch (type) {
      case "AuctionScheduled":
        return null;
      case "AuctionOpened":
        return this.open(instant(data["opensAt"]), at);
      case "BidAccepted":
      case "BidRejected":
        return this.bid(entry);
      case "AuctionExtended":
        return data["closesAt"] === formatInstant(this.rules.end) ? null : formatInstant(this.rules.end);
      case "AuctionPaused":
        return unlessDone(this.rules.attempt({ kind: "pause" }, at));
      case "AuctionResumed":
        return unlessDone(this.rules.attempt({ kind: "resume" }, at));
      case "AuctionCancelled":
        return unlessDone(this.rules.attempt({ kind: "cancel" }, at));
      case "BidsVoided":
        return this.void(entry);
      case "AuctionClosed":
        return this.close(entry);
      default:
        return "nothing of the kind";
    }
  }

  /** At its time, whenever that was written down, or by command before it. */
  private open(opens: bigint, at: bigint): string | null {
    const { opensAt } = this.auction.terms;
    if (opens === opensAt) return at >= opensAt ? null : "not yet";
    this.rules = new NaiveEnglish({ ...naiveTerms(this.auction.terms), opens });
    return opens === at && at < opensAt ? null : "an opening at its own time";
  }

  private bid({ sequence, type, at, data }: Entry): string | null {
    const bid = this.bids.get(sequence);
    if (!bid) return "a bid of which there is no row";
    const firm = this.paddleOf(bid.buyerId);
    const { amount, maximum, confirmed, decision, reason } = bid;
    const verdict = decision === "ACCEPTED" ? "ACCEPTED" : String(reason);
    const isAsItsRow = type === (decision === "ACCEPTED" ? "BidAccepted" : "BidRejected");
    if (!isAsItsRow || data["paddle"] !== firm || at !== bid.decidedAt) return "what its row says";
    const limit = this.firms.get(bid.buyerId)?.limit ?? null;
    const attempt = { kind: "bid", firm, amount, maximum, limit, confirmed } as const;
    const expected = this.isSuspended(firm, sequence)
      ? this.ofSuspended(at)
      : this.rules.attempt(attempt, at);
    return expected === verdict ? null : `${expected}, not ${verdict}`;
  }

  private ofSuspended(at: bigint): string {
    this.rules.pass(at);
    const phase = this.rules.phase(at);
    return phase === "OPEN" ? "SUSPENDED" : phase;
  }

  private isSuspended(paddle: string, sequence: number): boolean {
    return sequence > (this.suspendedAt.get(paddle) ?? Infinity);
  }

  /** A suspension voids in its own transaction; where the closing came due in it, the closing does. */
  private void({ sequence, at, data }: Entry): string | null {
    const paddle = data["paddle"] as string;
    if (sequence > (this.suspendedAt.get(paddle) ?? 0)) return "that nobody suspended this firm";
    if (!this.rules.has(paddle)) return "that there is nothing to void";
    if (at >= this.rules.end && this.rules.phase(at) === "OPEN") this.rules.exclude(paddle);
    else return unlessDone(this.rules.attempt({ kind: "void", firm: paddle }, at));
    return null;
  }

  private checkVoided(paddle: string, { sequence, at }: Entry): void {
    const phase = this.rules.phase(at);
    if (phase === "CLOSED" || phase === "CANCELLED" || !this.rules.has(paddle)) return;
    this.problems.push(`paddle ${paddle} was suspended after ${sequence}, and its bids stand`);
  }

  private close({ at, data }: Entry): string | null {
    const outcome = data["outcome"] as unknown as Outcome;
    const closedAt = instant(data["closedAt"]);
    if (outcome.early) {
      const done = this.rules.attempt({ kind: "close" }, at);
      if (done !== "DONE" || closedAt !== at) return `${done} at its own time`;
    } else {
      if (closedAt !== this.rules.end || at < closedAt) return `an end at ${formatInstant(this.rules.end)}`;
      this.rules.pass(at);
    }
    const { result } = this.rules;
    const [winner, price] = result?.kind === "WON" ? [result.winner, result.price.toString()] : [null, null];
    const isSame =
      result?.kind === outcome.kind && price === outcome.price && winner === (outcome.winner?.paddle ?? null);
    return isSame ? null : `${result?.kind}: ${winner} at ${price}`;
  }

  private compareStanding({ sequence, at, data }: Entry): void {
    const told = data["standing"] as unknown as Told;
    const { rules } = this;
    const { price, leader, count } = rules.now;
    const phase = rules.phase(at);
    const isOver = phase === "CLOSED" || phase === "CANCELLED";
    const expected = [
      text(price),
      leader,
      count,
      this.reserveStatus(price),
      isOver ? null : text(rules.minimum),
    ];
    const { leadingAmount, leadingPaddle, bidCount, reserveStatus, minimumNextBid } = told;
    const found = [leadingAmount, leadingPaddle, bidCount, reserveStatus, minimumNextBid];
    if (expected.join() !== found.join())
      this.problems.push(`entry ${sequence} tells ${found.join()}, the rules ${expected.join()}`);
  }

  private compareTimes({ sequence, at, data }: Entry): void {
    const { status, closesAt } = data["standing"] as unknown as Told;
    const isPaused = this.rules.phase(at) === "PAUSED";
    const expected = isPaused ? null : formatInstant(this.rules.end);
    if (closesAt !== expected || (status === "PAUSED") !== isPaused)
      this.problems.push(`after entry ${sequence} the end is ${closesAt}, by the rules ${expected}`);
  }

  private reserveStatus(price: bigint | null): string {
    const { reserve, openingPrice } = this.auction.terms;
    if (reserve.amount <= openingPrice) return "NO_RESERVE";
    return price !== null && price >= reserve.amount ? "MET" : "NOT_MET";
  }

  private paddleOf(buyerId: Id): string {
    return this.firms.get(buyerId)?.paddle ?? "nobody";
  }
}

interface Outcome {
  readonly kind: string;
  readonly price: string | null;
  readonly winner: { readonly paddle: string } | null;
  readonly early: boolean;
}

function unlessDone(result: string): string | null {
  return result === "DONE" ? null : result;
}

function text(amount: bigint | null): string | null {
  return amount === null ? null : amount.toString();
}

function instant(value: unknown): bigint {
  const at = parseInstant(value as string);
  if (at === null) throw new Error("An entry's time cannot be read");
  return at;
}
