import { hash } from "node:crypto";
import type { PlaceBidInput } from "../../src/auction/bidding/bid-inputs.graphql";
import { BelowIndicationReason, type Terms } from "../../src/auction/domain";
import type { DecidedAnswer } from "../../src/auction/bidding/place-bid";
import { KEY_BYTES, seal, toBase64url } from "../../src/client/sealing";
import { ClientError } from "../../src/platform/errors";
import { uuidv7, type Id } from "../../src/platform/ids";
import { isRefusal, type OrRefusal } from "../../src/platform/refusal";
import { firmViewer, type Firm, type PlannedAuction } from "./cast";
import type { Answer, Cluster } from "./cluster";
import { plainCrypto } from "./plain-crypto";
import { MILLISECOND, SECOND, type Scheduler, type VirtualTime } from "./scheduler";
import type { SeededRandom } from "./seeded-random";

/** What a bid says, or that its firm takes back what it has in play. Amounts in minor units. */
export interface Content {
  readonly isWithdrawal: boolean;
  readonly amount: bigint | null;
  readonly maximum: bigint | null;
  readonly confirmHigh: boolean;
  /** Does it say why it may be below the firm's indication? */
  readonly hasReason: boolean;
  /** Where the firm's own program seals: into a box that will not open. */
  readonly isSpoilt: boolean;
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
  readonly terms: Terms;
  readonly firm: Firm;
  readonly key: string;
  /** SHA-256 of the key, base64. */
  readonly keyHash: string;
  /** With which the firm's own program seals. */
  readonly boxKey: Uint8Array;
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

  prepare({ id, terms }: PlannedAuction, firm: Firm, contents: readonly Content[]): SentBid {
    const { scheduler, random } = this.ports;
    const key = uuidv7(scheduler.now, random.bytes(10));
    const keyHash = hash("sha256", key, "base64");
    const boxKey = random.bytes(KEY_BYTES);
    return { auctionId: id, terms, firm, key, keyHash, boxKey, contents, sentAt: null, replies: [] };
  }

  async carryOut(sent: SentBid): Promise<void> {
    const { scheduler, random } = this.ports;
    sent.sentAt = scheduler.now;
    const inputs = await Promise.all(sent.contents.map((content) => inputOf(sent, content)));
    for (let attempt = 0; !isAnswered(sent); attempt += 1) {
      inputs.forEach((input, content) => this.send(sent, content, input));
      await this.answers(sent, random.pick([500 * MILLISECOND, SECOND, 3 * SECOND]));
      if (!isAnswered(sent)) await scheduler.wait(random.whole(50, 1_000) * MILLISECOND * 2 ** attempt);
    }
  }

  private readonly waiting = new Map<SentBid, () => void>();

  /** Resolves when everything has a last answer, or patience has ended. */
  private answers(sent: SentBid, patience: VirtualTime): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.ports.scheduler.after(patience, resolve);
      this.waiting.set(sent, () => {
        stop();
        resolve();
      });
    });
  }

  private send(sent: SentBid, content: number, input: PlaceBidInput): void {
    const { cluster, random, scheduler } = this.ports;
    const viewer = firmViewer(sent.firm);
    const isWithdrawal = sent.contents[content]?.isWithdrawal ?? false;
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node: { placeBid } }) =>
        isWithdrawal ? placeBid.withdraw(viewer, input) : placeBid.place(viewer, input),
      (answer) => {
        sent.replies.push({ at: scheduler.now, content, outcome: outcomeOf(answer) });
        if (isAnswered(sent)) this.waiting.get(sent)?.();
      },
    );
  }
}

/** As the API takes it: with a box where the firm seals, else with amounts. All have all fields, as GraphQL makes them. */
async function inputOf(sent: SentBid, content: Content): Promise<PlaceBidInput> {
  const { amount, maximum, confirmHigh, hasReason } = content;
  const box = await sealedBy(sent, content);
  return {
    auctionId: sent.auctionId,
    idempotencyKey: sent.key,
    amount: box === null ? toText(amount) : null,
    maximum: toText(maximum),
    sealed: box && toBase64url(box),
    belowIndicationReason: hasReason ? BelowIndicationReason.CHANGED_MARKET : null,
    confirmHigh: box === null && confirmHigh,
  };
}

/** The firm's box, where it seals itself. A spoilt one was sealed for another auction: custodians find no share in it. */
async function sealedBy(sent: SentBid, { amount, isSpoilt }: Content): Promise<Uint8Array | null> {
  const { auctionId, terms, firm, keyHash, boxKey } = sent;
  const { sealing: roster } = terms;
  if (roster?.sealer !== "CLIENT" || amount === null) return null;
  const forAuction = isSpoilt ? firm.buyerId : auctionId;
  const target = {
    auctionId: forAuction,
    buyerId: firm.buyerId,
    keyHash: Buffer.from(keyHash, "base64"),
    roster,
  };
  return seal({ amount, currency: terms.currency }, { ...target, key: boxKey }, plainCrypto);
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
