import type { Id } from "../platform/ids";
import type { Randomness } from "../platform/randomness";

const PLACE_DIGITS = 4;
const CHANCE_BYTES = 6;
const CHANCE_DIGITS = 11;

/**
 * Identifiers for the rows of a batch (65,536 at most) that sort in the order of the rows, which UUIDv7s of one millisecond
 * do not: the first one's time, version and chance, then the row's place, then chance of its own.
 */
export class AscendingIds {
  private readonly prefix: string;
  private place = 0;

  constructor(
    first: Id,
    private readonly randomness: Randomness,
  ) {
    this.prefix = first.slice(0, 20); // up to and including the variant's digit
  }

  next(): Id {
    const place = this.place.toString(16).padStart(PLACE_DIGITS, "0");
    const chance = Buffer.from(this.randomness.bytes(CHANCE_BYTES)).toString("hex", 0, CHANCE_BYTES);
    this.place += 1;
    return `${this.prefix}${place.slice(0, 3)}-${place.slice(3)}${chance.slice(0, CHANCE_DIGITS)}`;
  }
}
