import { hash } from "node:crypto";
import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import { isCommitment, type Entry } from "../../src/platform/journal/chain";
import { seconds } from "../../src/platform/time";
import { NaiveSealed, type NaiveContent } from "../support/naive-sealed";
import type { Firm, PlannedAuction } from "./cast";
import { decidedContents } from "./check-bids";
import { sealedTermsOf } from "./naive-terms";
import {
  instant,
  RulesWalk,
  text,
  unlessDone,
  type CourseKind,
  type NaiveOutcome,
  type Told,
} from "./rules-walk";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** SEALED_FIRST_PRICE and SEALED_SECOND_PRICE: nothing is told before the opening, and then what the firms had sealed. */
export class SealedWalk extends RulesWalk {
  private rules = new NaiveSealed(sealedTermsOf(this.auction.terms));
  /** What each accepted bid has in its box, by its sequence. */
  private readonly sealed: ReadonlyMap<number, NaiveContent>;
  /** By paddle: the sequence of the bid that the firm has in play. */
  private readonly live = new Map<string, number>();
  private readonly setAside: string[] = [];
  private closedAt = 0n;
  private isOpened = false;

  constructor(run: Run, auction: PlannedAuction, tables: AuctionTables) {
    super(run, auction, tables);
    this.sealed = new Map(
      [...decidedContents(run, tables)].map(([sequence, { amount, isSpoilt }]) => [
        sequence,
        isSpoilt || amount === null ? "INVALID" : amount,
      ]),
    );
  }

  protected get end(): bigint {
    return this.rules.closes;
  }

  protected get outcome(): NaiveOutcome | null {
    return this.isOpened ? this.rules.result : null;
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

  protected bid({ sequence }: DecidedBid, { paddle, limit }: Firm, at: bigint): string {
    const content = this.sealed.get(sequence) ?? "INVALID";
    const suspended = this.isSuspended(paddle, sequence);
    const verdict = this.rules.attempt({ kind: "bid", firm: paddle, content, limit, suspended }, at);
    if (verdict === "ACCEPTED") this.live.set(paddle, sequence);
    return verdict;
  }

  protected override ownExpectation(entry: Entry): string | null {
    switch (entry.type) {
      case "BidWithdrawn":
        return this.withdrawal(entry);
      case "BidSetAside":
        return this.isSetAside(entry);
      case "BidsOpened":
        return this.opened(entry);
      default:
        return "nothing of the kind";
    }
  }

  /** With something to open it has no result yet. */
  protected override closed(data: Entry["data"]): string | null {
    this.closedAt = instant(data["closedAt"]);
    this.isOpened = this.live.size === 0;
    if (this.isOpened) return super.closed(data);
    return data["outcome"] === null ? null : "no result before the opening";
  }

  protected told(): Told {
    const { outcome } = this;
    const isTold = outcome !== null && this.auction.terms.reserveVisibility !== "CONCEALED";
    return {
      leadingAmount: text(outcome?.price ?? null),
      leadingPaddle: null,
      bidCount: null,
      reserveStatus: isTold ? this.reserveStatus(outcome.price) : null,
      minimumNextBid: null,
    };
  }

  private withdrawal({ sequence, at, data }: Entry): string | null {
    const row = this.bids.get(sequence);
    const paddle = data["paddle"] as string;
    if (!row?.withdrawal || row.paddle !== paddle || at !== row.decidedAt) return "what its row says";
    if (data["bid"] !== this.live.get(paddle)) return `that bid ${this.live.get(paddle)} is in play`;
    this.live.delete(paddle);
    return unlessDone(this.rules.attempt({ kind: "withdraw", firm: paddle }, at));
  }

  private isSetAside({ at, data }: Entry): string | null {
    const [paddle, reason] = [data["paddle"] as string, data["reason"] as string];
    if (data["bid"] !== this.live.get(paddle)) return `that bid ${this.live.get(paddle)} is in play`;
    if (reason === "UNREVEALED") {
      const { sealing } = this.auction.terms;
      const until = this.closedAt + 2n * seconds(sealing?.revealSeconds ?? 0);
      if (sealing?.sealer !== "CLIENT" || at < until) return "that it may still be revealed";
      this.rules.leaveUnrevealed(paddle);
    }
    this.setAside.push(`${paddle} ${reason}`);
    return null;
  }

  /** What came out of the boxes is what the firms had sealed, and what the result is made of. */
  private opened({ at, data }: Entry): string | null {
    if (this.rules.phase(at) !== "CLOSED" || this.isOpened) return "nothing to open";
    this.isOpened = true;
    const expected = this.rules.result.setAside.map(([paddle, reason]) => `${paddle} ${reason}`);
    if (expected.sort().join() !== [...this.setAside].sort().join()) return `set aside: ${expected.join()}`;
    for (const [paddle, sequence] of this.live) {
      const content = this.sealed.get(sequence);
      const { amount = null } = this.tables.opened.get(sequence) ?? {};
      const isKnown =
        amount !== null || typeof content !== "bigint" || this.setAside.includes(`${paddle} UNREVEALED`);
      if (!isKnown || (amount !== null && amount !== content))
        this.problems.push(`bid ${sequence} was opened as ${amount}, and sealed as ${content}`);
    }
    return super.closed(data);
  }
}

/** A sealed bid's entry holds the hash of its box, and no amount. */
export function boxProblems({ entries, bids }: AuctionTables): string[] {
  return bids.flatMap(({ bid, box, isSealed }) => {
    if (!isSealed) return [];
    const data = entries[bid.sequence - 1]?.data ?? {};
    const sealed = data["sealed"] as { readonly boxHash?: string } | undefined;
    const isHidden =
      bid.amount === null && bid.maximum === null && data["amount"] === null && isCommitment(data["maximum"]);
    const isOwn =
      bid.decision !== "ACCEPTED" || (box !== null && sealed?.boxHash === hash("sha256", box, "hex"));
    return isHidden && isOwn ? [] : [`the box of bid ${bid.sequence} is not the one that the journal names`];
  });
}
