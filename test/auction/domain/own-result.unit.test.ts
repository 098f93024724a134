import { isResult, type AuctionEvent, type Wish } from "../../../src/auction/domain";
import { terms } from "../../support/english-auction";

const [buyerId, paddle] = ["01890000-0000-7000-8000-000000000001", "101"];
const participant = { buyerId };
const admitted = {
  type: "BuyerAdmitted",
  buyerId,
  paddle,
  ndaSignedAt: 5n,
  limit: 500n,
  allotment: null,
} as const;
const removed = { type: "BuyerRemoved", buyerId, paddle, reason: "REMOVED", rationale: "Why." } as const;
const times = { opensAt: 10n, closesAt: 20n, hardEndAt: null };

describe("a command finds its own result in", () => {
  it.each<readonly [string, Wish, AuctionEvent]>([
    ["its terms", { type: "Schedule", terms: terms() }, { type: "AuctionScheduled", terms: terms() }],
    ["its times", { type: "Reschedule", ...times }, { type: "AuctionRescheduled", ...times }],
    ["its reason", { type: "Pause", reason: "Why." }, { type: "AuctionPaused", reason: "Why." }],
    ["the signature that the file has", { ...admit({}), ndaSignedAt: null }, admitted],
    ["its limit and signature", admit({}), admitted],
    [
      "its limit",
      { type: "SetLimit", participant, limit: null },
      { type: "LimitSet", buyerId, paddle, limit: null },
    ],
    ["its words", { type: "Remove", participant, reason: "REMOVED", rationale: "Why." }, removed],
  ])("%s", (_what, wish, last) => expect(isResult(wish, last, terms())).toBe(true));
});

describe("a command does not find its own result in", () => {
  it.each<readonly [string, Wish, AuctionEvent]>([
    [
      "other terms",
      { type: "Schedule", terms: terms() },
      { type: "AuctionScheduled", terms: terms({ openingPrice: 7n }) },
    ],
    ["other times", { type: "Reschedule", ...times }, { type: "AuctionRescheduled", ...times, opensAt: 11n }],
    ["another reason", { type: "Pause", reason: "Why." }, { type: "AuctionPaused", reason: "Else." }],
    [
      "what came after it",
      { type: "Pause", reason: "Why." },
      { type: "AuctionResumed", closesAt: 20n, hardEndAt: null },
    ],
    ["another limit", admit({ limit: 400n }), admitted],
    ["another signature", admit({ ndaSignedAt: 6n }), admitted],
    ["other words", { type: "Remove", participant, reason: "REMOVED", rationale: "Else." }, removed],
  ])("%s", (_what, wish, last) => expect(isResult(wish, last, terms())).toBe(false));
});

function admit(change: { limit?: bigint; ndaSignedAt?: bigint }): Extract<Wish, { type: "Admit" }> {
  return { type: "Admit", buyerId, limit: 500n, ndaSignedAt: 5n, ...change };
}
