import type { Instant } from "../../platform/time";

/** Whoever waits so long is told to come again, unless its turn comes in time: overload is said within 250 ms. */
export const SAY_SO_AFTER: Instant = 150_000n;
/** In time: whoever is kept waiting is answered within 2 s, also when it takes a little longer than expected. */
const EXPECTED_WITHIN: Instant = 1_500_000n;
/** Nobody is decided any more who has waited for longer than this, whatever was expected. */
export const LONGEST_WAIT: Instant = 1_500_000n;

/** One who waits for its turn in a queue. */
interface Wait {
  readonly waited: Instant;
  /** For how long the batch before it has been decided. */
  readonly elapsed: Instant;
  /** 1: the next; how many are served until it is, at most. */
  readonly place: number;
}

/** Whom a node's queues of bids can keep waiting, by how long its batches take. Times are the node's own, and decide no bid. */
export class BidPatience {
  private usual: Instant = 0n;

  constructor(private readonly largestBatch: number) {}

  /** One that takes longer counts at once, quicker ones little by little. */
  batchTook(took: Instant): void {
    const eased = (this.usual * 3n) / 4n;
    this.usual = took > eased ? took : eased;
  }

  /** Whether its turn comes in time, if batches take as long as now. */
  isInTime({ waited, elapsed, place }: Wait): boolean {
    // What has taken longer than usual already may well take as long again.
    const batch = elapsed < this.usual ? this.usual : 2n * elapsed;
    const batches = BigInt(Math.ceil(place / this.largestBatch));
    return waited + (batch - elapsed) + batches * batch <= EXPECTED_WITHIN;
  }
}
