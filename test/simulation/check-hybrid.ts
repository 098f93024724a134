import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant } from "../../src/platform/time";
import { NaiveHybrid } from "../support/naive-hybrid";
import { BoxesWalk } from "./boxes-walk";
import type { Firm } from "./cast";
import { hybridTermsOf } from "./naive-terms";
import { instant, text, type CourseKind, type NaiveOutcome, type Told } from "./rules-walk";

/** HYBRID: a falling price, boxes above it, and its taker's answer to the highest. */
export class HybridWalk extends BoxesWalk {
  private rules = new NaiveHybrid(hybridTermsOf(this.auction.terms));
  private isOpen = false;
  private isResultTold = false;
  /** As far as entries say that the price has fallen, and which phase has begun. */
  private step = 0;
  private phaseTold: unknown = "FALLING";
  /** Who has an accepted bid that was neither voided nor taken back. */
  private readonly bidders = new Set<string>();
  /** By paddle: what it bid last where everyone saw it. */
  private readonly shown = new Map<string, bigint>();

  protected get end(): bigint {
    return this.rules.end;
  }

  protected get outcome(): NaiveOutcome | null {
    return this.isResultTold ? this.rules.result : null;
  }

  protected phase(): string {
    const { isCancelled, isWaiting, overAt, isPaused } = this.rules;
    if (isCancelled) return "CANCELLED";
    if (overAt !== null) return "CLOSED";
    if (isPaused) return "PAUSED";
    return isWaiting ? "AWAITING" : "OPEN";
  }

  protected pass(at: bigint): void {
    this.rules.pass(at);
  }

  protected course(kind: CourseKind, at: bigint): string {
    return this.rules.attempt({ kind }, at);
  }

  protected openAt(opens: bigint): void {
    this.isOpen = true;
    this.rules = new NaiveHybrid({ ...hybridTermsOf(this.auction.terms), opens });
  }

  protected has(paddle: string): boolean {
    return this.bidders.has(paddle);
  }

  protected voidBids(paddle: string, at: bigint): string {
    this.live.delete(paddle);
    this.bidders.delete(paddle);
    return this.rules.attempt({ kind: "void", firm: paddle }, at);
  }

  protected exclude(paddle: string): void {
    this.voidBids(paddle, this.end - 1n);
  }

  protected limitChanged(paddle: string, limit: bigint | null): void {
    this.rules.setLimit(paddle, limit);
  }

  protected withdraw(paddle: string, at: bigint): string {
    this.bidders.delete(paddle);
    return this.rules.attempt({ kind: "withdraw", firm: paddle }, at);
  }

  /** The operator opens every box here. */
  protected leaveUnrevealed(paddle: string): void {
    this.problems.push(`the box of paddle ${paddle} was not opened`);
  }

  protected bid({ sequence, amount }: DecidedBid, { paddle, limit }: Firm, at: bigint): string {
    const { rules, isOpen, phaseTold } = this;
    if (!isOpen) return rules.isCancelled ? "CANCELLED" : "NOT_OPEN";
    if (phaseTold === "FALLING" && rules.stage === "FALLING" && this.phase() === "OPEN")
      this.compareAsked(sequence, at);
    const suspended = this.isSuspended(paddle, sequence);
    const verdict =
      amount === null || suspended
        ? rules.attempt(
            { kind: "seal", firm: paddle, content: this.contentOf(sequence), limit, suspended },
            at,
          )
        : rules.attempt({ kind: "bid", firm: paddle, amount, limit }, at);
    if (verdict !== "ACCEPTED") return verdict;
    this.bidders.add(paddle);
    if (amount === null) this.live.set(paddle, sequence);
    else this.shown.set(paddle, amount);
    return verdict;
  }

