/**
 * The English rules said a second time and naively: every question is answered from the full list of what happened, and
 * nothing is kept up to date. Written from design/auction-rules.md; shares no code with src.
 */
export interface NaiveTerms {
  readonly opening: bigint;
  readonly reserve: bigint;
  readonly isReserveDisclosed: boolean;
  readonly face: bigint;
  readonly steps: readonly (readonly [from: bigint, step: bigint])[];
  readonly opens: bigint;
  readonly closes: bigint;
  /** Times in microseconds. */
  readonly softClose: { window: bigint; added: bigint; mode: "ADD" | "RESET"; hardEnd: bigint } | null;
}

export type NaiveAttempt =
  | {
      readonly kind: "bid";
      readonly firm: string;
      readonly amount: bigint | null;
      readonly maximum: bigint | null;
      readonly limit: bigint | null;
      readonly confirmed: boolean;
    }
  | { readonly kind: "void"; readonly firm: string }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "close" }
  | { readonly kind: "cancel" };

/** What is known of an accepted bid. `asLeader`: its firm led when it came. */
interface Taken {
  readonly firm: string;
  readonly amount: bigint | null;
  readonly maximum: bigint;
  readonly asLeader: boolean;
}

interface Moment {
  readonly leader: string | null;
  readonly price: bigint | null;
  readonly runnerUp: { firm: string; maximum: bigint } | null;
  readonly count: number;
}

export type NaiveResult =
  | { readonly kind: "WON"; readonly winner: string; readonly price: bigint; readonly cover: bigint | null }
  | { readonly kind: "RESERVE_NOT_MET" }
  | { readonly kind: "NO_BIDS" };

export class NaiveEnglish {
  private taken: Taken[] = [];
  /** What `askedBy` answered: it looks at what was taken before, which only a void changes. */
  private readonly asked: bigint[] = [];
  /** What `now` answered, until something is taken or void. */
  private moment: Moment | null = null;
  private ends: bigint[];
  private hardEnds: bigint[];
  private pauses: { from: bigint; until: bigint | null }[] = [];
  private endedAt: bigint | null = null;
  private isCancelled = false;

  constructor(private readonly terms: NaiveTerms) {
    this.ends = [terms.closes];
    this.hardEnds = [terms.softClose?.hardEnd ?? terms.closes];
  }

  /** What an attempt at t comes to: "ACCEPTED", "DONE", a reason, or "NO" for what leaves no trace. */
  attempt(attempt: NaiveAttempt, t: bigint): string {
    this.pass(t);
    switch (attempt.kind) {
      case "bid":
        return this.bid(attempt, t);
      case "void":
        return this.voidFirm(attempt.firm, t);
      case "pause":
        if (this.phase(t) !== "OPEN") return "NO";
        this.pauses.push({ from: t, until: null });
        return "DONE";
      case "resume": {
        const pause = this.pauses.at(-1);
        if (this.phase(t) !== "PAUSED" || !pause) return "NO";
        pause.until = t;
        this.ends.push(this.end + (t - pause.from));
        this.hardEnds.push(this.hardEnd + (t - pause.from));
        return "DONE";
      }
      case "close":
        if (this.endedAt !== null && !this.isCancelled) return "DONE";
        if (this.phase(t) !== "OPEN") return "NO";
        this.ends.push(t);
        this.endedAt = t;
        return "DONE";
      case "cancel":
        if (this.phase(t) === "CANCELLED" || this.phase(t) === "CLOSED") return "NO";
        this.isCancelled = true;
        this.endedAt = t;
        return "DONE";
    }
  }

  /** Has it a bid that counts? */
  has(firm: string): boolean {
    return this.taken.some((bid) => bid.firm === firm);
  }

  /** What a closing sets aside first; it moves no end any more. */
  exclude(firm: string): void {
    this.taken = this.taken.filter((bid) => bid.firm !== firm);
    this.asked.length = 0;
    this.moment = null;
  }

  /** Nothing but time passes. */
  pass(t: bigint): void {
    if (this.endedAt === null && !this.isPaused && t >= this.end) this.endedAt = this.end;
  }

  phase(t: bigint): "NOT_OPEN" | "OPEN" | "PAUSED" | "CLOSED" | "CANCELLED" {
    if (this.isCancelled) return "CANCELLED";
    if (this.endedAt !== null) return "CLOSED";
    if (this.isPaused) return "PAUSED";
    return t < this.terms.opens ? "NOT_OPEN" : "OPEN";
  }

  get end(): bigint {
    return this.ends.at(-1) ?? 0n;
  }

  get now(): Moment {
    return (this.moment ??= this.momentAfter(this.taken.length));
  }

  get minimum(): bigint {
    const { price } = this.now;
    if (price !== null) return price + this.step(price);
    const { opening, reserve, isReserveDisclosed } = this.terms;
    return isReserveDisclosed && reserve > opening ? reserve : opening;
  }

  /** Null as long as it is not over, and when it was cancelled. */
  get result(): NaiveResult | null {
    if (this.endedAt === null || this.isCancelled) return null;
    const { leader, price, runnerUp } = this.now;
    if (leader === null || price === null) return { kind: "NO_BIDS" };
    if (price < this.terms.reserve) return { kind: "RESERVE_NOT_MET" };
    return { kind: "WON", winner: leader, price, cover: runnerUp?.maximum ?? null };
  }

