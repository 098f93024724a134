import { Field, ObjectType } from "type-graphql";
import { resultUnion } from "../platform/refusal";
import { AuctionType } from "./auction.graphql";
import { BidType } from "./bidding/bid.graphql";
import type { BidPlace } from "./bidding/bid.loaders";
import { ParticipantType } from "./participants/participant.graphql";
import type { SignedReceipts } from "./proof/receipts";
import { StandingType } from "./standing.graphql";

@ObjectType("PlacedBid", {
  simpleResolvers: true,
  description: "A bid that got its decision, accepted or rejected.",
})
export class PlacedBidType {
  @Field(() => Boolean, { description: "The key was sent before: this is its first decision again." })
  readonly replayed!: boolean;

  @Field(() => BidType, { description: "The bid with its decision." })
  readonly bid!: BidType;

  @Field(() => StandingType, { description: "The auction's result after it; of now for a replay." })
  readonly standing!: StandingType;

  /** What its receipt is made from when that is asked for. */
  readonly decided!: BidPlace & { readonly receipts: SignedReceipts | null };
}

export const ScheduleAuctionResult = resultUnion("ScheduleAuctionResult", () => AuctionType);
export const RescheduleAuctionResult = resultUnion("RescheduleAuctionResult", () => AuctionType);
export const OpenAuctionResult = resultUnion("OpenAuctionResult", () => AuctionType);
export const PauseAuctionResult = resultUnion("PauseAuctionResult", () => AuctionType);
export const ResumeAuctionResult = resultUnion("ResumeAuctionResult", () => AuctionType);
export const CloseAuctionResult = resultUnion("CloseAuctionResult", () => AuctionType);
export const ShortlistFirmsResult = resultUnion("ShortlistFirmsResult", () => AuctionType);
export const CancelAuctionResult = resultUnion("CancelAuctionResult", () => AuctionType);
export const InviteBuyerResult = resultUnion("InviteBuyerResult", () => ParticipantType);
export const SignNdaResult = resultUnion("SignNdaResult", () => ParticipantType);
export const AdmitBuyerResult = resultUnion("AdmitBuyerResult", () => ParticipantType);
export const SetParticipantLimitResult = resultUnion("SetParticipantLimitResult", () => ParticipantType);
export const RemoveBuyerResult = resultUnion("RemoveBuyerResult", () => ParticipantType);
export const PlaceBidResult = resultUnion("PlaceBidResult", () => PlacedBidType);
export const WithdrawBidResult = resultUnion("WithdrawBidResult", () => PlacedBidType);
