import { audit, decideSchedule, ranking, type Terms } from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { dutchTerms, inStep, OPENS } from "../../support/dutch-auction";
import {
  ELIGIBLE,
  MICROSECOND,
  NO_FACTS,
  onlyEvent,
  placeBid,
  Play,
  T,
  terms,
} from "../../support/english-auction";

function start(changes: Partial<Terms> = {}): Play {
  return new Play(dutchTerms(changes));
}

describe("case 13: a falling price", () => {
  it("step k asks initial × (1 − k × rate) for its whole duration, and not a microsecond longer", () => {
    const play = start();
    const asked = (at: bigint) => {
      play.wait(at);
      return play.standing.minimumNextBid;
    };
    expect(asked(inStep(0))).toBe(100_000n);
    expect(asked(inStep(1) - MICROSECOND)).toBe(100_000n);
    expect(asked(inStep(1))).toBe(99_000n);
    expect(asked(inStep(2) - MICROSECOND)).toBe(99_000n);
    expect(asked(inStep(2))).toBe(98_000n);
  });

  it("the last step is the last price not below the reserve, for its whole duration; the closing follows", () => {
    const play = start();
    expect(play.auction.closesAt).toBe(inStep(21));
    play.wait(inStep(20));
    play.wait(inStep(21) - MICROSECOND);
    expect(play.standing).toMatchObject({ status: "OPEN", minimumNextBid: 80_000n, closesAt: inStep(21) });
    play.wait(inStep(21));
    expect(play.standing).toMatchObject({ status: "UNSOLD", minimumNextBid: null, leadingAmount: null });
    expect(play.auction.outcome).toMatchObject({ kind: "NO_BIDS", winner: null, early: false });
  });

  it("a price equal to the reserve is still asked; without a reserve the last price is the last above nothing", () => {
    const last = (changes: Partial<Terms>) => {
      const play = start(changes);
      play.wait(play.auction.closesAt - seconds(60));
      return play.standing.minimumNextBid;
    };
    expect(last({ reserve: { amount: 80_000n, floorId: "floor" } })).toBe(80_000n);
    expect(last({ reserve: { amount: 0n, floorId: "floor" } })).toBe(1_000n);
  });

  it("a price is rounded half up, each from the opening price", () => {
    const play = start({
      openingPrice: 1_001n,
      dutch: { stepRate: 2_500n, stepSeconds: 60 },
      reserve: { amount: 990n, floorId: "floor" },
    });
    const prices = [0, 1, 2, 3, 4].map((step) => {
      play.wait(inStep(step));
      return play.standing.minimumNextBid;
    });
    expect(prices).toEqual([1_001n, 998n, 996n, 993n, 991n]); // 998.4975, 995.995, 993.4925, 990.99
  });

  it("of two accepts of one step the first wins and closes at once; later ones are ALREADY_SOLD", () => {
    const play = start();
    play.wait(inStep(1));
    expect(play.bid("A", { amount: 99_000n }, inStep(1, 5))).toBe("ACCEPTED");
    expect(play.auction).toMatchObject({ status: "CLOSED", closesAt: inStep(1, 5), endedAt: inStep(1, 5) });
    expect(play.auction.outcome).toEqual({
      kind: "WON",
      winner: { buyerId: "A", paddle: "paddle A" },
      price: 99_000n,
      cover: null,
      interrupted: false,
      early: false,
    });
    expect(play.standing).toMatchObject({ leadingAmount: 99_000n, leadingPaddle: "paddle A", bidCount: 1 });
    expect(play.bid("B", { amount: 99_000n }, inStep(1, 5))).toBe("ALREADY_SOLD");
    expect(play.bid("B", { amount: 98_000n }, inStep(2))).toBe("ALREADY_SOLD");
    expect(play.bid("B", { amount: 98_000n }, inStep(1, 5) + seconds(601))).toBe("INVALID_STATE");
    expect(play.types.slice(-4)).toEqual(["BidAccepted", "AuctionClosed", "BidRejected", "BidRejected"]);
  });

  it("the amount names the step: an earlier price is STALE_STEP, any other OFF_INCREMENT", () => {
    const play = start();
    expect(play.bid("A", { amount: 99_000n }, inStep(2))).toBe("STALE_STEP");
    expect(play.bid("A", { amount: 100_000n }, inStep(2))).toBe("STALE_STEP");
    expect(play.bid("A", { amount: 97_000n }, inStep(2))).toBe("OFF_INCREMENT");
    expect(play.bid("A", { amount: 98_500n }, inStep(2))).toBe("OFF_INCREMENT");
    expect(play.bid("A", { amount: 150_000n }, inStep(2))).toBe("OFF_INCREMENT");
    expect(play.bid("A", { amount: 98_000n }, inStep(3) - MICROSECOND)).toBe("ACCEPTED");
  });

  it("a bid at exactly the end of a step is of the next one", () => {
    const play = start();
    expect(play.bid("A", { amount: 100_000n }, inStep(1))).toBe("STALE_STEP");
    expect(play.bid("A", { amount: 80_000n }, inStep(21))).toBe("CLOSED");
  });

  it("a pause moves the steps and the end, not the price", () => {
    const play = start();
    play.wait(inStep(1));
    play.run({ type: "Pause", reason: "a question" }, inStep(1, 30));
    expect(play.standing).toMatchObject({ closesAt: null, minimumNextBid: 99_000n });
    play.wait(inStep(5));
    expect(play.bid("A", { amount: 99_000n }, inStep(5))).toBe("PAUSED");
    play.run({ type: "Resume" }, inStep(11, 30));
    expect(play.auction.closesAt).toBe(inStep(31));
    expect(play.bid("A", { amount: 98_000n }, inStep(12) - MICROSECOND)).toBe("OFF_INCREMENT");
    expect(play.bid("A", { amount: 98_000n }, inStep(12))).toBe("ACCEPTED");
  });

  it("whoever comes late writes every step as of its time, then decides", () => {
    const play = start();
    expect(play.bid("A", { amount: 97_000n }, inStep(3, 7))).toBe("ACCEPTED");
    const steps = play.entries.flatMap(({ event }) => (event.type === "DutchStepped" ? [event] : []));
    expect(steps).toEqual([
      { type: "DutchStepped", step: 1, price: 99_000n, since: inStep(1) },
      { type: "DutchStepped", step: 2, price: 98_000n, since: inStep(2) },
      { type: "DutchStepped", step: 3, price: 97_000n, since: inStep(3) },
    ]);
  });

  it("opened before its time, the steps start then and the end follows", () => {
    const play = new Play(dutchTerms(), "SCHEDULED");
    play.run({ type: "Open" }, OPENS - seconds(30));
    expect(play.auction.closesAt).toBe(inStep(21) - seconds(30));
    expect(play.bid("A", { amount: 99_000n }, inStep(1) - seconds(30))).toBe("ACCEPTED");
  });

  it("closed by command before anybody bid, it is UNSOLD and told as early", () => {
    const play = start();
    play.run({ type: "Close", reason: "enough", facts: NO_FACTS }, inStep(1, 1));
    expect(play.auction).toMatchObject({ status: "UNSOLD", outcome: { kind: "NO_BIDS", early: true } });
  });

  it("a sale without a node in the minutes before it is marked INTERRUPTED", () => {
    const play = start();
    const facts = { ...NO_FACTS, interruptionSeconds: 61 };
    play.run(placeBid("A", { amount: 98_000n }), inStep(2, 1), facts);
    expect(play.auction.outcome).toMatchObject({ kind: "WON", interrupted: true });
  });

  it("after a default nobody is next", () => {
    const play = start();
    play.bid("A", { amount: 99_000n }, inStep(1));
    const bids = play.acceptedBids();
    expect(ranking(play.auction, bids)).toEqual([
      { rank: 1, buyerId: "A", paddle: "paddle A", price: 99_000n },
    ]);
    expect(ranking(play.auction, [])).toEqual([]);
  });
});

