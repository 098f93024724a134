import fc from "fast-check";
import { isFilterEmpty, matchesFilter, type AccountFilter } from "../../src/portfolio/domain/account-filter";
import {
  ageBucket,
  AGE_BUCKETS,
  arrangeSegments,
  BALANCE_TIERS,
  balanceTier,
  daysPastDue,
  isVerySmall,
  SegmentDimension,
} from "../../src/portfolio/domain/segments";
import { dateOfDayNumber, dayNumber } from "../../src/platform/time";
import { account, AS_OF } from "./builders";

const due = (days: number) => ({ dueDate: dateOfDayNumber(dayNumber(AS_OF) - days) });

it.each([
  [-1, "CURRENT"],
  [0, "CURRENT"],
  [1, "1-30"],
  [30, "1-30"],
  [31, "31-60"],
  [60, "31-60"],
  [61, "61-90"],
  [90, "61-90"],
  [91, "91-180"],
  [180, "91-180"],
  [181, "181-365"],
  [365, "181-365"],
  [366, "366+"],
  [9_000, "366+"],
])("%i whole days past due is the bucket %s", (days, bucket) => {
  expect(daysPastDue(due(days), AS_OF)).toBe(days);
  expect(ageBucket(due(days), AS_OF)).toBe(bucket);
});

it("without a due date the age is unknown", () => {
  expect(ageBucket({ dueDate: null }, AS_OF)).toBe("UNKNOWN");
});

it.each([
  [0n, "USD", "UP_TO_2000", true],
  [49_999n, "USD", "UP_TO_2000", true],
  [50_000n, "USD", "UP_TO_2000", false],
  [200_000n, "USD", "UP_TO_2000", false],
  [200_001n, "USD", "UP_TO_10000", false],
  [1_000_000n, "USD", "UP_TO_10000", false],
  [1_000_001n, "USD", "ABOVE_10000", false],
  [2_000n, "JPY", "UP_TO_2000", false],
  [499n, "JPY", "UP_TO_2000", true],
])("a balance of %s minor units of %s is %s", (balance, currency, tier, small) => {
  expect(balanceTier(balance, currency)).toBe(tier);
  expect(isVerySmall(balance, currency)).toBe(small);
});

it("bands follow each other without a gap, and the last has no end", () => {
  for (const bands of [AGE_BUCKETS, BALANCE_TIERS]) {
    const ends = bands.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    expect(ends.at(-1)).toBe(Number.POSITIVE_INFINITY);
  }
});

it("segments come in reading order, unknown last, each with its share of the face value", () => {
  const segment = (value: string, faceValue: bigint) => ({
    keys: [{ dimension: SegmentDimension.AGE_BUCKET, value }],
    accountCount: 1,
    verySmallCount: 0,
    faceValue,
  });
  const arranged = arrangeSegments([
    segment("UNKNOWN", 1n),
    segment("366+", 2n),
    segment("91-180", 2n),
    segment("1-30", 1n),
  ]);
  expect(arranged.map(({ keys }) => keys[0]?.value)).toEqual(["1-30", "91-180", "366+", "UNKNOWN"]);
  expect(arranged.map(({ shareOfFace }) => shareOfFace)).toEqual([
    "0.166667",
    "0.333333",
    "0.333333",
    "0.166667",
  ]);
  expect(arrangeSegments([segment("1-30", 0n)])[0]?.shareOfFace).toBe("0.000000");
});

describe("a carve-out takes", () => {
  const everything: AccountFilter = {
    minBalance: null,
    maxBalance: null,
    minDaysPastDue: null,
    maxDaysPastDue: null,
    states: null,
    industries: null,
  };
  const takes = (filter: Partial<AccountFilter>, differences: Parameters<typeof account>[0]) =>
    matchesFilter(account(differences), { ...everything, ...filter }, AS_OF);

  // product.md: "500 to 2,000 and more than 180 days"
  it.each([
    [50_000n, 181, true],
    [200_000n, 181, true],
    [49_999n, 181, false],
    [200_001n, 181, false],
    [100_000n, 180, false],
    [100_000n, 4_000, true],
  ])("500 to 2,000 and more than 180 days: %s minor units, %i days: %s", (balance, days, taken) => {
    const filter = { minBalance: 50_000n, maxBalance: 200_000n, minDaysPastDue: 181 };
    expect(takes(filter, { balance, ...due(days) })).toBe(taken);
  });

  it("what lies at the bounds and between them", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 10 }), fc.integer({ min: 0, max: 5 }), (days, max) => {
        expect(takes({ minDaysPastDue: 0, maxDaysPastDue: max }, due(days))).toBe(days >= 0 && days <= max);
      }),
    );
  });

  it("states and industries that are named", () => {
    expect(takes({ states: ["US-CA", "US-NY"] }, { state: "US-NY" })).toBe(true);
    expect(takes({ states: ["US-CA"] }, { state: "US-NY" })).toBe(false);
    expect(takes({ industries: ["531210"] }, { industry: "531210" })).toBe(true);
    expect(takes({ industries: [] }, { industry: "531210" })).toBe(false);
  });

  it("nothing of which it cannot be known", () => {
    expect(takes({ maxDaysPastDue: 10 }, { dueDate: null })).toBe(false);
    expect(takes({ states: ["US-CA"] }, { state: null })).toBe(false);
    expect(takes({ industries: ["531210"] }, { industry: null })).toBe(false);
  });

  it("everything, when nothing is asked for", () => {
    expect(isFilterEmpty(everything)).toBe(true);
    expect(isFilterEmpty({ ...everything, states: [] })).toBe(false);
    expect(takes({}, { dueDate: null, state: null })).toBe(true);
  });
});
