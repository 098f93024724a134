import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../platform/ids";
import { Sealer } from "./sealing-enums.graphql";

@InputType({ description: "Somebody who holds a share of every sealed bid's key." })
export class CustodianInput {
  @Field(() => ID, { description: "A UUID of the custodian's own." })
  id!: Id;

  @Field(() => String, { description: "Who it is; everyone who sees the auction reads it." })
  name!: string;

  @Field(() => String, {
    description: "The public key that `npm run custodian -- keygen` prints: base64url.",
  })
  publicKey!: string;
}

@InputType({
  description: "How a sealed auction's bids are sealed; absent: by the server, to the operator alone.",
})
export class SealingInput {
  @Field(() => Sealer, { description: "Who seals." })
  sealer!: Sealer;

  @Field(() => Int, { nullable: true, description: "How many custodians open together; absent: all." })
  threshold?: number | null;

  @Field(() => [CustodianInput], {
    nullable: true,
    description: "At most 16. Absent: the operator alone, which can then read bids before the opening.",
  })
  custodians?: CustodianInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "With CLIENT: seconds that custodians have after the close before bidders may reveal, and bidders after that; " +
      "absent: 86400.",
  })
  revealSeconds?: number | null;
}

@InputType({ description: "What a custodian found in one box." })
export class ShareInput {
  @Field(() => String, { description: "The box, by its SHA-256 in hexadecimal." })
  boxHash!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "33 bytes in base64url; null: there was no share in it. That decides nothing: with too few shares the bid waits for " +
      "its firm's reveal. Never of a box that the server sealed.",
  })
  share?: string | null;
}

@InputType({ description: "A custodian's shares of all boxes of a closed auction." })
export class SubmitSharesInput {
  @Field(() => ID, { description: "An auction that is AWAITING_SHARES." })
  auctionId!: Id;

  @Field(() => ID, { description: "Whose shares, by the terms." })
  custodianId!: Id;

  @Field(() => [ShareInput], {
    description:
      "One for each box of the closed set, as it is or as it was published before a firm's bids were voided.",
  })
  shares!: ShareInput[];
}

@InputType({ description: "The key to one's own sealed bid." })
export class RevealBidInput {
  @Field(() => ID, { description: "An auction that is AWAITING_SHARES, once the time for reveals has come." })
  auctionId!: Id;

  @Field(() => String, { description: "32 bytes in base64url, as your program kept it." })
  key!: string;
}
