import { randomInt } from "node:crypto";
import { batchStore, type BatchStore } from "../../../src/auction";
import type { Instant } from "../../../src/platform/time";

// Deliberate bugs that the checker of histories must catch. Tests put them in through the composition root.

/** The clock is read before the lock: a bid that waited for it across the closing time still looks in time. */
export const clockBeforeLock: BatchStore = {
  async read(pipeline, auctionId, commands) {
    const [early] = await pipeline.send([{ text: "SELECT clock_timestamp() AS clock" }]);
    const facts = await batchStore.read(pipeline, auctionId, commands);
    return facts && { ...facts, clock: (early?.rows[0] as { clock: Instant }).clock };
  },
  write: (pipeline, auctionId, result) => batchStore.write(pipeline, auctionId, result),
};

/** Nobody looks whether a key was used: a retry is decided anew. The database's own constraint must be gone for it. */
export const noKeys: BatchStore = {
  async read(pipeline, auctionId, commands) {
    const facts = await batchStore.read(pipeline, auctionId, commands);
    return facts && { ...facts, known: new Map() };
  },
  write: (pipeline, auctionId, result) => batchStore.write(pipeline, auctionId, result),
};
export const DROP_UNIQUE_KEY = `
  DO $$ DECLARE name text; BEGIN
    SELECT conname INTO name FROM pg_constraint WHERE conrelid = 'bid'::regclass AND contype = 'u';
    EXECUTE 'ALTER TABLE bid DROP CONSTRAINT ' || name;
  END $$`;

/** Answers before COMMIT, and now and then the commit does not come: a crash in between loses what was acknowledged. */
export const answerBeforeCommit: BatchStore = {
  read: (pipeline, auctionId, commands) => batchStore.read(pipeline, auctionId, commands),
  async write(pipeline, auctionId, result) {
    if (result.entries.length > 0 && randomInt(10) === 0) await pipeline.send([{ text: "ROLLBACK" }]);
    else await batchStore.write(pipeline, auctionId, result);
  },
};

/** Each node numbers entries from a block of its own, as a sequence with a cache does: later bids get lower numbers. */
export function numbersInBlocks(): BatchStore {
  let last = 1_000 * randomInt(1, 2_000_000);
  return {
    async read(pipeline, auctionId, commands) {
      const facts = await batchStore.read(pipeline, auctionId, commands);
      return facts && { ...facts, head: { ...facts.head, sequence: last } };
    },
    async write(pipeline, auctionId, result) {
      last = result.entries.at(-1)?.sequence ?? last; // taken is taken, also when the transaction fails
      await batchStore.write(pipeline, auctionId, result);
    },
  };
}
