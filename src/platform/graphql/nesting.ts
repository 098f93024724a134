/** Is a JSON value nested deeper than this: `{ a: [1] }` is 2 deep. Looks no further than it must. */
export function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (most === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, most - 1));
}
