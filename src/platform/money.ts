/** Money is exact: whole minor units with an ISO 4217 currency, never a float (product.md, "Numbers"). */
export interface Money {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

/** An ISO 4217 alphabetic code that is in `CURRENCY_DECIMALS`. */
export type CurrencyCode = string;

/** Digits allowed before the point of an amount in an input. */
export const MAX_WHOLE_DIGITS = 15;
const RATE_SCALE = 1_000_000n;

// ISO 4217: minor units that are not two. Everything else that circulates has two.
const ODD_DECIMALS: Readonly<Record<string, number>> = {
  BHD: 3, BIF: 0, CLF: 4, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3,
  OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, UYW: 4, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}; // prettier-ignore
const TWO_DECIMALS =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC " +
  "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD " +
  "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO " +
  "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL " +
  "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";

/** How many decimals each currency's amounts are written with. */
export const CURRENCY_DECIMALS: ReadonlyMap<CurrencyCode, number> = new Map([
  ...TWO_DECIMALS.split(" ").map((code) => [code, 2] as const),
  ...Object.entries(ODD_DECIMALS),
]);

export function isCurrency(code: string): code is CurrencyCode {
  return CURRENCY_DECIMALS.has(code);
}

export function decimalsOf(currency: CurrencyCode): number {
  const decimals = CURRENCY_DECIMALS.get(currency);
  if (decimals === undefined) throw new Error("Not an ISO 4217 currency");
  return decimals;
}

/**
 * Reads an amount as the API takes it: exactly the currency's decimals, at most 15 digits before the point, no sign,
 * no grouping, no exponent, no leading zeros but "0". `null` for everything else.
 */
export function parseAmount(text: string, currency: CurrencyCode): bigint | null {
  const decimals = decimalsOf(currency);
  const match = /^(0|[1-9]\d{0,14})(?:\.(\d+))?$/.exec(text);
  if (!match || (match[2]?.length ?? 0) !== decimals) return null;
  return BigInt(`${match[1]}${match[2] ?? ""}`);
}

/** Writes an amount with exactly the currency's decimals; negative ones with a leading minus. */
export function formatAmount(minor: bigint, currency: CurrencyCode): string {
  const decimals = decimalsOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  const sign = minor < 0n ? "-" : "";
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** numerator ÷ denominator, half away from zero ("round half up", once, on the total). */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new Error("A divisor must be positive");
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}

/** part ÷ whole as a `Rate`: six decimals, half up. `null` when the whole is nothing. */
export function rateOf(part: bigint, whole: bigint): string | null {
  if (whole <= 0n) return null;
  return formatRate(divideHalfUp(part * RATE_SCALE, whole));
}

/** So many millionths as a `Rate`. */
export function formatRate(millionths: bigint): string {
  const magnitude = millionths < 0n ? -millionths : millionths;
  const digits = magnitude.toString().padStart(7, "0");
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A `Rate`, which has exactly six decimals, in millionths. */
export function parseRate(rate: string): bigint {
  return BigInt(rate.replace(".", ""));
}

export interface Share {
  readonly reference: string;
  readonly weight: bigint;
}

/**
 * Splits a total in proportion to weights so that the parts add up: largest remainder first, equal remainders to the
 * references that sort first (by code point).
 */
export function allocate(total: bigint, shares: readonly Share[]): Map<string, bigint> {
  const whole = shares.reduce((sum, share) => sum + share.weight, 0n);
  if (whole <= 0n || total < 0n)
    throw new Error("Allocation needs a positive weight and a total that is not negative");
  const parts = shares.map((share) => ({
    reference: share.reference,
    amount: (total * share.weight) / whole,
    remainder: (total * share.weight) % whole,
  }));
  let left = total - parts.reduce((sum, part) => sum + part.amount, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? compareText(a.reference, b.reference) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.amount += 1n;
    left -= 1n;
  }
  return new Map(parts.map((part) => [part.reference, part.amount]));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
