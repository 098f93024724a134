import type { NaiveContent } from "./naive-sealed";

/**
 * The rules of a falling price, sealed bids above it and a best bid said a second time and naively: the whole list of what
 * firms did is kept, and every question is answered by going through it. Written from design/auction-rules.md; shares no code
 * with src.
 */
export interface NaiveHybridTerms {
  readonly initial: bigint;
  readonly reserve: bigint;
  readonly opens: bigint;
}

export type NaiveHybridAttempt =
  | { readonly kind: "bid"; readonly firm: string; readonly amount: bigint; readonly limit: bigint | null }
  | {
      readonly kind: "seal";
      readonly firm: string;
      readonly content: NaiveContent;
      readonly limit: bigint | null;
      readonly suspended: boolean;
    }
  | { readonly kind: "withdraw"; readonly firm: string }
  | { readonly kind: "void"; readonly firm: string }
  | { readonly kind: "open" | "pause" | "resume" | "close" | "cancel" };

export type NaiveStage = "FALLING" | "FIRST_BREAK" | "SEALED" | "SECOND_BREAK" | "BEST_BID";

/** Minutes and seconds of the rules, in microseconds. */
const SECOND = 1_000_000n;
const STEP = 300n * SECOND;
const LASTS: Readonly<Record<NaiveStage, bigint>> = {
  FALLING: 0n, // as many steps as there are prices
  FIRST_BREAK: 20n * SECOND,
  SEALED: 600n * SECOND,
  SECOND_BREAK: 20n * SECOND,
  BEST_BID: 300n * SECOND,
};

interface Deed {
  readonly firm: string;
  /** "taken" and "best" are open bids; "box" is a sealed one, "gone" its end. */
  readonly what: "taken" | "box" | "gone" | "best";
  readonly content: NaiveContent;
  readonly limit: bigint | null;
}

export interface NaiveHybridResult {
  readonly kind: "WON" | "NO_BIDS";
  readonly winner: string | null;
  readonly price: bigint | null;
  readonly cover: bigint | null;
  /** By rank, with what each would pay if all before it were in default. */
  readonly ranking: readonly (readonly [firm: string, price: bigint])[];
}

export class NaiveHybrid {
  private deeds: Deed[] = [];
  stage: NaiveStage = "FALLING";
  /** When the stage ends. */
  end: bigint;
  private pausedAt: bigint | null = null;
  /** Its boxes are to be opened. */
  isWaiting = false;
  /** When its bidding was over or it was cancelled. */
  overAt: bigint | null = null;
  isCancelled = false;
  /** The price that was taken, whoever took it and whatever became of it. */
  private takenAt: bigint | null = null;
  isOpened = false;
  readonly setAside: (readonly [firm: string, reason: string])[] = [];
  /** From the whole to a fifth of the initial, a hundredth of it a step, rounded half up, and none below the reserve. */
  readonly prices: readonly bigint[];

  constructor(private readonly terms: NaiveHybridTerms) {
    const prices: bigint[] = [];
    for (let part = 100n; part >= 20n; part -= 1n) {
      const price = (2n * terms.initial * part + 100n) / 200n;
      if (price >= terms.reserve && price > 0n) prices.push(price);
    }
    this.prices = prices;
    this.end = terms.opens + STEP * BigInt(prices.length);
  }

  /** The price so many steps from the one that is asked at t, if there is any. */
  askedAt(t: bigint, steps: number): bigint | null {
    const left = (this.end - t - 1n) / STEP; // whole steps behind this one
    return this.prices[this.prices.length - 1 - Number(left) + steps] ?? null;
  }

  /** What a sealed bid has to beat; before that is known, the initial price. */
  get floor(): bigint {
    return this.takenAt ?? this.terms.initial;
  }

