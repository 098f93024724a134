import { availableParallelism } from "node:os";
import { COMMANDS, playSeeds } from "./play-seeds";

/** Enough for a run beside all other tests; `.ci/run` plays 2,000 when they are done, with the machine to themselves. */
const SEEDS = Number(process.env["RECOUP_SIMULATION_SEEDS"] ?? 300);
const PROCESSES = availableParallelism();
/** 2,000 take about a minute on two processors of their own; others may be at work beside them. */
const PATIENCE_MS = 1_800_000;

it(
  `every promise is kept through ${SEEDS} seeds of ${COMMANDS} commands`,
  async () => {
    const share = Math.ceil(SEEDS / PROCESSES);
    const shares = Array.from({ length: PROCESSES }, (_, index) => playSeeds(1 + index * share, share));
    expect((await Promise.all(shares)).flat()).toEqual([]);
  },
  PATIENCE_MS,
);
