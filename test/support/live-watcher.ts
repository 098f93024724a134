import WebSocket from "ws";

interface Frame {
  readonly type: string;
  readonly payload?: {
    readonly data?: { readonly auctionEvents: { sequence: number; cursor: string } } | null;
  };
}

/**
 * A subscriber that speaks graphql-transport-ws by itself: it is cut off again and again, on whichever node, and resumes
 * with the last cursor that it saw. Settles when the feed completes.
 */
export class LiveWatcher {
  readonly received: number[] = [];
  readonly completed: Promise<void>;
  private cursor: string | null = null;
  private connections = 0;

  constructor(
    private readonly parts: {
      readonly urls: readonly string[];
      readonly token: string;
      readonly auctionId: string;
      /** After how many events of a connection it is cut off; null: never. */
      readonly cutAfter: number | null;
    },
  ) {
    this.completed = new Promise((resolve, reject) => this.connect(resolve, reject));
  }

  private connect(resolve: () => void, reject: (error: unknown) => void): void {
    const { urls, token, auctionId, cutAfter } = this.parts;
    const url = urls[this.connections % urls.length];
    this.connections += 1;
    const socket = new WebSocket(String(url), "graphql-transport-ws");
    let isComplete = false;
    let events = 0;
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on("open", () => send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
    socket.on("error", reject);
    socket.on("close", () => (isComplete ? resolve() : this.connect(resolve, reject)));
    socket.on("message", (text: Buffer) => {
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
      if (frame.type === "error") reject(new Error(text.toString()));
      if (frame.type === "complete") {
        isComplete = true;
        socket.close();
      }
      const event = frame.payload?.data?.auctionEvents;
      if (frame.type !== "next" || !event) return;
      this.cursor = event.cursor;
      this.received.push(event.sequence);
      events += 1;
      if (cutAfter !== null && events >= cutAfter) socket.terminate();
    });
  }
}
