import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../platform/context";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import type { ApplyForQualification } from "./apply-for-qualification";
import {
  ApplyForQualificationResult,
  DecideQualificationResult,
  DecideRenewalResult,
  RenewLicencesResult,
  ReviewQualificationResult,
} from "./buyer.graphql";
import type { BuyerReader } from "./buyer-reader";
import { MAY_APPLY, MAY_VET } from "./buyers.policy";
import type { DecideQualification } from "./decide-qualification";
import type { DecideRenewal } from "./decide-renewal";
import type { Qualification } from "./domain/qualification";
import {
  ApplyForQualificationInput,
  DecideQualificationInput,
  DecideRenewalInput,
  RenewLicencesInput,
  ReviewQualificationInput,
} from "./qualification-inputs.graphql";
import type { QualificationType } from "./qualification.graphql";
import { readLicences, readNextReview, readStatement, readTerms } from "./read-inputs";
import type { RenewLicences } from "./renew-licences";
import type { ReviewQualification } from "./review-qualification";

export interface QualificationCommands {
  readonly applyForQualification: ApplyForQualification;
  readonly reviewQualification: ReviewQualification;
  readonly decideQualification: DecideQualification;
  readonly renewLicences: RenewLicences;
  readonly decideRenewal: DecideRenewal;
}

type Shown = Promise<OrRefusal<QualificationType>>;

@Resolver()
export class QualificationCommandsResolver {
  constructor(
    private readonly commands: QualificationCommands,
    private readonly reader: BuyerReader,
  ) {}

  @Mutation(() => ApplyForQualificationResult, {
    nullable: true,
    description: "A firm applies to a seller, anew after a rejection. For BUYER_OFFICER.",
  })
  async applyForQualification(
    @Arg("input", () => ApplyForQualificationInput) input: ApplyForQualificationInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_APPLY);
    const application = { seller: input.seller, statement: readStatement(input) };
    return this.shown(context, await this.commands.applyForQualification.run(viewer, application));
  }

  @Mutation(() => ReviewQualificationResult, {
    nullable: true,
    description: "The seller takes an application under review. For RISK and COMPLIANCE.",
  })
  async reviewQualification(
    @Arg("input", () => ReviewQualificationInput) input: ReviewQualificationInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    return this.shown(context, await this.commands.reviewQualification.run(viewer, input));
  }

  @Mutation(() => DecideQualificationResult, {
    nullable: true,
    description: "The seller qualifies a firm on terms, or rejects it. For RISK and COMPLIANCE.",
  })
  async decideQualification(
    @Arg("input", () => DecideQualificationInput) input: DecideQualificationInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    const { qualificationId, rationale } = input;
    const verdict = { qualificationId, rationale, terms: readTerms(input) };
    return this.shown(context, await this.commands.decideQualification.run(viewer, verdict));
  }

  @Mutation(() => RenewLicencesResult, {
    nullable: true,
    description:
      "A qualified firm sends new licences and insurance for the seller to confirm; what it sent before and nobody " +
      "decided is replaced. For BUYER_OFFICER.",
  })
  async renewLicences(
    @Arg("input", () => RenewLicencesInput) input: RenewLicencesInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_APPLY);
    const renewal = { ...input, licences: readLicences(input.licences) };
    return this.shown(context, await this.commands.renewLicences.run(viewer, renewal));
  }

  @Mutation(() => DecideRenewalResult, {
    nullable: true,
    description:
      "The seller confirms a renewal, with the next review date, or rejects it. For RISK and COMPLIANCE.",
  })
  async decideRenewal(
    @Arg("input", () => DecideRenewalInput) input: DecideRenewalInput,
    @Ctx() context: RequestContext,
  ): Shown {
    const viewer = context.require(...MAY_VET);
    const { renewalId, rationale } = input;
    const verdict = { renewalId, rationale, validUntil: readNextReview(input) };
    return this.shown(context, await this.commands.decideRenewal.run(viewer, verdict));
  }

  private async shown(context: RequestContext, result: OrRefusal<Qualification>): Shown {
    return isRefusal(result) ? result : this.reader.changedQualification(context, result.id);
  }
}
