import { parseAmount } from "../../../../platform/money";
import type { AuctionEvent } from "../../auction-room";
import { wasRejectedFor, type AuctionResult, type Claim } from "../../claims";
import { isBlank } from "../blank-events";
import type { HybridPlan } from "./plan";

const PHASES = ["FIRST_BREAK", "SEALED", "SECOND_BREAK", "BEST_BID"];

/** What each client was shown. */
type Views = readonly (readonly AuctionEvent[])[];

/** What the demo says of a HYBRID auction, held against what happened. */
export function checkHybrid(result: AuctionResult, plan: HybridPlan, views: Views): Claim[] {
  const { attempts, events, buyer, price } = result;
  const accepted = attempts.filter(({ decision }) => decision === "ACCEPTED");
  const own = accepted.filter(({ firm }) => firm === buyer).map(({ amount }) => amount);
  const sealed = accepted.filter(({ firm }) => firm !== buyer).map(({ amount }) => amount);
  const highest = sealed.reduce((most, amount) => (amount > most ? amount : most), 0n);
  const begun = events.flatMap((event) => (event.__typename === "PhaseStarted" ? [event.phase] : []));
  return [
    {
      claim: "The first to take the falling price ended that phase, and the others followed, each to its end",
      holds: own[0] !== undefined && own[0] <= plan.fairPrice && begun.join() === PHASES.join(),
    },
    {
      claim:
        "While the others' bids lay sealed, nobody was shown anything of them, and no answer repeated one",
      holds:
        views.every((view) => view.filter(({ standing }) => standing.phase === "SEALED").every(isBlank)) &&
        attempts.every(
          ({ firm, decision, isEchoed }) => firm === buyer || decision === "REJECTED" || !isEchoed,
        ),
    },
    {
      claim: "Everybody was shown the highest sealed amount, and nobody whose it is",
      holds: views.every((view) => view.some((event) => showsHighest(event, highest))),
    },
    {
      claim: "The taker's best bid beat the highest, each above its last, and was paid",
      holds:
        price === own.at(-1) && price > highest && own.every((amount, nth) => amount > (own[nth - 1] ?? 0n)),
    },
    {
      claim: "Who had no turn in a phase was refused",
      holds: wasRejectedFor(attempts, "WRONG_PHASE"),
    },
  ];
}

function showsHighest(event: AuctionEvent, highest: bigint): boolean {
  if (event.__typename !== "RoundOpened" || event.highest === null) return false;
  return parseAmount(event.highest.amount, event.highest.currency) === highest && isBlank(event);
}
