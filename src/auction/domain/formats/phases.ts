import { seconds, type Instant } from "../../../platform/time";
import type { AcceptedBid, AuctionPhase, AuctionState, LawfulBid, Phase } from "../auction";
import type { AuctionEvent, PhaseStarted } from "../events";

/** What a format decides about the phases that its auctions go through. */
export interface Phases {
  /** Begins with the opening. */
  readonly first: AuctionPhase;
  /** In which a bid may not say its amount. */
  readonly sealed: ReadonlySet<AuctionPhase>;
  /** In which nobody may read of bids what the phase itself does not tell: they are sealed, or firms still answer them. */
  readonly concealed: ReadonlySet<AuctionPhase>;
  /** The sealed rounds behind which the auction goes on. */
  readonly followed: ReadonlySet<AuctionPhase>;
  /** In which firms may still come in. */
  readonly admitting: ReadonlySet<AuctionPhase>;
  /** That may be ended by command, because what was bid up to then is a result. */
  readonly closeable: ReadonlySet<AuctionPhase>;

  /** What the lawful bids of a followed round, the highest first, lead to when it is opened at t. */
  opened(auction: AuctionState, bids: readonly LawfulBid[], t: Instant): readonly AuctionEvent[];

  /** Of the accepted bids those that may win, the sealed ones with the amounts that were found in them. */
  inPlay(auction: InPhase, bids: readonly AcceptedBid[]): readonly AcceptedBid[];

  /** Has a phase that no time ends nobody left for whom it could come to anything? */
  isInVain(phase: Phase): boolean;
}

export type InPhase = Pick<AuctionState, "terms" | "phase">;

/** The next phase, so many seconds long. */
export function startOf(phase: AuctionPhase, since: Instant, length: number): PhaseStarted {
  return { type: "PhaseStarted", phase, since, closesAt: since + seconds(length) };
}

/** Those that were made in the phase: the bid that ends one may be as old as the next. */
export function bidsOfPhase(
  { phase }: Pick<AuctionState, "phase">,
  bids: readonly AcceptedBid[],
): readonly AcceptedBid[] {
  return phase === null ? bids : bids.filter(({ decidedAt }) => decidedAt > phase.since);
}
