/**
 * The rules of sealed bids said a second time and naively: the whole list of what firms did is kept, and every question is
 * answered by going through it. Written from design/auction-rules.md; shares no code with src.
 */
export interface NaiveSealedTerms {
  readonly secondPrice: boolean;
  readonly opening: bigint;
  readonly reserve: bigint;
  readonly isReserveDisclosed: boolean;
  readonly opens: bigint;
  readonly closes: bigint;
}

export type NaiveContent = bigint | "INVALID" | "UNREVEALED";

export type NaiveSealedAttempt =
  | {
      readonly kind: "bid";
      readonly firm: string;
      readonly content: NaiveContent;
      readonly limit: bigint | null;
      readonly suspended: boolean;
    }
  | { readonly kind: "withdraw"; readonly firm: string }
  | { readonly kind: "void"; readonly firm: string }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "close" }
  | { readonly kind: "cancel" };

interface Deed {
  readonly firm: string;
  readonly what: "bid" | "gone";
  readonly content: NaiveContent;
  readonly limit: bigint | null;
}

export interface NaiveSealedResult {
  readonly kind: "WON" | "RESERVE_NOT_MET" | "NO_BIDS";
  readonly winner: string | null;
  readonly price: bigint | null;
  readonly cover: bigint | null;
  /** By rank, with what each would pay if all before it were in default. */
  readonly ranking: readonly (readonly [firm: string, price: bigint])[];
  readonly setAside: readonly (readonly [firm: string, reason: string])[];
}

export class NaiveSealed {
  private readonly deeds: Deed[] = [];
  private end: bigint;
  private pausedAt: bigint | null = null;
  private isOver = false;
  private isCancelled = false;

  constructor(private readonly terms: NaiveSealedTerms) {
    this.end = terms.closes;
  }

  /** What an attempt at t comes to: "ACCEPTED", "DONE", a reason, or "NO" for what leaves no trace. */
  attempt(attempt: NaiveSealedAttempt, t: bigint): string {
    this.pass(t);
    const phase = this.phase(t);
    switch (attempt.kind) {
      case "bid":
        if ((this.isOver || this.isCancelled) && t >= this.end + 600_000_000n) return "NO";
        if (phase !== "OPEN") return phase;
        if (attempt.suspended) return "SUSPENDED";
        this.deeds.push({ ...attempt, what: "bid" });
        return "ACCEPTED";
      case "withdraw":
        if (phase !== "OPEN" || !this.live.some(({ firm }) => firm === attempt.firm)) return "NO";
        this.gone(attempt.firm);
        return "DONE";
      case "void":
        if (this.isOver || this.isCancelled) return "NO";
        this.gone(attempt.firm);
        return "DONE";
      case "pause":
        if (phase === "OPEN") this.pausedAt = t;
        return phase === "OPEN" ? "DONE" : "NO";
      case "resume":
        if (phase !== "PAUSED" || this.pausedAt === null) return "NO";
        this.end += t - this.pausedAt;
        this.pausedAt = null;
        return "DONE";
      case "close":
        if (phase === "OPEN") [this.isOver, this.end] = [true, t];
        return this.isOver ? "DONE" : "NO";
      case "cancel":
        if (this.isOver || this.isCancelled) return "NO";
        [this.isCancelled, this.end] = [true, t];
        return "DONE";
    }
  }

  /** What a closing sets aside first. */
  exclude(firm: string): void {
    this.gone(firm);
  }

  /** Neither custodians nor the firm itself opened its bid. */
  leaveUnrevealed(firm: string): void {
    const place = this.deeds.findLastIndex((deed) => deed.firm === firm);
    const deed = this.deeds[place];
    if (deed) this.deeds[place] = { ...deed, content: "UNREVEALED" };
  }

  /** The most that a firm may bid is another now: what is in its boxes is held against that when they are opened. */
  setLimit(firm: string, limit: bigint | null): void {
    this.deeds.forEach((deed, place) => {
      if (deed.firm === firm) this.deeds[place] = { ...deed, limit };
    });
  }

  pass(t: bigint): void {
    if (!this.isCancelled && this.pausedAt === null && t >= this.end) this.isOver = true;
  }

  phase(t: bigint): string {
    if (this.isCancelled) return "CANCELLED";
    if (this.isOver) return "CLOSED";
    if (this.pausedAt !== null) return "PAUSED";
    return t < this.terms.opens ? "NOT_OPEN" : "OPEN";
  }

  get closes(): bigint {
    return this.end;
  }

  /** Who has what in play: the last thing that each firm did, if that was to bid. In the order of those bids. */
  get live(): readonly Deed[] {
    return this.deeds.filter(
      (deed, place) =>
        deed.what === "bid" && place === this.deeds.findLastIndex(({ firm }) => firm === deed.firm),
    );
  }

  /** What the opening of the boxes comes to. */
  get result(): NaiveSealedResult {
    const { live } = this;
    const setAside = live.flatMap((deed) => {
      const reason = this.whyNot(deed);
      return reason === null ? [] : [[deed.firm, reason] as const];
    });
    const left = live.filter((deed) => this.whyNot(deed) === null);
    const order: Deed[] = [];
    while (left.length > 0) {
      let best = 0;
      left.forEach((deed, place) => {
        if (amountOf(deed) > amountOf(left[best])) best = place;
      });
      order.push(...left.splice(best, 1));
    }
    const ranking = order.map((deed, place) => [deed.firm, this.priceOf(deed, order[place + 1])] as const);
    const [first, second] = order;
    const nothing = { winner: null, price: null, cover: null, ranking, setAside };
    if (!first) return { ...nothing, kind: "NO_BIDS" };
    if (amountOf(first) < this.terms.reserve) return { ...nothing, kind: "RESERVE_NOT_MET" };
    const cover = second ? amountOf(second) : null;
    return { kind: "WON", winner: first.firm, price: ranking[0]?.[1] ?? null, cover, ranking, setAside };
  }

  private gone(firm: string): void {
    this.deeds.push({ firm, what: "gone", content: "INVALID", limit: null });
  }

  private priceOf(deed: Deed, next: Deed | undefined): bigint {
    if (!this.terms.secondPrice) return amountOf(deed);
    return [this.terms.reserve, this.terms.opening, next ? amountOf(next) : 0n].reduce((a, b) =>
      a > b ? a : b,
    );
  }

  private whyNot({ content, limit }: Deed): string | null {
    if (content === "UNREVEALED") return "UNREVEALED";
    if (content === "INVALID") return "SEALED_INVALID";
    if (content < this.terms.opening) return "BELOW_OPENING";
    if (this.terms.isReserveDisclosed && content < this.terms.reserve) return "BELOW_RESERVE";
    return limit !== null && content > limit ? "ABOVE_LIMIT" : null;
  }
}

function amountOf(deed: Deed | undefined): bigint {
  return typeof deed?.content === "bigint" ? deed.content : 0n;
}
