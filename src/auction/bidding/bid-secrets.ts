import type { Id } from "../../platform/ids";
import { SALT_BYTES, type Json } from "../../platform/journal/chain";
import type { Secret } from "../../platform/journal/hidden";
import type { DecidedBid } from "./bid-answer";
import { DECIDED_COLUMNS } from "./bid.rows";
import { BID_SECRET_PATHS, WITHDRAWAL_SECRET_PATHS } from "./new-bid";

/** A bid with the salts of its entry's commitments. */
export interface SaltedBid extends DecidedBid {
  readonly salts: Buffer;
}

/** The entries that have a row of `bid`. */
export const BID_ENTRIES: ReadonlySet<string> = new Set(["BidAccepted", "BidRejected", "BidWithdrawn"]);

/** Of `bid b`. */
export const SALTED_COLUMNS = `${DECIDED_COLUMNS}, b.salts`;

/**
 * The values behind the commitments of a bid's entry, and who may read them. They lie in the bid's own row and not beside
 * the entry, because the row holds the values anyway.
 */
export function secretsOf(bid: SaltedBid, sellerId: Id): readonly Secret[] {
  const paths = bid.withdrawal ? WITHDRAWAL_SECRET_PATHS : BID_SECRET_PATHS;
  return paths.map((path, place) => ({
    path,
    salt: bid.salts.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES),
    ...hiddenAt(path, bid, sellerId),
  }));
}

function hiddenAt(
  path: (typeof BID_SECRET_PATHS)[number],
  { actorId, actorKind, buyerId, maximum }: SaltedBid,
  sellerId: Id,
): { readonly value: Json; readonly readers: readonly Id[] } {
  switch (path) {
    case "/actor":
      return { value: { id: actorId, kind: actorKind }, readers: [buyerId] };
    case "/data/buyerId":
      return { value: buyerId, readers: [sellerId, buyerId] };
    case "/data/maximum":
      return { value: maximum?.toString() ?? null, readers: [buyerId] };
  }
}
