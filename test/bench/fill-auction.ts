import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { PipelinePool } from "../../src/platform/database/pipeline-pool";
import { systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { systemTimers } from "../../src/platform/timers";
import { batchStore } from "../../src/auction";
import { Arbiter } from "../../src/auction/bidding/arbiter";
import { ClockGuard } from "../../src/auction/clock-guard";
import { commandOf } from "../support/bid-command";
import type { OpenAuction } from "./set-up";

const BATCH = 1_000;
/** As in the hot auction, every third bid comes too late. */
const LATE_EVERY = 3;

/** Puts bids into an auction past the API, for speed, but decided, journalled and hashed as every bid is. */
export async function fillAuction(databaseUrl: string, auction: OpenAuction, count: number): Promise<void> {
  const database = await new DataSource(dataSourceOptions({ url: databaseUrl, poolSize: 1 })).initialize();
  const settings = { synchronous_commit: "off", jit: "off" }; // nobody is told of these bids
  const pool = new PipelinePool({ url: databaseUrl, name: "recoup bench", settings, pipelined: true }, 1);
  try {
    const firms = await participantsOf(database, auction.id);
    const arbiter = createArbiter(pool);
    for (let done = 0; done < count; done += BATCH) {
      const size = Math.min(BATCH, count - done);
      const commands = Array.from({ length: size }, (_, index) => {
        const isLate = index % LATE_EVERY === LATE_EVERY - 1;
        if (!isLate) auction.cents += 1;
        return commandOf(auction.id, firms[(done + index) % firms.length] ?? "", BigInt(auction.cents));
      });
      await arbiter.decide(auction.id, commands);
    }
    // What autovacuum would have done in the time that so many bids take.
    for (const table of ["bid", "journal_entry"]) await database.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await pool.end();
    await database.destroy();
  }
}

async function participantsOf(database: DataSource, auctionId: Id): Promise<Id[]> {
  const rows: { buyer_id: Id }[] = await database.query(
    "SELECT buyer_id FROM participant WHERE auction_id = $1 ORDER BY paddle",
    [auctionId],
  );
  return rows.map((row) => row.buyer_id);
}

function createArbiter(pool: PipelinePool): Arbiter {
  const unexpected = () => Promise.reject(new Error("The auction is open and stays so"));
  return new Arbiter({
    pool,
    store: batchStore,
    randomness: systemRandomness,
    timers: systemTimers,
    clockGuard: new ClockGuard(() => process.hrtime.bigint() / 1_000n),
    advance: unexpected,
    pauseForClock: unexpected,
    onCommitted: () => undefined,
    onFound: () => undefined,
    onDecided: () => undefined,
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  });
}
