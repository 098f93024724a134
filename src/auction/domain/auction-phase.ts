import type { Instant } from "../../platform/time";
import type { AuctionPhase, AuctionState } from "./auction";
import { formatOf } from "./formats/registry";
import type { Terms } from "./terms";

/** When time ends the auction, or its phase; null while none does, because a short list is being made by hand. */
export function endOf({
  phase,
  closesAt,
  outcome,
}: Pick<AuctionState, "phase" | "closesAt" | "outcome">): Instant | null {
  const isOpenEnded = phase?.name === "SHORTLISTING" && phase.shortlist === null && outcome === null;
  return isOpenEnded ? null : closesAt;
}

/** Must bids be sealed in this phase? Null: of an auction that has but one, or has not opened. */
export function isSealedIn(terms: Terms, phase: AuctionPhase | null): boolean {
  const { phases, isSealed } = formatOf(terms);
  return phases === null ? isSealed : phases.sealed.has(phase ?? phases.first);
}

/** May nobody read of its bids in this phase what the phase itself does not tell? Null as above. */
export function isConcealedIn(terms: Terms, phase: AuctionPhase | null): boolean {
  const { phases, isSealed } = formatOf(terms);
  return phases === null ? isSealed : phases.concealed.has(phase ?? phases.first);
}

/** Does the auction go on behind the sealed round that it is in? */
export function isFollowed({ terms, phase }: Pick<AuctionState, "terms" | "phase">): boolean {
  return phase !== null && formatOf(terms).phases?.followed.has(phase.name) === true;
}
