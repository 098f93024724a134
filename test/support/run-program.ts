import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";

const REPOSITORY = path.join(__dirname, "../..");

/**
 * Runs one of the project's programs from its source to its end, with nothing of this process's environment but PATH;
 * `flags` are node's own.
 */
export async function runProgram(
  file: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<{ readonly out: string; readonly err: string; readonly status: number }> {
  const program = [...flags, "--require", "./test/support/typescript.cjs", file, ...options];
  const child = spawn(process.execPath, program, {
    cwd: REPOSITORY,
    env: { PATH: process.env["PATH"], ...environment },
  });
  const exit = once(child, "exit") as Promise<[status: number]>;
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, status };
}
