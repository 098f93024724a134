import { Field, ID, InputType } from "type-graphql";
import { AssetClass } from "../portfolio";
import { MoneyInput } from "../platform/graphql/money";
import type { Id } from "../platform/ids";

@InputType({ description: "A qualified firm to suspend until it is reinstated." })
export class SuspendBuyerInput {
  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => String, { description: "Why; the firm and its rivals do not read it." })
  reason!: string;
}

@InputType({ description: "A suspended firm to let bid again." })
export class ReinstateBuyerInput {
  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => String, { description: "Why; the firm and its rivals do not read it." })
  reason!: string;
}

@InputType({ description: "A qualified firm to expel for good." })
export class ExpelBuyerInput {
  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => String, { description: "Why; the firm and its rivals do not read it." })
  reason!: string;
}

@InputType({ description: "What a qualified firm may be committed to from now on." })
export class SetExposureLimitInput {
  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => MoneyInput, {
    description: "The most that it may be committed to with this seller in this currency; above zero.",
  })
  limit!: MoneyInput;

  @Field(() => String, { description: "Why; the firm does not read it." })
  rationale!: string;
}

@InputType({ description: "What a qualified firm may buy from now on." })
export class SetAssetClassesInput {
  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => [AssetClass], { description: "All that it may buy, one at least." })
  assetClasses!: AssetClass[];

  @Field(() => String, { description: "Why; the firm does not read it." })
  rationale!: string;
}

@InputType({ description: "Two organizations that belong together." })
export class ConfirmAffiliationInput {
  @Field(() => ID, { description: "A firm that has applied." })
  buyerId!: Id;

  @Field(() => ID, { description: "Another firm that has applied, or one's own organization." })
  affiliateId!: Id;

  @Field(() => String, { description: "How that is known; the firms do not read it." })
  rationale!: string;
}

@InputType({ description: "A firm that no longer belongs with others." })
export class EndAffiliationInput {
  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => String, { description: "How that is known; the firm does not read it." })
  rationale!: string;
}
