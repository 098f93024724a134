import { availableParallelism } from "node:os";
import { runProgram } from "../support/run-program";
import { REGRESSIONS } from "./regressions";
import { simulate, type Run } from "./simulation";

/** Enough for a run beside all other tests; `.ci/run` plays 2,000 when they are done, with the machine to themselves. */
const SEEDS = Number(process.env["RECOUP_SIMULATION_SEEDS"] ?? 300);
const COMMANDS = 300;
/** Seeds are played in processes of their own: inside jest every promise costs several times as much. */
const PROCESSES = availableParallelism();
/**
 * What a run leaves behind fits into the young generation, and is not moved about while it lives. All processors are busy
 * playing: threads that collect beside it only get in each other's way.
 */
const ROOMY = [
  "--min-semi-space-size=128",
  "--max-semi-space-size=128",
  "--single-threaded-gc",
  "--no-allocation-site-pretenuring",
];
/** 2,000 take about a minute on two processors of their own; others may be at work beside them. */
const PATIENCE_MS = 1_800_000;

/** What to do with a failure: `npm run -s simulate -- SEED` plays it alone; once mended, it goes into `regressions.ts`. */
async function play(first: number, count: number): Promise<unknown> {
  const numbers = [first, count, COMMANDS].map(String);
  const { out, err, status } = await runProgram("test/simulation/seeds-program.ts", numbers, {}, ROOMY);
  if (status !== 0) throw new Error(`Seeds from ${first} on came to no end: ${err}`);
  return JSON.parse(out);
}

/** All that a run decided, and what its clients got, in the order in which it happened. */
function trace({ auctions, sent, subscribers }: Run): unknown {
  return {
    entries: [...auctions.values()].map(({ entries }) => entries.map(({ hash }) => hash.toString("hex"))),
    replies: sent.map(({ replies }) => replies.map(({ at, content }) => [at, content])),
    received: subscribers.map(({ followings }) => followings),
  };
}

it(
  `every promise is kept through ${SEEDS} seeds of ${COMMANDS} commands`,
  async () => {
    const share = Math.ceil(SEEDS / PROCESSES);
    const shares = Array.from({ length: PROCESSES }, (_, index) => play(1 + index * share, share));
    expect((await Promise.all(shares)).flat()).toEqual([]);
  },
  PATIENCE_MS,
);

it.each(REGRESSIONS)("seed $seed: $found", async ({ seed }) => {
  expect(await play(seed, 1)).toEqual([]);
});

it("a seed is the same story every time", async () => {
  const seed = 7;
  expect(trace(await simulate(seed, COMMANDS))).toEqual(trace(await simulate(seed, COMMANDS)));
});
