import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Story } from "./story";

interface Program {
  /** From here. */
  readonly program: string;
  readonly arguments?: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs one of the project's programs, tells what it says, and gives its exit status. */
export async function runProgram(
  story: Story,
  { program, arguments: given = [], environment }: Program,
): Promise<number | null> {
  const child = spawn(process.execPath, ["--enable-source-maps", path.join(__dirname, program), ...given], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // Ctrl-C is for the demo
  });
  const exit = once(child, "exit") as Promise<[status: number | null]>;
  const [said, complaints, [status]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  const lines = `${said}${complaints}`.split("\n").filter((line) => line.trim() !== "");
  for (const line of lines) story.say(line);
  return status;
}