  /** What an attempt at t comes to: "ACCEPTED", "DONE", a reason, or "NO" for what leaves no trace. */
  attempt(attempt: NaiveHybridAttempt, t: bigint): string {
    this.pass(t);
    switch (attempt.kind) {
      case "bid":
        if (this.stage === "SEALED") return "NO"; // an amount must not be said then
        return this.late(t) ?? this.bid(attempt, t);
      case "seal":
        return this.late(t) ?? this.seal(attempt);
      case "withdraw":
        if (this.stage !== "SEALED" || !this.isRunning || !this.boxOf(attempt.firm)) return "NO";
        this.deeds.push({ firm: attempt.firm, what: "gone", content: "INVALID", limit: null });
        return "DONE";
      case "void":
        if (this.overAt !== null) return "NO";
        this.deeds = this.deeds.filter(({ firm }) => firm !== attempt.firm);
        return "DONE";
      case "open":
        if (!this.isWaiting) return "NO";
        this.open(t);
        return "DONE";
      case "pause":
        if (!this.isRunning) return "NO";
        this.pausedAt = t;
        return "DONE";
      case "resume":
        if (this.pausedAt === null || this.overAt !== null) return "NO";
        this.end += t - this.pausedAt;
        this.pausedAt = null;
        return "DONE";
      case "close":
        if (this.overAt !== null) return this.isCancelled ? "NO" : "DONE";
        if (!this.isRunning || (this.stage !== "FALLING" && this.stage !== "BEST_BID")) return "NO";
        [this.overAt, this.end] = [t, t];
        return "DONE";
      case "cancel":
        if (this.overAt !== null) return "NO";
        [this.isCancelled, this.isWaiting, this.overAt] = [true, false, t];
        return "DONE";
    }
  }

  /** The most that a firm may bid is another now: what is in its boxes is held against that when they are opened. */
  setLimit(firm: string, limit: bigint | null): void {
    this.deeds.forEach((deed, place) => {
      if (deed.firm === firm) this.deeds[place] = { ...deed, limit };
    });
  }

  /** What the time alone has brought about. */
  pass(t: bigint): void {
    if (!this.isRunning || t < this.end) return;
    switch (this.stage) {
      case "FALLING":
        if (this.takenAt === null) this.overAt = this.end;
        else this.next("FIRST_BREAK", this.end);
        break;
      case "FIRST_BREAK":
        this.next("SEALED", this.end);
        break;
      case "SEALED":
        if (this.boxes.length > 0) this.isWaiting = true;
        else this.overAt = this.end;
        break;
      case "SECOND_BREAK":
        this.next("BEST_BID", this.end);
        break;
      case "BEST_BID":
        this.overAt = this.end;
        break;
    }
    this.pass(t);
  }

  /** What everyone sees: the price, how many open bids there were, and the paddle where it is the taker's. Null: nothing. */
  get shown() {
    const isHidden = this.stage === "SEALED" || (this.overAt !== null && !this.isCancelled);
    if (isHidden) return null;
    const [first] = this.order;
    const opens = this.deeds.filter(({ what }) => what === "taken" || what === "best");
    return {
      price: first?.[1] ?? null,
      leader: first && first[0] === this.taker ? first[0] : null,
      count: opens.length,
    };
  }

  get endShown(): bigint | null {
    return this.pausedAt === null ? this.end : null;
  }

  get result(): NaiveHybridResult | null {
    if (this.overAt === null || this.isCancelled) return null;
    const ranking = this.order;
    const [first, second] = ranking;
    if (!first) return { kind: "NO_BIDS", winner: null, price: null, cover: null, ranking };
    return { kind: "WON", winner: first[0], price: first[1], cover: second?.[1] ?? null, ranking };
  }

  get isPaused(): boolean {
    return this.pausedAt !== null;
  }

  private get isRunning(): boolean {
    return this.pausedAt === null && !this.isWaiting && this.overAt === null;
  }

  /** Who took the falling price, unless its bids are void. */
  get taker(): string | null {
    return this.deeds.find(({ what }) => what === "taken")?.firm ?? null;
  }

  private next(stage: NaiveStage, since: bigint): void {
    this.stage = stage;
    this.end = since + LASTS[stage];
  }

