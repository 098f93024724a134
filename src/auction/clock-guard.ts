import { MICROSECONDS_PER_SECOND, type Instant } from "../platform/time";

/** How much further the database's clock may have moved than the node's own before the node stops deciding. */
export const LARGEST_CLOCK_STEP = 2n * MICROSECONDS_PER_SECOND;

/**
 * Watches the database's clock against the node's monotonic one (auction-rules.md, "Time"). A clock that jumps ahead, after
 * a fail-over say, would close auctions early: the node then decides nothing until the clocks agree again.
 */
export class ClockGuard {
  private agreed: { readonly database: Instant; readonly node: Instant } | null = null;

  /** `monotonic`: microseconds of a clock that only ever moves forward. */
  constructor(private readonly monotonic: () => Instant) {}

  /** Has the database's clock moved as the node's own has, within the step allowed? */
  agrees(database: Instant): boolean {
    const node = this.monotonic();
    if (this.agreed && database - this.agreed.database - (node - this.agreed.node) > LARGEST_CLOCK_STEP)
      return false;
    this.agreed = { database, node };
    return true;
  }
}
