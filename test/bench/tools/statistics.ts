/** The middle one: on a machine that others use, one disturbed round must not decide. */
export function median(values: readonly number[]): number {
  return percentile(Float64Array.from(values), 0.5);
}

/** The value below which this share of all values lies. */
export function percentile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("Nothing was measured");
  return value;
}

export function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

export function round(value: number, decimals = 0): number {
  return Number(value.toFixed(decimals));
}
