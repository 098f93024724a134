import {
  PlaceBidDocument,
  WithdrawBidDocument,
  type PlaceBidInput,
  type PlaceBidMutation,
  type TypedDocumentString,
  type WithdrawBidInput,
  type WithdrawBidMutation,
} from "./operations";
import { RecoupError } from "./recoup-error";
import { sealOrder, type SealedOrder } from "./sealed-order";

/** A bid. Its idempotency key is made before it is sent; give one only to send a kept bid again. */
export type BidOrder = Omit<PlaceBidInput, "idempotencyKey"> & { readonly idempotencyKey?: string };

/** A withdrawal of one's live bid; for its key see BidOrder. */
export type WithdrawalOrder = Omit<WithdrawBidInput, "idempotencyKey"> & { readonly idempotencyKey?: string };

/** The bid with its decision, also one that the rules rejected, or a Refusal. `replayed`: it had been decided before. */
export type PlaceBidAnswer = NonNullable<PlaceBidMutation["placeBid"]>;

export type WithdrawBidAnswer = NonNullable<WithdrawBidMutation["withdrawBid"]>;

/** What is about to be sent. Sent again as it is, even by another process, it is decided once. */
export type KeptCommand =
  | {
      readonly kind: "placeBid";
      readonly input: PlaceBidInput;
      /** Of a bid that was sealed here: what `revealBid` takes, should custodians fail. Whoever has it can read the bid. */
      readonly sealedWith?: string;
    }
  | { readonly kind: "withdrawBid"; readonly input: WithdrawBidInput };

export interface BiddingParts {
  /** Writes a command down where it survives this process; nothing is sent before it settles. */
  readonly keep: (command: KeptCommand) => void | Promise<void>;
  /** Sends, and sends the same again until there is an answer. */
  readonly sendUntilAnswered: <Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ) => Promise<Data>;
}

/**
 * Bids that are decided once, whatever the network does: the key is made and kept before anything is sent, and every
 * further attempt sends the same key with the same content. A decision, whichever it is, is never asked for again.
 */
export async function placeBid(order: BidOrder, parts: BiddingParts): Promise<PlaceBidAnswer> {
  const input = withKey(order);
  await parts.keep({ kind: "placeBid", input });
  const { placeBid } = await parts.sendUntilAnswered(PlaceBidDocument, { input });
  return placeBid ?? noAnswer();
}

/** The same for a bid that is sealed here first: once, so that every attempt sends the same box. */
export async function placeSealedBid(order: SealedOrder, parts: BiddingParts): Promise<PlaceBidAnswer> {
  const { input, key } = await sealOrder(order);
  await parts.keep({ kind: "placeBid", input, sealedWith: key });
  const { placeBid } = await parts.sendUntilAnswered(PlaceBidDocument, { input });
  return placeBid ?? noAnswer();
}

/** The same for a withdrawal. */
export async function withdrawBid(order: WithdrawalOrder, parts: BiddingParts): Promise<WithdrawBidAnswer> {
  const input = withKey(order);
  await parts.keep({ kind: "withdrawBid", input });
  const { withdrawBid } = await parts.sendUntilAnswered(WithdrawBidDocument, { input });
  return withdrawBid ?? noAnswer();
}

/** A copy: what the caller does to its own object later changes no attempt. */
function withKey<Order extends { readonly idempotencyKey?: string }>(order: Order) {
  return Object.freeze({ ...order, idempotencyKey: order.idempotencyKey ?? crypto.randomUUID() });
}

function noAnswer(): never {
  throw new RecoupError("PROTOCOL", "The server answered without a decision and without an error.");
}
