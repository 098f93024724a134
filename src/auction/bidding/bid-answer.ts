import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { ActorKind } from "../../platform/access/viewer";
import type { BidReason, BidStatus, Problem, Standing, Terms } from "../domain";
import { literals } from "../domain/literals";
import type { SignedReceipts } from "../proof/receipts";

/** A bid's one verdict. */
export const BidDecision = literals("ACCEPTED", "REJECTED");
export type BidDecision = keyof typeof BidDecision;

/** A bid as it was decided: a row of `bid`. Amounts are minor units. */
export interface DecidedBid {
  readonly auctionId: Id;
  readonly sequence: number;
  readonly id: Id;
  readonly buyerId: Id;
  readonly paddle: string;
  readonly keyHash: Buffer;
  readonly fingerprint: Buffer;
  readonly actorId: Id;
  readonly actorKind: `${ActorKind}`;
  readonly decision: BidDecision;
  readonly reason: BidReason | null;
  readonly amount: bigint | null;
  readonly maximum: bigint | null;
  readonly minimumNextBid: bigint | null;
  readonly confirmed: boolean;
  readonly raise: boolean;
  readonly moved: boolean;
  /** It is no bid but takes its firm's live one back. */
  readonly withdrawal: boolean;
  readonly receivedAt: Instant;
  readonly decidedAt: Instant;
}

/** What came of a command. */
export type BidAnswer =
  | {
      readonly kind: "decided";
      readonly bid: DecidedBid;
      readonly status: BidStatus;
      readonly standing: Standing;
      readonly terms: Terms;
      /** The database's clock when it was answered. */
      readonly serverTime: Instant;
      /** The key was used before: this is its first decision again. */
      readonly replayed: boolean;
      /** What its receipt is made from; null where it was decided before, so that it is read when it is asked for. */
      readonly receipts: SignedReceipts | null;
    }
  /** The key was used before, with other content. */
  | { readonly kind: "conflict" }
  /** Nothing was decided yet: its firm's allotment in the auction is short of this, its own limit there is not. */
  | { readonly kind: "short"; readonly needed: bigint }
  /** Nothing was decided, since bids are sealed in this phase: it is to come with a box. */
  | { readonly kind: "unsealed" }
  /** Nothing was decided and nothing is kept. */
  | { readonly kind: "problem"; readonly problem: Problem }
  /** The firm has no part in this auction, or there is no such auction. */
  | { readonly kind: "unknown" };
