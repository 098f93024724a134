import type { Instant } from "../../src/platform/time";
import type { Timers } from "../../src/platform/timers";
import type { Line } from "./connection";
import { MILLISECOND, type Scheduler, type VirtualTime } from "./scheduler";
import type { Session } from "./simulated-database";

/**
 * The process that a node runs in: its timers, its own clock and its connections. Frozen, it goes on later where it was;
 * killed, nothing that it waited for ever comes.
 */
export class Host {
  readonly line: Line;
  readonly timers: Timers;
  private readonly sessions = new Set<Session>();
  private isAlive = true;
  private frozenUntil: VirtualTime = 0;

  constructor(
    private readonly scheduler: Scheduler,
    wire: Omit<Line, "deliver" | "sessions">,
  ) {
    this.line = { ...wire, deliver: (run) => this.deliver(run), sessions: this.sessions };
    this.timers = {
      now: () => scheduler.now / MILLISECOND,
      nextTurn: () => new Promise((resolve) => scheduler.after(0, () => this.deliver(resolve))),
      after: (milliseconds, callback) =>
        scheduler.after(milliseconds * MILLISECOND, () => this.deliver(callback)),
      every: (milliseconds, callback) => this.every(milliseconds * MILLISECOND, callback),
    };
  }

  get isRunning(): boolean {
    return this.isAlive;
  }

  monotonic(): Instant {
    return BigInt(this.scheduler.now);
  }

  deliver(run: () => void): void {
    if (!this.isAlive) return;
    const wait = this.frozenUntil - this.scheduler.now;
    if (wait > 0) this.scheduler.after(wait, () => this.deliver(run));
    else run();
  }

  freeze(microseconds: number): void {
    this.frozenUntil = Math.max(this.frozenUntil, this.scheduler.now + microseconds);
  }

  /** The database learns of it behind what the node has sent before. */
  kill(): void {
    this.isAlive = false;
    const sessions = [...this.sessions];
    this.scheduler.after(this.line.silence(), () => sessions.forEach((session) => session.end()));
  }

  private every(microseconds: number, callback: () => void): () => void {
    let stop: () => void = () => undefined;
    const again = (): void => {
      stop = this.scheduler.after(microseconds, () =>
        this.deliver(() => {
          again();
          callback();
        }),
      );
    };
    again();
    return () => stop();
  }
}
