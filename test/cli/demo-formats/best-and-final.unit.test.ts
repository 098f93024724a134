import type { AuctionResult } from "../../../src/cli/demo/claims";
import { checkBestAndFinal } from "../../../src/cli/demo/formats/best-and-final/claims";
import { at, attempt, BLANK, event } from "./bids";

const BINDING_AT = 1_795_341_610_000_000; // the tenth second, in microseconds
const EVENTS = [
  event("PhaseStarted", 10, { phase: "BINDING", since: at(10) }),
  event("BidsOpened", 20, {
    standing: { ...BLANK, status: "CLOSED", leadingAmount: { amount: "300.00", currency: "USD" } },
  }),
];
const ATTEMPTS = [
  attempt(1, "Eager", { amount: 40_000n }),
  attempt(2, "Patient", { amount: 41_000n }),
  attempt(3, "Sniper", { amount: 35_000n }),
  attempt(BINDING_AT + 1, "Eager", { amount: 42_000n, reason: "NOT_SHORTLISTED" }),
  attempt(BINDING_AT + 2, "Patient", { amount: 30_000n }),
  attempt(BINDING_AT + 3, "Sniper", { amount: 31_000n }),
];
const RESULT: AuctionResult = {
  attempts: ATTEMPTS,
  withdrawals: [],
  events: EVENTS,
  buyer: "Patient",
  price: 30_000n,
};
const SHOWN = {
  toSeller: [
    { firm: "Patient", amount: "410.00" },
    { firm: "Eager", amount: "400.00" },
    { firm: "Sniper", amount: "350.00" },
  ],
  isKeptFromFirms: true,
};
const TOLD = { currency: "USD", shown: SHOWN, views: [EVENTS] };

const failing = (changes: Partial<AuctionResult>, told: Partial<typeof TOLD> = {}) =>
  checkBestAndFinal({ ...RESULT, ...changes }, { ...TOLD, ...told })
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);
const without = <Item>(items: readonly Item[], place: number) => items.filter((_, index) => index !== place);
const counted = event("PhaseStarted", 10, {
  phase: "BINDING",
  since: at(10),
  standing: { ...BLANK, bidCount: 3 },
});

describe("what the demo claims of a BEST_AND_FINAL auction", () => {
  it("holds for a story that went as told", () => {
    expect(failing({})).toEqual([]);
  });

  it.each<[string, Partial<AuctionResult>, Partial<typeof TOLD>]>([
    ["The seller read all indications", {}, { shown: { ...SHOWN, isKeptFromFirms: false } }],
    ["The seller read all indications", {}, { shown: { ...SHOWN, toSeller: [...SHOWN.toSeller].reverse() } }],
    ["The firm that is not on the short list", { attempts: without(ATTEMPTS, 3) }, {}],
    ["A higher bid below its firm's indication", { attempts: without(ATTEMPTS, 5) }, {}],
    ["Until the binding bids were opened", {}, { views: [[counted]] }],
  ])("%s …: not otherwise", (claim, changes, told) => {
    expect(failing(changes, told)).toEqual([expect.stringContaining(claim)]);
  });

  it("does not hold where another amount was paid than the winner's own", () => {
    expect(failing({ price: 31_000n })).toEqual([
      expect.stringContaining("The winner bought at its own amount"),
      expect.stringContaining("A higher bid below its firm's indication"),
    ]);
  });
});
