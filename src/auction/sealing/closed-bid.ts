import type { BidIdentity } from "../../client/sealing";
import type { Id } from "../../platform/ids";
import type { CurrencyCode } from "../../platform/money";
import type { Instant } from "../../platform/time";
import type { BelowIndicationReason, Sealing } from "../domain";

/** A firm's live bid when a sealed auction closed. */
export interface ClosedBid extends BidIdentity {
  readonly sequence: number;
  readonly paddle: string;
  /** The participant's limit; null without one. */
  readonly limit: bigint | null;
  /** What came with it; null when nothing did. */
  readonly belowIndicationReason: BelowIndicationReason | null;
  readonly box: Buffer;
  /** SHA-256 of the box in hexadecimal, as the journal has it: how custodians name it. */
  readonly boxHash: string;
  /** One for each custodian that was heard; `null`: it found no share in the box. */
  readonly shares: ReadonlyMap<Id, Buffer | null>;
  /** The bidder's reveal, sealed to the operator; null without one. */
  readonly reveal: SealedReveal | null;
}

export interface SealedReveal {
  readonly encapsulated: Buffer;
  readonly ciphertext: Buffer;
}

/** What a sealed auction has to open. Nothing changes it after the close but shares and reveals, which are added. */
export interface ClosedSet {
  readonly auctionId: Id;
  readonly sellerId: Id;
  /** Which of the auction's sealed rounds, from 1. */
  readonly round: number;
  readonly closedAt: Instant;
  /** The round's end that was planned, which a closing by command comes before. */
  readonly scheduledEnd: Instant;
  readonly sealing: Sealing;
  readonly currency: CurrencyCode;
  /** By sequence. */
  readonly bids: readonly ClosedBid[];
}
