import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant } from "../../src/platform/time";
import { BoxesWalk } from "./boxes-walk";
import { instant, orNull, type CourseKind, type NaiveOutcome } from "./rules-walk";

/** What is alike in the naive statements of formats that go through phases. */
interface NaivePhases {
  readonly stage: string;
  readonly end: bigint | null;
  readonly isPaused: boolean;
  readonly isWaiting: boolean;
  readonly isCancelled: boolean;
  readonly overAt: bigint | null;
  readonly result: NaiveOutcome | null;
  readonly setAside: readonly (readonly [firm: string, reason: string])[];
  pass(at: bigint): void;
  setLimit(firm: string, limit: bigint | null): void;
  attempt(
    attempt:
      { readonly kind: CourseKind | "open" } | { readonly kind: "void" | "withdraw"; readonly firm: string },
    at: bigint,
  ): string;
}

/** What the formats have in common that go through phases, in one of which at least bids are sealed. */
export abstract class PhasedWalk extends BoxesWalk {
  protected abstract readonly rules: NaivePhases;
  protected isOpen = false;
  protected isResultTold = false;
  /** Who has an accepted bid that was neither voided nor taken back, of whichever phase. */
  protected readonly bidders = new Set<string>();

  protected get end(): bigint | null {
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

  protected has(paddle: string): boolean {
    return this.bidders.has(paddle);
  }

  protected voidBids(paddle: string, at: bigint): string {
    this.live.delete(paddle);
    this.bidders.delete(paddle);
    return this.rules.attempt({ kind: "void", firm: paddle }, at);
  }

  protected exclude(paddle: string): void {
    this.voidBids(paddle, (this.end ?? 0n) - 1n);
  }

  protected limitChanged(paddle: string, limit: bigint | null): void {
    this.rules.setLimit(paddle, limit);
  }

  protected withdraw(paddle: string, at: bigint): string {
    this.bidders.delete(paddle);
    return this.rules.attempt({ kind: "withdraw", firm: paddle }, at);
  }

  protected override ownExpectation(entry: Entry): string | null {
    switch (entry.type) {
      case "RoundClosed":
        return this.roundClosed(entry);
      case "BidsOpened":
        this.isResultTold = true;
        return this.openRound(entry) ?? super.closed(entry.data);
      default:
        return super.ownExpectation(entry);
    }
  }

  /** What the rules say else than that these boxes are opened now. */
  protected openRound(entry: Entry): string | null {
    const { rules } = this;
    if (!rules.isWaiting) return "nothing to open";
    const before = rules.setAside.length;
    return this.opening(entry, (at) => {
      rules.attempt({ kind: "open" }, at);
      return rules.setAside.slice(before);
    });
  }

  private roundClosed({ at, data }: Entry): string | null {
    const { stage, end } = this.rules;
    this.closedAt = instant(data["closedAt"]);
    if (data["phase"] !== stage || this.closedAt !== end || at < end)
      return `an end of ${stage} at ${orNull(end, formatInstant)}`;
    this.pass(at);
    return this.rules.isWaiting ? null : "that there is nothing to open";
  }
}
