/** An instant: microseconds since 1970-01-01T00:00:00Z. PostgreSQL's resolution; `Date` would cut to milliseconds. */
export type Instant = bigint;

/** A calendar date, "yyyy-MM-dd", without a time or a zone. */
export type CalendarDate = string;

export const MICROSECONDS_PER_SECOND = 1_000_000n;
const MICROSECONDS_PER_MILLISECOND = 1_000n;
const MILLISECONDS_PER_DAY = 86_400_000;

export function seconds(count: number | bigint): bigint {
  return BigInt(count) * MICROSECONDS_PER_SECOND;
}

export function days(count: number | bigint): bigint {
  return BigInt(count) * 86_400n * MICROSECONDS_PER_SECOND;
}

/** RFC 3339 in UTC with exactly six decimals: "2026-03-01T12:00:00.000001Z". */
export function formatInstant(instant: Instant): string {
  let micros = Number(instant % MICROSECONDS_PER_SECOND);
  let second = Number(instant / MICROSECONDS_PER_SECOND);
  if (micros < 0) [micros, second] = [micros + 1_000_000, second - 1];
  return `${formatSecond(second)}.${String(1_000_000 + micros).slice(1)}Z`;
}

/** The last text for each second modulo this many: at thousands of bids a second it is the same few seconds again. */
const RECENT_SECONDS = 64;
const recentSeconds = new Array<number>(RECENT_SECONDS).fill(NaN);
const recentTexts = new Array<string>(RECENT_SECONDS).fill("");

function formatSecond(second: number): string {
  const place = second & (RECENT_SECONDS - 1);
  if (recentSeconds[place] === second) return recentTexts[place] as string;
  const text = new Date(second * 1_000).toISOString().slice(0, -5);
  recentSeconds[place] = second;
  recentTexts[place] = text;
  return text;
}

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads RFC 3339 with up to six decimals and any offset; `null` for everything else, leap seconds included. */
export function parseInstant(text: string): Instant | null {
  const match = RFC_3339.exec(text);
  if (!match) return null;
  const [, date, hour, minute, second, fraction = "", zone] = match as unknown as [string, ...string[]];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zoneOffsetMinutes(zone ?? "Z");
  const milliseconds = Date.parse(`${date}T${hour}:${minute}:${second}.000Z`);
  if (offset === null || !isDayOf(date ?? "", milliseconds)) return null;
  const local = BigInt(milliseconds - offset * 60_000);
  return local * MICROSECONDS_PER_MILLISECOND + BigInt(fraction.padEnd(6, "0"));
}

function zoneOffsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Is this a day that exists: "2024-02-29" is, "2023-02-29" is not. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return isDayOf(text, Date.parse(`${text}T00:00:00.000Z`));
}

/** Dates that do not exist are read as others, or not at all: is this the day that was written? */
function isDayOf(text: string, milliseconds: number): boolean {
  return new Date(milliseconds).getUTCDate() === Number(text.slice(8, 10));
}

/** Days since 1970-01-01. */
export function dayNumber(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) / MILLISECONDS_PER_DAY;
}

export function dateOfDayNumber(day: number): CalendarDate {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole calendar days from one date to another; negative when `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The first instant after this day in UTC: a date is valid to the end of its day. */
export function endOfDay(date: CalendarDate): Instant {
  return BigInt(dayNumber(date) + 1) * days(1);
}

/** The calendar date in UTC. */
export function dateOf(instant: Instant): CalendarDate {
  return formatInstant(instant).slice(0, 10);
}
