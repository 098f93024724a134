import { randomUUID } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import { awaited } from "../awaited";
import { amountText, type Outcome, type RecordedBid } from "./recorded-bid";
import { PLACE_BID, readAnswer, type Answer } from "./send-bid";

interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A firm's program on a WebSocket of its own, which may send bids without waiting for what becomes of those before. */
export class BidSocket {
  readonly bids: RecordedBid[] = [];
  private readonly unanswered = new Map<string, (outcome: Outcome) => void>();

  private constructor(
    readonly firm: string,
    private readonly auctionId: string,
    private readonly socket: WebSocket,
  ) {
    socket.on("message", (text: Buffer) => this.hear(JSON.parse(text.toString()) as Frame));
    socket.on("close", () => this.endAll());
  }

  static async open(parts: {
    readonly firm: string;
    readonly token: string;
    readonly url: string;
    readonly auctionId: string;
  }): Promise<BidSocket> {
    const socket = new WebSocket(parts.url, "graphql-transport-ws");
    await awaited("a WebSocket", once(socket, "open"));
    const acknowledged = once(socket, "message");
    const payload = { authorization: `Bearer ${parts.token}` };
    socket.send(JSON.stringify({ type: "connection_init", payload }));
    await awaited("connection_ack", acknowledged);
    return new BidSocket(parts.firm, parts.auctionId, socket);
  }

  /** Settles when it is answered; what the socket's end leaves unanswered is unknown. */
  async bid(amount: number): Promise<Outcome> {
    const key = randomUUID();
    const answered = new Promise<Outcome>((resolve) => this.unanswered.set(key, resolve));
    const input = {
      auctionId: this.auctionId,
      amount: amountText(amount),
      idempotencyKey: key,
      confirmHigh: true,
    };
    const sentAt = performance.now();
    const payload = { query: PLACE_BID, variables: { input } };
    this.socket.send(JSON.stringify({ id: key, type: "subscribe", payload }));
    const outcome = await answered;
    this.bids.push({ firm: this.firm, key, attempts: [{ sentAt, endedAt: performance.now(), outcome }] });
    return outcome;
  }

  close(): void {
    this.socket.close();
  }

  private hear({ type, id, payload }: Frame): void {
    if (type === "ping") this.socket.send('{"type":"pong"}');
    if (type !== "next" && type !== "error") return;
    const answer = type === "next" ? (payload as Answer) : ({ errors: payload } as Answer);
    this.unanswered.get(String(id))?.(readAnswer(answer).outcome);
    this.unanswered.delete(String(id));
  }

  private endAll(): void {
    for (const end of this.unanswered.values()) end({ kind: "unknown" });
    this.unanswered.clear();
  }
}
