import { spawn } from "node:child_process";
import path from "node:path";
import type { Writable } from "node:stream";

/** What a test starts that would outlive it, were it killed: a process group by its number, or a folder with servers in it. */
type Kept = readonly [kind: "group", group: number] | readonly [kind: "folder", folder: string];

/** Has something ended that this process leaves behind, however it ends; answers how to take that back. */
export function endWithTests(...kept: Kept): () => void {
  tell("keep", kept);
  return () => tell("forget", kept);
}

function tell(what: "keep" | "forget", kept: Kept): void {
  guardian ??= start();
  guardian.write(`${JSON.stringify([what, ...kept])}\n`);
}

let guardian: Writable | null = null;

/** In a group of its own, since Ctrl-C is for the tests; neither it nor the pipe to it keeps them from ending. */
function start(): Writable {
  const child = spawn(process.execPath, [path.join(__dirname, "guardian-process.cjs")], {
    stdio: ["pipe", "ignore", "inherit"],
    detached: true,
  });
  child.unref();
  const { stdin } = child;
  (stdin as Writable & { unref(): void }).unref();
  return stdin.on("error", () => undefined); // it was killed: then nobody cleans up
}
