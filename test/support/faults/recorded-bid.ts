import type { SentBid } from "../history-checker";

/** What came of sending a bid once. */
export type Outcome =
  | {
      readonly kind: "decided";
      readonly bidId: string;
      readonly sequence: number;
      readonly verdict: string;
      readonly isReplayed: boolean;
    }
  /** Somebody said that it was not taken, or it reached nobody. */
  | { readonly kind: "failed"; readonly code: string }
  /** It was sent, and nothing came back: it may have been decided. */
  | { readonly kind: "unknown" };

/** Times in milliseconds of this process's clock that only goes forward. */
export interface Attempt {
  readonly sentAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

/** One bid under one key, as its sender remembers it. */
export interface RecordedBid {
  readonly firm: string;
  readonly key: string;
  readonly attempts: readonly Attempt[];
}

/** As the checker of histories takes it. */
export function toSentBid({ firm, key, attempts }: RecordedBid): SentBid {
  const answers = attempts.flatMap(({ outcome }) => (outcome.kind === "decided" ? [outcome] : []));
  return { firm, key, answers };
}

export function amountText(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}
