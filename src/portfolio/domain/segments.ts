import { decimalsOf, rateOf, type CurrencyCode } from "../../platform/money";
import { daysBetween, type CalendarDate } from "../../platform/time";
import type { AccountFacts } from "./account";

/** By what accounts are grouped. */
export enum SegmentDimension {
  AGE_BUCKET = "AGE_BUCKET",
  BALANCE_TIER = "BALANCE_TIER",
  STATE = "STATE",
  INDUSTRY = "INDUSTRY",
  ASSET_CLASS = "ASSET_CLASS",
  DOCUMENTATION = "DOCUMENTATION",
  CHARGED_OFF = "CHARGED_OFF",
}

/** The key of accounts that do not say. */
export const UNKNOWN_SEGMENT = "UNKNOWN";

/** A group by a number: up to and including `upTo`, the last one without an end. */
export interface Band {
  readonly name: string;
  readonly upTo: number | null;
}

/** By whole days past due at the as-of date. */
export const AGE_BUCKETS: readonly Band[] = [
  { name: "CURRENT", upTo: 0 },
  { name: "1-30", upTo: 30 },
  { name: "31-60", upTo: 60 },
  { name: "61-90", upTo: 90 },
  { name: "91-180", upTo: 180 },
  { name: "181-365", upTo: 365 },
  { name: "366+", upTo: null },
];

/** By balance, in whole units of the currency. */
export const BALANCE_TIERS: readonly Band[] = [
  { name: "UP_TO_2000", upTo: 2_000 },
  { name: "UP_TO_10000", upTo: 10_000 },
  { name: "ABOVE_10000", upTo: null },
];

/** Below this many whole units of the currency an account also counts as very small. */
export const VERY_SMALL_BELOW = 500;

/** Whole calendar days from the due date to the as-of date; `null` without a due date. */
export function daysPastDue({ dueDate }: Pick<AccountFacts, "dueDate">, asOf: CalendarDate): number | null {
  return dueDate === null ? null : daysBetween(dueDate, asOf);
}

export function ageBucket(account: Pick<AccountFacts, "dueDate">, asOf: CalendarDate): string {
  const days = daysPastDue(account, asOf);
  return days === null ? UNKNOWN_SEGMENT : bandOf(AGE_BUCKETS, (upTo) => days <= upTo);
}

export function balanceTier(balance: bigint, currency: CurrencyCode): string {
  return bandOf(BALANCE_TIERS, (upTo) => balance <= wholeUnits(upTo, currency));
}

export function isVerySmall(balance: bigint, currency: CurrencyCode): boolean {
  return balance < wholeUnits(VERY_SMALL_BELOW, currency);
}

/** So many whole units of a currency, in its minor units. */
export function wholeUnits(units: number, currency: CurrencyCode): bigint {
  return BigInt(units) * 10n ** BigInt(decimalsOf(currency));
}

function bandOf(bands: readonly Band[], isWithin: (upTo: number) => boolean): string {
  const band = bands.find(({ upTo }) => upTo === null || isWithin(upTo));
  if (!band) throw new Error("The last band has no end");
  return band.name;
}

/** Accounts with the same key in every dimension that was asked for. */
export interface Segment {
  readonly keys: readonly SegmentKey[];
  readonly accountCount: number;
  readonly faceValue: bigint;
  readonly verySmallCount: number;
  /** Its part of the face value of all segments, six decimals. */
  readonly shareOfFace: string;
}

export interface SegmentKey {
  readonly dimension: SegmentDimension;
  readonly value: string;
}

/** Puts segments in the order in which people read them, bands by size, and adds each one's share of the face value. */
export function arrangeSegments(segments: readonly Omit<Segment, "shareOfFace">[]): Segment[] {
  const total = segments.reduce((sum, { faceValue }) => sum + faceValue, 0n);
  return segments
    .map((segment) => ({ ...segment, shareOfFace: rateOf(segment.faceValue, total) ?? "0.000000" }))
    .sort((a, b) => compareKeys(a.keys, b.keys));
}

function compareKeys(a: readonly SegmentKey[], b: readonly SegmentKey[]): number {
  for (const [index, key] of a.entries()) {
    const other = b[index];
    if (!other || other.value === key.value) continue;
    const difference = placeOf(key) - placeOf(other);
    return difference === 0 ? (key.value < other.value ? -1 : 1) : difference;
  }
  return 0;
}

function placeOf({ dimension, value }: SegmentKey): number {
  if (value === UNKNOWN_SEGMENT) return Number.MAX_SAFE_INTEGER;
  const bands: readonly Band[] =
    dimension === SegmentDimension.AGE_BUCKET
      ? AGE_BUCKETS
      : dimension === SegmentDimension.BALANCE_TIER
        ? BALANCE_TIERS
        : [];
  return bands.findIndex(({ name }) => name === value);
}
