import type { Id } from "../../platform/ids";

/** Who may read something: the seller, all participants, and one firm beside them. */
export interface Readers {
  readonly seller: boolean;
  readonly participants: boolean;
  readonly firm: Id | null;
}

/** What not everyone who sees an event may read in it. */
export type HiddenField =
  | "BUYER"
  | "PADDLE"
  | "MAXIMUM"
  | "LIMIT"
  | "ALLOTMENT"
  | "RESERVE"
  | "COVER"
  | "BOOK"
  | "AMOUNTS"
  | "SHORTLIST"
  | "AWARD"
  | "RATIONALE";

export const EVERYONE: Readers = { seller: true, participants: true, firm: null };
export const SELLER: Readers = { seller: true, participants: false, firm: null };
export const NOBODY: Readers = { seller: false, participants: false, firm: null };

/** This firm and nobody else. */
export function onlyFirm(firm: Id | null): Readers {
  return { seller: false, participants: false, firm };
}

/** The seller and this firm. */
export function sellerAndFirm(firm: Id | null): Readers {
  return { seller: true, participants: false, firm };
}
