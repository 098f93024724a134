import { Field, ID, InputType, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connections";
import { Node, view } from "../graphql/node";
import { DateTimeScalar } from "../graphql/scalars";
import { resultUnion } from "../refusal";
import type { Id } from "../ids";
import type { Instant } from "../time";
import { OrganizationType } from "./access.graphql";
import type { UserEntity } from "./user.entity";
import { OrganizationKind } from "./viewer";

@ObjectType("User", { implements: Node, description: "A person of an organization. Seen by the operator." })
export class UserType extends Node {
  @Field(() => String, { description: "The person's name." })
  readonly name!: string;

  @Field(() => String, { description: "The person's `sub` in the identity provider's tokens." })
  readonly subject!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when without access; null while active.",
  })
  readonly deactivatedAt!: Instant | null;
}

export function userView({ id, name, subject, deactivatedAt }: UserEntity): UserType {
  return view(UserType, { id, name, subject, deactivatedAt });
}

@InputType({ description: "An organization to take in." })
export class CreateOrganizationInput {
  @Field(() => String, {
    description: "1 to 63 of a-z, 0-9, - and _, beginning with a letter or digit; for good.",
  })
  slug!: string;

  @Field(() => String, { description: "Its name: 1 to 200 characters." })
  name!: string;

  @Field(() => OrganizationKind, { description: "What it is here for; for good." })
  kind!: OrganizationKind;
}

@InputType({ description: "A person to take in." })
export class CreateUserInput {
  @Field(() => ID, { description: "The organization that the person is of." })
  organizationId!: Id;

  @Field(() => String, {
    description: "The person's `sub` in the identity provider's tokens: 1 to 200 characters.",
  })
  subject!: string;

  @Field(() => String, { description: "The person's name: 1 to 200 characters." })
  name!: string;
}

@InputType({ description: "A person whose access ends, with the keys that the person made." })
export class DeactivateUserInput {
  @Field(() => ID, { description: "The person; not oneself." })
  userId!: Id;
}

@InputType({ description: "A person who is let in again." })
export class ReactivateUserInput {
  @Field(() => ID, { description: "The person." })
  userId!: Id;
}

@InputType({ description: "An organization whose people and keys lose access." })
export class DeactivateOrganizationInput {
  @Field(() => ID, { description: "The organization; not one's own." })
  organizationId!: Id;
}

@InputType({ description: "An organization whose people and keys are let in again." })
export class ReactivateOrganizationInput {
  @Field(() => ID, { description: "The organization." })
  organizationId!: Id;
}

export const OrganizationConnection = connectionType("Organization", () => OrganizationType);
export const UserConnection = connectionType("User", () => UserType);

export const CreateOrganizationResult = resultUnion("CreateOrganizationResult", () => OrganizationType);
export const DeactivateOrganizationResult = resultUnion(
  "DeactivateOrganizationResult",
  () => OrganizationType,
);
export const ReactivateOrganizationResult = resultUnion(
  "ReactivateOrganizationResult",
  () => OrganizationType,
);
export const CreateUserResult = resultUnion("CreateUserResult", () => UserType);
export const DeactivateUserResult = resultUnion("DeactivateUserResult", () => UserType);
export const ReactivateUserResult = resultUnion("ReactivateUserResult", () => UserType);
