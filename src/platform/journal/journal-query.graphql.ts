import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connections";
import { view } from "../graphql/node";
import { DateTimeScalar, JsonScalar } from "../graphql/scalars";
import type { Id } from "../ids";
import type { Instant } from "../time";
import type { Json } from "./chain";
import type { ReadEntry } from "./journal-query";

@ObjectType({ description: "A value behind a commitment, with what proves that it is the one." })
export class DisclosedValue {
  @Field(() => String, {
    description: 'Where its commitment stands, as a JSON pointer: "/actor", "/data/reason".',
  })
  readonly path!: string;

  @Field(() => JsonScalar, { nullable: true, description: "The value." })
  readonly value!: Json;

  @Field(() => String, {
    description: "Hex. The commitment is SHA-256(salt ‖ RFC 8785 of the value), in hex.",
  })
  readonly salt!: string;
}

@ObjectType("JournalEntry", {
  description:
    "Something that was decided. hash = SHA-256(previousHash ‖ UTF-8 of RFC 8785 of {actor, at, data, rulesVersion, " +
    "sequence, stream, type}), where actor is {id, kind}, or {commitment} when there is an actorCommitment.",
})
export class JournalEntryType {
  @Field(() => Int, { description: "Its number in the stream, from 1 without gaps." })
  readonly sequence!: number;

  @Field(() => String, { description: "What happened, in the past tense." })
  readonly type!: string;

  @Field(() => DateTimeScalar, { description: "When, by the database's clock; later than the entry before." })
  readonly at!: Instant;

  @Field(() => String, {
    nullable: true,
    description: "What stands for an actor that not every reader of the stream may know, in hex.",
  })
  readonly actorCommitment!: string | null;

  @Field(() => JsonScalar, {
    description:
      "What belongs to it. Values that some reader may not see stand as {commitment}; amounts are strings.",
  })
  readonly data!: Json;

  @Field(() => [DisclosedValue], { description: "The values behind commitments that the caller may see." })
  readonly disclosed!: DisclosedValue[];

  @Field(() => String, {
    description: "SHA-256 in hex; it covers the entry and, by the hash before, all before it.",
  })
  readonly hash!: string;

  @Field(() => String, { description: "The hash of the entry before, in hex; zeros for the first." })
  readonly previousHash!: string;

  @Field(() => String, { description: "The version of the rules that it was decided by." })
  readonly rulesVersion!: string;

  /** Shown as `actor`; null for whoever may not know. */
  readonly actorId!: Id | null;
}

export function journalEntryView({ entry, disclosed }: ReadEntry): JournalEntryType {
  const { sequence, type, at, actor, data, rulesVersion } = entry;
  return view(JournalEntryType, {
    sequence,
    type,
    at,
    actorId: "commitment" in actor ? actorBehind(disclosed) : actor.id,
    actorCommitment: "commitment" in actor ? actor.commitment : null,
    data,
    disclosed: disclosed.map(({ path, value, salt }) =>
      view(DisclosedValue, { path, value, salt: salt.toString("hex") }),
    ),
    hash: entry.hash.toString("hex"),
    previousHash: entry.previousHash.toString("hex"),
    rulesVersion,
  });
}

function actorBehind(disclosed: ReadEntry["disclosed"]): Id | null {
  const actor = disclosed.find(({ path }) => path === "/actor");
  return actor ? (actor.value as { id: Id }).id : null;
}

export const JournalConnection = connectionType("Journal", () => JournalEntryType);
