import type { AuctionEvent } from "../../../src/cli/demo/auction-room";
import type { AuctionResult } from "../../../src/cli/demo/claims";
import { checkHybrid } from "../../../src/cli/demo/formats/hybrid/claims";
import { planHybrid } from "../../../src/cli/demo/formats/hybrid/plan";
import { at, attempt, BLANK, event } from "./bids";

const plan = planHybrid(10_000n); // from 12,000; one firm takes 11,880 or less
const SEALED = { ...BLANK, phase: "SEALED" } as const;
const usd = (amount: string) => ({ amount, currency: "USD" });
const started = (second: number, phase: "FIRST_BREAK" | "SEALED" | "SECOND_BREAK" | "BEST_BID") =>
  event("PhaseStarted", second, { phase, since: at(second), standing: { ...BLANK, phase } });
const opened = (highest: string | null) =>
  event("RoundOpened", 4, {
    phase: "SEALED",
    highest: highest === null ? null : usd(highest),
    standing: SEALED,
  });

const EVENTS = [
  started(1, "FIRST_BREAK"),
  started(2, "SEALED"),
  opened("120.40"),
  started(5, "SECOND_BREAK"),
  started(6, "BEST_BID"),
];
const ATTEMPTS = [
  attempt(1, "Eager", { amount: 11_640n }),
  attempt(2, "Patient", { amount: 12_040n }),
  attempt(3, "Sniper", { amount: 11_840n }),
  attempt(4, "Sniper", { amount: 23_680n, reason: "WRONG_PHASE" }),
  attempt(5, "Eager", { amount: 11_940n }),
  attempt(6, "Eager", { amount: 12_140n }),
];
const RESULT: AuctionResult = {
  attempts: ATTEMPTS,
  withdrawals: [],
  events: EVENTS,
  buyer: "Eager",
  price: 12_140n,
};

const failing = (changes: Partial<AuctionResult>, views: readonly (readonly AuctionEvent[])[] = [EVENTS]) =>
  checkHybrid({ ...RESULT, ...changes }, plan, views)
    .filter(({ holds }) => !holds)
    .map(({ claim }) => claim);
const without = <Item>(items: readonly Item[], place: number) => items.filter((_, index) => index !== place);
const telling = event("PhaseStarted", 2, {
  phase: "SEALED",
  since: at(2),
  standing: { ...SEALED, bidCount: 2 },
});

describe("what the demo claims of a HYBRID auction", () => {
  it("holds for a story that went as told", () => {
    expect(failing({})).toEqual([]);
  });

  it.each<[string, Partial<AuctionResult>, readonly (readonly AuctionEvent[])[]]>([
    ["The first to take the falling price", { events: without(EVENTS, 3) }, [EVENTS]],
    ["The first to take the falling price", { attempts: without(ATTEMPTS, 0) }, [EVENTS]],
    ["While the others' bids lay sealed", {}, [EVENTS, [...EVENTS, telling]]],
    ["Everybody was shown the highest", {}, [EVENTS, without(EVENTS, 2)]],
    ["Everybody was shown the highest", {}, [EVENTS, [opened("118.40")]]],
    ["The taker's best bid beat the highest", { price: 12_040n }, [EVENTS]],
    ["Who had no turn in a phase", { attempts: without(ATTEMPTS, 3) }, [EVENTS]],
  ])("%s …: not otherwise", (claim, changes, views) => {
    expect(failing(changes, views)).toEqual([expect.stringContaining(claim)]);
  });
});
