import { parseAmount } from "../../../../platform/money";
import { parseInstant } from "../../../../platform/time";
import type { AuctionEvent } from "../../auction-room";
import { wasRejectedFor, type Attempt, type AuctionResult, type Claim } from "../../claims";
import { isBeforeOpening, isBlank } from "../blank-events";
import type { Shown } from "./make-shortlist";

interface Told {
  readonly currency: string;
  readonly shown: Shown;
  /** What each client was shown. */
  readonly views: readonly (readonly AuctionEvent[])[];
}

/** What the demo says of a BEST_AND_FINAL auction, held against what happened. */
export function checkBestAndFinal(result: AuctionResult, { currency, shown, views }: Told): Claim[] {
  const { attempts, events, buyer, price } = result;
  const accepted = attempts.filter(({ decision }) => decision === "ACCEPTED");
  const begins = startOfBinding(events);
  const [indicated, bound] = [
    accepted.filter(({ decidedAt }) => decidedAt < begins),
    accepted.filter(({ decidedAt }) => decidedAt >= begins),
  ];
  const winning = bound.find(({ firm }) => firm === buyer);
  return [
    {
      claim: "The seller read all indications, the highest first, and no firm read any",
      holds: shown.isKeptFromFirms && isSame(shown.toSeller, indicated, currency),
    },
    {
      claim: "Indications bound nobody: the highest was not what was paid",
      holds: indicated.some(({ amount }) => amount > price),
    },
    {
      claim: "The firm that is not on the short list could not make a binding bid, however high",
      holds: wasRejectedFor(attempts, "NOT_SHORTLISTED") && attempts.some(({ amount }) => amount > price),
    },
    {
      claim: "The winner bought at its own amount, below its indication for a reason that it gave",
      holds: winning?.amount === price && price < amountOf(indicated, buyer),
    },
    {
      claim: "A higher bid below its firm's indication did not count: it gave no reason",
      holds: bound.some(({ firm, amount }) => amount > price && amount < amountOf(indicated, firm)),
    },
    {
      claim:
        "Until the binding bids were opened nobody was shown a number, an amount, a firm or a place in the journal",
      holds: views.every((view) => view.filter(isBeforeOpening).every(isBlank)),
    },
  ];
}

function startOfBinding(events: readonly AuctionEvent[]): bigint {
  const begun = events.find((event) => event.__typename === "PhaseStarted" && event.phase === "BINDING");
  return (begun?.__typename === "PhaseStarted" ? parseInstant(begun.since) : null) ?? 0n;
}

function isSame(shown: Shown["toSeller"], indicated: readonly Attempt[], currency: string): boolean {
  const sorted = [...indicated].sort((a, b) => (a.amount > b.amount ? -1 : 1));
  return (
    shown.length > 0 &&
    shown.length === sorted.length &&
    sorted.every(
      ({ firm, amount }, place) =>
        shown[place]?.firm === firm && parseAmount(shown[place].amount, currency) === amount,
    )
  );
}

function amountOf(attempts: readonly Attempt[], firm: string): bigint {
  return attempts.find((attempt) => attempt.firm === firm)?.amount ?? 0n;
}
