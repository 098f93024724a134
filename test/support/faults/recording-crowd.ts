import { randomInt, randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { awaited } from "../awaited";
import { amountText, type Attempt, type RecordedBid } from "./recorded-bid";
import { sendBid, type Addressee } from "./send-bid";

/** Between two bids of a firm, and before another attempt at one that went wrong. */
const PAUSE_MS = 20;
/** So often, one in … , nobody asks again what became of a bid. */
const GIVES_UP = 8;

interface Bidder {
  readonly firm: string;
  readonly token: string;
}

/**
 * Firms that bid one after another on any node, and remember what they sent and heard. Of whom no answer comes is asked
 * again under the same key, mostly, and elsewhere.
 */
export class RecordingCrowd {
  readonly bids: RecordedBid[] = [];
  private readonly events = new EventEmitter().setMaxListeners(0);
  private running: Promise<unknown> = Promise.resolve();
  private isStopping = false;
  private hasLeft = false;
  private minimum = 10_000;

  constructor(
    private readonly parts: {
      readonly bidders: readonly Bidder[];
      readonly auctionId: string;
      readonly urls: () => readonly string[];
    },
  ) {}

  get bidders(): readonly Bidder[] {
    return this.parts.bidders;
  }

  start(): void {
    this.running = Promise.all(this.parts.bidders.map((bidder) => this.bidOn(bidder)));
  }

  /** Settles when every bid that was begun has been decided or given up. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await awaited("the last bids of the crowd", this.running);
  }

  /** Bids no more, whatever has become of what it sent: the nodes are gone. */
  leave(): void {
    this.isStopping = true;
    this.hasLeft = true;
  }

  /** Settles after so many more decisions. */
  async decided(count: number): Promise<void> {
    for (let heard = 0; heard < count; heard += 1)
      await awaited(`decision ${heard + 1} of ${count}`, once(this.events, "decided"));
  }

  /** Settles when next a bid was sent and nothing came back, or it was refused for now. */
  async troubled(): Promise<void> {
    await awaited("a bid in trouble", once(this.events, "troubled"));
  }

  /** Bids at this node until the bid leads or is outbid at once; answers its number. */
  acceptedAt(url: string): Promise<number> {
    return awaited(`a bid that is accepted at ${url}`, this.bidUntilAccepted(url));
  }

  private async bidUntilAccepted(url: string): Promise<number> {
    for (;;) {
      const bidder = this.parts.bidders[randomInt(this.parts.bidders.length)]; // the leader's own would be refused
      if (!bidder) throw new Error("Nobody bids");
      const last = (await this.bid(bidder, () => url, { maximum: null })).attempts.at(-1)?.outcome;
      if (last?.kind === "decided" && last.verdict === "ACCEPTED") return last.sequence;
      if (this.hasLeft) throw new Error("The nodes are gone");
    }
  }

  private async bidOn(bidder: Bidder): Promise<void> {
    let turn = 0;
    const elsewhere = () => {
      const urls = this.parts.urls();
      return String(urls[(turn += 1) % urls.length]);
    };
    while (!this.isStopping) {
      const maximum = randomInt(3) === 0 ? 1_000 * randomInt(1, 8) : null;
      turn = randomInt(this.parts.urls().length);
      await this.bid(bidder, elsewhere, { maximum, mayGiveUp: true });
      await delay(PAUSE_MS);
    }
  }

  /** `maximum`: how far above the amount. */
  private async bid(
    { firm, token }: Bidder,
    urlOf: () => string,
    { maximum, mayGiveUp = false }: { readonly maximum: number | null; readonly mayGiveUp?: boolean },
  ): Promise<RecordedBid> {
    const amount = this.minimum + 1_000 * randomInt(0, 2);
    const key = randomUUID();
    const input = {
      auctionId: this.parts.auctionId,
      amount: amountText(amount),
      ...(maximum !== null && { maximum: amountText(amount + maximum) }),
      idempotencyKey: key,
      confirmHigh: true,
    };
    const attempts: Attempt[] = [];
    const bid = { firm, key, attempts };
    this.bids.push(bid);
    for (;;) {
      const attempt = await this.attempt({ url: urlOf(), token }, input);
      attempts.push(attempt);
      if (attempt.outcome.kind === "decided") return bid;
      if (this.hasLeft || (mayGiveUp && randomInt(GIVES_UP) === 0)) return bid;
      await delay(PAUSE_MS);
    }
  }

  private async attempt(addressee: Addressee, input: object): Promise<Attempt> {
    const sentAt = performance.now();
    const { outcome, minimum } = await sendBid(addressee, input);
    this.minimum = minimum ?? this.minimum;
    this.events.emit(outcome.kind === "decided" ? "decided" : "troubled");
    return { sentAt, endedAt: performance.now(), outcome };
  }
}
