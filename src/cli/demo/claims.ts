import { parseInstant } from "../../platform/time";
import type { AuctionEvent } from "./auction-room";
import { found } from "./step-failed";

/** A bid as its firm sent it, and what the rules made of it. */
export interface Attempt {
  readonly firm: string;
  readonly paddle: string;
  readonly amount: bigint;
  readonly maximum: bigint;
  readonly decision: string;
  readonly reason: string | null;
  /** In microseconds; no two decisions of an auction are of one time. */
  readonly decidedAt: bigint;
  /** The answer repeats the amount. */
  readonly isEchoed: boolean;
}

/** A bid taken back. */
export interface Withdrawal {
  readonly firm: string;
  readonly at: bigint;
}

/** What is known of an auction when it is awarded. */
export interface AuctionResult {
  readonly attempts: readonly Attempt[];
  readonly withdrawals: readonly Withdrawal[];
  /** As the seller was shown them. */
  readonly events: readonly AuctionEvent[];
  readonly buyer: string;
  readonly price: bigint;
}

/** What the story saw happen. */
export interface StoryFacts {
  readonly auctionId: string;
  readonly reserve: bigint;
  readonly price: bigint;
  /** The numbers of the entries that everybody was shown, as each program got them. */
  readonly publicSequences: readonly (readonly number[])[];
  readonly saleStatus: string;
  readonly portfolioStatus: string;
  readonly requiredRoles: readonly string[];
  readonly signers: readonly { readonly role: string; readonly name: string }[];
  readonly awardedBy: string;
  /** Exit statuses. */
  readonly journalStatus: number | null;
  readonly proofStatus: number | null;
}

export interface Claim {
  readonly claim: string;
  readonly holds: boolean;
}

/** What the demo says that it shows of every sale, each held against what happened. */
export function checkClaims(facts: StoryFacts): Claim[] {
  const names = new Set([...facts.signers.map(({ name }) => name), facts.awardedBy]);
  const signed = facts.signers.map(({ role }) => role).sort();
  return [
    { claim: "The price is not below the reserve", holds: facts.price >= facts.reserve },
    {
      claim: "Everybody was shown the same entries, once and in order",
      holds: isSameForAll(facts.publicSequences),
    },
    {
      claim: "Each required role signed, each by another person, and not by the one who awarded",
      holds:
        signed.join() === [...facts.requiredRoles].sort().join() && names.size === facts.signers.length + 1,
    },
    {
      claim: "The sale is AUTHORIZED and the portfolio SOLD",
      holds: facts.saleStatus === "AUTHORIZED" && facts.portfolioStatus === "SOLD",
    },
    { claim: "The journal's chains and their replay are sound", holds: facts.journalStatus === 0 },
    {
      claim:
        "The export's decisions, result and signatures are sound, and the firms' receipts are kept in it",
      holds: facts.proofStatus === 0,
    },
  ];
}

export function wasRejectedFor(attempts: readonly Attempt[], ...reasons: readonly string[]): boolean {
  const rejected = attempts.filter(({ decision }) => decision === "REJECTED");
  return reasons.every((expected) => rejected.some(({ reason }) => reason === expected));
}

/** When it was to close as it opened, and when it did, in microseconds. */
export function closingTimes(events: readonly AuctionEvent[]): {
  readonly planned: bigint;
  readonly closed: bigint;
} {
  const opened = events.find(({ __typename: type }) => type === "AuctionOpened");
  const closed = events.find(({ __typename: type }) => type === "AuctionClosed");
  return {
    planned: found(parseInstant(opened?.standing.closesAt ?? ""), "The planned close"),
    closed: found(parseInstant(closed?.at ?? ""), "The auction's close"),
  };
}

function isSameForAll(sequences: readonly (readonly number[])[]): boolean {
  const [first] = sequences;
  if (!first || first.length === 0) return false;
  const rises = first.every((sequence, place) => place === 0 || sequence > (first[place - 1] ?? 0));
  return rises && sequences.every((other) => other.join() === first.join());
}
