import type { AuctionPlan } from "./plan";

/** A bid as its firm sent it, and what the rules made of it. */
export interface Attempt {
  readonly firm: string;
  readonly paddle: string;
  readonly amount: bigint;
  readonly maximum: bigint;
  readonly decision: string;
  readonly reason: string | null;
  readonly sequence: number;
}

/** What the story saw happen. */
export interface StoryFacts {
  readonly auctionId: string;
  readonly plan: AuctionPlan;
  readonly attempts: readonly Attempt[];
  readonly buyer: string;
  readonly price: bigint;
  /** In microseconds: when the auction was to close, when it did, and the latest that it might. */
  readonly plannedCloseAt: bigint;
  readonly closedAt: bigint;
  readonly hardEndAt: bigint;
  readonly extensions: number;
  /** The numbers of the entries that everybody was shown, as each program got them. */
  readonly publicSequences: readonly (readonly number[])[];
  readonly saleStatus: string;
  readonly portfolioStatus: string;
  readonly requiredRoles: readonly string[];
  readonly signers: readonly { readonly role: string; readonly name: string }[];
  readonly awardedBy: string;
  readonly verificationStatus: number | null;
}

export interface Claim {
  readonly claim: string;
  readonly holds: boolean;
}

/** What the demo says that it shows, each held against what happened. */
export function checkClaims(facts: StoryFacts): Claim[] {
  const { plan, attempts, price, buyer } = facts;
  const result = resultOfMaxima(attempts, plan);
  const names = new Set([...facts.signers.map(({ name }) => name), facts.awardedBy]);
  const signed = facts.signers.map(({ role }) => role).sort();
  return [
    {
      claim: "The highest maximum won, at the price that the second highest made of it",
      holds: result !== null && buyer === result.winner && price === result.price,
    },
    { claim: "The price is not below the reserve", holds: price >= plan.reserve },
    {
      claim: "A bid below the increment and one above its firm's limit were rejected for these reasons",
      holds: ["BELOW_INCREMENT", "ABOVE_LIMIT"].every((reason) =>
        attempts.some((attempt) => attempt.reason === reason && attempt.decision === "REJECTED"),
      ),
    },
    {
      claim: "A late bid moved the closing time, never past the hard end",
      holds:
        facts.extensions > 0 && facts.closedAt > facts.plannedCloseAt && facts.closedAt <= facts.hardEndAt,
    },
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
    { claim: "The journal's chains and their replay are sound", holds: facts.verificationStatus === 0 },
  ];
}

/**
 * What the rules make of accepted bids, worked out apart from the server: the highest maximum wins, on a tie the earlier;
 * it pays one step over the next firm's, at least the reserve, at most its own. `null` unless two firms have bid.
 */
export function resultOfMaxima(
  attempts: readonly Attempt[],
  { reserve, step }: AuctionPlan,
): { readonly winner: string; readonly price: bigint } | null {
  const last = new Map(
    attempts
      .filter(({ decision }) => decision === "ACCEPTED")
      .sort((a, b) => a.sequence - b.sequence)
      .map((attempt) => [attempt.firm, attempt]),
  );
  const [first, second] = [...last.values()].sort((a, b) =>
    a.maximum === b.maximum ? a.sequence - b.sequence : a.maximum > b.maximum ? -1 : 1,
  );
  if (!first || !second) return null;
  const asked = second.maximum + step > reserve ? second.maximum + step : reserve;
  return { winner: first.firm, price: asked < first.maximum ? asked : first.maximum };
}

function isSameForAll(sequences: readonly (readonly number[])[]): boolean {
  const [first] = sequences;
  if (!first || first.length === 0) return false;
  const rises = first.every((sequence, place) => place === 0 || sequence > (first[place - 1] ?? 0));
  return rises && sequences.every((other) => other.join() === first.join());
}
