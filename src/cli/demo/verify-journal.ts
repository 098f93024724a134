import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Story } from "./story";

const VERIFY = path.join(__dirname, "../verify.js");

/** Runs `npm run verify`'s program on the demo's database, beside the server, and gives its exit status. */
export async function verifyJournal(story: Story, environment: NodeJS.ProcessEnv): Promise<number | null> {
  story.act("The journal");
  const child = spawn(process.execPath, ["--enable-source-maps", VERIFY], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // Ctrl-C is for the demo
  });
  const exit = once(child, "exit") as Promise<[status: number | null]>;
  const [said, complaints, [status]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  for (const line of `${said}${complaints}`.trim().split("\n")) story.say(line);
  return status;
}
