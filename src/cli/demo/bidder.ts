import { randomUUID } from "node:crypto";
import type { BelowIndicationReason, PlaceBidInput, RecoupClient } from "../../client";
import type { Roster } from "../../client/sealing";
import { formatAmount, parseAmount } from "../../platform/money";
import { parseInstant } from "../../platform/time";
import type { AuctionRoom } from "./auction-room";
import type { Attempt, Withdrawal } from "./claims";
import { sealOffer } from "./seal-offer";
import { found, granted } from "./step-failed";
import { moneyInWords } from "./words";

/** What a buyer firm's program has: its place in the auction, and who hears of it. */
export interface BidderParts {
  readonly client: RecoupClient;
  readonly room: AuctionRoom;
  readonly firm: string;
  readonly buyerId: string;
  readonly paddle: string;
  readonly currency: string;
  /** Whom its bids are sealed to; null: it sends their amounts. */
  readonly roster: Roster | null;
  /** Told what only this firm knows. */
  readonly onTold: (text: string) => void;
  /** Told of each decision. */
  readonly onDecided: (attempt: Attempt, minimumNextBid: bigint | null) => void;
}

/** A buyer firm's program: bids by the project's client, and sees what its own firm may see. Amounts are minor units. */
export class Bidder {
  /** What it sent; the same sent again is answered the same. */
  readonly orders: PlaceBidInput[] = [];
  readonly attempts: Attempt[] = [];
  readonly withdrawals: Withdrawal[] = [];

  constructor(private readonly parts: BidderParts) {}

  get room(): AuctionRoom {
    return this.parts.room;
  }

  get firm(): string {
    return this.parts.firm;
  }

  get client(): RecoupClient {
    return this.parts.client;
  }

  get leads(): boolean {
    return this.room.now.leadingPaddle === this.parts.paddle;
  }

  get price(): bigint {
    return this.read(this.room.now.leadingAmount);
  }

  get minimumNextBid(): bigint {
    return this.read(this.room.now.minimumNextBid);
  }

  tell(text: string): void {
    this.parts.onTold(text);
  }

  inWords(minor: bigint): string {
    return moneyInWords({ minor, currency: this.parts.currency });
  }

  /** Bids once, and goes on when its own subscription has shown what became of it. */
  async bid(
    amount: bigint,
    maximum: bigint = amount,
    belowIndicationReason: BelowIndicationReason | null = null,
  ): Promise<Attempt> {
    const { client, room, firm, paddle, onDecided } = this.parts;
    const order = { ...(await this.orderOf(amount, maximum)), belowIndicationReason };
    this.orders.push(order);
    if (maximum > amount) {
      this.tell(`lets a proxy bid for it, up to ${this.inWords(maximum)}, which nobody else is shown`);
    }
    const { bid } = granted(await client.placeBid(order), `Paddle ${paddle}'s bid`);
    const { decision, reason, sequence, amount: echo } = bid;
    const decidedAt = found(parseInstant(bid.decidedAt), "When the bid was decided");
    const attempt = {
      firm, paddle, amount, maximum, decision, reason, decidedAt, isEchoed: echo !== null,
    }; // prettier-ignore
    this.attempts.push(attempt);
    onDecided(attempt, bid.minimumNextBid && this.read(bid.minimumNextBid));
    if (sequence !== null) await room.untilShown(sequence);
    return attempt;
  }

  /** Takes its live bid back. */
  async withdraw(): Promise<void> {
    const { client, room, firm, paddle } = this.parts;
    const answer = await client.withdrawBid({ auctionId: room.auctionId });
    const { bid } = granted(answer, `Paddle ${paddle}'s withdrawal`);
    this.withdrawals.push({ firm, at: found(parseInstant(bid.decidedAt), "When it was withdrawn") });
  }

  private async orderOf(amount: bigint, maximum: bigint): Promise<PlaceBidInput> {
    const { room, buyerId, currency, roster } = this.parts;
    const order = { auctionId: room.auctionId, idempotencyKey: randomUUID() };
    if (roster) return { ...order, sealed: await sealOffer({ ...order, amount, currency, buyerId, roster }) };
    return {
      ...order,
      amount: formatAmount(amount, currency),
      maximum: maximum === amount ? null : formatAmount(maximum, currency),
    };
  }

  private read(money: { readonly amount: string; readonly currency: string } | null): bigint {
    const { amount, currency } = found(money, "An amount");
    return found(parseAmount(amount, currency), "An amount");
  }
}
