import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { Role } from "../platform/access/viewer";
import { badUserInput } from "../platform/errors";
import { connectionType } from "../platform/graphql/connections";
import { MoneyInput, MoneyType, moneyView, readMoney } from "../platform/graphql/money";
import { view } from "../platform/graphql/node";
import { DateTimeScalar, RateScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { readName } from "../platform/access/names";
import type { Money } from "../platform/money";
import { resultUnion } from "../platform/refusal";
import type { Instant } from "../platform/time";
import { formatMillionths, parseMillionths, type AuthorityRule, type MatrixInForce } from "./domain/matrix";
import { MatrixDecision, MatrixStatus, type AuthorityMatrix } from "./domain/matrix-proposal";
import { isSigningRole } from "./domain/signing-role";

registerEnumType(MatrixStatus, {
  name: "AuthorityMatrixStatus",
  description: "Where an authority matrix stands.",
  valuesConfig: {
    PROPOSED: { description: "It waits for another person's decision." },
    APPROVED: { description: "It is in force." },
    REJECTED: { description: "It was declined." },
    SUPERSEDED: { description: "A later one took its place." },
  },
});
registerEnumType(MatrixDecision, {
  name: "AuthorityMatrixDecision",
  description: "What comes of a proposed authority matrix.",
  valuesConfig: {
    APPROVE: {
      description: "It is in force from here on, and every open authority is to be asked for anew.",
    },
    REJECT: { description: "It is not; the one in force stays." },
  },
});

@ObjectType("AuthorityRule", {
  description:
    "Whose signatures some sales need. A sale falls under the first rule whose every condition it meets.",
})
export class AuthorityRuleType {
  @Field(() => String, { description: "The name of the tier." })
  readonly tier!: string;

  @Field(() => [Role], { description: "Each must approve, by different people." })
  readonly requiredRoles!: Role[];

  @Field(() => Boolean, {
    nullable: true,
    description: "For sales that are strategic, or are not; null: either.",
  })
  readonly isStrategic!: boolean | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "For sales of this face value or less, in this currency; null: any.",
  })
  readonly faceUpTo!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "For sales at this price or less, in this currency; null: any.",
  })
  readonly priceUpTo!: MoneyType | null;

  @Field(() => RateScalar, {
    nullable: true,
    description:
      'For sales at the approved floor times this or more: "1.100000" is a tenth above it; null: any.',
  })
  readonly priceToFloor!: string | null;
}

@ObjectType("AuthorityMatrix", {
  description: "Which roles must authorize which sales. Seen by its seller only.",
})
export class AuthorityMatrixType {
  readonly proposerId!: Id | null;
  readonly deciderId!: Id | null;

  @Field(() => ID, { nullable: true, description: "Null for the default, which nobody proposed." })
  readonly id!: Id | null;

  @Field(() => Int, { description: "Counts the seller's proposals; 0 for the default." })
  readonly version!: number;

  @Field(() => MatrixStatus, { description: "Where it stands." })
  readonly status!: MatrixStatus;

  @Field(() => [AuthorityRuleType], {
    description: "In the order in which they are tried; the last is for every sale.",
  })
  readonly rules!: AuthorityRuleType[];

  @Field(() => String, { nullable: true, description: "The proposer's reasons." })
  readonly rationale!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was proposed." })
  readonly proposedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: "The reasons of whoever decided it." })
  readonly decisionRationale!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was approved or rejected." })
  readonly decidedAt!: Instant | null;
}

export function matrixView({
  id,
  version,
  status,
  rules,
  proposal,
  verdict,
}: AuthorityMatrix): AuthorityMatrixType {
  return view(AuthorityMatrixType, {
    id,
    version,
    status,
    rules: rules.map(ruleView),
    proposerId: proposal.by,
    rationale: proposal.rationale,
    proposedAt: proposal.at,
    deciderId: verdict?.by ?? null,
    decisionRationale: verdict?.rationale ?? null,
    decidedAt: verdict?.at ?? null,
  });
}

