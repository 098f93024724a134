import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";

/** A program under test in a process of its own: it prints a JSON value on a line and reads orders from its input. */
export class Program {
  private readonly lines: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;
  private problems = "";

  private constructor(
    private readonly child: ChildProcess,
    output: Interface,
  ) {
    this.lines = output[Symbol.asyncIterator]();
    this.ended = once(child, "exit");
    child.stderr?.on("data", (text) => (this.problems += text));
  }

  /** Runs `file` of the project (the repository, or a copy of parts of it) from its source. */
  static start(
    file: string,
    args: readonly string[],
    options: { readonly project?: string; readonly uid?: number; readonly gid?: number } = {},
  ): Program {
    const { project = path.join(__dirname, "../.."), ...user } = options;
    const child = spawn(
      process.execPath,
      ["--require", path.join(project, "test/support/typescript.cjs"), path.join(project, file), ...args],
      { ...user, cwd: project, stdio: ["pipe", "pipe", "pipe"] },
    );
    return new Program(child, createInterface(child.stdout));
  }

  async answer<Answer>(): Promise<Answer> {
    const line = await this.lines.next();
    if (line.done) throw new Error(`The program ended without an answer: ${this.problems}`);
    return JSON.parse(line.value) as Answer;
  }

  order(word: string): void {
    this.child.stdin?.write(`${word}\n`);
  }

  /** Closes its input, which asks it to end, and waits until it has. */
  async end(): Promise<void> {
    this.child.stdin?.end();
    await this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}