  private get hardEnd(): bigint {
    return this.hardEnds.at(-1) ?? 0n;
  }

  private get isPaused(): boolean {
    return this.pauses.some((pause) => pause.until === null);
  }

  private bid(bid: Extract<NaiveAttempt, { kind: "bid" }>, t: bigint): string {
    const leads = this.now.leader === bid.firm;
    if (bid.amount === null && !(leads && bid.maximum !== null)) return "NO";
    if (bid.amount !== null && bid.maximum !== null && bid.maximum < bid.amount) return "NO";
    if (this.endedAt !== null && t >= this.endedAt + 600_000_000n) return "NO";
    const phase = this.phase(t);
    if (phase !== "OPEN") return phase;
    const maximum = bid.maximum ?? bid.amount ?? 0n;
    const reason = leads ? this.whyNoRaise(bid) : this.whyTooLow(bid.amount ?? 0n);
    if (reason) return reason;
    if (bid.limit !== null && maximum > bid.limit) return "ABOVE_LIMIT";
    const usual = this.taken.length === 0 ? this.terms.opening : this.minimum;
    if ((maximum > 10n * usual || maximum > this.terms.face) && !bid.confirmed) return "NEEDS_CONFIRMATION";
    const before = this.now;
    this.taken.push({ firm: bid.firm, amount: bid.amount, maximum, asLeader: leads });
    this.moment = null;
    this.extend(before, t);
    return "ACCEPTED";
  }

  private whyNoRaise(bid: { firm: string; maximum: bigint | null }): string | null {
    const own = this.taken.filter(({ firm }) => firm === bid.firm).at(-1);
    return bid.maximum !== null && own && bid.maximum > own.maximum ? null : "ALREADY_LEADING";
  }

  private whyTooLow(amount: bigint): string | null {
    if (this.taken.length === 0 && amount < this.terms.opening) return "BELOW_OPENING";
    if (this.terms.isReserveDisclosed && amount < this.terms.reserve) return "BELOW_RESERVE";
    return amount < this.minimum ? "BELOW_INCREMENT" : null;
  }

  private voidFirm(firm: string, t: bigint): string {
    if (this.endedAt !== null) return "NO";
    if (!this.has(firm)) return "DONE";
    const before = this.now;
    this.exclude(firm);
    this.extend(before, t);
    return "DONE";
  }

  /** Called after a change, with what was before it. */
  private extend(before: Moment, t: bigint): void {
    const { softClose } = this.terms;
    const after = this.now;
    if (!softClose || (before.leader === after.leader && before.price === after.price)) return;
    const clock = this.pauses.find((pause) => pause.until === null)?.from ?? t;
    if (clock < this.end - softClose.window || clock >= this.end) return;
    const wished = softClose.mode === "ADD" ? this.end + softClose.added : clock + softClose.added;
    const end = wished > this.hardEnd ? this.hardEnd : wished;
    if (end > this.end) this.ends.push(end);
  }

  /** What the first so many bids come to: who has the highest maximum, and the most that anything has asked for so far. */
  private momentAfter(count: number): Moment {
    const firms = this.firmsAfter(count);
    const [first, second] = firms;
    if (!first) return { leader: null, price: null, runnerUp: null, count: 0 };
    let price = 0n;
    let counted = 0;
    for (let index = 0; index < count; index += 1) {
      const asked = (this.asked[index] ??= this.askedBy(index));
      const isSilent = this.taken[index]?.asLeader === true && asked <= price;
      if (asked > price) price = asked;
      if (!isSilent) counted += 1;
    }
    const runnerUp = second ? { firm: second.firm, maximum: second.maximum } : null;
    return { leader: first.firm, price, runnerUp, count: counted };
  }

  /** The price that this one bid, on top of those before it, calls for. */
  private askedBy(index: number): bigint {
    const bid = this.taken[index];
    const [first, second] = this.firmsAfter(index + 1);
    if (!bid || !first) return 0n;
    const asks: bigint[] = [];
    if (!bid.asLeader) asks.push(bid.amount ?? 0n);
    if (first.maximum >= this.terms.reserve) asks.push(this.terms.reserve);
    const ledBefore = this.firmsAfter(index)[0]?.firm;
    if (ledBefore !== bid.firm && second) asks.push(second.maximum + this.step(second.maximum));
    const most = asks.reduce((a, b) => (a > b ? a : b), 0n);
    return most < first.maximum ? most : first.maximum;
  }

  /** Each firm's latest maximum among the first so many bids, the highest first, equal ones by who came first. */
  private firmsAfter(count: number): { firm: string; maximum: bigint }[] {
    const latest: { firm: string; maximum: bigint; position: number }[] = [];
    for (const firm of new Set(this.taken.slice(0, count).map((bid) => bid.firm))) {
      const position = this.taken.slice(0, count).findLastIndex((bid) => bid.firm === firm);
      latest.push({ firm, maximum: this.taken[position]?.maximum ?? 0n, position });
    }
    return latest.sort((a, b) =>
      a.maximum < b.maximum ? 1 : a.maximum > b.maximum ? -1 : a.position - b.position,
    );
  }

  private step(price: bigint): bigint {
    return this.terms.steps.filter(([from]) => from <= price).at(-1)?.[1] ?? 0n;
  }
}
