import { Field, ID, InputType, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connections";
import { Node, view } from "../graphql/node";
import { DateTimeScalar } from "../graphql/scalars";
import type { Id } from "../ids";
import { resultUnion } from "../refusal";
import type { Instant } from "../time";
import type { ApiKeyEntity } from "./api-key.entity";
import { Role } from "./viewer";

@ObjectType("ApiKey", {
  implements: Node,
  description: "A program's credential. Seen by everybody of its organization; its secret by nobody.",
})
export class ApiKeyType extends Node {
  @Field(() => String, { description: "What its maker called it." })
  readonly name!: string;

  @Field(() => String, { description: "How the secret begins, by which to tell keys apart." })
  readonly prefix!: string;

  @Field(() => [Role], { description: "What it may do." })
  readonly roles!: Role[];

  @Field(() => DateTimeScalar, { description: "When it was made." })
  readonly createdAt!: Instant;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ends by itself; null: never." })
  readonly expiresAt!: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was revoked; null while it was not." })
  readonly revokedAt!: Instant | null;

  /** Shown as `createdBy`. */
  readonly makerId!: Id;
}

export function apiKeyView(key: ApiKeyEntity): ApiKeyType {
  const { id, name, prefix, roles, createdAt, expiresAt, revokedAt, createdBy } = key;
  return view(ApiKeyType, { id, name, prefix, roles, createdAt, expiresAt, revokedAt, makerId: createdBy });
}

@ObjectType({ description: "A new key with its secret." })
export class CreatedApiKey {
  @Field(() => String, {
    description: "Shown this once and kept nowhere: send it as `Authorization: Bearer <secret>`.",
  })
  readonly secret!: string;

  @Field(() => ApiKeyType, { description: "The key." })
  readonly apiKey!: ApiKeyType;
}

@InputType({ description: "A key for a program of one's own organization." })
export class CreateApiKeyInput {
  @Field(() => String, { description: "What to call it: 1 to 100 characters." })
  name!: string;

  @Field(() => [Role], { description: "What it may do: at least one, all among one's own roles." })
  roles!: Role[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it ends by itself; absent: when it is revoked.",
  })
  expiresAt?: Instant | null;
}

@InputType({ description: "A key to end at once, for good." })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: "The key; any of one's own organization." })
  apiKeyId!: Id;
}

export const ApiKeyConnection = connectionType("ApiKey", () => ApiKeyType);
export const CreateApiKeyResult = resultUnion("CreateApiKeyResult", () => CreatedApiKey);
export const RevokeApiKeyResult = resultUnion("RevokeApiKeyResult", () => ApiKeyType);
