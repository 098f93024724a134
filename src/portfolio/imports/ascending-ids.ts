import type { Id } from "../../platform/ids";
import type { Randomness } from "../../platform/randomness";

const PLACE_DIGITS = 4;
const CHANCE_DIGITS = 11;
/** Chance is drawn for so many identifiers at once: one by one it would cost more than all the rest of them. */
const PORTION_DIGITS = 512 * CHANCE_DIGITS;

/**
 * Identifiers for the rows of a batch (65,536 at most) that sort in the order of the rows, which UUIDv7s of one millisecond
 * do not: the first one's time, version and chance, then the row's place, then chance of its own.
 */
export class AscendingIds {
  private readonly prefix: string;
  private place = 0;
  private chance = "";
  private used = 0;

  constructor(
    first: Id,
    private readonly randomness: Randomness,
  ) {
    this.prefix = first.slice(0, 20); // up to and including the variant's digit
  }

  next(): Id {
    if (this.used === this.chance.length) {
      this.chance = Buffer.from(this.randomness.bytes(PORTION_DIGITS / 2)).toString("hex");
      this.used = 0;
    }
    const place = this.place.toString(16).padStart(PLACE_DIGITS, "0");
    const own = this.chance.slice(this.used, this.used + CHANCE_DIGITS);
    this.place += 1;
    this.used += CHANCE_DIGITS;
    return `${this.prefix}${place.slice(0, 3)}-${place.slice(3)}${own}`;
  }
}
