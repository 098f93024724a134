import { setTimeout as delay } from "node:timers/promises";
import { isTransient, type RecoupError } from "./recoup-error";

/** How to go on after a failure that may pass. */
export interface PatienceOptions {
  /** How long to go on without getting through. */
  readonly patienceMilliseconds: number;
  /** The wait after the first failure; it doubles with each, up to the longest. */
  readonly firstWaitMilliseconds: number;
  readonly longestWaitMilliseconds: number;
  /** Told of every failure that will be followed by another attempt. */
  readonly onRetry: (error: RecoupError, waitMilliseconds: number) => void;
}

/** Exponential backoff with jitter, for as long as one's patience lasts. */
export class Patience {
  private failures = 0;
  private failingSince: number | null = null;

  constructor(private readonly options: PatienceOptions) {}

  /** Got through: the next failure is a first one. */
  renew(): void {
    this.failures = 0;
    this.failingSince = null;
  }

  /** Waits before another attempt; throws the failure when another would not help, or patience is at an end. */
  async wait(failure: unknown, signal: AbortSignal): Promise<void> {
    if (!isTransient(failure)) throw failure;
    signal.throwIfAborted();
    const now = performance.now();
    this.failingSince ??= now;
    const { patienceMilliseconds, firstWaitMilliseconds, longestWaitMilliseconds } = this.options;
    if (now - this.failingSince > patienceMilliseconds) throw failure;
    const longest = Math.min(firstWaitMilliseconds * 2 ** this.failures, longestWaitMilliseconds);
    this.failures += 1;
    // Those whom one node's end cut off must not all come back at once.
    const wait = longest * (0.5 + Math.random() / 2);
    this.options.onRetry(failure, wait);
    await delay(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  /** Tries until it succeeds. Only for what may be carried out twice. */
  async until<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (;;) {
      try {
        return await task();
      } catch (error) {
        await this.wait(error, signal);
      }
    }
  }
}
