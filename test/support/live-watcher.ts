import { EventEmitter, once } from "node:events";
import WebSocket from "ws";
import { awaited } from "./awaited";

/** Before another attempt at nodes that take nobody. */
const RETRY_MS = 50;

interface Frame {
  readonly type: string;
  readonly payload?: {
    readonly errors?: unknown;
    readonly data?: {
      readonly auctionEvents: { __typename: string; sequence: number; cursor: string };
    } | null;
  };
}

/**
 * A subscriber that speaks graphql-transport-ws by itself: it is cut off again and again, on whichever node, and resumes
 * with the last cursor that it saw. Settles when the feed completes.
 */
export class LiveWatcher {
  readonly received: number[] = [];
  private readonly types = new Set<string>();
  readonly completed: Promise<void>;
  private readonly events = new EventEmitter();
  private cursor: string | null = null;
  private connections = 0;
  private socket: WebSocket | null = null;
  private hasLeft = false;

  constructor(
    private readonly parts: {
      readonly urls: readonly string[];
      readonly token: string;
      readonly auctionId: string;
      /** After how many events of a connection it is cut off; null: never. */
      readonly cutAfter: number | null;
      /** Nodes may be away: it comes again until one takes it. */
      readonly endures?: boolean;
    },
  ) {
    this.completed = new Promise((resolve, reject) => this.connect(resolve, reject));
    this.completed.catch(() => undefined); // whoever awaits it is told
  }

  /** Settles when it has got an entry with this number, or a later one. */
  async seen(sequence: number): Promise<void> {
    while ((this.received.at(-1) ?? 0) < sequence)
      await awaited(`entry ${sequence} at a watcher`, once(this.events, "event"));
  }

  /** Settles when it has got an event of this type. */
  async saw(type: string): Promise<void> {
    while (!this.types.has(type)) await awaited(`${type} at a watcher`, once(this.events, "event"));
  }

  /** Reads nothing more … */
  stall(): void {
    this.socket?.pause();
  }

  /** … and goes on. */
  goOn(): void {
    this.socket?.resume();
  }

  /** Leaves for good, also where its feed has no end. */
  leave(): void {
    this.hasLeft = true;
    this.socket?.terminate();
  }

  private connect(resolve: () => void, reject: (error: unknown) => void): void {
    const { urls, token, auctionId, cutAfter, endures = false } = this.parts;
    const url = urls[this.connections % urls.length];
    this.connections += 1;
    const socket = new WebSocket(String(url), "graphql-transport-ws");
    this.socket = socket;
    let isComplete = false;
    let hasFailed = false;
    let events = 0;
    const again = () => (this.hasLeft ? resolve() : this.connect(resolve, reject));
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on("open", () => send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
    socket.on("error", (error) => !endures && reject(error));
    socket.on("close", () => {
      if (isComplete || this.hasLeft) resolve();
      else if (endures) setTimeout(again, RETRY_MS);
      else again();
    });
    socket.on("message", (text: Buffer) => {
      if (hasFailed) return; // what came behind a failure comes again, after what failed
      const frame = JSON.parse(text.toString()) as Frame;
      if (frame.type === "ping") send({ type: "pong" });
      if (frame.type === "connection_ack") {
        const query = `subscription ($id: ID!, $after: Cursor) {
          auctionEvents(auctionId: $id, after: $after) { __typename cursor sequence standing { leadingAmount { amount } } } }`;
        send({
          id: "1",
          type: "subscribe",
          payload: { query, variables: { id: auctionId, after: this.cursor } },
        });
      }
      const isError =
        frame.type === "error" || (frame.type === "next" && frame.payload?.errors !== undefined);
      if (isError) {
        hasFailed = true;
        if (endures) socket.terminate();
        else reject(new Error(text.toString()));
      }
      if (frame.type === "complete" && !hasFailed) {
        isComplete = true;
        socket.close();
      }
      const event = frame.payload?.data?.auctionEvents;
      if (frame.type !== "next" || !event) return;
      this.cursor = event.cursor;
      this.received.push(event.sequence);
      this.types.add(event.__typename);
      this.events.emit("event");
      events += 1;
      if (cutAfter !== null && events >= cutAfter) socket.terminate();
    });
  }
}
