import { readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { isRunning, thisProcess, type ProcessIdentity } from "./embedded-process";

/** Who starts and stops the server of a data folder. */
export interface Owner extends ProcessIdentity {
  /** A program that soon ends and takes its server with it: others wait for that instead of joining. */
  readonly brief: boolean;
}

export type Claim =
  | { readonly kind: "owned"; readonly release: () => void }
  | { readonly kind: "taken"; readonly owner: Owner };

const PREFIX = "owner.";
const FREE = "free";
/** Numbers kept behind the last: whoever still looks at one of them must find its successor taken. */
const KEPT = 8;

/**
 * Claims the ownership of a data folder, or says who has it. It ends with `release`, or with its process, however that
 * ends.
 *
 * Owners are numbered, and each is a symbolic link whose target names the process: made whole or not at all, and
 * refused when it exists. An owner that died is not removed but succeeded, by number. Removing a stale lock cannot be
 * done safely: between looking at it and removing it somebody else may have put a living one in its place.
 */
export function claimDataFolder(folder: string, brief: boolean): Claim {
  for (;;) {
    const last = lastNumber(folder);
    const owner = readOwner(folder, last);
    if (owner && isRunning(owner)) return { kind: "taken", owner };
    const mine = last + 1;
    if (!tryToWrite(folder, mine, { ...thisProcess(), brief })) continue;
    if (lastNumber(folder) !== mine) {
      // We slept while the numbers went past and ours was tidied away: it is nobody's any more.
      rmSync(fileOf(folder, mine));
      continue;
    }
    rmSync(fileOf(folder, mine - KEPT), { force: true });
    return { kind: "owned", release: () => release(folder, mine) };
  }
}

function lastNumber(folder: string): number {
  const numbers = readdirSync(folder)
    .filter((name) => /^owner\.\d+$/.test(name))
    .map((name) => Number(name.slice(PREFIX.length)));
  return Math.max(0, ...numbers);
}

function readOwner(folder: string, number: number): Owner | null {
  if (number === 0) return null;
  try {
    const target = readlinkSync(fileOf(folder, number));
    return target === FREE ? null : (JSON.parse(target) as Owner);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null; // tidied away: the claim will notice
    throw error;
  }
}

function tryToWrite(folder: string, number: number, owner: Owner): boolean {
  try {
    symlinkSync(JSON.stringify(owner), fileOf(folder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The number stays taken, so that it is never given twice. */
function release(folder: string, number: number): void {
  const free = path.join(folder, `released.${number}`);
  symlinkSync(FREE, free);
  renameSync(free, fileOf(folder, number));
}

function fileOf(folder: string, number: number): string {
  return path.join(folder, `${PREFIX}${number}`);
}
