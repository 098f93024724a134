import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Entry } from "../../src/platform/journal/chain";
import { NaiveSealed, type NaiveSealedResult } from "../support/naive-sealed";
import { BoxesWalk } from "./boxes-walk";
import type { Firm } from "./cast";
import { sealedTermsOf } from "./naive-terms";
import { instant, type CourseKind, type NaiveOutcome, type Told } from "./rules-walk";

/** SEALED_FIRST_PRICE and SEALED_SECOND_PRICE: one round, and its opening is the result. */
export class SealedWalk extends BoxesWalk {
  private rules = new NaiveSealed(sealedTermsOf(this.auction.terms));
  /** What the opening came to; null before it. */
  private result: NaiveSealedResult | null = null;

  protected get end(): bigint {
    return this.rules.closes;
  }

  protected get outcome(): NaiveOutcome | null {
    return this.result;
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
    this.rules = new NaiveSealed({ ...sealedTermsOf(this.auction.terms), opens });
  }

  protected has(paddle: string): boolean {
    return this.rules.live.some(({ firm }) => firm === paddle);
  }

  protected voidBids(paddle: string, at: bigint): string {
    this.live.delete(paddle);
    return this.rules.attempt({ kind: "void", firm: paddle }, at);
  }

  protected exclude(paddle: string): void {
    this.live.delete(paddle);
    this.rules.exclude(paddle);
  }

  protected limitChanged(paddle: string, limit: bigint | null): void {
    this.rules.setLimit(paddle, limit);
  }

  protected withdraw(paddle: string, at: bigint): string {
    return this.rules.attempt({ kind: "withdraw", firm: paddle }, at);
  }

  protected leaveUnrevealed(paddle: string): void {
    this.rules.leaveUnrevealed(paddle);
  }

  protected bid({ sequence }: DecidedBid, { paddle, limit }: Firm, at: bigint): string {
    const content = this.contentOf(sequence);
    const suspended = this.isSuspended(paddle, sequence);
    const verdict = this.rules.attempt({ kind: "bid", firm: paddle, content, limit, suspended }, at);
    if (verdict === "ACCEPTED") this.live.set(paddle, sequence);
    return verdict;
  }

  protected override ownExpectation(entry: Entry): string | null {
    return entry.type === "BidsOpened" ? this.opened(entry) : super.ownExpectation(entry);
  }

  /** With something to open it has no result yet. */
  protected override closed(data: Entry["data"]): string | null {
    this.closedAt = instant(data["closedAt"]);
    if (this.live.size > 0) return data["outcome"] === null ? null : "no result before the opening";
    this.result = this.rules.result;
    return super.closed(data);
  }

  protected told(): Told {
    return this.toldOfBoxes();
  }

  private opened(entry: Entry): string | null {
    if (this.rules.phase(entry.at) !== "CLOSED" || this.result) return "nothing to open";
    return this.opening(entry, () => this.openBoxes()) ?? super.closed(entry.data);
  }

  private openBoxes(): NaiveSealedResult["setAside"] {
    this.result = this.rules.result;
    return this.result.setAside;
  }
}
