import { OpeningSweep } from "../../../src/auction/sealing/opening-sweep";
import type { Entry } from "../../../src/platform/journal/chain";
import { ManualTimers } from "../../support/manual-timers";

const AUCTION = "0190b000-0000-7000-8000-000000000001";

function setUp() {
  const timers = new ManualTimers();
  const opened: string[] = [];
  const sweep = new OpeningSweep({
    timers,
    awaiting: () => Promise.resolve([AUCTION]),
    open: (auctionId) => Promise.resolve(void opened.push(auctionId)),
    onError: (error) => expect(error).toBeUndefined(),
  });
  const committed = (type: string) => sweep.committed([{ type } as Entry]);
  return { timers, opened, sweep, committed };
}

it.each(["AuctionClosed", "RoundClosed"])("opens at once behind its node's own %s", async (type) => {
  const { opened, sweep, committed } = setUp();
  sweep.start();
  committed("BidAccepted");
  await sweep.stop();
  expect(opened).toEqual([]);
  sweep.start();
  committed(type);
  await sweep.stop();
  expect(opened).toEqual([AUCTION]);
});

it("looks for what other nodes closed every 250 ms, and at what goes on waiting every 2 s", async () => {
  const { timers, opened, sweep } = setUp();
  sweep.start();
  const counts: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    timers.advance(250);
    await new Promise((resolve) => setImmediate(resolve));
    counts.push(opened.length);
  }
  await sweep.stop();
  expect(counts).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2, 2]);
  expect(sweep.waiting).toBe(1);
});

it("begins nothing before it is started, nor once it is stopped", async () => {
  const { timers, opened, sweep, committed } = setUp();
  committed("AuctionClosed");
  sweep.start();
  await sweep.stop();
  committed("AuctionClosed");
  timers.advance(10_000);
  await sweep.stop();
  expect(opened).toEqual([]);
});
