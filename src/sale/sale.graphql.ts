import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { AuctionType } from "../auction";
import { connectionType } from "../platform/graphql/connections";
import { MoneyType, moneyView } from "../platform/graphql/money";
import { Node, view } from "../platform/graphql/node";
import { DateTimeScalar, RateScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { rateOf } from "../platform/money";
import { resultUnion } from "../platform/refusal";
import type { Instant } from "../platform/time";
import { SaleStatus, type Sale } from "./domain/sale";
import type { Audience } from "./sale.policy";

registerEnumType(SaleStatus, {
  name: "SaleStatus",
  description: "Where a sale stands.",
  valuesConfig: {
    IN_REVIEW: { description: "Legal and compliance examine it." },
    AWAITING_AUTHORIZATION: {
      description: "The authority to sell is asked for, or must be asked for again.",
    },
    AUTHORIZED: { description: "Everybody has signed whose authority it needs; the portfolio is sold." },
    AGREED: { description: "The agreement is signed." },
    RECONCILED: { description: "The accounts are reconciled to the day of the hand-over." },
    FUNDED: { description: "The money is there." },
    TRANSFERRED: { description: "The accounts are the buyer's." },
    COMPLETED: { description: "The last day on which an account can be handed back has passed." },
    REJECTED: {
      description: "The review or the committee turned it down; a next ranked firm may be offered it.",
    },
    FELL_THROUGH: { description: "The buyer is in default; the next ranked firm is offered it." },
    RESCINDED: { description: "Undone by agreement, or by a reconciliation past its tolerance." },
  },
});

@ObjectType("Sale", {
  implements: Node,
  description: "What an award made. Seen by the seller; by the buying firm without the committee's words.",
})
export class SaleType extends Node {
  readonly auctionId!: Id;
  readonly buyerId!: Id;
  readonly awarderId!: Id;
  /** In whose eyes it is shown. */
  readonly audience!: Audience;

  @Field(() => SaleStatus, { description: "Where it stands." })
  readonly status!: SaleStatus;

  @Field(() => MoneyType, { description: "The price, in the portfolio's currency." })
  readonly price!: MoneyType;

  @Field(() => RateScalar, { description: "The price as a fraction of the eligible accounts' face value." })
  readonly rateOfFace!: string;

  @Field(() => DateTimeScalar, { description: "When it was awarded." })
  readonly madeAt!: Instant;

  @Field(() => Int, {
    nullable: true,
    description:
      "The firm's place in the auction's result, 1 for its winner; null for everybody but the seller.",
  })
  readonly rank!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The reasons of whoever awarded it; null for everybody but the seller.",
  })
  readonly rationale!: string | null;
}

/** `status`: of an earlier moment, where an event shows the sale as it was then. */
export function saleView(sale: Sale, audience: Audience, status: SaleStatus = sale.status): SaleType {
  const { id, auctionId, buyerId, awardedBy, currency, priceMinor, faceMinor, madeAt, rank, rationale } =
    sale;
  const rate = rateOf(priceMinor, faceMinor);
  if (rate === null) throw new Error("A sale has no face value");
  const isForSeller = audience === "SELLER";
  return view(SaleType, {
    id,
    auctionId,
    buyerId,
    awarderId: awardedBy,
    audience,
    status,
    price: moneyView(priceMinor, currency),
    rateOfFace: rate,
    madeAt,
    rank: isForSeller ? rank : null,
    rationale: isForSeller ? rationale : null,
  });
}

@InputType({ description: "Which sales; of the values in a list one must fit, and every list." })
export class SaleFilter {
  @Field(() => [SaleStatus], { nullable: true, description: "Standing at one of these." })
  status?: SaleStatus[] | null;

  @Field(() => [ID], { nullable: true, description: "Of one of these auctions." })
  auctionIds?: Id[] | null;

  @Field(() => [ID], { nullable: true, description: "Of one of these portfolios." })
  portfolioIds?: Id[] | null;
}

@InputType({ description: "An award." })
export class AwardAuctionInput {
  @Field(() => ID, { description: "An auction that is closed with a winner." })
  auctionId!: Id;

  @Field(() => String, {
    description: "Why; for the seller's own people. It names the interruption of an interrupted outcome.",
  })
  rationale!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "Instead of the winner the next ranked firm that is still eligible and not affiliated with those before it, at the " +
      "price that the format gives: when the winner may not buy any more, or the sale to it came to nothing.",
  })
  toCover!: boolean | null;
}

@InputType({ description: "An auction for which no buyer is left." })
export class DeclareUnsoldInput {
  @Field(() => ID, { description: "An auction that is CLOSED, or AWARDED in vain." })
  auctionId!: Id;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

export const SaleConnection = connectionType("Sale", () => SaleType);
export const AwardAuctionResult = resultUnion("AwardAuctionResult", () => SaleType);
export const DeclareUnsoldResult = resultUnion("DeclareUnsoldResult", () => AuctionType);
