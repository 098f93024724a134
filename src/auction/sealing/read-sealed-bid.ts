import type { SealingFor } from "../../client/sealing";
import { badUserInput } from "../../platform/errors";
import type { Id } from "../../platform/ids";
import { refuse, type OrRefusal } from "../../platform/refusal";
import type { PlaceBidInput } from "../bidding/bid-inputs.graphql";
import { readOptional } from "../bidding/bid-amount";
import { fingerprintOf, hashOfKey, type BidContent, type ReadBid } from "../bidding/bid-command";
import type { SealedDigest, Sealing, Terms } from "../domain";
import type { SealAmount, SealedBox } from "./seal-amount";

export type SealedBidTerms = Pick<Terms, "format" | "currency" | "openingPrice" | "faceValue"> & {
  readonly sealing: Sealing;
};

/** A bid of more than this many times the opening price is asked about. */
const UNUSUAL_MULTIPLE = 10n;

/**
 * Reads a bid of a sealed auction. Behind this the amount exists nowhere but in its box: what goes on to the arbiter, into
 * rows, the journal, logs and answers holds none. Messages echo nothing, as everywhere.
 */
export class ReadSealedBid {
  constructor(private readonly sealAmount: SealAmount) {}

  async run(buyerId: Id, input: PlaceBidInput, terms: SealedBidTerms): Promise<OrRefusal<ReadBid>> {
    if (input.maximum != null) throw badUserInput("A maximum is for ENGLISH.", ["input", "maximum"]);
    if (input.belowIndicationReason != null && terms.format !== "BEST_AND_FINAL")
      throw badUserInput("There is no indication here.", ["input", "belowIndicationReason"]);
    return terms.sealing.sealer === "SERVER"
      ? this.sealHere(buyerId, input, terms)
      : this.readBox(input, terms);
  }

  private async sealHere(
    buyerId: Id,
    input: PlaceBidInput,
    { currency, openingPrice, faceValue, sealing }: SealedBidTerms,
  ): Promise<OrRefusal<ReadBid>> {
    if (input.sealed != null)
      throw badUserInput("The server seals here: send the amount.", ["input", "sealed"]);
    const amount = readOptional(input.amount, currency, "amount");
    if (amount === null) throw badUserInput("A bid needs an amount.", ["input", "amount"]);
    const confirmHigh = input.confirmHigh ?? false;
    const isUnusual = amount > UNUSUAL_MULTIPLE * openingPrice || amount > faceValue;
    if (isUnusual && !confirmHigh) return needsConfirmation();
    const { auctionId, idempotencyKey } = input;
    const keyHash = hashOfKey(idempotencyKey);
    const target: SealingFor = { auctionId, buyerId, keyHash, roster: sealing };
    const sent = { kind: "BID", amount, maximum: null, confirmHigh, ...reasonIn(input) } as const;
    return {
      content: contentOf(input, keyHash, await this.sealAmount.seal({ amount, currency }, target)),
      fingerprint: fingerprintOf(idempotencyKey, sent),
    };
  }

  private async readBox(input: PlaceBidInput, { sealing }: SealedBidTerms): Promise<ReadBid> {
    if (input.amount != null)
      throw badUserInput("Your program seals the amount here; it must not be sent.", ["input", "amount"]);
    const sealed = input.sealed == null ? null : await this.sealAmount.read(input.sealed, sealing);
    if (!sealed) throw badUserInput("Send a box for this auction's custodians.", ["input", "sealed"]);
    const { idempotencyKey } = input;
    const content = contentOf(input, hashOfKey(idempotencyKey), sealed);
    return { content, fingerprint: fingerprintOf(idempotencyKey, content) };
  }
}

/**
 * Whether an amount was confirmed would say something about it. Journalled with the box's digest are the hash of the bid's
 * key, which the box is bound to, and a reason.
 */
function contentOf(
  input: PlaceBidInput,
  hashOfBidKey: Buffer,
  { digest, bytes }: SealedBox,
): BidContent & { kind: "BID" } {
  const reason = reasonIn(input);
  const { boxHash, keyHash, shareHashes, commitment } = digest;
  const bidKeyHash = hashOfBidKey.toString("hex");
  const sealed = { digest: { boxHash, keyHash, shareHashes, commitment, bidKeyHash, ...reason }, bytes };
  return { kind: "BID", amount: null, maximum: null, confirmHigh: false, sealed, ...reason };
}

function reasonIn({ belowIndicationReason }: PlaceBidInput): Pick<SealedDigest, "belowIndicationReason"> {
  return belowIndicationReason == null ? {} : { belowIndicationReason };
}

function needsConfirmation() {
  return refuse(
    "NEEDS_CONFIRMATION",
    "The amount is above ten times the opening price or above face: send it again with confirmHigh.",
    { path: ["input", "confirmHigh"] },
  );
}