it("case 18: a price above the firm's limit is not taken", () => {
  const play = start();
  const eligibility = { ...ELIGIBLE, limit: 98_999n };
  expect(play.bid("A", { amount: 99_000n, eligibility }, inStep(1))).toBe("ABOVE_LIMIT");
  expect(play.bid("A", { amount: 98_000n, eligibility }, inStep(2))).toBe("ACCEPTED");
});

it("case 1: before the opening and after the last step nothing is taken", () => {
  const play = new Play(dutchTerms(), "SCHEDULED");
  expect(play.bid("A", { amount: 100_000n }, OPENS - MICROSECOND)).toBe("NOT_OPEN");
  expect(play.bid("A", { amount: 100_000n }, OPENS)).toBe("ACCEPTED");
});

it("a maximum, a bid without an amount and a withdrawal are not of this format", () => {
  const play = start();
  expect(play.bid("A", { amount: 100_000n, maximum: 100_000n }, inStep(0))).toBe("BAD_USER_INPUT");
  expect(play.bid("A", {}, inStep(0))).toBe("BAD_USER_INPUT");
  const withdrawal = play.run(
    { type: "WithdrawBid", buyerId: "A", paddle: "paddle A", live: null },
    inStep(0),
  );
  expect(withdrawal).toMatchObject({ kind: "rejected", rejection: { code: "WITHDRAWAL_NOT_ALLOWED" } });
});

