import { Field, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";

@ObjectType("Checkpoint", {
  description:
    "What an auction's journal came to, signed: nothing up to there can be changed, moved or taken away unnoticed by " +
    "whoever keeps it. Leaf i of its Merkle tree (RFC 9162, SHA-256) is the hash of entry i + 1.",
})
export class CheckpointType {
  @Field(() => Int, { description: "How many entries it covers." })
  readonly size!: number;

  @Field(() => String, { description: "The tree's root, in hex." })
  readonly root!: string;

  @Field(() => String, {
    description:
      "A C2SP signed note (tlog-checkpoint): origin, size and root in base64, signed by `proofKey`.",
  })
  readonly note!: string;

  @Field(() => DateTimeScalar, { description: "When it was published, by the database's clock." })
  readonly publishedAt!: Instant;
}

@ObjectType("InclusionProof", {
  description: "That an entry is in an auction's journal of a size (RFC 9162, 2.1.3).",
})
export class InclusionProofType {
  @Field(() => Int, {
    description: "The entry's number; its leaf is the one before, as leaves count from 0.",
  })
  readonly sequence!: number;

  @Field(() => Int, { description: "The size of the tree." })
  readonly size!: number;

  @Field(() => String, { description: "The entry's hash, in hex; the leaf's is SHA-256(0x00 ‖ this)." })
  readonly entryHash!: string;

  @Field(() => [String], { description: "The hashes beside the way to the root, from the leaf up, in hex." })
  readonly path!: string[];

  @Field(() => String, { description: "The root that they lead to, in hex." })
  readonly root!: string;
}

@ObjectType("ConsistencyProof", {
  description:
    "That an auction's journal of a size begins with the one of an earlier size (RFC 9162, 2.1.4).",
})
export class ConsistencyProofType {
  @Field(() => Int, { description: "The earlier size." })
  readonly from!: number;

  @Field(() => Int, { description: "The later size." })
  readonly to!: number;

  @Field(() => String, { description: "The root at the earlier size, in hex." })
  readonly fromRoot!: string;

  @Field(() => String, { description: "The root at the later size, in hex." })
  readonly toRoot!: string;

  @Field(() => [String], { description: "The hashes that both roots are made of, in hex." })
  readonly path!: string[];
}
