import type { NaiveContent } from "./naive-sealed";

/**
 * The rules of two sealed rounds said a second time and naively: the whole list of what firms did is kept, and every question
 * is answered by going through it. Written from design/auction-rules.md; shares no code with src.
 */
export interface NaiveRoundsTerms {
  readonly opening: bigint;
  readonly reserve: bigint;
  readonly isReserveDisclosed: boolean;
  /** TOP n; null: by hand. */
  readonly top: number | null;
  readonly wait: bigint;
  readonly binding: bigint;
  readonly closes: bigint;
}

export type NaiveRoundsAttempt =
  | {
      readonly kind: "bid";
      readonly firm: string;
      readonly content: NaiveContent;
      readonly limit: bigint | null;
      readonly suspended: boolean;
      readonly hasReason: boolean;
    }
  | { readonly kind: "withdraw"; readonly firm: string }
  | { readonly kind: "void"; readonly firm: string }
  | { readonly kind: "list"; readonly firms: readonly string[]; readonly reasons: readonly string[] }
  | { readonly kind: "open" | "pause" | "resume" | "close" | "cancel" };

export type NaiveStage = "INDICATION" | "SHORTLISTING" | "BINDING";

interface Deed {
  readonly firm: string;
  readonly stage: NaiveStage;
  readonly what: "bid" | "gone";
  readonly content: NaiveContent;
  readonly limit: bigint | null;
  readonly hasReason: boolean;
}

export interface NaiveRoundsResult {
  readonly kind: "WON" | "RESERVE_NOT_MET" | "NO_BIDS";
  readonly winner: string | null;
  readonly price: bigint | null;
  readonly cover: bigint | null;
}

const NOTHING: NaiveRoundsResult = { kind: "NO_BIDS", winner: null, price: null, cover: null };

export class NaiveRounds {
  private readonly deeds: Deed[] = [];
  stage: NaiveStage = "INDICATION";
  /** When the stage ends; null while nobody knows. */
  end: bigint | null;
  private pausedAt: bigint | null = null;
  /** Its boxes are to be opened. */
  isWaiting = false;
  /** When its bidding was over or it was cancelled. */
  overAt: bigint | null = null;
  isCancelled = false;
  indications: readonly (readonly [firm: string, amount: bigint])[] = [];
  list: readonly string[] | null = null;
  result: NaiveRoundsResult | null = null;
  readonly setAside: (readonly [firm: string, reason: string])[] = [];

  constructor(private readonly terms: NaiveRoundsTerms) {
    this.end = terms.closes;
  }

