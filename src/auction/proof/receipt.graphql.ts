import { Field, Int, ObjectType } from "type-graphql";

@ObjectType("Receipt", {
  description:
    "That a bid's entry was promised to stand in the auction's journal: keep it. The entry's hash (while an auction is " +
    "sealed, a salted commitment to it) is a leaf of a Merkle tree (RFC 9162, SHA-256) whose root is signed.",
})
export class ReceiptType {
  @Field(() => Int, { nullable: true, description: "The entry's number in the journal; null while sealed." })
  readonly sequence!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The hash of the bid's journal entry, in hex; null while sealed.",
  })
  readonly entryHash!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "In a sealed auction, SHA-256(salt ‖ entry hash), in hex: the leaf's content in its place.",
  })
  readonly commitment!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "In a sealed auction, the commitment's salt, in hex; null until the bids are opened.",
  })
  readonly salt!: string | null;

  @Field(() => Int, {
    description: "The leaf's place in the tree, from 0; in a sealed auction a random one.",
  })
  readonly leafIndex!: number;

  @Field(() => Int, { description: "How many leaves the tree has; in a sealed auction always the same." })
  readonly treeSize!: number;

  @Field(() => [String], { description: "The hashes beside the way to the root, from the leaf up, in hex." })
  readonly path!: string[];

  @Field(() => String, {
    description: "The root: a C2SP signed note in a checkpoint's form, signed by `proofKey`.",
  })
  readonly note!: string;
}