export function defaultMatrixView({ version, rules }: MatrixInForce): AuthorityMatrixType {
  return view(AuthorityMatrixType, {
    id: null,
    version,
    status: MatrixStatus.APPROVED,
    rules: rules.map(ruleView),
    proposerId: null,
    rationale: null,
    proposedAt: null,
    deciderId: null,
    decisionRationale: null,
    decidedAt: null,
  });
}

function ruleView({ tier, requiredRoles, isStrategic, ...rule }: AuthorityRule): AuthorityRuleType {
  return view(AuthorityRuleType, {
    tier,
    requiredRoles: requiredRoles.map((role) => Role[role]),
    isStrategic,
    faceUpTo: limitView(rule.faceUpTo),
    priceUpTo: limitView(rule.priceUpTo),
    priceToFloor: rule.priceToFloor === null ? null : formatMillionths(rule.priceToFloor),
  });
}

function limitView(limit: Money | null): MoneyType | null {
  return limit && moneyView(limit.minor, limit.currency);
}

@InputType({ description: "A rule of a matrix. A condition that is left out is met by every sale." })
export class AuthorityRuleInput {
  @Field(() => String, { description: "The name of the tier." })
  tier!: string;

  @Field(() => [Role], {
    description: "FINANCE, LEGAL, COMPLIANCE, RISK, EXECUTIVE: at least one, each once.",
  })
  requiredRoles!: Role[];

  @Field(() => Boolean, { nullable: true, description: "For sales that are strategic, or are not." })
  isStrategic?: boolean | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: "For sales of this face value or less, in this currency.",
  })
  faceUpTo?: MoneyInput | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: "For sales at this price or less, in this currency.",
  })
  priceUpTo?: MoneyInput | null;

  @Field(() => RateScalar, {
    nullable: true,
    description: "For sales at the approved floor times this or more.",
  })
  priceToFloor?: string | null;
}

/** What was sent as a rule, or BAD_USER_INPUT naming the field. */
export function readRule(input: AuthorityRuleInput, path: readonly string[]): AuthorityRule {
  const { faceUpTo, priceUpTo, priceToFloor } = input;
  return {
    tier: readName(input.tier, 100, [...path, "tier"]),
    requiredRoles: input.requiredRoles.map((role) => {
      if (isSigningRole(role)) return role;
      throw badUserInput("Authority is not asked of this role.", [...path, "requiredRoles"]);
    }),
    isStrategic: input.isStrategic ?? null,
    faceUpTo: faceUpTo ? readMoney(faceUpTo, [...path, "faceUpTo"]) : null,
    priceUpTo: priceUpTo ? readMoney(priceUpTo, [...path, "priceUpTo"]) : null,
    priceToFloor: priceToFloor == null ? null : readMultiple(priceToFloor, [...path, "priceToFloor"]),
  };
}

function readMultiple(text: string, path: readonly string[]): bigint {
  const multiple = parseMillionths(text);
  if (multiple === null) throw badUserInput('Write a multiple of the floor, such as "1.100000".', path);
  return multiple;
}

@InputType({ description: "A matrix to propose." })
export class ProposeAuthorityMatrixInput {
  @Field(() => [AuthorityRuleInput], {
    description: "In the order in which they are tried; the last must be for every sale.",
  })
  rules!: AuthorityRuleInput[];

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

@InputType({ description: "A decision on a proposed matrix." })
export class DecideAuthorityMatrixInput {
  @Field(() => ID, { description: "The matrix, which somebody else proposed." })
  matrixId!: Id;

  @Field(() => MatrixDecision, { description: "What comes of it." })
  decision!: MatrixDecision;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

export const AuthorityMatrixConnection = connectionType("AuthorityMatrix", () => AuthorityMatrixType);
export const ProposeAuthorityMatrixResult = resultUnion(
  "ProposeAuthorityMatrixResult",
  () => AuthorityMatrixType,
);
export const DecideAuthorityMatrixResult = resultUnion(
  "DecideAuthorityMatrixResult",
  () => AuthorityMatrixType,
);
