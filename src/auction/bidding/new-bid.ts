import type { Entry } from "../../platform/journal/chain";
import type { Secret } from "../../platform/journal/hidden";
import type { AuctionEvent, BidAccepted, BidRejected, BidWithdrawn } from "../domain";
import type { DecidedBid } from "./bid-answer";
import type { BidCommand, SealedContent } from "./bid-command";

/** What the rules make of a bid, or of taking one back. */
type BidEvent = BidAccepted | BidRejected | BidWithdrawn;

export function isBidEvent(event: AuctionEvent): event is BidEvent {
  return event.type === "BidAccepted" || event.type === "BidRejected" || event.type === "BidWithdrawn";
}

/** A bid's row with the salts of its entry's commitments: of the actor, the firm and the maximum. */
export interface NewBid {
  readonly bid: DecidedBid;
  readonly salts: Buffer;
  /** Its amount lies in a box, and nowhere else. */
  readonly isSealed: boolean;
  /** The box of a sealed bid that was accepted. */
  readonly box: Buffer | null;
}

/** The row of a decision whose entry hid these values. */
export function newBid(command: BidCommand, bid: DecidedBid, secrets: readonly Secret[]): NewBid {
  const sealed = sealedBoxOf(command, bid);
  const box = bid.decision === "ACCEPTED" ? (sealed?.bytes ?? null) : null;
  return { bid, salts: saltsOf(secrets, bid), isSealed: sealed !== null, box };
}

/** A decision as it is answered and kept; its entry is the event's. */
export function toDecidedBid(
  command: BidCommand,
  event: BidEvent,
  entry: Entry,
  minimumNextBid: bigint | null,
): DecidedBid {
  const withdrawal = event.type === "BidWithdrawn";
  const accepted = event.type === "BidAccepted";
  const rejected = event.type === "BidRejected";
  return {
    auctionId: command.auctionId,
    sequence: entry.sequence,
    id: command.bidId,
    buyerId: command.buyerId,
    paddle: event.paddle,
    keyHash: command.keyHash,
    fingerprint: command.fingerprint,
    actorId: command.actor.id,
    actorKind: command.actor.kind,
    decision: rejected ? "REJECTED" : "ACCEPTED",
    reason: rejected ? event.reason : null,
    amount: withdrawal ? null : event.amount,
    maximum: withdrawal ? null : event.maximum,
    minimumNextBid,
    confirmed: !withdrawal && event.confirmed,
    raise: accepted && event.raise,
    moved: accepted && event.moved,
    withdrawal,
    receivedAt: command.receivedAt,
    decidedAt: entry.at,
  };
}

/** The paths of a bid entry's hidden values, in the order in which its row keeps their salts. */
export const BID_SECRET_PATHS = ["/actor", "/data/buyerId", "/data/maximum"] as const;
/** Those of an entry that takes a bid back. */
export const WITHDRAWAL_SECRET_PATHS = ["/actor", "/data/buyerId"] as const;

function saltsOf(secrets: readonly Secret[], { withdrawal }: DecidedBid): Buffer {
  const paths = withdrawal ? WITHDRAWAL_SECRET_PATHS : BID_SECRET_PATHS;
  return Buffer.concat(
    paths.map((path) => {
      const secret = secrets.find((candidate) => candidate.path === path);
      if (!secret) throw new Error("A bid's entry hides its actor, its firm and its maximum");
      return secret.salt;
    }),
  );
}

/** The box of a bid that was decided sealed; null where its amount was. */
function sealedBoxOf({ content }: BidCommand, { amount, maximum }: DecidedBid): SealedContent | null {
  if (content.kind !== "BID" || amount !== null || maximum !== null) return null;
  return content.sealed ?? null;
}
