import { ClientError } from "../platform/errors";
import { MICROSECONDS_PER_SECOND, type Instant } from "../platform/time";

/** How much further the database's clock may have moved than the node's own before the node stops deciding. */
export const LARGEST_CLOCK_STEP = 2n * MICROSECONDS_PER_SECOND;

/**
 * Watches the database's clock against the node's monotonic one (auction-rules.md, "Time"). A clock that jumps ahead, after
 * a fail-over say, would close auctions early: the node then decides nothing until the clocks agree again.
 */
export class ClockGuard {
  private agreed: { readonly database: Instant; readonly asked: Instant } | null = null;

  /** `now`: microseconds of the node's own clock, one that only ever moves forward. */
  constructor(readonly now: () => Instant) {}

  /**
   * Has the database's clock moved as the node's own has, within the step allowed? `asked`: `now` before the database was
   * asked for its clock. The answer may have come much later, to a node that was stopped meanwhile say; had the node's
   * time been taken then, the next answer would look like a jump, and so would every one after it.
   */
  agrees(database: Instant, asked: Instant): boolean {
    const { agreed } = this;
    if (agreed && database - agreed.database - (this.now() - agreed.asked) > LARGEST_CLOCK_STEP) return false;
    this.agreed = { database, asked };
    return true;
  }

  /** Throws unless they agree. */
  check(database: Instant, asked: Instant): void {
    if (!this.agrees(database, asked)) throw new ClockStepped();
  }
}

/** The database's clock moved further than the node's own: an alarm, and nothing is decided here, by bid or by time. */
export class ClockStepped extends ClientError {
  constructor() {
    super(
      "RETRY_LATER",
      "The database's clock moved over 2 s further than this node's; nothing is decided until they agree.",
    );
  }
}
