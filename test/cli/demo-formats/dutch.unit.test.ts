import fc from "fast-check";
import type { AuctionResult } from "../../../src/cli/demo/claims";
import { checkDutch } from "../../../src/cli/demo/formats/dutch/claims";
import { planDutch, priceAt } from "../../../src/cli/demo/formats/dutch/plan";
import { LEAST_FLOOR } from "../../../src/cli/demo/formats/format-story";
import { at, attempt, BLANK, event } from "./bids";

const plan = planDutch(30_000n); // from 40,000 by 1,000
const step = (second: number, amount: string) =>
  event("DutchStepped", second, { price: { amount, currency: "USD" } });

const EVENTS = [
  event("AuctionOpened", 0, { standing: { ...BLANK, closesAt: at(22) } }),
  step(2, "390.00"),
  step(4, "380.00"),
  event("AuctionClosed", 5),
];
const ATTEMPTS = [
  attempt(1, "Sniper", { amount: 38_500n, reason: "OFF_INCREMENT" }),
  attempt(2, "Sniper", { amount: 40_000n, reason: "STALE_STEP" }),
  attempt(3, "Eager", { amount: 38_000n }),
  attempt(4, "Patient", { amount: 38_000n, reason: "ALREADY_SOLD" }),
];
const RESULT: AuctionResult = {
  attempts: ATTEMPTS,
  withdrawals: [],
  events: EVENTS,
  buyer: "Eager",
  price: 38_000n,
};

const failing = (changes: Partial<AuctionResult>) =>
  checkDutch({ ...RESULT, ...changes }, plan)
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);
const without = <Item>(items: readonly Item[], place: number) => items.filter((_, index) => index !== place);

describe("what the demo claims of a DUTCH auction", () => {
  it("holds for a story that went as told", () => {
    expect(failing({})).toEqual([]);
  });

  it.each<[string, Partial<AuctionResult>]>([
    ["Everybody was shown the price", { events: without(EVENTS, 1) }],
    ["The first to take the price", { buyer: "Patient" }],
    ["The first to take the price", { price: 39_000n }],
    ["The first to take the price", { events: without(EVENTS, 2) }],
    ["That was the only bid", { attempts: [...ATTEMPTS, attempt(5, "Sniper", { amount: 38_000n })] }],
    ["That was the only bid", { events: [...EVENTS.slice(0, 3), event("AuctionClosed", 22)] }],
    ["A price between the steps", { attempts: without(ATTEMPTS, 0) }],
    ["A price between the steps", { attempts: without(ATTEMPTS, 1) }],
    ["A price between the steps", { attempts: without(ATTEMPTS, 3) }],
  ])("%s …: not otherwise", (claim, changes) => {
    expect(failing(changes)).toEqual([expect.stringContaining(claim)]);
  });
});

describe("the demo's falling price", () => {
  it("is the opening price less equal parts of it, rounded half up", () => {
    expect([0, 1, 7].map((place) => priceAt(plan, place))).toEqual([40_000n, 39_000n, 33_000n]);
    expect(priceAt({ openingPrice: 333n, stepRate: 25_000n }, 2)).toBe(316n); // 316.35
    expect(priceAt({ openingPrice: 340n, stepRate: 25_000n }, 1)).toBe(332n); // 331.5
  });

  it("falls with every step, and comes to somebody's price before the floor", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: LEAST_FLOOR, max: 10n ** 17n }), (floor) => {
        const { openingPrice, fairPrice, ...descent } = planDutch(floor);
        expect(priceAt({ openingPrice, ...descent }, 1)).toBeLessThan(openingPrice);
        expect(fairPrice).toBeGreaterThan(floor);
        expect(openingPrice * 32n).toBeLessThan(floor * 100n); // no age is worth more than 32 % of its face value
      }),
    );
  });
});
