import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process, told apart from a later one that got the same number by when it began. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly began: string;
}

interface Process extends ProcessIdentity {
  readonly command: string;
}

export function thisProcess(): ProcessIdentity {
  const found = findProcess(process.pid);
  if (!found) throw new Error("This process cannot see itself: is /proc mounted?");
  return { pid: found.pid, began: found.began };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.began === identity.began;
}

/** Does a process with this number run, with this text in its command line? */
export function isRunningCommand(pid: number, text: string): boolean {
  return findProcess(pid)?.command.includes(text) ?? false;
}

/** A zombie has ended: only its parent has not asked how. */
function findProcess(pid: number): Process | null {
  return process.platform === "linux" ? readProc(pid) : askPs(pid);
}

function readProc(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in brackets and may hold anything; what follows it are fields 3 (state) and on.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    // Field 22 counts clock ticks since the machine started, so it names a moment only together with that start.
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { pid, began: `${boot}/${fields[19]}`, command };
  } catch {
    return null;
  }
}

function askPs(pid: number): Process | null {
  const ps = spawnSync("ps", ["-o", "state=,lstart=,command=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const match = /^(\S+)\s+(\S+ +\S+ +\S+ +\S+ +\S+)\s+(.*)$/.exec((ps.stdout ?? "").trim());
  if (!match || match[1]?.startsWith("Z")) return null;
  return { pid, began: match[2] ?? "", command: match[3] ?? "" };
}
