import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Role, type Viewer } from "../../platform/access/viewer";
import type { RequestContext } from "../../platform/context";
import { view } from "../../platform/graphql/node";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import { PlaceBidInput, WithdrawBidInput } from "./bid-inputs.graphql";
import { PlaceBidResult, PlacedBidType, WithdrawBidResult } from "../auction-results.graphql";
import { bidView, standingView, timeTold } from "../auction.views";
import { isHidden } from "../domain";
import type { DecidedAnswer, PlaceBid } from "./place-bid";

/** Bidding: the hot path's ends. */
@Resolver()
export class BidsResolver {
  constructor(private readonly bids: PlaceBid) {}

  @Mutation(() => PlaceBidResult, {
    nullable: true,
    description:
      "Bids. A bid that the rules refuse is answered as a bid with decision REJECTED and its reason, and stands in the " +
      "journal. BIDDER of a firm in the auction.",
  })
  async placeBid(
    @Arg("input", () => PlaceBidInput, { description: "The bid." }) input: PlaceBidInput,
    @Ctx() context: RequestContext,
  ) {
    const viewer = context.require(Role.BIDDER);
    return show(viewer, await this.bids.place(viewer, input));
  }

  @Mutation(() => WithdrawBidResult, {
    nullable: true,
    description: "Takes one's bid back, where the format knows that. BIDDER of a firm in the auction.",
  })
  async withdrawBid(
    @Arg("input", () => WithdrawBidInput, { description: "Where." }) input: WithdrawBidInput,
    @Ctx() context: RequestContext,
  ) {
    const viewer = context.require(Role.BIDDER);
    return show(viewer, await this.bids.withdraw(viewer, input));
  }
}

function show(viewer: Viewer, result: OrRefusal<DecidedAnswer>) {
  if (isRefusal(result)) return result;
  const { bid, status, standing, terms, serverTime, replayed, receipts } = result;
  const audience = { kind: "FIRM", buyerId: viewer.organization.id } as const;
  const hidden = isHidden(terms, standing);
  return view(PlacedBidType, {
    replayed,
    decided: { auctionId: bid.auctionId, sequence: bid.sequence, receipts },
    bid: bidView({ bid, status, terms, audience, isHidden: hidden }),
    standing: standingView(standing, terms, timeTold(serverTime, hidden)),
  });
}
