import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Entry } from "../../src/platform/journal/chain";
import { NaiveDutch } from "../support/naive-dutch";
import type { Firm } from "./cast";
import { dutchTermsOf } from "./naive-terms";
import { instant, RulesWalk, text, type CourseKind, type NaiveOutcome, type Told } from "./rules-walk";

/** DUTCH: each step at its time, and the first that names its price buys. */
export class DutchWalk extends RulesWalk {
  private readonly rules = new NaiveDutch(dutchTermsOf(this.auction.terms));
  /** As far as entries say that the price has fallen. */
  private step = 0;

  protected get end(): bigint {
    return this.rules.end;
  }

  protected get outcome(): NaiveOutcome | null {
    const { sale, phase } = this.rules;
    if (phase !== "CLOSED") return null;
    if (!sale) return { kind: "NO_BIDS", winner: null, price: null };
    return { kind: "WON", winner: sale.firm, price: sale.price };
  }

  protected phase(): string {
    return this.rules.phase;
  }

  protected pass(at: bigint): void {
    this.rules.pass(at);
  }

  protected course(kind: CourseKind, at: bigint): string {
    return this.rules.attempt({ kind }, at);
  }

  protected openAt(opens: bigint): void {
    this.rules.attempt({ kind: "open" }, opens);
  }

  protected has(paddle: string): boolean {
    return this.rules.sale?.firm === paddle;
  }

  protected voidBids(paddle: string, at: bigint): string {
    return this.rules.attempt({ kind: "void", firm: paddle }, at);
  }

  /** Whoever has a bid has bought, and that was the end. */
  protected exclude(): void {
    this.problems.push("a sale was voided");
  }

  protected bid({ sequence, amount, maximum }: DecidedBid, { paddle, limit }: Firm, at: bigint): string {
    const asked = this.rules.priceAt(at);
    if (this.rules.phase === "OPEN" && at < this.end && asked !== this.rules.prices[this.step])
      this.problems.push(`at entry ${sequence} the price had fallen to ${asked}, and no entry says so`);
    const suspended = this.isSuspended(paddle, sequence);
    const sent = maximum === amount ? null : maximum; // an accepted bid goes to its amount
    return this.rules.attempt({ kind: "bid", firm: paddle, amount, maximum: sent, limit, suspended }, at);
  }

  /** A step is written down as of its time, however late. */
  protected override ownExpectation({ type, at, data }: Entry): string | null {
    if (type !== "DutchStepped") return "nothing of the kind";
    const since = instant(data["since"]);
    const [before, price] = [this.rules.prices[this.step], this.rules.prices[this.step + 1]];
    this.step += 1;
    const isAsItWas =
      data["step"] === this.step && data["price"] === text(price ?? null) && at >= since && since < this.end;
    if (!isAsItWas) return `step ${this.step} at ${price}`;
    const isItsTime = this.rules.priceAt(since - 1n) === before && this.rules.priceAt(since) === price;
    return isItsTime ? null : "another time for it";
  }

  protected override closed(data: Entry["data"]): string | null {
    const isFallen = this.step === this.rules.prices.length - 1;
    const isUnsold = this.rules.sale === null && data["reason"] === null;
    return isUnsold && !isFallen ? "that the price falls first" : super.closed(data);
  }

  protected told(): Told {
    const { sale, phase } = this.rules;
    const price = sale?.price ?? null;
    const isOver = phase === "CLOSED" || phase === "CANCELLED";
    return {
      leadingAmount: text(price),
      leadingPaddle: sale?.firm ?? null,
      bidCount: sale ? 1 : 0,
      reserveStatus: this.reserveStatus(price),
      minimumNextBid: isOver ? null : text(this.rules.prices[this.step] ?? null),
    };
  }
}