  /** What an attempt at t comes to: "ACCEPTED", "DONE", a reason, or "NO" for what leaves no trace. */
  attempt(attempt: NaiveRoundsAttempt, t: bigint): string {
    this.pass(t);
    switch (attempt.kind) {
      case "bid":
        return this.bid(attempt, t);
      case "withdraw":
        if (!this.isBiddable || !this.live.some(({ firm }) => firm === attempt.firm)) return "NO";
        this.gone(attempt.firm);
        return "DONE";
      case "void":
        if (this.overAt !== null) return "NO";
        this.gone(attempt.firm);
        this.indications = this.indications.filter(([firm]) => firm !== attempt.firm);
        this.list = this.list && this.list.filter((firm) => firm !== attempt.firm);
        this.giveUp(t);
        return "DONE";
      case "list":
        return this.choose(attempt.firms, attempt.reasons, t) ? "DONE" : "NO";
      case "open":
        if (!this.isWaiting) return "NO";
        this.open(t);
        return "DONE";
      case "pause":
        if (this.isPaused || this.isWaiting || this.overAt !== null) return "NO";
        this.pausedAt = t;
        return "DONE";
      case "resume":
        if (this.pausedAt === null || this.overAt !== null) return "NO";
        if (this.end !== null) this.end += t - this.pausedAt;
        this.pausedAt = null;
        this.giveUp(t);
        return "DONE";
      case "close":
        if (this.overAt !== null) return this.isCancelled ? "NO" : "DONE";
        if (this.stage !== "BINDING" || !this.isBiddable) return "NO";
        this.over(t);
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
    if (this.isPaused || this.isWaiting || this.overAt !== null || this.end === null || t < this.end) return;
    if (this.stage === "SHORTLISTING") {
      this.stage = "BINDING";
      this.end += this.terms.binding;
      this.pass(t);
    } else if (this.stage === "INDICATION" && this.live.length > 0) {
      this.isWaiting = true;
    } else {
      this.over(this.end);
    }
  }

  /** The end that everyone sees. */
  get endShown(): bigint | null {
    return this.isPaused ? null : this.end;
  }

  get isPaused(): boolean {
    return this.pausedAt !== null;
  }

  /** Neither custodians nor the firm itself opened its bid. */
  leaveUnrevealed(firm: string): void {
    const place = this.deeds.findLastIndex((deed) => deed.firm === firm);
    const deed = this.deeds[place];
    if (deed) this.deeds[place] = { ...deed, content: "UNREVEALED" };
  }

  private get isBiddable(): boolean {
    return this.stage !== "SHORTLISTING" && !this.isPaused && !this.isWaiting && this.overAt === null;
  }

  private bid(attempt: Extract<NaiveRoundsAttempt, { kind: "bid" }>, t: bigint): string {
    if (this.overAt !== null && t >= this.overAt + 600_000_000n) return "NO";
    if (this.overAt !== null) return this.isCancelled ? "CANCELLED" : "CLOSED";
    if (this.isPaused) return "PAUSED";
    if (attempt.suspended) return "SUSPENDED";
    if (this.list !== null && !this.list.includes(attempt.firm)) return "NOT_SHORTLISTED";
    if (!this.isBiddable) return "WRONG_PHASE";
    this.deeds.push({ ...attempt, stage: this.stage, what: "bid" });
    return "ACCEPTED";
  }

  /** Who has what in play in this stage: the last thing that each firm did, if that was to bid. In the order of those bids. */
  private get live(): readonly Deed[] {
    const here = this.deeds.filter(({ stage }) => stage === this.stage);
    return here.filter(
      (deed, place) => deed.what === "bid" && place === here.findLastIndex(({ firm }) => firm === deed.firm),
    );
  }

  private gone(firm: string): void {
    const nothing = { content: "INVALID", limit: null, hasReason: false } as const;
    this.deeds.push({ firm, stage: this.stage, what: "gone", ...nothing });
  }

  private over(at: bigint): void {
    this.overAt = at;
    this.end = at;
    if (this.stage === "BINDING" && this.live.length > 0) this.isWaiting = true;
    else this.result = NOTHING;
  }

  /** Nobody is left whom a short list could name: it ends there. While it is paused it waits for that. */
  private giveUp(t: bigint): void {
    const isChoosing = this.stage === "SHORTLISTING" && this.list === null && !this.isPaused;
    if (isChoosing && this.indications.length === 0) this.over(t);
  }

  private open(t: bigint): void {
    this.isWaiting = false;
    const counted: (readonly [string, bigint])[] = [];
    for (const deed of this.live) {
      const reason = this.whyNot(deed);
      if (reason !== null) this.setAside.push([deed.firm, reason]);
      else if (typeof deed.content === "bigint") counted.push([deed.firm, deed.content]);
    }
    const order = highestFirst(counted);
    if (this.stage === "BINDING") this.result = this.resultOf(order);
    else if (order.length === 0) [this.result, this.overAt] = [NOTHING, this.end];
    else {
      [this.stage, this.indications, this.end] = ["SHORTLISTING", order, null];
      const { top } = this.terms;
      const last = order[(top ?? 0) - 1]?.[1] ?? 0n;
      if (top !== null)
        this.makeList(
          order.filter(([, amount]) => amount >= last).map(([firm]) => firm),
          t,
        );
    }
  }

  private choose(firms: readonly string[], reasons: readonly string[], t: bigint): boolean {
    if (this.stage !== "SHORTLISTING" || this.list !== null || this.isPaused || this.overAt !== null)
      return false;
    const all = this.indications.map(([firm]) => firm);
    const isEachOnce = (names: readonly string[]) => new Set(names).size === names.length;
    if (firms.length === 0 || !isEachOnce(firms) || !firms.every((firm) => all.includes(firm))) return false;
    if (!isEachOnce(reasons) || !reasons.every((firm) => all.includes(firm) && !firms.includes(firm)))
      return false;
    const amountOf = (firm: string) => this.indications.find(([one]) => one === firm)?.[1] ?? 0n;
    const isOwed = all.some(
      (firm) =>
        !firms.includes(firm) &&
        !reasons.includes(firm) &&
        firms.some((taken) => amountOf(taken) < amountOf(firm)),
    );
    if (!isOwed) this.makeList(firms, t);
    return !isOwed;
  }

  private makeList(firms: readonly string[], t: bigint): void {
    this.list = firms;
    this.end = t + this.terms.wait;
  }

  private whyNot({ firm, content, limit, hasReason }: Deed): string | null {
    if (content === "UNREVEALED") return "UNREVEALED";
    if (content === "INVALID") return "SEALED_INVALID";
    if (content < this.terms.opening) return "BELOW_OPENING";
    if (this.terms.isReserveDisclosed && content < this.terms.reserve) return "BELOW_RESERVE";
    const own = this.indications.find(([one]) => one === firm);
    if (this.stage === "BINDING" && own && content < own[1] && !hasReason) return "BELOW_INDICATION";
    return limit !== null && content > limit ? "ABOVE_LIMIT" : null;
  }

  private resultOf([first, second]: readonly (readonly [string, bigint])[]): NaiveRoundsResult {
    if (!first) return NOTHING;
    if (first[1] < this.terms.reserve) return { ...NOTHING, kind: "RESERVE_NOT_MET" };
    return { kind: "WON", winner: first[0], price: first[1], cover: second?.[1] ?? null };
  }
}

/** Of equal ones the earlier first. */
function highestFirst(bids: readonly (readonly [string, bigint])[]): readonly (readonly [string, bigint])[] {
  const left = [...bids];
  const order: (readonly [string, bigint])[] = [];
  while (left.length > 0) {
    let best = 0;
    left.forEach(([, amount], place) => {
      if (amount > (left[best]?.[1] ?? 0n)) best = place;
    });
    order.push(...left.splice(best, 1));
  }
  return order;
}
