import type { AuctionResult } from "../../../src/cli/demo/claims";
import { checkEnglish, resultOfMaxima } from "../../../src/cli/demo/formats/english/claims";
import { planAuction } from "../../../src/cli/demo/formats/english/plan";
import { seconds } from "../../../src/platform/time";
import { at, attempt, BLANK, event } from "./bids";

const plan = planAuction(10_000n); // steps of 100, opening at 8,000

const ATTEMPTS = [
  attempt(10, "Eager", { amount: 8_000n }),
  attempt(11, "Patient", { amount: 8_100n, maximum: 12_100n }),
  attempt(12, "Eager", { amount: 10_100n }),
  attempt(13, "Sniper", { amount: 10_200n, reason: "BELOW_INCREMENT" }),
  attempt(14, "Sniper", { amount: 13_100n, reason: "ABOVE_LIMIT" }),
  attempt(15, "Sniper", { amount: 10_300n, maximum: 13_000n }),
];
const EVENTS = [
  event("AuctionOpened", 0, { standing: { ...BLANK, closesAt: at(15) } }),
  event("AuctionExtended", 14),
  event("AuctionClosed", 20),
];
const RESULT: AuctionResult = {
  attempts: ATTEMPTS,
  withdrawals: [],
  events: EVENTS,
  buyer: "Sniper",
  price: 12_200n,
};

const failing = (changes: Partial<AuctionResult>, longest = 15) =>
  checkEnglish({ ...RESULT, ...changes }, { ...plan, longestExtension: seconds(longest) })
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);

describe("what the demo claims of an ENGLISH auction", () => {
  it("holds for a story that went as told", () => {
    expect(failing({})).toEqual([]);
    expect(failing({}, 5)).toEqual([]);
  });

  it.each<[string, Partial<AuctionResult>]>([
    ["The highest maximum won", { price: 12_100n }],
    ["The highest maximum won", { buyer: "Patient" }],
    ["The highest maximum won", { attempts: ATTEMPTS.slice(0, 1).concat(ATTEMPTS.slice(3, 5)) }],
    ["A bid below the increment", { attempts: ATTEMPTS.filter(({ decidedAt }) => decidedAt !== 13n) }],
    ["A bid below the increment", { attempts: ATTEMPTS.filter(({ decidedAt }) => decidedAt !== 14n) }],
    ["A late bid moved", { events: EVENTS.filter((one) => one.__typename !== "AuctionExtended") }],
    ["A late bid moved", { events: [...EVENTS.slice(0, 2), event("AuctionClosed", 15)] }],
    ["A late bid moved", { events: [...EVENTS.slice(0, 2), event("AuctionClosed", 31)] }],
  ])("%s …: not otherwise", (claim, changes) => {
    expect(failing(changes)).toEqual([expect.stringContaining(claim)]);
  });
});

describe("what the rules make of maxima", () => {
  it("is one step over the next firm's maximum", () => {
    expect(resultOfMaxima(ATTEMPTS, plan)).toEqual({ winner: "Sniper", price: 12_200n });
  });

  it("is at most the winner's own", () => {
    const close = attempt(16, "Patient", { amount: 12_300n, maximum: 12_950n });
    expect(resultOfMaxima([...ATTEMPTS, close], plan)).toEqual({ winner: "Sniper", price: 13_000n });
  });

  it("is at least the reserve", () => {
    const early = ATTEMPTS.filter(({ decidedAt }) => decidedAt < 12n);
    expect(resultOfMaxima(early, plan)).toEqual({ winner: "Patient", price: 10_000n });
  });

  it("goes to the earlier of equal maxima", () => {
    const equal = attempt(16, "Patient", { amount: 12_300n, maximum: 13_000n });
    expect(resultOfMaxima([...ATTEMPTS, equal], plan)).toEqual({ winner: "Sniper", price: 13_000n });
  });

  it("takes two firms", () => {
    expect(resultOfMaxima(ATTEMPTS.slice(0, 1), plan)).toBeNull();
  });
});
