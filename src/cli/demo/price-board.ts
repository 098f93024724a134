import type { StandingFieldsFragment } from "../../client";
import type { AuctionEvent, AuctionRoom } from "./auction-room";
import type { Attempt } from "./claims";
import type { Story } from "./story";
import { counted, inWords, moneyInWords, inMinutes, inSeconds } from "./words";

const REFRESH_MILLISECONDS = 200;

/** The seller's screen: what everybody is shown, line by line, and the price with the time left below. */
export class PriceBoard {
  constructor(
    private readonly story: Story,
    private readonly options: {
      readonly currency: string;
      readonly firms: ReadonlyMap<string, string>;
      /** How many times as fast as ours the server's clock runs. */
      readonly pace: number;
    },
  ) {}

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
      case "DutchStepped":
        return this.tell(room, `${inWords(event.price)} is asked`);
      case "PhaseStarted":
        return this.tell(room, `${event.phase} begins`);
      case "RoundClosed":
        return this.story.say(`${event.phase} is over: now its bids can be opened`);
      case "RoundOpened":
        return this.story.say(this.round(event));
      case "BidSetAside":
        return this.story.say(`${this.name(event.paddle)}'s bid is set aside: ${event.reason}`);
      case "ShortlistMade":
        return this.story.say("SHORT LIST: each firm is told of itself");
      case "FirmShortlisted":
        return this.story.say(`${this.name(event.paddle)} may bid on`);
      case "FirmNotShortlisted":
        return this.story.say(`${this.name(event.paddle)} may not`);
      case "AuctionExtended":
        return this.tell(room, "EXTENDED: the bid came in the last seconds, and moved the end");
      case "AuctionClosed":
        return this.story.say(`CLOSED: ${this.outcome(event)}`);
      case "BidsOpened":
        return this.story.say("OPENED: the custodians' shares are there, and all bids were opened at once");
      case "AuctionSnapshot":
      case "BidRejected": // comes to its own firm only, whose program tells
        return;
      default:
        return this.tell(room, event.__typename);
    }
  }

  /** What only a firm knows, or says. */
  showOwn(room: AuctionRoom, paddle: string, text: string): void {
    this.tell(room, `${this.name(paddle)} ${text}`);
  }

  showRejection(room: AuctionRoom, attempt: Attempt, minimum: bigint | null): void {
    if (attempt.decision !== "REJECTED") return;
    const { currency } = this.options;
    const words = moneyInWords({ minor: attempt.amount, currency });
    const next = minimum === null ? "none" : moneyInWords({ minor: minimum, currency });
    const reason = attempt.reason ?? "without a reason";
    this.showOwn(room, attempt.paddle, `bids ${words}: REJECTED, ${reason} (next bid: ${next})`);
  }

  tell(room: AuctionRoom, text: string): void {
    this.story.say(`${this.timeLeft(room)}  ${text}`);
  }

  private refresh(room: AuctionRoom): void {
    if (room.isOpen) this.story.live(`${this.timeLeft(room)}  ${this.result(room.now)}${bidsIn(room)}`);
    else if (room.secondsLeft < Infinity) this.story.live("not open yet");
  }

  private result({ leadingAmount, leadingPaddle, ...standing }: StandingFieldsFragment): string {
    const { bidCount, minimumNextBid, reserveStatus } = standing;
    if (bidCount === null) return "nobody is shown how many bids there are, whose, or how high";
    if (leadingAmount !== null && leadingPaddle !== null) {
      // Where no bid can be below it, there is nothing to tell of it.
      const reserve = reserveStatus === "NO_RESERVE" ? "" : `, reserve ${reserveStatus ?? "hidden"}`;
      return `price ${inWords(leadingAmount)}, ${leadingPaddle} leads${reserve}`;
    }
    if (leadingAmount !== null) return `price ${inWords(leadingAmount)}, whose it is nobody is shown`;
    return minimumNextBid === null ? "no bid" : `no bid yet, ${inWords(minimumNextBid)} is asked`;
  }

  private round({ highest }: Extract<AuctionEvent, { __typename: "RoundOpened" }>): string {
    const shown = highest
      ? `the highest is ${inWords(highest)}, whose it is nobody is shown`
      : "the seller reads them";
    return `OPENED: all bids of the round at once; ${shown}`;
  }

  private outcome({ outcome, standing }: Extract<AuctionEvent, { __typename: "AuctionClosed" }>): string {
    if (outcome === null) return "now the bids can be opened";
    if (!outcome.price || standing.leadingPaddle === null) return outcome.kind;
    return `${outcome.kind} at ${inWords(outcome.price)} by ${this.name(standing.leadingPaddle)}`;
  }

  /** Rivals see the paddle alone. */
  private name(paddle: string): string {
    return `${paddle} ${this.options.firms.get(paddle) ?? ""}`.trimEnd();
  }

  private timeLeft({ isOpen, secondsLeft }: AuctionRoom): string {
    const left = this.options.pace > 1 ? inMinutes(secondsLeft) : inSeconds(secondsLeft);
    return isOpen && secondsLeft < Infinity ? `${left} left` : " ".repeat(12);
  }
}

function bidsIn({ now: { bidCount } }: AuctionRoom): string {
  return bidCount === null ? "" : `, ${counted(bidCount, "bid")}`;
}
