import { decimalsOf, type CurrencyCode } from "../../platform/money";

/** From one amount of minor units to another, both included. */
export interface MinorRange {
  readonly least: bigint;
  readonly most: bigint;
}

/** The highest amount that a row can hold. */
const HIGHEST: bigint = 2n ** 63n - 1n;

/**
 * The amounts of a currency, above 0, that lie in a range of numbers. The range may be written with other decimals than
 * the currency's: from 10.50 yen on is from 11 on.
 */
export function minorRange(
  { min, max }: { readonly min?: string | null; readonly max?: string | null },
  currency: CurrencyCode,
): MinorRange {
  const decimals = decimalsOf(currency);
  const from = scaled(min ?? "0", decimals).up;
  return {
    least: from === 0n ? 1n : capped(from),
    most: max == null ? HIGHEST : capped(scaled(max, decimals).down),
  };
}

/** A decimal as minor units, rounded either way where it has more decimals than the currency. */
function scaled(decimal: string, decimals: number): { readonly down: bigint; readonly up: bigint } {
  const [whole = "0", fraction = ""] = decimal.split(".");
  const down = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
  const isWhole = /^0*$/.test(fraction.slice(decimals));
  return { down, up: isWhole ? down : down + 1n };
}

function capped(minor: bigint): bigint {
  return minor > HIGHEST ? HIGHEST : minor;
}
