import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Role } from "../../../src/platform/access/viewer";
import type { RequestContext } from "../../../src/platform/context";
import { moneyView } from "../../../src/platform/graphql/money";
import { view } from "../../../src/platform/graphql/node";
import {
  AuctionStatus,
  BidDecision,
  BidStatus,
  ReserveStatus,
} from "../../../src/auction/auction-enums.graphql";
import { PlaceBidInput } from "../../../src/auction/bidding/bid-inputs.graphql";
import { PlaceBidResult, PlacedBidType } from "../../../src/auction/auction-results.graphql";
import { BidType } from "../../../src/auction/bidding/bid.graphql";
import { StandingType } from "../../../src/auction/standing.graphql";

const NOW = 1_790_000_000_123_456n;
const AMOUNT = moneyView(12_345_678n, "USD");
const MINIMUM = moneyView(12_345_679n, "USD");
const IDENTIFIER = "01990000-0000-7000-8000-000000000000";

/** The same for everybody: it costs nothing but what the pipeline costs. */
const PLACED = view(PlacedBidType, {
  replayed: false,
  decided: { auctionId: IDENTIFIER, sequence: 1_234, receipts: null },
  bid: view(BidType, {
    id: IDENTIFIER,
    auctionId: IDENTIFIER,
    buyerId: IDENTIFIER,
    audience: { kind: "FIRM", buyerId: IDENTIFIER },
    sequence: 1_234,
    decision: BidDecision.ACCEPTED,
    reason: null,
    decidedAt: NOW,
    status: BidStatus.LEADING,
    amount: AMOUNT,
    maximum: AMOUNT,
    minimumNextBid: MINIMUM,
    rateOfFace: null,
    rateOfReserve: null,
    rank: null,
    paddle: "101",
  }),
  standing: view(StandingType, {
    status: AuctionStatus.OPEN,
    phase: null,
    closesAt: NOW,
    serverTime: NOW,
    leadingAmount: AMOUNT,
    leadingPaddle: "101",
    bidCount: 1_234,
    reserveStatus: ReserveStatus.NO_RESERVE,
    minimumNextBid: MINIMUM,
  }),
});

/** What `placeBid` is compared with: its input, its answer, and nothing in between. */
@Resolver()
export class NoOpResolver {
  @Mutation(() => PlaceBidResult, { nullable: true, description: "Decides nothing." })
  noOp(
    @Arg("input", () => PlaceBidInput, { description: "A bid." }) _input: PlaceBidInput,
    @Ctx() context: RequestContext,
  ): PlacedBidType {
    context.require(Role.BIDDER);
    return PLACED;
  }
}
