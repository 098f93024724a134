import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Somebody ends the demo: Ctrl-C, a signal, or a reader of its output that went away. */
export class Interrupted extends Error {
  readonly exitStatus: number;

  constructor(signal: (typeof SIGNALS)[number] | "SIGPIPE") {
    super(`Interrupted by ${signal}`);
    this.exitStatus = 128 + constants.signals[signal];
  }
}

/** Rejects at the first signal; those that follow change nothing, since what runs is being stopped in order. */
export function interruption(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of SIGNALS) process.on(signal, () => reject(new Interrupted(signal)));
    process.stdout.on("error", () => reject(new Interrupted("SIGPIPE")));
  });
}
