import { decimalsOf, MAX_WHOLE_DIGITS, type CurrencyCode } from "../../platform/money";

/** Reads an amount as a tape writes it, in minor units; `null` when the text is not such an amount. */
export type AmountReader = (text: string) => bigint | null;

export const DEFAULT_AMOUNT_FORMAT = "1234.56";

const FORMAT = /^(?<prefix>\D*)1(?<grouping>\D?)234(?:(?<point>\D?)56(?<suffix>\D*))?$/u;
// int8 holds this much; every amount and every total is kept in one.
const LARGEST_MINOR = 9_223_372_036_854_775_807n;

/** Whole numbers of so many digits lie below 2^53. */
const MOST_EXACT_DIGITS = 15;

/**
 * Compiles how a tape writes amounts, given by how it would write one thousand two hundred thirty-four and 56 hundredths:
 * "1234.56" (the default), "1,234.56", "1.234,56", "$1,234.56", "1 234,56 €", "123456" for whole minor units, "1,234" for
 * whole units. Fewer decimals than the currency has are completed with zeros; more are refused, and so is a sign, since
 * nobody owes a negative balance. `null` for what is no such sample.
 */
export function compileAmountFormat(format: string, currency: CurrencyCode): AmountReader | null {
  const sample = FORMAT.exec(format)?.groups;
  if (!sample) return null;
  const { prefix = "", grouping = "", point, suffix = "" } = sample;
  if (grouping !== "" && grouping === point) return null;
  if ([prefix, suffix, grouping, point ?? ""].some((part) => /[-+"\r\n]/.test(part))) return null;
  const decimals = decimalsOf(currency);
  const whole = grouping === "" ? "\\d+" : `\\d{1,3}(?:${escape(grouping)}\\d{3})+|\\d+`;
  const isMinor = point === "";
  const fraction =
    point === undefined || isMinor || decimals === 0 ? "" : `(?:${escape(point)}(\\d{1,${decimals}}))?`;
  const pattern = new RegExp(`^(?:${escape(prefix)})?(${whole})${fraction}(?:${escape(suffix)})?$`, "u");
  return (text) => {
    const plain = isMinor ? null : readPlain(text, point ?? "", decimals);
    if (plain !== null) return BigInt(plain);
    const match = pattern.exec(text);
    if (!match) return null;
    const digits = grouping === "" ? (match[1] ?? "") : (match[1] ?? "").replaceAll(grouping, "");
    const shifted = isMinor ? digits : digits + (match[2] ?? "").padEnd(decimals, "0");
    if (shifted.length > MAX_WHOLE_DIGITS + decimals) return null;
    const minor = BigInt(shifted);
    return minor > LARGEST_MINOR ? null : minor;
  };
}

/**
 * Digits, a point and no more decimals than there are, as nearly all amounts are written in whatever format: several times
 * faster than by a pattern. `null` for everything else, and for more digits than a number holds exactly.
 */
function readPlain(text: string, point: string, decimals: number): number | null {
  if (text === "" || text.length + decimals > MOST_EXACT_DIGITS) return null;
  let value = 0;
  let decimalsRead = -1; // before the point
  for (let place = 0; place < text.length; place += 1) {
    const digit = text.charCodeAt(place) - 0x30;
    if (digit >= 0 && digit <= 9) {
      value = 10 * value + digit;
      if (decimalsRead >= 0) decimalsRead += 1;
    } else if (decimalsRead < 0 && place > 0 && text[place] === point) decimalsRead = 0;
    else return null;
  }
  if (decimalsRead === 0 || decimalsRead > decimals) return null;
  return value * 10 ** (decimals - Math.max(decimalsRead, 0));
}

function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, (character) =>
    /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character,
  );
}
