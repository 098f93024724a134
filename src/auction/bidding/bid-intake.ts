import { retryLater } from "../../platform/errors";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { Timers } from "../../platform/timers";
import type { BidAnswer } from "./bid-answer";
import type { BidCommand } from "./bid-command";
import { BidPatience, LONGEST_WAIT, SAY_SO_AFTER } from "./bid-patience";
import { FairQueue } from "./fair-queue";

/** Waiting commands of one firm at most; over that, RETRY_LATER goes to that firm only. */
const WAITING_PER_FIRM = 8;
/** How often it is looked at who can be kept waiting, while a batch takes long. */
const LOOK_MS = 50;

/** Decides a batch of one auction's commands: one answer each, in order; those behind the last answer were not decided. */
export interface BatchDecider {
  decide(auctionId: Id, commands: readonly BidCommand[]): Promise<readonly BidAnswer[]>;
}

interface Waiting {
  readonly command: BidCommand;
  readonly since: Instant;
  /** Whether it was kept waiting when it could have been sent away at once. */
  isKept: boolean;
  readonly answer: (answer: BidAnswer) => void;
  readonly fail: (error: unknown) => void;
}

interface Lane {
  readonly queue: FairQueue<Waiting>;
  /** When the batch that is being decided was begun. */
  began: Instant;
}

/**
 * The queues of bids on this node, one an auction. While one batch commits, the next fills; there is no timer to wait
 * for, so a lone bid goes at once and a crowd shares one commit.
 */
export class BidIntake {
  private readonly lanes = new Map<Id, Lane>();
  private readonly running = new Set<Promise<void>>();
  private readonly patience: BidPatience;

  /** `largestBatch`: commands in one transaction at most; 1 is a transaction each. */
  constructor(
    private readonly decider: BatchDecider,
    private readonly timers: Pick<Timers, "nextTurn" | "every">,
    private readonly monotonic: () => Instant,
    private readonly largestBatch: number,
  ) {
    this.patience = new BidPatience(largestBatch);
  }

  /** How many commands wait on this node; for metrics. */
  get waiting(): number {
    let count = 0;
    for (const lane of this.lanes.values()) count += lane.queue.length;
    return count;
  }

  submit(command: BidCommand): Promise<BidAnswer> {
    const running = this.lanes.get(command.auctionId);
    const lane = running ?? { queue: new FairQueue(WAITING_PER_FIRM), began: 0n };
    return new Promise((answer, fail) => {
      const item = { command, since: this.monotonic(), isKept: false, answer, fail };
      if (!lane.queue.push(command.buyerId, item))
        return fail(retryLater("Your firm has too many bids waiting here."));
      if (running) return;
      this.lanes.set(command.auctionId, lane);
      const drained = this.drain(command.auctionId, lane).finally(() => this.running.delete(drained));
      this.running.add(drained);
    });
  }

  /** Resolves when everything that was submitted has been answered. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** The next batch is on its way before the last one is answered: the database need not wait for that. */
  private async drain(auctionId: Id, lane: Lane): Promise<void> {
    const { queue } = lane;
    let answerLast: () => void = () => undefined;
    await this.timers.nextTurn(); // what the sockets have brought by now shares the first batch
    do {
      const deciding = this.decide(auctionId, this.fresh(queue.take(this.largestBatch)));
      lane.began = this.monotonic();
      const stopLooking = this.timers.every(LOOK_MS, () => this.sendAway(lane));
      answerLast();
      answerLast = await deciding;
      stopLooking();
      this.patience.batchTook(this.monotonic() - lane.began);
    } while (queue.length > 0);
    this.lanes.delete(auctionId);
    answerLast();
  }

  /** Whoever cannot be decided in time is told so at once, not when the batch before it is over. */
  private sendAway({ queue, began }: Lane): void {
    const now = this.monotonic();
    const sentAway = queue.sift((item, place) => {
      const waited = now - item.since;
      if (waited < SAY_SO_AFTER) return true;
      item.isKept ||= this.patience.isInTime({ waited, elapsed: now - began, place });
      return item.isKept && waited <= LONGEST_WAIT;
    });
    for (const { fail } of sentAway) fail(retryLater());
  }

  private fresh(taken: readonly Waiting[]): readonly Waiting[] {
    const oldest = this.monotonic() - LONGEST_WAIT;
    return taken.filter((item) => {
      if (item.since >= oldest) return true;
      item.fail(retryLater());
      return false;
    });
  }

  /** Settles when the batch is decided, with what tells those who wait. */
  private async decide(auctionId: Id, batch: readonly Waiting[]): Promise<() => void> {
    if (batch.length === 0) return () => undefined;
    try {
      const commands = batch.map(({ command }) => command);
      const answers = await this.decider.decide(auctionId, commands);
      return () =>
        batch.forEach((item, index) => {
          const answer = answers[index];
          if (answer) item.answer(answer);
          else item.fail(retryLater()); // something failed behind what was committed
        });
    } catch (error) {
      return () => batch.forEach((item) => item.fail(error));
    }
  }
}
