import { dateOfDayNumber, dayNumber, isCalendarDate, type CalendarDate } from "../../platform/time";
import { isDay, readByPlace } from "./date-by-place";

/** Reads a date as a tape writes it; `null` when the text is not such a date. */
export type DateReader = (text: string) => CalendarDate | null;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS_SINCE = /^days since (\d{4}-\d{2}-\d{2})$/i;
const TOKEN = /yyyy|yy|MMM|MM|M|dd|d|HH|mm|ss|[A-Za-z]|[^A-Za-z]/g;
// Two-digit years as POSIX reads them: 69 to 99 belong to the last century.
const TWO_DIGIT_YEAR_PIVOT = 69;
const LATEST_DAY_NUMBER = dayNumber("9999-12-31");
const EARLIEST_DAY_NUMBER = dayNumber("0001-01-01");

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: "(?<year>\\d{4})",
  yy: "(?<year>\\d{2})",
  MMM: "(?<month>[A-Za-z]{3})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{2})",
  d: "(?<day>\\d{1,2})",
  // A time of day may stand behind the date; the date is all that counts.
  HH: "\\d{2}",
  mm: "\\d{2}",
  ss: "\\d{2}",
};

/**
 * Compiles how a tape writes dates: a pattern of yyyy, yy, MMM (JAN), MM, M, dd, d, HH, mm, ss and punctuation, or
 * "days since 1960-01-01". `null` for what is no such pattern: without a year, a month and a day, each once.
 */
export function compileDateFormat(format: string): DateReader | null {
  const epoch = DAYS_SINCE.exec(format)?.[1];
  if (epoch !== undefined) return isCalendarDate(epoch) ? daysSince(epoch) : null;
  const tokens = format.match(TOKEN) ?? [];
  const fields = tokens.filter((token) => /^[yMd]/.test(token)).map((token) => token.charAt(0));
  if (fields.sort().join("") !== "Mdy") return null;
  if (tokens.some((token) => /^[A-Za-z]/.test(token) && !(token in TOKENS) && token !== "T")) return null;
  const byPlace = readByPlace(tokens);
  if (byPlace) return byPlace;
  const pattern = tokens.map((token) => TOKENS[token] ?? token.replace(/[^A-Za-z0-9\s]/, "\\$&")).join("");
  return remembering(byPattern(new RegExp(`^${pattern}$`)));
}

function daysSince(epoch: CalendarDate): DateReader {
  const first = dayNumber(epoch);
  return (text) => {
    if (!/^-?\d{1,7}$/.test(text)) return null;
    const day = first + Number(text);
    return day < EARLIEST_DAY_NUMBER || day > LATEST_DAY_NUMBER ? null : dateOfDayNumber(day);
  };
}

function byPattern(pattern: RegExp): DateReader {
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    if (!groups) return null;
    const { year = "", month = "", day = "" } = groups;
    const [fullYear, number] = [fourDigits(year), monthNumber(month)];
    if (!isDay(Number(fullYear), Number(number), Number(day))) return null;
    return `${fullYear}-${number}-${day.padStart(2, "0")}`;
  };
}

function fourDigits(year: string): string {
  if (year.length === 4) return year;
  return `${Number(year) >= TWO_DIGIT_YEAR_PIVOT ? "19" : "20"}${year}`;
}

function monthNumber(month: string): string {
  const name = MONTHS.indexOf(month.toUpperCase());
  return (name < 0 ? month : String(name + 1)).padStart(2, "0");
}

/** A tape names the same few thousand days over and over; remembering them is several times faster than reading. */
function remembering(read: DateReader): DateReader {
  const known = new Map<string, CalendarDate | null>();
  return (text) => {
    // A longer piece of the file's text would keep all of its chunk in memory for as long as it is remembered.
    if (text.length > 12) return read(text);
    let date = known.get(text);
    if (date === undefined) {
      date = read(text);
      if (known.size >= 10_000) known.clear();
      known.set(text, date);
    }
    return date;
  };
}
