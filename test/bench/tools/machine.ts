import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { median, round } from "./statistics";

const PAGE = Buffer.alloc(8_192, 1);
const PAGES = 256;

/** What the figures depend on. */
export function describeMachine(folder: string): Record<string, unknown> {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model ?? "unknown",
    cores: os.availableParallelism(),
    memoryMb: round(os.totalmem() / 2 ** 20),
    loadAverage: round(os.loadavg()[0] ?? 0, 2),
    platform: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.version,
    fileSystemType: `0x${statfsSync(folder).type.toString(16)}`,
  };
}

/**
 * How long the disk takes to keep one page, as PostgreSQL asks it to at every commit: written over the pages of a file
 * that has its size, as those of its log have.
 */
export function measureFsyncMicros(folder: string): number {
  const name = path.join(folder, "fsync");
  const file = openSync(name, "w");
  try {
    for (let page = 0; page < PAGES; page += 1) writeSync(file, PAGE);
    fsyncSync(file);
    const times: number[] = [];
    for (let page = 0; page < PAGES; page += 1) {
      const begun = performance.now();
      writeSync(file, PAGE, 0, PAGE.length, page * PAGE.length);
      fdatasyncSync(file);
      times.push((performance.now() - begun) * 1_000);
    }
    return round(median(times));
  } finally {
    closeSync(file);
    rmSync(name);
  }
}
