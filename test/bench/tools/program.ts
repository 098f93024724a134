import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { inspect } from "node:util";

/** What a program of the benchmarks can be asked: each takes one value and answers one. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what each takes is its own affair
export type Handlers = Record<string, (input: any) => unknown>;

interface Call {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

type Reply =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** A program in a process of its own, so that what it does costs the others nothing. */
export class Program<Known extends Handlers> {
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on("message", (reply: Reply) => this.receive(reply));
    child.once("exit", (code, signal) => this.ended(`It ended with ${signal ?? `status ${code}`}`));
  }

  /** `Known` is the type of what the file gives to `serve`. */
  static start<Known extends Handlers>(
    file: string,
    options: { readonly env?: NodeJS.ProcessEnv; readonly flags?: readonly string[] } = {},
  ): Program<Known> {
    const child = fork(file, {
      env: options.env ?? process.env,
      execArgv: [...(options.flags ?? [])],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return new Program(child);
  }

  call<Name extends string & keyof Known>(
    name: Name,
    input: Parameters<Known[Name]>[0],
  ): Promise<Awaited<ReturnType<Known[Name]>>> {
    const id = (this.calls += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, name, input } satisfies Call, (error) => error && reject(error));
    });
  }

  /** Asks it to end, which it does in its own order, and waits until it has. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, "exit");
    if (this.child.connected) this.child.disconnect();
    await exit;
  }

  private receive(reply: Reply): void {
    const call = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ("error" in reply) call?.reject(new Error(reply.error));
    else call?.resolve(reply.result as never);
  }

  private ended(how: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(how));
    this.waiting.clear();
  }
}

/** The program's side: answers calls until whoever started it has gone, then stops. */
export function serve(handlers: Handlers, stop: () => Promise<void> | void = () => undefined): void {
  process.on("message", ({ id, name, input }: Call) => {
    void Promise.resolve()
      .then(() => handlers[name]?.(input))
      .then(
        (result) => process.send?.({ id, result } satisfies Reply),
        (error: unknown) => process.send?.({ id, error: inspect(error) } satisfies Reply),
      );
  });
  process.on("SIGINT", () => undefined); // Ctrl-C reaches every process; the benchmark ends them in order
  process.once("disconnect", () => {
    void Promise.resolve(stop()).finally(() => process.exit());
  });
}
