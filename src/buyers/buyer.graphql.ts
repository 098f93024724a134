import { Field, InputType, ObjectType } from "type-graphql";
import { AssetClass } from "../portfolio";
import { connectionType } from "../platform/graphql/connections";
import { Node } from "../platform/graphql/node";
import { resultUnion } from "../platform/refusal";
import { QualificationStatus } from "./domain/qualification";
import { QualificationType } from "./qualification.graphql";

@ObjectType("Buyer", {
  implements: Node,
  description:
    "A firm that buys debt. Its id is its organization's; what a seller found out about it is that seller's.",
})
export class BuyerType extends Node {
  @Field(() => String, { description: "The firm's name." })
  readonly name!: string;
}

@InputType({ description: "Which firms; of the values in a list one must fit, and every list." })
export class BuyerFilter {
  @Field(() => [QualificationStatus], { nullable: true, description: "Where the firm's vetting stands now." })
  status?: QualificationStatus[] | null;

  @Field(() => [AssetClass], { nullable: true, description: "Qualified for one of these." })
  assetClass?: AssetClass[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "With a licence, lapsed or not, for one of these: US-CA.",
  })
  jurisdiction?: string[] | null;
}

export const BuyerConnection = connectionType("Buyer", () => BuyerType);
export const ApplyForQualificationResult = resultUnion(
  "ApplyForQualificationResult",
  () => QualificationType,
);
export const ReviewQualificationResult = resultUnion("ReviewQualificationResult", () => QualificationType);
export const DecideQualificationResult = resultUnion("DecideQualificationResult", () => QualificationType);
export const RenewLicencesResult = resultUnion("RenewLicencesResult", () => QualificationType);
export const DecideRenewalResult = resultUnion("DecideRenewalResult", () => QualificationType);
export const SuspendBuyerResult = resultUnion("SuspendBuyerResult", () => BuyerType);
export const ReinstateBuyerResult = resultUnion("ReinstateBuyerResult", () => BuyerType);
export const ExpelBuyerResult = resultUnion("ExpelBuyerResult", () => BuyerType);
export const SetExposureLimitResult = resultUnion("SetExposureLimitResult", () => BuyerType);
export const SetAssetClassesResult = resultUnion("SetAssetClassesResult", () => BuyerType);
export const ConfirmAffiliationResult = resultUnion("ConfirmAffiliationResult", () => BuyerType);
export const EndAffiliationResult = resultUnion("EndAffiliationResult", () => BuyerType);
