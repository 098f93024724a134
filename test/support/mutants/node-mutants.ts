import { setTimeout as delay } from "node:timers/promises";
import { batchStore, type BatchStore } from "../../../src/auction";
import { BidPatience } from "../../../src/auction/bidding/bid-patience";
import { FairQueue } from "../../../src/auction/bidding/fair-queue";
import { connectPipeline, type StatementPipeline } from "../../../src/platform/database/pipeline";
import { PipelinePool } from "../../../src/platform/database/pipeline-pool";
import { FeedHub } from "../../../src/platform/feeds/feed-hub";
import type { ApplicationOptions } from "../../../src/stages";
import { noKeys, numbersInBlocks } from "./batch-stores";

// What the composition root does not let a test replace is replaced in the class itself, in the mutant's own process.

/** A store that takes so long for a batch of so many: a node of known capacity, however fast the machine. */
const BATCH_MS = 400;
const BATCH_BIDS = 8;
export const SLOW_BIDS_PER_SECOND = (BATCH_BIDS * 1_000) / BATCH_MS;
const slowStore: BatchStore = {
  async read(pipeline, auctionId, commands) {
    await delay(BATCH_MS); // before the lock, which must not be held idly
    return batchStore.read(pipeline, auctionId, commands);
  },
  write: (pipeline, auctionId, result) => batchStore.write(pipeline, auctionId, result),
};
const slow = () => ({ batchStore: slowStore, largestBatch: BATCH_BIDS });

/** Nodes with a deliberate bug, by name. */
export const nodeMutants: Readonly<Record<string, () => ApplicationOptions>> = {
  "no keys": () => ({ batchStore: noKeys }),
  "numbers in blocks": () => ({ batchStore: numbersInBlocks() }),
  "wake-ups alone": () => {
    FeedHub.prototype.poll = () => undefined;
    return {};
  },
  "connects once": () => {
    PipelinePool.prototype.use = useTheFirst;
    return {};
  },
  /** Not a bug, but what the next one is beside. */
  slow,
  "keeps everybody waiting": () => {
    BidPatience.prototype.isInTime = () => true;
    return slow();
  },
  "takes everything": () => {
    BidPatience.prototype.isInTime = () => true;
    Object.defineProperty(FairQueue.prototype, "perFirm", { get: () => Infinity, set: () => undefined });
    return slow();
  },
};

let first: Promise<StatementPipeline> | null = null;

/** One connection for all times. */
async function useTheFirst<Result>(
  this: PipelinePool,
  work: (pipeline: StatementPipeline) => Promise<Result>,
): Promise<Result> {
  const { options } = this as unknown as { options: Parameters<typeof connectPipeline>[0] };
  first ??= connectPipeline({ ...options, onLost: () => undefined });
  return work(await first);
}
