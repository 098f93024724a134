import type { IncrementStep } from "./terms";

/** step(price): the increment in the table's last row whose `from` is not above the price. */
export function stepAt(increments: readonly IncrementStep[], price: bigint): bigint {
  for (let row = increments.length - 1; row >= 0; row -= 1) {
    const increment = increments[row];
    if (increment && increment.from <= price) return increment.step;
  }
  throw new Error("An increment table starts at 0");
}
