import type { CalendarDate } from "../../platform/time";

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isDay(year: number, month: number, day: number): boolean {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= last;
}

/**
 * Reads dates of yyyy, MM, dd and punctuation alone, as nearly all tapes write them, from where they stand: several times
 * faster than by a pattern. `null` for other formats.
 */
export function readByPlace(tokens: readonly string[]): ((text: string) => CalendarDate | null) | null {
  const starts: Record<string, number> = {};
  const others: { readonly place: number; readonly character: string }[] = [];
  let width = 0;
  for (const token of tokens) {
    if (token === "yyyy" || token === "MM" || token === "dd") starts[token] = width;
    else if (/^[^A-Za-z]$/.test(token)) others.push({ place: width, character: token });
    else return null;
    width += token.length;
  }
  const { yyyy: year, MM: month, dd: day } = starts;
  if (year === undefined || month === undefined || day === undefined) return null;
  return (text) => {
    if (text.length !== width) return null;
    for (const { place, character } of others) if (text[place] !== character) return null;
    if (!isDay(digits(text, year, 4), digits(text, month, 2), digits(text, day, 2))) return null;
    return `${text.slice(year, year + 4)}-${text.slice(month, month + 2)}-${text.slice(day, day + 2)}`;
  };
}

/** The number that stands at a place; not a number where something else does. */
function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let place = start; place < start + count; place += 1) {
    const digit = text.charCodeAt(place) - 0x30;
    value = digit >= 0 && digit <= 9 ? 10 * value + digit : NaN;
  }
  return value;
}
