import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../platform/context";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import {
  ConfirmAffiliationResult,
  EndAffiliationResult,
  ExpelBuyerResult,
  ReinstateBuyerResult,
  SetAssetClassesResult,
  SetExposureLimitResult,
  SuspendBuyerResult,
  type BuyerType,
} from "./buyer.graphql";
import type { BuyerReader } from "./buyer-reader";
import { MAY_VET } from "./buyers.policy";
import type { ChangeStanding } from "./change-standing";
import type { ConfirmAffiliation } from "./confirm-affiliation";
import type { Qualification } from "./domain/qualification";
import type { EndAffiliation } from "./end-affiliation";
import { readAssetClasses, readExposureLimit } from "./read-inputs";
import type { SetAssetClasses } from "./set-asset-classes";
import type { SetExposureLimit } from "./set-exposure-limit";
import {
  ConfirmAffiliationInput,
  EndAffiliationInput,
  ExpelBuyerInput,
  ReinstateBuyerInput,
  SetAssetClassesInput,
  SetExposureLimitInput,
  SuspendBuyerInput,
} from "./standing-inputs.graphql";

export interface StandingCommands {
  readonly suspendBuyer: ChangeStanding;
  readonly reinstateBuyer: ChangeStanding;
  readonly expelBuyer: ChangeStanding;
  readonly setExposureLimit: SetExposureLimit;
  readonly setAssetClasses: SetAssetClasses;
  readonly confirmAffiliation: ConfirmAffiliation;
  readonly endAffiliation: EndAffiliation;
}

type Shown = Promise<OrRefusal<BuyerType>>;

@Resolver()
export class StandingCommandsResolver {
  constructor(
    private readonly commands: StandingCommands,
    private readonly reader: BuyerReader,
  ) {}

  @Mutation(() => SuspendBuyerResult, {
    nullable: true,
    description:
      "Suspends a qualified firm until it is reinstated, and voids its bids in live auctions. For RISK and COMPLIANCE.",
  })
  async suspendBuyer(
    @Arg("input", () => SuspendBuyerInput) input: SuspendBuyerInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    return this.shown(context, await this.commands.suspendBuyer.run(viewer, input));
  }

  @Mutation(() => ReinstateBuyerResult, {
    nullable: true,
    description: "Ends a suspension; voided bids stay void. For RISK and COMPLIANCE.",
  })
  async reinstateBuyer(
    @Arg("input", () => ReinstateBuyerInput) input: ReinstateBuyerInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    return this.shown(context, await this.commands.reinstateBuyer.run(viewer, input));
  }

  @Mutation(() => ExpelBuyerResult, {
    nullable: true,
    description:
      "Expels a qualified firm for good, and voids its bids in live auctions. For RISK and COMPLIANCE.",
  })
  async expelBuyer(
    @Arg("input", () => ExpelBuyerInput) input: ExpelBuyerInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    return this.shown(context, await this.commands.expelBuyer.run(viewer, input));
  }

  @Mutation(() => SetExposureLimitResult, {
    nullable: true,
    description:
      "Changes what a qualified firm may be committed to in a currency, from its next commitment on: what it is " +
      "committed to stands. Below the prices that it leads or has won at, and the limits of its sealed bids: " +
      "LIMIT_REACHED. For RISK and COMPLIANCE.",
  })
  async setExposureLimit(
    @Arg("input", () => SetExposureLimitInput) input: SetExposureLimitInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    const limit = readExposureLimit(input.limit, ["input", "limit", "amount"]);
    return this.shown(context, await this.commands.setExposureLimit.run(viewer, { ...input, limit }));
  }

  @Mutation(() => SetAssetClassesResult, {
    nullable: true,
    description:
      "Changes what a qualified firm may buy: where a class is taken away it bids no more, and nothing is awarded to " +
      "it. For RISK and COMPLIANCE.",
  })
  async setAssetClasses(
    @Arg("input", () => SetAssetClassesInput) input: SetAssetClassesInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    const assetClasses = readAssetClasses(input.assetClasses);
    return this.shown(context, await this.commands.setAssetClasses.run(viewer, { ...input, assetClasses }));
  }

  @Mutation(() => ConfirmAffiliationResult, {
    nullable: true,
    description:
      "Finds that a firm belongs with another, and so with everybody in its group, or with the seller: firms of one " +
      "group are one bidder, one of the seller's own is none. For RISK and COMPLIANCE.",
  })
  async confirmAffiliation(
    @Arg("input", () => ConfirmAffiliationInput) input: ConfirmAffiliationInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    return this.shown(context, await this.commands.confirmAffiliation.run(viewer, input));
  }

  @Mutation(() => EndAffiliationResult, {
    nullable: true,
    description: "Finds that a firm belongs with nobody any more. For RISK and COMPLIANCE.",
  })
  async endAffiliation(
    @Arg("input", () => EndAffiliationInput) input: EndAffiliationInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    return this.shown(context, await this.commands.endAffiliation.run(viewer, input));
  }

  private async shown(context: RequestContext, result: OrRefusal<Qualification>): Shown {
    return isRefusal(result) ? result : this.reader.changedBuyer(context, result.buyerId);
  }
}
