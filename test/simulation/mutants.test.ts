import {
  allottedByThrees,
  answerBeforeCommit,
  awardedForMore,
  awardTakesBack,
  bidOverlooked,
  clockBeforeLock,
  cursorBefore,
  cursorBehind,
  limitForgotten,
  listForgotten,
  noUniqueKey,
  othersForgotten,
  reasonForgotten,
  receiptsOfOthers,
  retryDecidesAgain,
  sealedShown,
  stepBehind,
  takerForgotten,
  wakesAlone,
} from "../support/mutants/simulated-compositions";
import type { AuctionFormat } from "../../src/auction/domain";
import type { Cast } from "./cast";
import { problemsOf } from "./checks";
import { COMPOSITION, type Composition } from "./composition";
import { castOf } from "./plan";
import { simulate } from "./simulation";

/** Fewer seeds than this, and far fewer than CI plays, must be enough to find a bug. */
const SEEDS = 100;

/** `plays`: only these seeds have what the bug is about. */
async function firstProblems(
  composition: Composition,
  plays: (cast: Cast) => boolean = () => true,
): Promise<string> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    if (!plays(castOf(seed))) continue;
    const problems = problemsOf(await simulate(seed, 120, composition), { everyHash: false });
    if (problems.length > 0) return problems.join("\n");
  }
  return "nothing";
}

function playing(format: AuctionFormat) {
  return ({ auctions }: Cast) => auctions.some(({ terms }) => terms.format === format);
}

function sealing({ auctions }: Cast): boolean {
  return auctions.some(({ terms }) => terms.sealing !== null);
}

function exposing({ firms }: Cast): boolean {
  return firms.some(({ exposureLimit }) => exposureLimit !== null);
}

describe("the simulation catches", () => {
  it("answers before COMMIT: what was acknowledged is lost, or was told and never committed", async () => {
    expect(await firstProblems(answerBeforeCommit)).toMatch(
      /acknowledged and is lost|never committed as it was told/,
    );
  });

  it("a clock that is read before the lock", async () => {
    expect(await firstProblems(clockBeforeLock)).toMatch(/a time before its transaction had the lock/);
  });

  it("keys that are not unique", async () => {
    expect(await firstProblems(noUniqueKey)).toMatch(/was decided \d times/);
  });

  it("a retry that decides again", async () => {
    expect(await firstProblems(retryDecidesAgain)).toMatch(/was decided \d times/);
  });

  it("a cursor off by one, either way", async () => {
    expect(await firstProblems(cursorBefore)).toMatch(/to .*: \d+ came again/);
    expect(await firstProblems(cursorBehind)).toMatch(
      /to .*: \d+ did not come|a cursor that was given out is refused/,
    );
  });

  it("wake-ups as the only source", async () => {
    expect(await firstProblems(wakesAlone)).toMatch(/to .*: \d+ did not come/);
  });

  it("a price that had fallen and still buys", async () => {
    expect(await firstProblems(stepBehind, playing("DUTCH"))).toMatch(
      /tells .*, the rules|STALE_STEP, not ACCEPTED/,
    );
  });

  it("a sealed bid that the opening overlooks", async () => {
    expect(await firstProblems(bidOverlooked, sealing)).toMatch(
      /BidsOpened: the rules say|was opened as null/,
    );
  });

  it("an opening that knows no limits", async () => {
    expect(await firstProblems(limitForgotten, sealing)).toMatch(
      /BidsOpened: the rules say set aside: .*ABOVE_LIMIT/,
    );
  });

  it("a short list that keeps nobody out", async () => {
    expect(await firstProblems(listForgotten, playing("BEST_AND_FINAL"))).toMatch(/NOT_SHORTLISTED, not/);
  });

  it("an indication that binds to nothing", async () => {
    expect(await firstProblems(reasonForgotten, playing("BEST_AND_FINAL"))).toMatch(
      /BidsOpened: the rules say set aside: .*BELOW_INDICATION/,
    );
  });

  it("a falling price's taker that seals a bid against itself", async () => {
    expect(await firstProblems(takerForgotten, playing("HYBRID"))).toMatch(/WRONG_PHASE, not ACCEPTED/);
  });

  it("sealed bids that feeds tell by the rules of open ones", async () => {
    expect(await firstProblems(sealedShown, sealing)).toMatch(
      /to .*: \d+ (was not for this subscriber|did not come)/,
    );
  });

  it("more put aside of a firm's exposure limit than there is", async () => {
    expect(await firstProblems(othersForgotten, exposing)).toMatch(/is allotted \d+ of \d+/);
  });

  it("a bid that is refused for its allotment while the limit leaves enough", async () => {
    expect(await firstProblems(allottedByThrees, exposing)).toMatch(/was refused, and the limit leaves/);
  });

  it("a winner for whom its price is not put aside", async () => {
    expect(await firstProblems(awardTakesBack, exposing)).toMatch(/won at \d+, and keeps 0 for it/);
  });

  it("receipts for other entries than those that are committed", async () => {
    expect(await firstProblems(receiptsOfOthers)).toMatch(/the receipt of entry \d+ is wrong/);
  });

  it("an award at another price than what was won", async () => {
    expect(await firstProblems(awardedForMore)).toMatch(/awarded to \d+ at \d+, not WON/);
  });
});

it.each([1, 2, 3, 4, 5])("with seed %i, a node as it is keeps every promise", async (seed) => {
  expect(problemsOf(await simulate(seed, 120, COMPOSITION), { everyHash: true })).toEqual([]);
});