  protected override ownExpectation(entry: Entry): string | null {
    switch (entry.type) {
      case "DutchStepped":
        return this.stepped(entry);
      case "PhaseStarted":
        return this.phaseStarted(entry);
      case "PriceChanged": {
        const price = text(this.rules.shown?.price ?? null);
        return entry.data["price"] === price ? null : price;
      }
      case "RoundClosed":
        return this.roundClosed(entry);
      case "RoundOpened":
        return this.roundOpened(entry);
      case "BidsOpened":
        this.isResultTold = true;
        return this.openRound(entry) ?? super.closed(entry.data);
      default:
        return super.ownExpectation(entry);
    }
  }

  protected override closed(data: Entry["data"]): string | null {
    const isUnsold = this.rules.stage === "FALLING" && data["reason"] === null;
    if (isUnsold && this.step !== this.rules.prices.length - 1) return "that the price falls first";
    this.isResultTold = true;
    return super.closed(data);
  }

  protected told(): Told {
    const { rules, isResultTold, phaseTold } = this;
    if (isResultTold || phaseTold === "SEALED") return this.toldOfBoxes();
    const { price, leader, count } = rules.shown ?? { price: null, leader: null, count: 0 };
    return {
      leadingAmount: text(price),
      leadingPaddle: leader,
      bidCount: String(count),
      reserveStatus: this.reserveStatus(price),
      minimumNextBid: rules.isCancelled ? null : text(this.minimum),
    };
  }

  /** The price that is asked; in the end, what is above the taker's last. */
  private get minimum(): bigint | null {
    const { taker, prices } = this.rules;
    if (this.phaseTold === "FALLING") return taker === null ? (prices[this.step] ?? null) : null;
    if (this.phaseTold !== "BEST_BID" || taker === null) return null;
    return (this.shown.get(taker) ?? 0n) + 1n;
  }

  private compareAsked(sequence: number, at: bigint): void {
    const asked = this.rules.askedAt(at, 0);
    if (asked !== this.rules.prices[this.step])
      this.problems.push(`at entry ${sequence} the price had fallen to ${asked}, and no entry says so`);
  }

  /** A step is written down as of its time, however late. */
  private stepped({ at, data }: Entry): string | null {
    const { rules } = this;
    const since = instant(data["since"]);
    const [before, price] = [rules.prices[this.step], rules.prices[this.step + 1]];
    this.step += 1;
    const isAsItWas = data["step"] === this.step && data["price"] === text(price ?? null) && at >= since;
    if (!isAsItWas || rules.stage !== "FALLING") return `step ${this.step} at ${price}`;
    const isItsTime = rules.askedAt(since - 1n, 0) === before && rules.askedAt(since, 0) === price;
    return isItsTime ? null : "another time for it";
  }

  private phaseStarted({ at, data }: Entry): string | null {
    const since = instant(data["since"]);
    this.pass(since);
    const { stage, end } = this.rules;
    this.phaseTold = stage;
    const isSo = data["phase"] === stage && data["closesAt"] === formatInstant(end) && at >= since;
    return isSo ? null : `${stage} until ${formatInstant(end)}`;
  }

  private roundClosed({ at, data }: Entry): string | null {
    const { stage, end } = this.rules;
    this.closedAt = instant(data["closedAt"]);
    if (stage !== "SEALED" || this.closedAt !== end || at < end) return `an end at ${formatInstant(end)}`;
    this.pass(at);
    return this.rules.isWaiting ? null : "that there is nothing to open";
  }

  /** Everyone is told the highest amount, and nobody whose it is. */
  private roundOpened(entry: Entry): string | null {
    const problem = this.openRound(entry);
    const price = text(this.rules.shown?.price ?? null);
    if (problem !== null || this.rules.stage !== "SECOND_BREAK") return problem ?? "nobody to answer it";
    return entry.data["highest"] === price ? null : `the highest at ${price}`;
  }

  private openRound(entry: Entry): string | null {
    if (!this.rules.isWaiting) return "nothing to open";
    return this.opening(entry, (at) => {
      this.rules.attempt({ kind: "open" }, at);
      return this.rules.setAside;
    });
  }
}
