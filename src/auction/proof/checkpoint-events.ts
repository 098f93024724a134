import { Repeater } from "@repeaterjs/repeater";
import type { Id } from "../../platform/ids";
import type { PublishedCheckpoint } from "../../platform/proof/checkpoint.store";
import type { Timers } from "../../platform/timers";

/** How often the table is looked at, whatever anybody said: covers lost wake-ups. */
const POLL_MS = 1_000;

export interface CheckpointSource {
  /** The next checkpoints behind a size, in order; empty when there is none yet. */
  readonly read: (size: number) => Promise<readonly PublishedCheckpoint[]>;
  /** Is the auction over, and all of its journal up to this size covered? */
  readonly isLast: (size: number) => Promise<boolean>;
  /** Calls when there may be a new one; the answer ends it. */
  readonly onPublished: (listener: (stream: Id) => void) => () => void;
}

/** An auction's checkpoints behind a size: those that there are, then each as it is published, in order, once. */
export function checkpointEvents(
  auctionId: Id,
  after: number,
  source: CheckpointSource,
  timers: Timers,
): AsyncIterableIterator<PublishedCheckpoint> {
  return new Repeater<PublishedCheckpoint>(async (push, stop) => {
    let [isOpen, size, wake] = [true, after, () => {}];
    const stopListening = source.onPublished((stream) => {
      if (stream === auctionId) wake();
    });
    const stopPolling = timers.every(POLL_MS, () => wake());
    void stop.then(() => {
      isOpen = false;
      stopListening();
      stopPolling();
      wake();
    });
    while (isOpen) {
      const published = new Promise<void>((resolve) => (wake = resolve)); // before the read, so that nothing falls between
      const news = await source.read(size);
      for (const checkpoint of news) {
        await push(checkpoint);
        size = checkpoint.size;
      }
      if (news.length > 0) continue;
      if (await source.isLast(size)) break;
      await published;
    }
    stop();
  });
}
