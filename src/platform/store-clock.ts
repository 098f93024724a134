import type { Instant } from "./time";

/**
 * The store's time, guessed between two readings of it by the node's monotonic clock: for showing, so that clients can
 * count down. Decisions read the store's clock itself.
 */
export class StoreClock {
  private offset: Instant | null = null;

  /** `monotonic`: this node's own clock at the store's pace: microseconds that only go forward, from any start. */
  constructor(readonly monotonic: () => Instant) {}

  /** The store's clock was just read. */
  observe(clock: Instant): void {
    this.offset = clock - this.monotonic();
  }

  now(): Instant {
    if (this.offset === null) throw new Error("The store's clock was never read");
    return this.monotonic() + this.offset;
  }
}
