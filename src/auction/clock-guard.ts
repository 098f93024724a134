import { ClientError } from "../platform/errors";
import { MICROSECONDS_PER_SECOND, seconds, type Instant } from "../platform/time";

/** How much further the database's clock may have moved than the node's own before the node stops deciding. */
export const LARGEST_CLOCK_STEP = 2n * MICROSECONDS_PER_SECOND;
/** A clock that jumped, and has gone evenly for so long since, has come to stay: operators had time to stop the sales. */
export const LASTING = seconds(60);

/** The database's clock, and the node's own when it was asked for. */
interface Reading {
  readonly database: Instant;
  readonly asked: Instant;
}

/**
 * Watches the database's clock against the node's monotonic one (auction-rules.md, "Time"). A clock that jumps ahead, after
 * a fail-over say, would close auctions early: the node then decides nothing until the clocks agree again, or the step
 * has lasted.
 */
export class ClockGuard {
  private agreed: Reading | null = null;
  /** The first reading behind a jump. */
  private jumped: Reading | null = null;

  /** `now`: microseconds of the node's own clock, one that only ever moves forward. */
  constructor(readonly now: () => Instant) {}

  /**
   * Has the database's clock moved as the node's own has, within the step allowed? `asked`: `now` before the database was
   * asked for its clock. The answer may have come much later, to a node that was stopped meanwhile say; had the node's
   * time been taken then, the next answer would look like a jump, and so would every one after it.
   */
  agrees(database: Instant, asked: Instant): boolean {
    const reading = { database, asked };
    if (this.agreed && this.isAhead(reading, this.agreed) && !this.hasLasted(reading)) return false;
    this.agreed = reading;
    this.jumped = null;
    return true;
  }

  /** For operators: what is wrong; null when the clocks agree. */
  get doubt(): string | null {
    return this.jumped && "the database's clock has jumped ahead of this node's";
  }

  private isAhead({ database }: Reading, before: Reading): boolean {
    return database - before.database - (this.now() - before.asked) > LARGEST_CLOCK_STEP;
  }

  /** A clock that jumps again, or falls back from where it jumped to, has not come to stay. */
  private hasLasted(reading: Reading): boolean {
    const { jumped } = this;
    const isEven = jumped !== null && !this.isAhead(reading, jumped) && !isBehind(reading, jumped);
    if (!isEven) this.jumped = reading;
    return isEven && reading.asked - jumped.asked >= LASTING;
  }

  /** Throws unless they agree. */
  check(database: Instant, asked: Instant): void {
    if (!this.agrees(database, asked)) throw new ClockStepped();
  }
}

function isBehind(reading: Reading, before: Reading): boolean {
  return reading.asked - before.asked - (reading.database - before.database) > LARGEST_CLOCK_STEP;
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
