import type { LeanSocket } from "../tools/lean-socket";
import { readAnswer } from "./bid-answer";
import { BidFrame, type BidOperation } from "./bid-frame";
import type { Price } from "./price";

/** Told of each answer and how long it took. */
export type OnAnswer = (accepted: boolean, milliseconds: number) => void;

/** One firm's program, with one bid in flight at a time. */
export class Bidder {
  constructor(
    private readonly socket: LeanSocket,
    /** Whether it aims at where the price will be when its turn comes, or bids what it last saw, mostly too late. */
    private readonly aims: boolean,
  ) {}

  /** Bids until told to stop; settles when the last bid is answered. */
  bid(
    order: { readonly operation: BidOperation; readonly auctionId: string },
    price: Price,
    { isOver, onAnswer }: { readonly isOver: () => boolean; readonly onAnswer: OnAnswer },
  ): Promise<void> {
    const { socket } = this;
    const frame = new BidFrame(order.operation, order.auctionId);
    let sentAt = 0;
    let lastMinimum: number | null = null;
    const send = () => {
      frame.write(this.aims ? price.raise() : (lastMinimum ?? price.raise()));
      sentAt = performance.now();
      socket.send(frame.bytes);
    };
    return new Promise((resolve, reject) => {
      socket.onClosed = (reason) => reject(new Error(reason));
      socket.onText = (message) => {
        try {
          const answer = readAnswer(message);
          if (answer.kind === "end") return;
          if (answer.kind === "decided") {
            onAnswer(answer.accepted, performance.now() - sentAt);
            if (answer.minimum !== null) price.seen((lastMinimum = answer.minimum));
          }
          if (isOver()) resolve();
          else send();
        } catch (error) {
          reject(new Error("A bid was not answered", { cause: error }));
        }
      };
      send();
    });
  }
}
