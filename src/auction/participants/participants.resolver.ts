import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { BuyerType } from "../../buyers";
import { Role, type Viewer } from "../../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../../platform/context";
import type { Id } from "../../platform/ids";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import type { AdmitBuyer } from "./admit-buyer";
import {
  AdmitBuyerInput,
  InviteBuyerInput,
  RemoveBuyerInput,
  SetParticipantLimitInput,
  SignNdaInput,
} from "./participants-inputs.graphql";
import {
  AdmitBuyerResult,
  InviteBuyerResult,
  RemoveBuyerResult,
  SetParticipantLimitResult,
  SignNdaResult,
} from "../auction-results.graphql";
import { participantView } from "../auction.views";
import type { Audience } from "../domain";
import type { InviteBuyer } from "./invite-buyer";
import { ParticipantType } from "./participant.graphql";
import type { ParticipantResult } from "./participants";
import type { RemoveBuyer } from "./remove-buyer";
import type { SetParticipantLimit } from "./set-participant-limit";
import type { SignNda } from "./sign-nda";

export interface ParticipantCommands {
  readonly invite: InviteBuyer;
  readonly signNda: SignNda;
  readonly admit: AdmitBuyer;
  readonly setLimit: SetParticipantLimit;
  readonly remove: RemoveBuyer;
}

/** Firms in auctions: who may watch, who may bid, up to how much. */
@Resolver(() => ParticipantType)
export class ParticipantsResolver {
  constructor(
    private readonly commands: ParticipantCommands,
    private readonly buyerById: LoaderFactory<Id, BuyerType | null>,
  ) {}

  @FieldResolver(() => BuyerType, {
    nullable: true,
    description: "The firm behind the paddle; for the seller and the firm itself.",
  })
  buyer(@Root() participant: ParticipantType, @Ctx() context: RequestContext) {
    return participant.buyerId === null ? null : context.load(this.buyerById).load(participant.buyerId);
  }

  @Mutation(() => InviteBuyerResult, {
    nullable: true,
    description: "Invites a firm to look and sign. AUCTION_ADMIN.",
  })
  async inviteBuyer(
    @Arg("input", () => InviteBuyerInput, { description: "Whom, where." }) input: InviteBuyerInput,
    @Ctx() context: RequestContext,
  ) {
    return showToSeller(await this.commands.invite.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => SignNdaResult, {
    nullable: true,
    description: "Signs the auction's non-disclosure agreement for one's own firm. BUYER_OFFICER.",
  })
  async signNda(
    @Arg("input", () => SignNdaInput, { description: "Where." }) input: SignNdaInput,
    @Ctx() context: RequestContext,
  ) {
    const viewer = context.require(Role.BUYER_OFFICER);
    return show(await this.commands.signNda.run(viewer, input), ownFirm(viewer));
  }

  @Mutation(() => AdmitBuyerResult, {
    nullable: true,
    description:
      "Lets a firm bid: qualified for the asset class, licensed where the accounts are, bound by the NDA, and " +
      "affiliated with nobody here. AUCTION_ADMIN.",
  })
  async admitBuyer(
    @Arg("input", () => AdmitBuyerInput, { description: "Whom, where, up to how much." })
    input: AdmitBuyerInput,
    @Ctx() context: RequestContext,
  ) {
    return showToSeller(await this.commands.admit.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => SetParticipantLimitResult, {
    nullable: true,
    description: "Changes what an admitted firm may bid at most, from its next bid on. AUCTION_ADMIN.",
  })
  async setParticipantLimit(
    @Arg("input", () => SetParticipantLimitInput, { description: "Whose, where, how much." })
    input: SetParticipantLimitInput,
    @Ctx() context: RequestContext,
  ) {
    return showToSeller(await this.commands.setLimit.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => RemoveBuyerResult, {
    nullable: true,
    description: "Takes a firm out of an auction; all of its bids there become void. AUCTION_ADMIN.",
  })
  async removeBuyer(
    @Arg("input", () => RemoveBuyerInput, { description: "Whom, where, why." }) input: RemoveBuyerInput,
    @Ctx() context: RequestContext,
  ) {
    return showToSeller(await this.commands.remove.run(context.require(Role.AUCTION_ADMIN), input));
  }
}

function showToSeller(result: OrRefusal<ParticipantResult>) {
  return show(result, { kind: "SELLER" });
}

function show(result: OrRefusal<ParticipantResult>, audience: Audience) {
  return isRefusal(result) ? result : participantView(result.participant, result.currency, audience);
}

function ownFirm(viewer: Viewer): Audience {
  return { kind: "FIRM", buyerId: viewer.organization.id };
}
