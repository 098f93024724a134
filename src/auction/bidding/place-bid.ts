import type { Viewer } from "../../platform/access/viewer";
import { badUserInput, notFound } from "../../platform/errors";
import type { Identifiers } from "../../platform/identifiers";
import { isId, type Id } from "../../platform/ids";
import { isRefusal, refuse, type OrRefusal } from "../../platform/refusal";
import type { Instant } from "../../platform/time";
import type { AllotmentOrder } from "../exposure/allotments";
import { toRefusal } from "../auction-desk";
import type { PlaceBidInput, WithdrawBidInput } from "./bid-inputs.graphql";
import type { BidAnswer } from "./bid-answer";
import { readOptional } from "./bid-amount";
import { fingerprintOf, hashOfKey, type BidCommand, type BidContent, type ReadBid } from "./bid-command";
import type { BidIntake } from "./bid-intake";
import { isSealedIn, type Terms } from "../domain";
import type { FirmInAuction } from "../participants/participants";
import type { ReadSealedBid, SealedBidTerms } from "../sealing/read-sealed-bid";

export type DecidedAnswer = Extract<BidAnswer, { kind: "decided" }>;

export interface PlaceBidPorts {
  readonly intake: BidIntake;
  readonly identifiers: Identifiers;
  /** Moves what is missing of a firm's exposure limit to the auction, as far as the limit leaves it. */
  readonly allot: (order: AllotmentOrder) => Promise<void>;
  /** What of the auction's terms never changes, so it is remembered; null when there is none with this id. */
  readonly termsOf: (auctionId: Id) => Promise<Terms | null>;
  readonly sealedBids: Pick<ReadSealedBid, "run">;
  readonly hasPart: (firm: FirmInAuction) => Promise<boolean>;
  /** RATE_LIMITED when the credential has bid its fill this second. */
  readonly countBid: (credentialId: string) => Promise<void>;
  /** This node's clock: kept for information. */
  readonly receivedAt: () => Instant;
}

/** Puts a bid, or a withdrawal, before the arbiter, and answers its decision. */
export class PlaceBid {
  constructor(private readonly ports: PlaceBidPorts) {}

  async place(viewer: Viewer, input: PlaceBidInput): Promise<OrRefusal<DecidedAnswer>> {
    const terms = await this.ports.termsOf(input.auctionId);
    if (terms === null) throw notFound();
    await this.ports.countBid(viewer.credentialId);
    const { sealing } = terms;
    if (!sealing) return this.submit(viewer, input, await this.readOpen(viewer, input, terms));
    const sealedTerms = { ...terms, sealing };
    if (!isSealedIn(terms, null)) return this.placeInPhase(viewer, input, sealedTerms);
    const read = await this.readSealed(viewer, input, sealedTerms);
    return isRefusal(read) ? read : this.submit(viewer, input, read);
  }

  /**
   * Where only some phases are sealed, the phase that it is decided in says whether a bid is. A box comes with its amount:
   * the phase may be over meanwhile.
   */
  private async placeInPhase(
    viewer: Viewer,
    input: PlaceBidInput,
    terms: SealedBidTerms & Terms,
  ): Promise<OrRefusal<DecidedAnswer>> {
    const read = await this.readOpen(viewer, input, terms);
    return this.submit(viewer, input, read, async () => {
      const sealed = await this.ports.sealedBids.run(viewer.organization.id, input, terms);
      if (isRefusal(sealed)) return sealed;
      return { ...read, content: { ...sealed.content, ...read.content } };
    });
  }

  async withdraw(viewer: Viewer, input: WithdrawBidInput): Promise<OrRefusal<DecidedAnswer>> {
    if (!isId(input.auctionId)) throw notFound();
    await this.ports.countBid(viewer.credentialId);
    return this.submit(viewer, input, readingOf(input, { kind: "WITHDRAWAL" }));
  }

  /** Whoever has no part in the auction hears only that: NOT_FOUND, and nothing of the amounts that it would take. */
  private async readOpen(viewer: Viewer, input: PlaceBidInput, { currency }: Terms): Promise<ReadBid> {
    try {
      if (input.sealed != null)
        throw badUserInput("Your program seals no bids here: send the amount.", ["input", "sealed"]);
      if (input.belowIndicationReason != null)
        throw badUserInput("There is no indication here.", ["input", "belowIndicationReason"]);
      const amount = readOptional(input.amount, currency, "amount");
      const maximum = readOptional(input.maximum, currency, "maximum");
      return readingOf(input, { kind: "BID", amount, maximum, confirmHigh: input.confirmHigh ?? false });
    } catch (error) {
      throw (await this.hasPart(viewer, input)) ? error : notFound();
    }
  }

  private async readSealed(
    viewer: Viewer,
    input: PlaceBidInput,
    terms: SealedBidTerms,
  ): Promise<OrRefusal<ReadBid>> {
    if (!(await this.hasPart(viewer, input))) throw notFound();
    return this.ports.sealedBids.run(viewer.organization.id, input, terms);
  }

  private hasPart(viewer: Viewer, { auctionId }: PlaceBidInput): Promise<boolean> {
    return this.ports.hasPart({ auctionId, buyerId: viewer.organization.id });
  }

  private async submit(
    viewer: Viewer,
    { auctionId, idempotencyKey }: { readonly auctionId: Id; readonly idempotencyKey: string },
    { content, fingerprint }: ReadBid,
    sealed: () => Promise<OrRefusal<ReadBid>> = unsealable,
  ): Promise<OrRefusal<DecidedAnswer>> {
    const answer = await this.decide({
      auctionId,
      buyerId: viewer.organization.id,
      actor: viewer.actor,
      content,
      keyHash: hashOfKey(idempotencyKey),
      fingerprint,
      bidId: this.ports.identifiers.next(),
      receivedAt: this.ports.receivedAt(),
    });
    switch (answer.kind) {
      case "decided":
        return answer;
      case "conflict":
        return refuse(
          "IDEMPOTENCY_CONFLICT",
          "This key was used with other content: make a new key for a new bid.",
          {
            path: ["input", "idempotencyKey"],
          },
        );
      case "problem":
        return toRefusal(answer.problem);
      case "unsealed": {
        const read = await sealed();
        return isRefusal(read) ? read : this.submit(viewer, { auctionId, idempotencyKey }, read);
      }
      case "unknown":
        throw notFound();
      case "short":
        throw new Error("A bid whose allotment was seen to is decided");
    }
  }

  /** A bid that only its firm's allotment keeps out: what the exposure limit leaves is moved there, and it is decided again. */
  private async decide(command: BidCommand): Promise<BidAnswer> {
    const answer = await this.ports.intake.submit(command);
    if (answer.kind !== "short") return answer;
    await this.ports.allot({ auctionId: command.auctionId, buyerId: command.buyerId, amount: answer.needed });
    return this.ports.intake.submit({ ...command, isAllotted: true });
  }
}

function unsealable(): never {
  throw new Error("A bid that comes as its phase has it is decided");
}

function readingOf({ idempotencyKey }: { readonly idempotencyKey: string }, content: BidContent): ReadBid {
  return { content, fingerprint: fingerprintOf(idempotencyKey, content) };
}
