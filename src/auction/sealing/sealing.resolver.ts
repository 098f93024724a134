import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Role } from "../../platform/access/viewer";
import type { RequestContext } from "../../platform/context";
import { view } from "../../platform/graphql/node";
import type { Id } from "../../platform/ids";
import { isRefusal } from "../../platform/refusal";
import type { RevealBid } from "./reveal-bid";
import {
  BidRevealedType,
  ClosedSetType,
  RevealBidResult,
  SharesSubmittedType,
  SubmitSharesResult,
} from "./sealing.graphql";
import { RevealBidInput, SubmitSharesInput } from "./sealing-inputs.graphql";
import { closedSetView } from "./sealing.views";
import type { ShowClosedSet } from "./show-closed-set";
import type { SubmitShares } from "./submit-shares";

export interface SealingCommands {
  readonly closedSet: ShowClosedSet;
  readonly submitShares: SubmitShares;
  readonly reveal: RevealBid;
}

/** What comes after a sealed auction's close: its custodians' part, and the bidders'. */
@Resolver()
export class SealingResolver {
  constructor(private readonly commands: SealingCommands) {}

  @Query(() => ClosedSetType, {
    nullable: true,
    description:
      "What an auction's custodians have to open, and who of them is waited for; SEALED while bids are taken, null when " +
      "nothing waits to be opened. AUCTION_ADMIN of the seller.",
  })
  async closedSet(
    @Arg("auctionId", () => ID, { description: "Which." }) auctionId: Id,
    @Ctx() context: RequestContext,
  ): Promise<ClosedSetType | null> {
    const set = await this.commands.closedSet.run(context.require(Role.AUCTION_ADMIN), auctionId);
    return set && closedSetView(set);
  }

  @Mutation(() => SubmitSharesResult, {
    nullable: true,
    description:
      "Hands in a custodian's shares. When they suffice for every bid, all bids are opened at once. A share that is " +
      "wrong is named, and nothing is kept. AUCTION_ADMIN of the seller.",
  })
  async submitShares(
    @Arg("input", () => SubmitSharesInput, { description: "The shares." }) input: SubmitSharesInput,
    @Ctx() context: RequestContext,
  ) {
    const viewer = context.require(Role.AUCTION_ADMIN);
    const result = await this.commands.submitShares.run(viewer, input);
    return isRefusal(result) ? result : view(SharesSubmittedType, { auctionId: result });
  }

  @Mutation(() => RevealBidResult, {
    nullable: true,
    description:
      "Reveals one's own sealed bid where too few custodians opened it, within the time that the terms give. " +
      "BIDDER of a firm in the auction.",
  })
  async revealBid(
    @Arg("input", () => RevealBidInput, { description: "The key." }) input: RevealBidInput,
    @Ctx() context: RequestContext,
  ) {
    const result = await this.commands.reveal.run(context.require(Role.BIDDER), input);
    return isRefusal(result) ? result : view(BidRevealedType, { auctionId: result });
  }
}
