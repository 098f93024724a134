import type { DecidedAnswer } from "../../src/auction/place-bid";
import { ClientError } from "../../src/platform/errors";
import { uuidv7, type Id } from "../../src/platform/ids";
import { isRefusal, type OrRefusal } from "../../src/platform/refusal";
import { firmViewer, type Firm } from "./cast";
import type { Answer, Cluster } from "./cluster";
import { MILLISECOND, SECOND, type Scheduler, type VirtualTime } from "./scheduler";
import type { SeededRandom } from "./seeded-random";

/** What a bid says. Amounts in minor units. */
export interface Content {
  readonly amount: bigint | null;
  readonly maximum: bigint | null;
  readonly confirmHigh: boolean;
}

/** What came back for one content of a key: a decision, or a code. */
export interface BidReply {
  readonly at: VirtualTime;
  readonly content: number;
  readonly outcome: DecidedAnswer | string;
}

/** One key, with everything that its firm sent and got under it. */
export interface SentBid {
  readonly auctionId: Id;
  readonly firm: Firm;
  readonly key: string;
  /** More than one: the firm broke the rule that a key stands for one content. */
  readonly contents: readonly Content[];
  sentAt: VirtualTime | null;
  readonly replies: BidReply[];
}

/** These codes tell a client to come again with the same key. */
const COME_AGAIN: ReadonlySet<string> = new Set(["RETRY_LATER", "UNAVAILABLE", "INTERNAL"]);

export interface BidderPorts {
  readonly scheduler: Scheduler;
  readonly cluster: Cluster;
  readonly random: SeededRandom;
}

/**
 * A firm's program: sends a bid, to several nodes if need be, until every content of its key has a last answer; it comes
 * back after twice as long every time, so that many of them do not make an overload last.
 */
export class Bidder {
  constructor(private readonly ports: BidderPorts) {}

  prepare(auctionId: Id, firm: Firm, contents: readonly Content[]): SentBid {
    const key = uuidv7(this.ports.scheduler.now, this.ports.random.bytes(10));
    return { auctionId, firm, key, contents, sentAt: null, replies: [] };
  }

  async carryOut(sent: SentBid): Promise<void> {
    const { scheduler, random } = this.ports;
    sent.sentAt = scheduler.now;
    for (let attempt = 0; !isAnswered(sent); attempt += 1) {
      sent.contents.forEach((_, content) => this.send(sent, content));
      const patience = scheduler.now + random.pick([500 * MILLISECOND, SECOND, 3 * SECOND]);
      while (!isAnswered(sent) && scheduler.now < patience) await this.nextReply(sent, patience);
      if (!isAnswered(sent)) await scheduler.wait(random.whole(50, 1_000) * MILLISECOND * 2 ** attempt);
    }
  }

  private readonly waiting = new Map<SentBid, () => void>();

  private nextReply(sent: SentBid, patience: VirtualTime): Promise<void> {
    const { scheduler } = this.ports;
    return new Promise((resolve) => {
      const callOff = scheduler.after(patience - scheduler.now, resolve);
      this.waiting.set(sent, () => {
        callOff();
        resolve();
      });
    });
  }

  private send(sent: SentBid, content: number): void {
    const { cluster, random, scheduler } = this.ports;
    const { auctionId, firm, key: idempotencyKey } = sent;
    const { amount = null, maximum = null, confirmHigh = false } = sent.contents[content] ?? {};
    const input = {
      auctionId,
      idempotencyKey,
      amount: toText(amount),
      maximum: toText(maximum),
      confirmHigh,
    };
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => node.placeBid.place(firmViewer(firm), input),
      (answer) => {
        sent.replies.push({ at: scheduler.now, content, outcome: outcomeOf(answer) });
        this.waiting.get(sent)?.();
      },
    );
  }
}

export function isAnswered({ contents, replies }: SentBid): boolean {
  return contents.every((_, content) =>
    replies.some((reply) => reply.content === content && !isComeAgain(reply.outcome)),
  );
}

function isComeAgain(outcome: BidReply["outcome"]): boolean {
  return typeof outcome === "string" && COME_AGAIN.has(outcome);
}

function outcomeOf(answer: Answer<OrRefusal<DecidedAnswer>>): BidReply["outcome"] {
  if (answer.kind === "value") return isRefusal(answer.value) ? answer.value.code : answer.value;
  const { error } = answer;
  return error instanceof ClientError ? String(error.extensions["code"]) : "INTERNAL";
}

function toText(minor: bigint | null): string | null {
  return minor === null ? null : `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`;
}
