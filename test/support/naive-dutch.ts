/**
 * The rules of a falling price said a second time and naively: every question is answered by walking through the steps
 * from the start, in time that runs only while the auction is not paused. Written from design/auction-rules.md; shares no
 * code with src.
 */
export interface NaiveDutchTerms {
  readonly initial: bigint;
  /** Millionths of the initial price by which it falls each step. */
  readonly rate: bigint;
  /** How long a step lasts, in microseconds. */
  readonly duration: bigint;
  readonly reserve: bigint;
  readonly face: bigint;
  readonly opens: bigint;
}

export type NaiveDutchAttempt =
  | {
      readonly kind: "bid";
      readonly firm: string;
      readonly amount: bigint | null;
      readonly maximum: bigint | null;
      readonly limit: bigint | null;
      readonly suspended: boolean;
    }
  | { readonly kind: "void"; readonly firm: string }
  | { readonly kind: "open" }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "close" }
  | { readonly kind: "cancel" };

export class NaiveDutch {
  private openedAt: bigint | null = null;
  private readonly pauses: { from: bigint; until: bigint | null }[] = [];
  private endedAt: bigint | null = null;
  private isCancelled = false;
  sale: { readonly firm: string; readonly price: bigint } | null = null;

  constructor(private readonly terms: NaiveDutchTerms) {}

  /** What an attempt at t comes to: "ACCEPTED", "DONE", a reason, or "NO" for what leaves no trace. */
  attempt(attempt: NaiveDutchAttempt, t: bigint): string {
    this.pass(t);
    const phase = this.phase;
    switch (attempt.kind) {
      case "bid":
        return this.bid(attempt, t);
      case "void":
        return this.endedAt === null ? "DONE" : "NO"; // a bid that counts has ended it
      case "open":
        if (phase === "NOT_OPEN") this.openedAt = t;
        return phase === "NOT_OPEN" || phase === "OPEN" ? "DONE" : "NO";
      case "pause":
        if (phase === "OPEN") this.pauses.push({ from: t, until: null });
        return phase === "OPEN" ? "DONE" : "NO";
      case "resume": {
        const pause = this.pauses.find(({ until }) => until === null);
        if (phase !== "PAUSED" || !pause) return "NO";
        pause.until = t;
        return "DONE";
      }
      case "close":
        if (phase === "OPEN") this.endedAt = t;
        return phase === "OPEN" || phase === "CLOSED" ? "DONE" : "NO";
      case "cancel":
        if (phase === "CANCELLED" || phase === "CLOSED") return "NO";
        this.isCancelled = true;
        this.endedAt = t;
        return "DONE";
    }
  }

  /** Nothing but time passes. */
  pass(t: bigint): void {
    if (this.phase === "NOT_OPEN" && t >= this.terms.opens) this.openedAt = this.terms.opens;
    if (this.phase === "OPEN" && t >= this.end) this.endedAt = this.end;
  }

  get phase(): "NOT_OPEN" | "OPEN" | "PAUSED" | "CLOSED" | "CANCELLED" {
    if (this.isCancelled) return "CANCELLED";
    if (this.endedAt !== null) return "CLOSED";
    if (this.openedAt === null) return "NOT_OPEN";
    return this.pauses.some(({ until }) => until === null) ? "PAUSED" : "OPEN";
  }

  /** Every price that would be asked if nobody took one. */
  get prices(): bigint[] {
    const { initial, rate, reserve } = this.terms;
    const prices: bigint[] = [];
    for (let part = 1_000_000n; ; part -= rate) {
      const exact = initial * part; // millionths of a minor unit
      const price = exact % 1_000_000n >= 500_000n ? exact / 1_000_000n + 1n : exact / 1_000_000n;
      if (part <= 0n || price <= 0n || price < reserve) return prices;
      prices.push(price);
    }
  }

  /** When it is over if nobody buys: behind the last price, as far as is known now of pauses. */
  get end(): bigint {
    if (this.endedAt !== null) return this.endedAt;
    let end = this.openedAt ?? this.terms.opens;
    end += this.terms.duration * BigInt(this.prices.length);
    for (const { from, until } of this.pauses) end += until === null ? 0n : until - from;
    return end;
  }

  /** The price asked at t; null when none is. */
  priceAt(t: bigint): bigint | null {
    if (this.isCancelled || this.sale || this.endedAt !== null) return null;
    const { prices } = this;
    let step = 0;
    while (step + 1 < prices.length && this.runningTime(t) >= BigInt(step + 1) * this.terms.duration)
      step += 1;
    return prices[step] ?? null;
  }

  /** How long it was open and not paused by t. */
  private runningTime(t: bigint): bigint {
    if (this.openedAt === null) return 0n;
    let length = t - this.openedAt;
    for (const { from, until } of this.pauses) length -= (until ?? t) - from;
    return length;
  }

  private bid(bid: Extract<NaiveDutchAttempt, { kind: "bid" }>, t: bigint): string {
    if (bid.amount === null || bid.maximum !== null) return "NO";
    if (this.endedAt !== null && t >= this.endedAt + 600_000_000n) return "NO";
    if (this.isCancelled) return "CANCELLED";
    if (this.sale) return "ALREADY_SOLD";
    if (this.phase !== "OPEN") return this.phase;
    if (bid.suspended) return "SUSPENDED";
    const asked = this.priceAt(t);
    if (bid.amount !== asked) {
      const wasAsked = this.prices.some((price) => price === bid.amount && asked !== null && price > asked);
      return wasAsked ? "STALE_STEP" : "OFF_INCREMENT";
    }
    if (bid.limit !== null && bid.amount > bid.limit) return "ABOVE_LIMIT";
    this.sale = { firm: bid.firm, price: bid.amount };
    this.endedAt = t;
    return "ACCEPTED";
  }
}