it("rescheduled, the end follows from the steps again", () => {
  const play = new Play(dutchTerms(), "SCHEDULED");
  const times = { opensAt: OPENS + seconds(60), closesAt: T, hardEndAt: null, floorValidUntil: null };
  play.run({ type: "Reschedule", ...times }, OPENS - seconds(30));
  expect(play.auction).toMatchObject({
    opensAt: inStep(1),
    closesAt: inStep(22),
    terms: { closesAt: inStep(22) },
  });
});

describe("terms", () => {
  const problemIn = (wanted: Terms) => {
    const decision = decideSchedule(wanted, { now: OPENS - seconds(60), floorValidUntil: null });
    return decision.kind === "rejected" ? decision.rejection.path?.join(".") : null;
  };
  const wrong: readonly [string, Terms, string][] = [
    ["no steps", dutchTerms({ dutch: null }), "dutch"],
    ["steps in another format", terms({ dutch: { stepRate: 1n, stepSeconds: 1 } }), "dutch"],
    ["a reserve that is not told", dutchTerms({ reserveVisibility: "STATUS_ONLY" }), "reserveVisibility"],
    ["an opening price below the reserve", dutchTerms({ openingPrice: 79_499n }), "openingPrice"],
    ["no rate", dutchTerms({ dutch: { stepRate: 0n, stepSeconds: 60 } }), "dutch.stepRate"],
    ["all at once", dutchTerms({ dutch: { stepRate: 1_000_000n, stepSeconds: 60 } }), "dutch.stepRate"],
    ["no fall at all", dutchTerms({ dutch: { stepRate: 9n, stepSeconds: 60 } }), "dutch.stepRate"],
    ["too many prices", dutchTerms({ dutch: { stepRate: 204n, stepSeconds: 60 } }), "dutch.stepRate"],
    ["no time", dutchTerms({ dutch: { stepRate: 10_000n, stepSeconds: 0 } }), "dutch.stepSeconds"],
    [
      "a soft close",
      dutchTerms({ extension: { windowSeconds: 1, addedSeconds: 1, mode: "ADD", hardEndAt: T } }),
      "extension",
    ],
  ];
  it.each(wrong)("with %s are refused", (_what, wanted, path) => {
    expect(problemIn(wanted)).toBe(path);
  });

  it("of a falling price may have an increment table, which has no effect", () => {
    const play = start({ increments: [{ from: 0n, step: 10n }] });
    expect(play.bid("A", { amount: 100_000n }, inStep(0))).toBe("ACCEPTED");
    expect(problemIn(dutchTerms({ increments: [{ from: 1n, step: 10n }] }))).toBe("increments");
  });

  it("are pinned with the end that follows from the steps, whatever was asked for", () => {
    const decision = decideSchedule(dutchTerms({ closesAt: OPENS }), {
      now: OPENS - seconds(60),
      floorValidUntil: null,
    });
    expect(onlyEvent(decision)).toMatchObject({ terms: { closesAt: inStep(21) } });
  });
});

it("a journal whose steps were tampered with does not audit", () => {
  const play = start();
  play.bid("A", { amount: 98_000n }, inStep(2));
  expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  const place = play.types.indexOf("DutchStepped");
  for (const change of [{ price: 99_001n }, { step: 2 }, { since: inStep(1) + 1n }]) {
    const entries = play.entries.map((entry, index) =>
      index === place ? { ...entry, event: { ...entry.event, ...change } } : entry,
    );
    expect(audit(entries)).toMatchObject({ kind: "unsound", sequence: place + 1 });
  }
});
