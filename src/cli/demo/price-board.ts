import type { StandingFieldsFragment } from "../../client";
import { parseInstant } from "../../platform/time";
import type { AuctionEvent, AuctionRoom } from "./auction-room";
import type { Attempt } from "./claims";
import { found } from "./step-failed";
import type { Story } from "./story";
import { counted, inWords, moneyInWords } from "./words";

const REFRESH_MILLISECONDS = 200;

/** The seller's screen: what everybody is shown, line by line, and the price with the time left below. */
export class PriceBoard {
  private count = 0;
  private closing: bigint | null = null;

  constructor(
    private readonly story: Story,
    private readonly options: { readonly currency: string; readonly firms: ReadonlyMap<string, string> },
  ) {}

  /** How often the end was moved. */
  get extensions(): number {
    return this.count;
  }

  /** When it closed. */
  get closedAt(): bigint {
    return found(this.closing, "The auction's close");
  }

  /** Keeps the price line up to date for as long as the task runs. */
  async during<Result>(room: AuctionRoom, task: () => Promise<Result>): Promise<Result> {
    const timer = setInterval(() => this.refresh(room), REFRESH_MILLISECONDS);
    try {
      return await task();
    } finally {
      clearInterval(timer);
      this.story.live("");
    }
  }

  show(room: AuctionRoom, event: AuctionEvent): void {
    const { standing } = event;
    this.refresh(room);
    switch (event.__typename) {
      case "AuctionOpened":
        return this.tell(room, "OPEN");
      case "BidAccepted": {
        const amount = event.amount ? ` ${inWords(event.amount)}` : "";
        return this.tell(room, `${this.name(event.paddle)} bids${amount}: ${this.result(standing)}`);
      }
      case "AuctionExtended":
        this.count += 1;
        return this.tell(room, "EXTENDED: the bid came in the last seconds, and moved the end");
      case "AuctionClosed":
        this.closing = parseInstant(event.at);
        return this.story.say(`CLOSED: ${this.outcome(event)}`);
      case "AuctionSnapshot":
      case "BidRejected": // comes to its own firm only, whose program tells
        return;
      default:
        return this.tell(room, event.__typename);
    }
  }

  /** What only the bidding firm knows of the bid that it sends. */
  showSending(room: AuctionRoom, { paddle, maximum }: Pick<Attempt, "paddle" | "maximum">): void {
    const { currency } = this.options;
    const words = moneyInWords({ minor: maximum, currency });
    this.tell(
      room,
      `${this.name(paddle)} lets a proxy bid for it, up to ${words}, which nobody else is shown`,
    );
  }

  showRejection(room: AuctionRoom, { paddle, amount, reason }: Attempt, minimum: bigint | null): void {
    const { currency } = this.options;
    const [words, next] = [amount, minimum].map((minor) =>
      minor === null ? "not known" : moneyInWords({ minor, currency }),
    );
    this.tell(
      room,
      `${this.name(paddle)} bids ${words}: REJECTED, ${reason ?? "without a reason"} (next bid: ${next})`,
    );
  }

  private refresh(room: AuctionRoom): void {
    const bids = () => counted(room.now.bidCount ?? 0, "bid");
    if (room.isOpen) this.story.live(`${timeLeft(room)}  ${this.result(room.now)}, ${bids()}`);
    else if (room.secondsLeft < Infinity) this.story.live("not open yet");
  }

  private tell(room: AuctionRoom, text: string): void {
    this.story.say(`${timeLeft(room)}  ${text}`);
  }

  private result({ leadingAmount, leadingPaddle, reserveStatus }: StandingFieldsFragment): string {
    if (leadingAmount === null || leadingPaddle === null) return "no bid yet";
    return `price ${inWords(leadingAmount)}, ${leadingPaddle} leads, reserve ${reserveStatus ?? "hidden"}`;
  }

  private outcome({ outcome, standing }: Extract<AuctionEvent, { __typename: "AuctionClosed" }>): string {
    if (!outcome?.price || standing.leadingPaddle === null) return outcome?.kind ?? "without an outcome";
    return `${outcome.kind} at ${inWords(outcome.price)} by ${this.name(standing.leadingPaddle)}`;
  }

  /** Rivals see the paddle alone. */
  private name(paddle: string): string {
    return `${paddle} ${this.options.firms.get(paddle) ?? ""}`.trimEnd();
  }
}

function timeLeft({ secondsLeft }: AuctionRoom): string {
  return `${Math.max(0, secondsLeft).toFixed(1).padStart(5)} s left`;
}
