import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Role } from "../../platform/access/viewer";
import type { RequestContext } from "../../platform/context";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import type { AuctionReader } from "../auction-reader";
import {
  CancelAuctionInput,
  CloseAuctionInput,
  OpenAuctionInput,
  PauseAuctionInput,
  RescheduleAuctionInput,
  ResumeAuctionInput,
  ScheduleAuctionInput,
} from "./course-inputs.graphql";
import {
  CancelAuctionResult,
  CloseAuctionResult,
  OpenAuctionResult,
  PauseAuctionResult,
  RescheduleAuctionResult,
  ResumeAuctionResult,
  ScheduleAuctionResult,
} from "../auction-results.graphql";
import type { AuctionRecord } from "../auction.rows";
import { auctionView } from "../auction.views";
import type { CancelAuction } from "./cancel-auction";
import type { CloseAuction } from "./close-auction";
import type { OpenAuction } from "./open-auction";
import type { PauseAuction } from "./pause-auction";
import type { RescheduleAuction } from "./reschedule-auction";
import type { ResumeAuction } from "./resume-auction";
import type { ScheduleAuction } from "./schedule-auction";

export interface AuctionCommands {
  readonly schedule: ScheduleAuction;
  readonly reschedule: RescheduleAuction;
  readonly open: OpenAuction;
  readonly pause: PauseAuction;
  readonly resume: ResumeAuction;
  readonly close: CloseAuction;
  readonly cancel: CancelAuction;
}

/** What the seller's admins do with an auction. */
@Resolver()
export class AuctionCommandsResolver {
  constructor(
    private readonly commands: AuctionCommands,
    private readonly reader: AuctionReader,
  ) {}

  @Mutation(() => ScheduleAuctionResult, {
    nullable: true,
    description: "Offers an APPROVED portfolio under terms that are pinned from here on. AUCTION_ADMIN.",
  })
  async scheduleAuction(
    @Arg("input", () => ScheduleAuctionInput, { description: "The terms." }) input: ScheduleAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.schedule.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => RescheduleAuctionResult, {
    nullable: true,
    description: "Moves the times of an auction that has not opened. AUCTION_ADMIN.",
  })
  async rescheduleAuction(
    @Arg("input", () => RescheduleAuctionInput, { description: "The new times." })
    input: RescheduleAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.reschedule.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => OpenAuctionResult, {
    nullable: true,
    description: "Opens an auction before its time; closesAt stays. AUCTION_ADMIN.",
  })
  async openAuction(
    @Arg("input", () => OpenAuctionInput, { description: "Which." }) input: OpenAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.open.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => PauseAuctionResult, {
    nullable: true,
    description: "Stops an open auction: nothing is taken and nothing closes. AUCTION_ADMIN.",
  })
  async pauseAuction(
    @Arg("input", () => PauseAuctionInput, { description: "Which, and why." }) input: PauseAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.pause.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => ResumeAuctionResult, {
    nullable: true,
    description: "Lets a paused auction go on; its end moves by the length of the pause. AUCTION_ADMIN.",
  })
  async resumeAuction(
    @Arg("input", () => ResumeAuctionInput, { description: "Which." }) input: ResumeAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.resume.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => CloseAuctionResult, {
    nullable: true,
    description: "Closes: before closesAt with a reason, after it to make the closing prompt. AUCTION_ADMIN.",
  })
  async closeAuction(
    @Arg("input", () => CloseAuctionInput, { description: "Which, and why." }) input: CloseAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.close.run(context.require(Role.AUCTION_ADMIN), input));
  }

  @Mutation(() => CancelAuctionResult, {
    nullable: true,
    description: "Calls off an auction whose bidding is not over; its bids are kept. AUCTION_ADMIN.",
  })
  async cancelAuction(
    @Arg("input", () => CancelAuctionInput, { description: "Which, and why." }) input: CancelAuctionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.show(context, await this.commands.cancel.run(context.require(Role.AUCTION_ADMIN), input));
  }

  private async show(context: RequestContext, result: OrRefusal<AuctionRecord>) {
    if (isRefusal(result)) return result;
    const participants = await this.reader.participants(context, result.id);
    return auctionView(result, { kind: "SELLER" }, participants);
  }
}
