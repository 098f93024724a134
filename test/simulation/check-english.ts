import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant } from "../../src/platform/time";
import { NaiveEnglish } from "../support/naive-english";
import type { Firm } from "./cast";
import { englishTermsOf } from "./naive-terms";
import { RulesWalk, text, type CourseKind, type NaiveOutcome, type Told } from "./rules-walk";

/** ENGLISH: maxima, increments, the soft close. */
export class EnglishWalk extends RulesWalk {
  private rules = new NaiveEnglish(englishTermsOf(this.auction.terms));

  protected get end(): bigint {
    return this.rules.end;
  }

  protected get outcome(): NaiveOutcome | null {
    const { result } = this.rules;
    return result && { winner: null, price: null, ...result };
  }

  protected phase(at: bigint): string {
    return this.rules.phase(at);
  }

  protected pass(at: bigint): void {
    this.rules.pass(at);
  }

  protected course(kind: CourseKind, at: bigint): string {
    return this.rules.attempt({ kind }, at);
  }

  protected openAt(opens: bigint): void {
    this.rules = new NaiveEnglish({ ...englishTermsOf(this.auction.terms), opens });
  }

  protected has(paddle: string): boolean {
    return this.rules.has(paddle);
  }

  protected voidBids(paddle: string, at: bigint): string {
    return this.rules.attempt({ kind: "void", firm: paddle }, at);
  }

  protected exclude(paddle: string): void {
    this.rules.exclude(paddle);
  }

  protected bid({ sequence, amount, maximum, confirmed }: DecidedBid, firm: Firm, at: bigint): string {
    const { paddle, limit } = firm;
    if (this.isSuspended(paddle, sequence)) return this.ofSuspended(at);
    return this.rules.attempt({ kind: "bid", firm: paddle, amount, maximum, limit, confirmed }, at);
  }

  protected override ownExpectation({ type, data }: Entry): string | null {
    if (type !== "AuctionExtended") return "nothing of the kind";
    const end = formatInstant(this.rules.end);
    return data["closesAt"] === end ? null : end;
  }

  protected told({ at }: Entry): Told {
    const { price, leader, count } = this.rules.now;
    const phase = this.rules.phase(at);
    const isOver = phase === "CLOSED" || phase === "CANCELLED";
    return {
      leadingAmount: text(price),
      leadingPaddle: leader,
      bidCount: count,
      reserveStatus: this.reserveStatus(price),
      minimumNextBid: isOver ? null : text(this.rules.minimum),
    };
  }

  private ofSuspended(at: bigint): string {
    this.rules.pass(at);
    const phase = this.rules.phase(at);
    return phase === "OPEN" ? "SUSPENDED" : phase;
  }
}
