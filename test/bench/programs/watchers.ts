import { AuctionEventsDocument } from "../../../src/client";
import { LeanSocket, textFrame } from "../tools/lean-socket";
import { serve } from "../tools/program";
import { connectAs } from "./connect";
import { Deliveries, type Watched, type WatchOrder } from "./deliveries";
import { connectRivals } from "./rivals";

const sockets: LeanSocket[] = [];
const recoup = new Deliveries();
const raw = new Deliveries();
let bid: () => void = () => undefined;
let signal: () => void = () => undefined;

const handlers = {
  /** A socket and a subscription for each token. */
  async subscribe(order: { url: string; tokens: readonly string[]; auctionId: string }): Promise<void> {
    const payload = { query: AuctionEventsDocument.toString(), variables: { auctionId: order.auctionId } };
    const frame = textFrame(JSON.stringify({ id: "1", type: "subscribe", payload }));
    for (const token of order.tokens) {
      const socket = await connectAs(order.url, token);
      await firstMessage(socket, frame);
      sockets.push(socket);
      recoup.follow(socket);
    }
  },

  /** From now on nobody reads. */
  stall(): void {
    for (const socket of sockets) {
      socket.onClosed = () => undefined;
      socket.stall();
    }
  },

  async prepareBids(order: Parameters<typeof connectRivals>[0]): Promise<void> {
    bid = await connectRivals(order);
  },

  /** So many sockets of the raw server, and one that makes it send. */
  async listen({ url, listeners }: { url: string; listeners: number }): Promise<void> {
    for (let listener = 0; listener < listeners; listener += 1) raw.follow(await LeanSocket.open(url));
    const socket = await LeanSocket.open(url);
    const frame = textFrame("go");
    signal = () => socket.send(frame);
  },

  watchAuction: (order: WatchOrder): Promise<Watched> => recoup.watch(order, bid),
  watchRaw: (order: WatchOrder): Promise<Watched> => raw.watch(order, signal),
};

export type WatcherHandlers = typeof handlers;

/** Waits for the snapshot, which is no event. */
function firstMessage(socket: LeanSocket, frame: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.onClosed = (reason) => reject(new Error(reason));
    socket.onText = (text) =>
      text.includes('"type":"next"') ? resolve() : reject(new Error(text.toString()));
    socket.send(frame);
  });
}

serve(handlers);
