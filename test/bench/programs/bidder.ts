import type { LeanSocket } from "../tools/lean-socket";
import { readAnswer } from "./bid-answer";
import { BidFrame, type BidOperation } from "./bid-frame";
import type { Price } from "./price";

/** Told of each answer and how long it took. */
export type OnAnswer = (accepted: boolean, milliseconds: number) => void;

/** One firm's program, with one bid in flight at a time. */
export class Bidder {
  /** Frames that were made before, each to be sent once. */
  private prepared: Buffer[] = [];

  constructor(
    private readonly socket: LeanSocket,
    /** Whether it aims at where the price will be when its turn comes, or bids what it last saw, mostly too late. */
    private readonly aims: boolean,
  ) {}

  /** Bids until told to stop; settles when the last bid is answered. */
  bid(
    order: { readonly operation: BidOperation; readonly auctionId: string; readonly falls: boolean },
    price: Price,
    { isOver, onAnswer }: { readonly isOver: () => boolean; readonly onAnswer: OnAnswer },
  ): Promise<void> {
    const frame = new BidFrame(order.operation, order.auctionId);
    let lastMinimum: number | null = null;
    const nextFrame = () => {
      frame.write(this.aims || order.falls ? price.raise() : (lastMinimum ?? price.raise()));
      return frame.bytes;
    };
    const onDecided = (minimum: number | null) => {
      if (minimum !== null) price.seen((lastMinimum = minimum));
    };
    return this.sendAll(nextFrame, { isOver, onAnswer, onDecided });
  }

  prepare(frames: readonly Buffer[]): void {
    this.prepared = [...frames];
  }

  /** Sends what was prepared, each once; settles when all of it is answered, or when told to stop. */
  bidPrepared({
    isOver,
    onAnswer,
  }: {
    readonly isOver: () => boolean;
    readonly onAnswer: OnAnswer;
  }): Promise<void> {
    return this.sendAll(() => this.prepared.pop() ?? null, { isOver, onAnswer, onDecided: () => undefined });
  }

  private sendAll(
    nextFrame: () => Buffer | null,
    {
      isOver,
      onAnswer,
      onDecided,
    }: {
      readonly isOver: () => boolean;
      readonly onAnswer: OnAnswer;
      readonly onDecided: (minimum: number | null) => void;
    },
  ): Promise<void> {
    const { socket } = this;
    let sentAt = 0;
    const send = (): boolean => {
      const bytes = nextFrame();
      if (bytes === null) return false;
      sentAt = performance.now();
      socket.send(bytes);
      return true;
    };
    return new Promise((resolve, reject) => {
      socket.onClosed = (reason) => reject(new Error(reason));
      socket.onText = (message) => {
        try {
          const answer = readAnswer(message);
          if (answer.kind === "end") return;
          if (answer.kind === "decided") {
            onAnswer(answer.accepted, performance.now() - sentAt);
            onDecided(answer.minimum);
          }
          if (isOver() || !send()) resolve();
        } catch (error) {
          reject(new Error("A bid was not answered", { cause: error }));
        }
      };
      if (!send()) resolve();
    });
  }
}
