import { closingTimes, wasRejectedFor, type Attempt, type AuctionResult, type Claim } from "../../claims";
import type { AuctionPlan } from "./plan";

type Rules = Pick<AuctionPlan, "reserve" | "step">;

/** What the demo says of an ENGLISH auction, held against what happened. */
export function checkEnglish(
  { attempts, events, buyer, price }: AuctionResult,
  rules: Rules & { readonly longestExtension: bigint },
): Claim[] {
  const result = resultOfMaxima(attempts, rules);
  const { planned, closed } = closingTimes(events);
  return [
    {
      claim: "The highest maximum won, at the price that the second highest made of it",
      holds: result !== null && buyer === result.winner && price === result.price,
    },
    {
      claim: "A bid below the increment and one above its firm's limit were rejected for these reasons",
      holds: wasRejectedFor(attempts, "BELOW_INCREMENT", "ABOVE_LIMIT"),
    },
    {
      claim: "A late bid moved the closing time, never past the hard end",
      holds:
        events.some(({ __typename: type }) => type === "AuctionExtended") &&
        closed > planned &&
        closed <= planned + rules.longestExtension,
    },
  ];
}

/**
 * What the rules make of accepted bids, worked out apart from the server: the highest maximum wins, on a tie the earlier;
 * it pays one step over the next firm's, at least the reserve, at most its own. `null` unless two firms have bid.
 */
export function resultOfMaxima(
  attempts: readonly Attempt[],
  { reserve, step }: Rules,
): { readonly winner: string; readonly price: bigint } | null {
  const last = new Map(
    attempts
      .filter(({ decision }) => decision === "ACCEPTED")
      .sort((a, b) => (a.decidedAt < b.decidedAt ? -1 : 1))
      .map((attempt) => [attempt.firm, attempt]),
  );
  const [first, second] = [...last.values()].sort((a, b) =>
    a.maximum === b.maximum ? (a.decidedAt < b.decidedAt ? -1 : 1) : a.maximum > b.maximum ? -1 : 1,
  );
  if (!first || !second) return null;
  const asked = second.maximum + step > reserve ? second.maximum + step : reserve;
  return { winner: first.firm, price: asked < first.maximum ? asked : first.maximum };
}
