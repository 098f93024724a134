import { RateLimiterMemory } from "rate-limiter-flexible";
import { ClientError } from "../errors";
import type { Limits } from "../settings-limits";

/** So many a second for each key, on this node. */
export class RateLimit {
  private readonly limiter: RateLimiterMemory;

  constructor(
    private readonly what: string,
    private readonly perSecond: number,
  ) {
    this.limiter = new RateLimiterMemory({ points: perSecond, duration: 1 });
  }

  /** Counts one; throws RATE_LIMITED when the second is used up. */
  async take(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch {
      throw new ClientError(
        "RATE_LIMITED",
        `At most ${this.perSecond} ${this.what} a second; try again in a second.`,
      );
    }
  }
}

/** What each credential may do a second. Keys are `Viewer.credentialId`. */
export class RateLimits {
  readonly operations: RateLimit;
  readonly bids: RateLimit;

  constructor(limits: Pick<Limits, "operationsPerSecond" | "bidsPerSecond">) {
    this.operations = new RateLimit("operations", limits.operationsPerSecond);
    this.bids = new RateLimit("bids", limits.bidsPerSecond);
  }
}
