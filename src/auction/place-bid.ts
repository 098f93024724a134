import type { Viewer } from "../platform/access/viewer";
import { badUserInput, notFound } from "../platform/errors";
import { readAmount } from "../platform/graphql/money";
import type { Identifiers } from "../platform/identifiers";
import { isId, type Id } from "../platform/ids";
import { refuse, type OrRefusal } from "../platform/refusal";
import type { Instant } from "../platform/time";
import type { AllotmentOrder } from "./allotments";
import { toRefusal } from "./auction-desk";
import type { PlaceBidInput, WithdrawBidInput } from "./auction-inputs.graphql";
import type { BidAnswer } from "./bid-answer";
import { fingerprintOf, hashOfKey, type BidCommand, type BidContent } from "./bid-command";
import type { BidIntake } from "./bid-intake";
import type { FirmInAuction } from "./participants";

export type DecidedAnswer = Extract<BidAnswer, { kind: "decided" }>;

export interface PlaceBidPorts {
  readonly intake: BidIntake;
  readonly identifiers: Identifiers;
  /** Moves what is missing of a firm's exposure limit to the auction, as far as the limit leaves it. */
  readonly allot: (order: AllotmentOrder) => Promise<void>;
  /** The auction's currency; null when there is none with this id. Never changes, so it is remembered. */
  readonly currencyOf: (auctionId: Id) => Promise<string | null>;
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
    const currency = await this.ports.currencyOf(input.auctionId);
    if (currency === null) throw notFound();
    return this.submit(viewer, input, await this.readContent(viewer, input, currency));
  }

  async withdraw(viewer: Viewer, input: WithdrawBidInput): Promise<OrRefusal<DecidedAnswer>> {
    if (!isId(input.auctionId)) throw notFound();
    return this.submit(viewer, input, { kind: "WITHDRAWAL" });
  }

  /** Whoever has no part in the auction hears only that: NOT_FOUND, and nothing of the amounts that it would take. */
  private async readContent(viewer: Viewer, input: PlaceBidInput, currency: string): Promise<BidContent> {
    try {
      const amount = readOptional(input.amount, currency, "amount");
      const maximum = readOptional(input.maximum, currency, "maximum");
      return { kind: "BID", amount, maximum, confirmHigh: input.confirmHigh ?? false };
    } catch (error) {
      const firm = { auctionId: input.auctionId, buyerId: viewer.organization.id };
      throw (await this.ports.hasPart(firm)) ? error : notFound();
    }
  }

  private async submit(
    viewer: Viewer,
    { auctionId, idempotencyKey }: { readonly auctionId: Id; readonly idempotencyKey: string },
    content: BidContent,
  ): Promise<OrRefusal<DecidedAnswer>> {
    await this.ports.countBid(viewer.credentialId);
    const answer = await this.decide({
      auctionId,
      buyerId: viewer.organization.id,
      actor: viewer.actor,
      content,
      keyHash: hashOfKey(idempotencyKey),
      fingerprint: fingerprintOf(idempotencyKey, content),
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

/** An amount of 0 is no bid at all. */
function readOptional(text: string | null | undefined, currency: string, field: string): bigint | null {
  if (text == null) return null;
  const path = ["input", field];
  const amount = readAmount(text, currency, path);
  if (amount === 0n) throw badUserInput("A bid must be above 0.", path);
  return amount;
}
