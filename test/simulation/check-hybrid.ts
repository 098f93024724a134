import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant } from "../../src/platform/time";
import { NaiveHybrid } from "../support/naive-hybrid";
import type { Firm } from "./cast";
import { hybridTermsOf } from "./naive-terms";
import { PhasedWalk } from "./phased-walk";
import { instant, text, type Told } from "./rules-walk";

/** HYBRID: a falling price, boxes above it, and its taker's answer to the highest. */
export class HybridWalk extends PhasedWalk {
  protected rules = new NaiveHybrid(hybridTermsOf(this.auction.terms));
  /** As far as entries say that the price has fallen, and which phase has begun. */
  private step = 0;
  private phaseTold: unknown = "FALLING";
  /** By paddle: what it bid last where everyone saw it. */
  private readonly shown = new Map<string, bigint>();

  protected openAt(opens: bigint): void {
    this.isOpen = true;
    this.rules = new NaiveHybrid({ ...hybridTermsOf(this.auction.terms), opens });
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
      case "RoundOpened":
        return this.roundOpened(entry);
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
      bidCount: count,
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

  /** Everyone is told the highest amount, and nobody whose it is. */
  private roundOpened(entry: Entry): string | null {
    const problem = this.openRound(entry);
    const price = text(this.rules.shown?.price ?? null);
    if (problem !== null || this.rules.stage !== "SECOND_BREAK") return problem ?? "nobody to answer it";
    return entry.data["highest"] === price ? null : `the highest at ${price}`;
  }
}