  private late(t: bigint): string | null {
    if (this.overAt === null) return this.pausedAt === null ? null : "PAUSED";
    if (t >= this.overAt + 600n * SECOND) return "NO";
    return this.isCancelled ? "CANCELLED" : "CLOSED";
  }

  private bid({ firm, amount, limit }: Extract<NaiveHybridAttempt, { kind: "bid" }>, t: bigint): string {
    if (this.stage === "FALLING") {
      const asked = this.askedAt(t, 0) ?? 0n;
      if (amount !== asked)
        return amount > asked && this.prices.includes(amount) ? "STALE_STEP" : "OFF_INCREMENT";
      if (limit !== null && amount > limit) return "ABOVE_LIMIT";
      this.deeds.push({ firm, what: "taken", content: amount, limit });
      [this.takenAt, this.end] = [amount, t];
      this.pass(t);
      return "ACCEPTED";
    }
    if (this.stage !== "BEST_BID" || firm !== this.taker) return "WRONG_PHASE";
    if (this.deeds.some((deed) => deed.firm === firm && amountOf(deed) >= amount)) return "BELOW_INCREMENT";
    if (limit !== null && amount > limit) return "ABOVE_LIMIT";
    this.deeds.push({ firm, what: "best", content: amount, limit });
    return "ACCEPTED";
  }

  private seal({ firm, content, limit, suspended }: Extract<NaiveHybridAttempt, { kind: "seal" }>): string {
    if (suspended) return "SUSPENDED";
    if (this.stage !== "SEALED" || this.isWaiting || firm === this.taker) return "WRONG_PHASE";
    this.deeds.push({ firm, what: "box", content, limit });
    return "ACCEPTED";
  }

  private boxOf(firm: string): Deed | null {
    const last = this.deeds.findLast(
      (deed) => deed.firm === firm && (deed.what === "box" || deed.what === "gone"),
    );
    return last?.what === "box" ? last : null;
  }

  /** Each firm's last box, unless it took that back, in the order in which they came. */
  private get boxes(): readonly Deed[] {
    const last = new Map<string, Deed | null>();
    for (const { firm } of this.deeds) if (!last.has(firm)) last.set(firm, this.boxOf(firm));
    return this.deeds.filter((deed) => last.get(deed.firm) === deed);
  }

  private open(t: bigint): void {
    [this.isWaiting, this.isOpened] = [false, true];
    for (const deed of this.boxes) {
      const reason = this.whyNot(deed);
      if (reason !== null) this.setAside.push([deed.firm, reason]);
    }
    const isAnswered = this.taker !== null && this.boxes.some((deed) => this.whyNot(deed) === null);
    if (isAnswered) this.next("SECOND_BREAK", t);
    else this.overAt = this.end;
  }

  private whyNot({ content, limit }: Deed): string | null {
    if (content === "UNREVEALED") return "UNREVEALED";
    if (content === "INVALID") return "SEALED_INVALID";
    if (content <= (this.takenAt ?? 0n)) return "BELOW_INCREMENT";
    return limit !== null && content > limit ? "ABOVE_LIMIT" : null;
  }

  /** Each firm at its best that counts, the highest first, of equal ones the earlier. */
  private get order(): readonly (readonly [firm: string, price: bigint])[] {
    const boxes = this.isOpened ? this.boxes : [];
    const counted = this.deeds.filter(
      (deed) =>
        deed.what === "taken" || deed.what === "best" || (boxes.includes(deed) && this.whyNot(deed) === null),
    );
    const left = counted.filter(
      (deed) => !counted.some((other) => other.firm === deed.firm && amountOf(other) > amountOf(deed)),
    );
    const order: (readonly [string, bigint])[] = [];
    while (left.length > 0) {
      let best = 0;
      left.forEach((deed, place) => {
        if (amountOf(deed) > amountOf(left[best])) best = place;
      });
      for (const deed of left.splice(best, 1)) order.push([deed.firm, amountOf(deed)]);
    }
    return order;
  }
}

function amountOf(deed: Deed | undefined): bigint {
  return typeof deed?.content === "bigint" ? deed.content : 0n;
}
