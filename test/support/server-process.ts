import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import { awaited } from "./awaited";
import { endWithTests } from "./guardian";

const REPOSITORY = path.join(__dirname, "../..");

/** What the server prints, once, when it takes requests. */
export interface Ready {
  readonly ready: boolean;
  readonly http: string;
  readonly ws: string;
  readonly metrics: string;
  readonly pid: number;
}

/** The server as a process of its own, with all that it prints. */
export class ServerProcess {
  readonly out: string[] = [];
  readonly err: string[] = [];
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  private readonly prints: Interface;
  private readonly logs: Interface;

  private constructor(private readonly child: ChildProcess) {
    const { stdout, stderr } = child;
    if (!stdout || !stderr) throw new Error("What the server prints is not read");
    this.prints = createInterface(stdout).on("line", (line) => this.out.push(line));
    this.logs = createInterface(stderr).on("line", (line) => this.err.push(line));
    const ended = endWithTests("group", Number(child.pid));
    this.ended = once(child, "close").then(([status, signal]) => {
      ended();
      return (status as number | null) ?? (signal as NodeJS.Signals | null);
    });
  }

  /** As people start it, but for the build that comes before. */
  static byNpm(environment: Readonly<Record<string, string>>): ServerProcess {
    const options = { ...environment, npm_config_loglevel: "silent", npm_config_update_notifier: "false" };
    return ServerProcess.run("npm", ["start", "--ignore-scripts"], options);
  }

  /** From its source. */
  static fromSource(environment: Readonly<Record<string, string>>): ServerProcess {
    return ServerProcess.program(["src/main.ts"], environment);
  }

  /** A program of the tests that prints the same line when it takes requests, from its source. */
  static program(file: readonly string[], environment: Readonly<Record<string, string>>): ServerProcess {
    const program = ["--require", "./test/support/typescript.cjs", ...file];
    return ServerProcess.run(process.execPath, program, environment);
  }

  /** What it says when it takes requests. */
  async ready(): Promise<Ready> {
    const [line] =
      this.out.length > 0
        ? this.out
        : await awaited(
            "a ready node",
            this.first(this.prints, () => true),
          );
    return JSON.parse(String(line)) as Ready;
  }

  /** Waits until it logs this. */
  async logged(message: string): Promise<void> {
    const isIt = (line: string) => line.includes(message);
    if (!this.err.some(isIt)) await awaited(`"${message}" in the log`, this.first(this.logs, isIt));
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it and all that it started, where a test has left it running. */
  async end(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
    await awaited("the end of a node", this.ended);
  }

  private async first(lines: Interface, isIt: (line: string) => boolean): Promise<string[]> {
    return Promise.race([
      new Promise<string[]>((resolve) => lines.on("line", (line) => isIt(line) && resolve([line]))),
      this.ended.then((end) => Promise.reject(new Error(`It ended (${end}): ${this.err.join("\n")}`))),
    ]);
  }

  private static run(
    command: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): ServerProcess {
    const env = { PATH: process.env["PATH"], PORT: "0", RECOUP_DURABILITY: "off", ...environment };
    const stdio = ["ignore", "pipe", "pipe"] as const;
    return new ServerProcess(
      spawn(command, args, { cwd: REPOSITORY, env, stdio: [...stdio], detached: true }),
    );
  }
}
