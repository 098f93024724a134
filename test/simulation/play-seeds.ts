import { runProgram } from "../support/run-program";

/** Of each seed. */
export const COMMANDS = 300;

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

/**
 * Plays seeds in a process of its own, and answers those that fail: inside jest every promise costs several times as much.
 * `npm run -s simulate -- SEED` plays one of them alone; once mended, it goes into `regressions.ts`.
 */
export async function playSeeds(first: number, count: number): Promise<unknown> {
  const numbers = [first, count, COMMANDS].map(String);
  const { out, err, status } = await runProgram("test/simulation/seeds-program.ts", numbers, {}, ROOMY);
  if (status !== 0) throw new Error(`Seeds from ${first} on came to no end: ${err}`);
  return JSON.parse(out);
}
