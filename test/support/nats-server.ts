import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { endWithTests } from "./guardian";

/** Debian's package `nats-server`, which `.ci/run` installs; tests of it are skipped where it is not. */
export const hasNats = spawnSync("nats-server", ["--version"]).status === 0;

/** A NATS server of a test's own, to be killed and started again, at another port. */
export class NatsServer {
  private constructor(
    private child: ChildProcess,
    public port: number,
  ) {}

  static async start(): Promise<NatsServer> {
    const { child, port } = await launch();
    return new NatsServer(child, port);
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  async restart(): Promise<void> {
    ({ child: this.child, port: this.port } = await launch());
  }

  async kill(): Promise<void> {
    const ended = once(this.child, "exit");
    if (this.child.kill("SIGKILL")) await ended;
  }
}

/** It says on its log at which free port it listens. */
async function launch(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn("nats-server", ["--addr", "127.0.0.1", "--port", "-1"], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  child.once("exit", endWithTests("group", Number(child.pid)));
  for await (const line of createInterface(child.stderr)) {
    const [, port] = /Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (port !== undefined) {
      child.stderr.resume();
      return { child, port: Number(port) };
    }
  }
  throw new Error("The NATS server ended before it listened");
}
