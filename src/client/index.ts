export type { BidOrder, KeptCommand, PlaceBidAnswer, WithdrawalOrder, WithdrawBidAnswer } from "./bidding";
export {
  createClient,
  type ClientOptions,
  type OperationOptions,
  type RecoupClient,
  type Transport,
} from "./client";
export type { TokenSource } from "./credential";
export * from "./operations";
export { RecoupError } from "./recoup-error";
export type { SealedOrder, SealedTerms } from "./sealed-order";
