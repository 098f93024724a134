import type { AuctionEvent } from "../../auction-room";
import type { Attempt, AuctionResult, Claim } from "../../claims";
import { isBeforeOpening, isBlank } from "../blank-events";
import type { Look } from "./look-around";
import type { SealedPlan } from "./plan";

export type SealedFormat = "SEALED_FIRST_PRICE" | "SEALED_SECOND_PRICE";

interface Told extends Pick<SealedPlan, "reserve" | "openingPrice"> {
  readonly format: SealedFormat;
  readonly looks: readonly Look[];
  /** What each client was shown. */
  readonly views: readonly (readonly AuctionEvent[])[];
}

/** What the demo says of a sealed auction, held against what happened. */
export function checkSealed(result: AuctionResult, told: Told): Claim[] {
  const { attempts, withdrawals, events, buyer, price } = result;
  const expected = resultOfSealed(result, told);
  return [
    {
      claim:
        told.format === "SEALED_FIRST_PRICE"
          ? "The highest bid that stood at the end won, at its own amount"
          : "The highest bid that stood at the end won, at the second highest",
      holds: expected !== null && buyer === expected.winner && price === expected.price,
    },
    {
      claim: "Higher bids that were replaced or taken back counted for nothing",
      holds: withdrawals.length > 0 && attempts.some(({ amount }) => amount > (expected?.highest ?? amount)),
    },
    {
      claim: "Until the opening nobody was shown a number, an amount, a firm or a place in the journal",
      holds: told.views.every((view) => view.filter(isBeforeOpening).every(isBlank)),
    },
    {
      claim: "Whoever asked was told that it is sealed, and no answer repeated an amount",
      holds:
        told.looks.length > 0 &&
        told.looks.every(({ isSealed }) => isSealed) &&
        attempts.every(({ isEchoed }) => !isEchoed),
    },
    {
      claim: "The seller was not shown that there are bids before they were opened",
      holds: events.every((event) => !isBeforeOpening(event) || !OF_A_BID.has(event.__typename)),
    },
  ];
}

/** What the rules make of the bids, worked out apart from the server; `null` without a lawful one. */
export function resultOfSealed(
  { attempts, withdrawals }: Pick<AuctionResult, "attempts" | "withdrawals">,
  { format, reserve, openingPrice }: Pick<Told, "format" | "reserve" | "openingPrice">,
): { readonly winner: string; readonly price: bigint; readonly highest: bigint } | null {
  const last = new Map<string, Attempt>();
  const accepted = attempts.filter(({ decision }) => decision === "ACCEPTED");
  for (const attempt of accepted.sort((a, b) => (a.decidedAt < b.decidedAt ? -1 : 1))) {
    last.set(attempt.firm, attempt);
  }
  const least = reserve > openingPrice ? reserve : openingPrice;
  const [first, second] = [...last.values()]
    .filter(({ firm, decidedAt }) => !withdrawals.some((one) => one.firm === firm && one.at > decidedAt))
    .filter(({ amount }) => amount >= openingPrice)
    .sort((a, b) =>
      a.amount === b.amount ? (a.decidedAt < b.decidedAt ? -1 : 1) : a.amount > b.amount ? -1 : 1,
    );
  if (!first || first.amount < least) return null;
  const next = second && second.amount > least ? second.amount : least;
  const price = format === "SEALED_FIRST_PRICE" ? first.amount : next;
  return { winner: first.firm, price, highest: first.amount };
}

const OF_A_BID: ReadonlySet<AuctionEvent["__typename"]> = new Set([
  "BidAccepted",
  "BidRejected",
  "BidWithdrawn",
]);
