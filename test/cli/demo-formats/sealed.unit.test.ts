import type { AuctionEvent } from "../../../src/cli/demo/auction-room";
import type { AuctionResult } from "../../../src/cli/demo/claims";
import { checkSealed, resultOfSealed } from "../../../src/cli/demo/formats/sealed/claims";
import { at, attempt, BLANK, event } from "./bids";

const LEAST = { reserve: 500n, openingPrice: 300n };
const EVENTS = [
  event("AuctionOpened", 0, { standing: { ...BLANK, closesAt: at(20) } }),
  event("AuctionClosed", 20, { standing: { ...BLANK, status: "AWAITING_SHARES" } }),
  event("BidsOpened", 21, { sequence: 30, standing: { ...BLANK, status: "CLOSED", bidCount: 3 } }),
];
const RESULT: AuctionResult = {
  attempts: [
    attempt(1, "Eager", { amount: 990n }),
    attempt(2, "Patient", { amount: 950n }),
    attempt(4, "Eager", { amount: 700n }),
    attempt(5, "Patient", { amount: 900n }),
    attempt(6, "Sniper", { amount: 800n }),
  ],
  withdrawals: [{ firm: "Patient", at: 3n }],
  events: EVENTS,
  buyer: "Patient",
  price: 900n,
};
const TOLD = {
  ...LEAST,
  format: "SEALED_FIRST_PRICE" as const,
  looks: [{ isSealed: true }],
  views: [EVENTS],
};

const failing = (result: Partial<AuctionResult>, told: Partial<Parameters<typeof checkSealed>[1]> = {}) =>
  checkSealed({ ...RESULT, ...result }, { ...TOLD, ...told })
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);
const seen = (shown: AuctionEvent) => [...EVENTS.slice(0, 1), shown, ...EVENTS.slice(1)];

describe("what the demo claims of a sealed auction", () => {
  it("holds for stories that went as told", () => {
    expect(failing({})).toEqual([]);
    expect(failing({ price: 800n }, { format: "SEALED_SECOND_PRICE" })).toEqual([]);
  });

  it.each<[string, Partial<AuctionResult>, Partial<Parameters<typeof checkSealed>[1]>]>([
    ["The highest bid that stood", { price: 800n }, {}],
    ["The highest bid that stood", { buyer: "Eager" }, {}],
    ["The highest bid that stood", { price: 900n }, { format: "SEALED_SECOND_PRICE" }],
    ["Higher bids that were replaced", { attempts: RESULT.attempts.slice(2) }, {}],
    ["Until the opening nobody", {}, { views: [seen(event("BidAccepted", 1, { sequence: 8 }))] }],
    [
      "Until the opening nobody",
      {},
      { views: [EVENTS, seen(event("BidAccepted", 1, { standing: { ...BLANK, bidCount: 0 } }))] },
    ],
    ["Whoever asked", {}, { looks: [{ isSealed: true }, { isSealed: false }] }],
    ["Whoever asked", {}, { looks: [] }],
    [
      "Whoever asked",
      { attempts: RESULT.attempts.map((one) => ({ ...one, isEchoed: one.firm === "Sniper" })) },
      {},
    ],
    ["The seller was not shown", { events: seen(event("BidAccepted", 1)) }, {}],
    ["The seller was not shown", { events: seen(event("BidWithdrawn", 3)) }, {}],
  ])("%s …: not otherwise", (claim, result, told) => {
    expect(failing(result, told)).toEqual([expect.stringContaining(claim)]);
  });
});

describe("what the rules make of sealed bids", () => {
  const bids = (...amounts: readonly [string, bigint][]) =>
    amounts.map(([firm, amount], place) => attempt(place, firm, { amount }));
  const result = (
    attempts: AuctionResult["attempts"],
    format: "SEALED_FIRST_PRICE" | "SEALED_SECOND_PRICE" = "SEALED_SECOND_PRICE",
    reserve = 500n,
  ) => resultOfSealed({ attempts, withdrawals: [] }, { format, reserve, openingPrice: 300n });

  it("is case 11: the earlier of a tie, at the second highest or the reserve", () => {
    expect(result(bids(["A", 900n], ["B", 900n], ["C", 700n]))).toMatchObject({ winner: "A", price: 900n });
    expect(result(bids(["A", 900n], ["B", 400n]))).toMatchObject({ winner: "A", price: 500n });
    expect(result(bids(["A", 900n], ["B", 400n]), "SEALED_SECOND_PRICE", 950n)).toBeNull();
  });

  it("is case 10: a firm's last bid counts, with its own time", () => {
    const replaced = bids(["A", 900n], ["B", 850n], ["A", 850n]);
    expect(result(replaced, "SEALED_FIRST_PRICE")).toMatchObject({ winner: "B", price: 850n });
  });

  it("is nothing when all were taken back", () => {
    const withdrawals = [{ firm: "A", at: 5n }];
    expect(
      resultOfSealed(
        { attempts: bids(["A", 900n]), withdrawals },
        { format: "SEALED_FIRST_PRICE", ...LEAST },
      ),
    ).toBeNull();
  });
});
