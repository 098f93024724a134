import type { Id } from "../platform/ids";
import type { Randomness } from "../platform/randomness";

const PLACE_DIGITS = 4;
const CHANCE_DIGITS = 11;

/**
 * Identifiers for the rows of a batch (65,536 at most) that sort in the order of the rows, which UUIDv7s of one millisecond
 * do not: the first one's time, version and chance, then the row's place, then chance of its own. Made at once, because one
 * by one they would cost as much as sealing a row.
 */
export function ascendingIds(first: Id, count: number, randomness: Randomness): Id[] {
  const prefix = first.slice(0, 20); // up to and including the variant's digit
  const chance = Buffer.from(randomness.bytes(Math.ceil((count * CHANCE_DIGITS) / 2))).toString("hex");
  return Array.from({ length: count }, (_, index) => {
    const place = index.toString(16).padStart(PLACE_DIGITS, "0");
    const own = chance.slice(index * CHANCE_DIGITS, (index + 1) * CHANCE_DIGITS);
    return `${prefix}${place.slice(0, 3)}-${place.slice(3)}${own}`;
  });
}
