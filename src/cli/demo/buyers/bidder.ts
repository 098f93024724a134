import type { RecoupClient } from "../../../client";
import { formatAmount, parseAmount } from "../../../platform/money";
import type { AuctionRoom } from "../auction-room";
import type { Attempt } from "../claims";
import { found, granted } from "../step-failed";

/** What a buyer firm's program has: its place in the auction and its budget. */
export interface BidderParts {
  readonly client: RecoupClient;
  readonly room: AuctionRoom;
  readonly firm: string;
  readonly paddle: string;
  readonly currency: string;
  /** Told of a bid with a maximum of its own before it is sent. */
  readonly onSending: (bid: Pick<Attempt, "paddle" | "maximum">) => void;
  /** Told of each decision. */
  readonly onDecided: (attempt: Attempt, minimumNextBid: bigint | null) => void;
}

/** A buyer firm's program: bids by the project's client, and sees what its own firm may see. Amounts are minor units. */
export class Bidder {
  constructor(private readonly parts: BidderParts) {}

  get room(): AuctionRoom {
    return this.parts.room;
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

  /** Bids once, and goes on when its own subscription has shown what became of it. */
  async bid(amount: bigint, maximum: bigint = amount): Promise<Attempt> {
    const { client, room, firm, paddle, currency, onSending, onDecided } = this.parts;
    if (maximum > amount) onSending({ paddle, maximum });
    const answer = await client.placeBid({
      auctionId: room.auctionId,
      amount: formatAmount(amount, currency),
      maximum: maximum === amount ? null : formatAmount(maximum, currency),
    });
    const { bid } = granted(answer, `Paddle ${paddle}'s bid`);
    const sequence = found(bid.sequence, "The bid's number");
    const { decision, reason } = bid;
    const attempt = { firm, paddle, amount, maximum, decision, reason, sequence };
    onDecided(attempt, bid.minimumNextBid && this.read(bid.minimumNextBid));
    await room.untilShown(sequence);
    return attempt;
  }

  private read(money: { readonly amount: string; readonly currency: string } | null): bigint {
    const { amount, currency } = found(money, "An amount");
    return found(parseAmount(amount, currency), "An amount");
  }
}
