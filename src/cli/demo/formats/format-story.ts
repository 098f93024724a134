import type { ScheduleAuctionInput } from "../../../client";
import type { Roster } from "../../../client/sealing";
import type { AuctionRoom } from "../auction-room";
import type { Bidder } from "../bidder";
import type { FirmName } from "../cast";
import type { AuctionResult, Claim } from "../claims";
import type { Scene } from "../scene";

/** What is offered: the floor is the reserve, in minor units. */
export interface Lot {
  readonly floor: bigint;
  readonly currency: string;
}

/** Below this an auction in steps of a hundredth of the floor makes no sense. */
export const LEAST_FLOOR = 100n;

/** How the demo sells in one format: one file with one of these, and a line in the registry, for each. */
export interface FormatStory {
  readonly offer: Offer;
  /** What the seller lets a firm bid at most, in minor units. */
  readonly limits: Partial<Record<FirmName, bigint>>;
  /** Whom the firms' programs seal their bids to; null: they send their amounts. */
  readonly roster: Roster | null;
  /** Lets the firms bid; gives what the demo then says that it showed. */
  readonly play: (hall: AuctionHall) => Promise<ClaimsOf>;
}

export interface Offer {
  /** At a time, in microseconds. */
  readonly termsAt: (now: bigint) => Omit<ScheduleAuctionInput, "portfolioId">;
  /** What is said of the terms, and of the schedule. */
  readonly terms: string;
  readonly schedule: string;
  /** It waits for its admin, who opens it when everybody is there. */
  readonly isOpenedByCommand: boolean;
}

/** What a story has while its auction is held. */
export interface AuctionHall {
  readonly scene: Scene;
  /** The seller's. */
  readonly screen: AuctionRoom;
  readonly bidders: Readonly<Record<FirmName, Bidder>>;
  readonly tell: (text: string) => void;
}

export type ClaimsOf = (result: AuctionResult) => readonly Claim[];
