import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { startEmbedded } from "../../platform/database/embedded";
import { StepFailed } from "./step-failed";

const MAIN = path.join(__dirname, "../../main.js");
const LOG_LINES_SHOWN = 15;
/** A server that is asked to stop and has not by then is stuck. */
const STOP_MILLISECONDS = 60_000;

/** What the server says when it takes requests. */
export interface Addresses {
  readonly http: string;
  readonly ws: string;
  readonly metrics: string;
}

/** The server as everybody starts it: a process of its own, of which the demo knows what it prints. */
export class DemoServer {
  readonly logFile: string;
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private isAskedToStop = false;

  constructor(
    environment: NodeJS.ProcessEnv,
    private readonly folder: string,
  ) {
    this.logFile = path.join(folder, "server.log");
    const log = openSync(this.logFile, "a");
    this.child = spawn(process.execPath, ["--enable-source-maps", MAIN], {
      env: environment,
      stdio: ["ignore", "pipe", log],
      detached: true, // Ctrl-C is for the demo, which then stops the server in order
    });
    closeSync(log);
    this.exited = once(this.child, "exit").then(
      () => undefined,
      () => undefined, // it could not be started at all: then it has no exit code
    );
  }

  /** Its addresses, once it takes requests. */
  async ready(): Promise<Addresses> {
    const { stdout } = this.child;
    if (!stdout) throw new Error("The server's output is not read");
    for await (const line of createInterface({ input: stdout })) return JSON.parse(line) as Addresses;
    return this.ended();
  }

  /** Rejects when the server ends though nobody asked it to. */
  async ended(): Promise<never> {
    await this.exited;
    if (this.isAskedToStop) return new Promise(() => undefined);
    throw new StepFailed(`The server ended by itself (${this.exitInWords()}).\n${this.lastOfLog()}`);
  }

  /** Asks it to stop, and waits until it has: its port is free then, and its PostgreSQL gone. */
  async stop(): Promise<void> {
    const wasRunning = !this.hasExited();
    if (wasRunning) await this.askToStop();
    if (this.child.signalCode !== null) await stopWhatWasLeft(this.folder);
    if (!wasRunning || this.child.exitCode === 0) return;
    throw new StepFailed(`The server did not stop in order (${this.exitInWords()}).\n${this.lastOfLog()}`);
  }

  private async askToStop(): Promise<void> {
    this.isAskedToStop = true;
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), STOP_MILLISECONDS);
    await this.exited;
    clearTimeout(timer);
  }

  private hasExited(): boolean {
    const { pid, exitCode, signalCode } = this.child;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }

  private exitInWords(): string {
    const { exitCode, signalCode } = this.child;
    return signalCode === null ? `exit status ${exitCode ?? "unknown"}` : signalCode;
  }

  private lastOfLog(): string {
    const log = readFileSync(this.logFile, "utf8").trimEnd();
    if (log === "") return "Its log is empty.";
    return ["The end of its log:", ...log.split("\n").slice(-LOG_LINES_SHOWN)].join("\n");
  }
}

/** A server that is killed leaves its PostgreSQL; whoever comes next owns it, and may stop it. */
async function stopWhatWasLeft(folder: string): Promise<void> {
  const left = await startEmbedded({ folder, brief: true });
  await left.stop();
}
