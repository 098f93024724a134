import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a process has used since it started. */
export interface Usage {
  readonly cpuMicros: number;
  /** The most memory that it ever held. */
  readonly peakRssKilobytes: number;
}

export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, peakRssKilobytes: process.resourceUsage().maxRSS };
}

/** What the process holds on to: after everything that could go has gone. Buffers are in it, the system's own are not. */
export function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 3; round += 1) collect();
}
