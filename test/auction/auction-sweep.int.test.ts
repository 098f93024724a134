import { AuctionSweep } from "../../src/auction/course/auction-sweep";
import { sweepStore } from "../../src/auction/course/auction-sweep.store";
import { ClockGuard } from "../../src/auction/clock-guard";
import type { Id } from "../../src/platform/ids";
import { StoreClock } from "../../src/platform/store-clock";
import { seconds } from "../../src/platform/time";
import { AuctionWorld } from "../support/auction-world";
import { ManualTimers } from "../support/manual-timers";

let world: AuctionWorld;

beforeAll(async () => {
  world = await AuctionWorld.start();
});
afterAll(() => world.stop());

const monotonic = () => process.hrtime.bigint() / 1_000n;

function sweepWith(more: { advance?: (auctionId: Id) => Promise<unknown>; clockGuard?: ClockGuard }) {
  const timers = new ManualTimers();
  const sweep = new AuctionSweep({
    store: sweepStore(world.database),
    timers,
    pace: 1,
    clock: new StoreClock(monotonic),
    clockGuard: new ClockGuard(monotonic),
    advance: (auctionId) => world.desk.advance(auctionId),
    onError: (error) => world.errors.push(error),
    ...more,
  });
  return { sweep, timers };
}

describe("the sweep", () => {
  it("passes over an auction whose lock is held, and brings up the others", async () => {
    const held = await world.auction({ opensIn: -1, closesIn: 3_600 });
    const due = await world.auction({ opensIn: -1, closesIn: 3_600 });
    const advanced: Id[] = [];
    const { sweep, timers } = sweepWith({
      advance: (auctionId) => Promise.resolve(advanced.push(auctionId)),
    });
    const holder = world.database.createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT FROM journal_stream WHERE id = $1 FOR NO KEY UPDATE", [held]);
    await sweep.start();
    timers.advance(250);
    await sweep.stop();
    await holder.rollbackTransaction();
    await holder.release();
    expect(advanced).toContain(due);
    expect(advanced).not.toContain(held);
  });

  it("notes that bids can be taken only while the node believes the clock", async () => {
    const beats = async () =>
      (await world.database.query<unknown[]>("SELECT 1 FROM intake_heartbeat")).length;
    const clockGuard = new ClockGuard(monotonic);
    const { database } = world;
    const [{ clock }] = await database.query<[{ clock: bigint }]>("SELECT clock_timestamp() AS clock");
    clockGuard.agrees(clock - seconds(10), clockGuard.now()); // it was behind by so much, a moment ago
    clockGuard.agrees(clock, clockGuard.now());
    await database.query("DELETE FROM intake_heartbeat");
    await expect(sweepWith({ clockGuard }).sweep.start()).rejects.toThrow(/clock moved/);
    expect(await beats()).toBe(0);
    const believing = sweepWith({});
    await believing.sweep.start();
    await believing.sweep.stop();
    expect(await beats()).toBe(1);
  });
});
