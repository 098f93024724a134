import {
  audit,
  bidStatus,
  decideSchedule,
  isHidden,
  isSealed,
  isVisible,
  ranking,
  sealedView,
  standingFor,
  type AuctionEvent,
  type Terms,
} from "../../../src/auction/domain";
import { seconds, type Instant } from "../../../src/platform/time";
import { ELIGIBLE, MICROSECOND, paddleOf, T } from "../../support/english-auction";
import { codeOf, hybridTerms, OPENS, PhasedPlay } from "../../support/phased-auction";

/** A takes the falling price at its third step; the phases behind that follow from it. */
const TAKEN = OPENS + seconds(3 * 300 + 17);
const PRICE = 97_000n;
const SEALED = TAKEN + seconds(20);
const SEALED_ENDS = SEALED + seconds(600);
/** The sealed bids are opened half a minute after their round. */
const OPENED = SEALED_ENDS + seconds(30);
const BEST = OPENED + seconds(20);
const ENDS = BEST + seconds(300);

function start(changes: Partial<Terms> = {}): PhasedPlay {
  return new PhasedPlay(hybridTerms(changes));
}

function taken(changes: Partial<Terms> = {}): PhasedPlay {
  const play = start(changes);
  expect(play.bid("A", { amount: PRICE }, TAKEN)).toBe("ACCEPTED");
  return play;
}

type Amounts = Readonly<Record<string, bigint>>;

/** Those bids of a second each, up to the end of the sealed phase. */
function sealed(amounts: Amounts): PhasedPlay {
  const play = taken();
  Object.entries(amounts).forEach(([firm, amount], second) => {
    expect(play.seal(firm, amount, SEALED + seconds(second))).toBe("ACCEPTED");
  });
  return play;
}

function opened(amounts: Amounts): PhasedPlay {
  const play = sealed(amounts);
  play.open(OPENED);
  return play;
}

function best(play: PhasedPlay, amount: bigint, at: Instant = BEST, firm = "A"): string {
  return play.bid(firm, { amount }, at);
}

function phasesOf(play: PhasedPlay) {
  return play.events("PhaseStarted").map(({ phase, since, closesAt }) => [phase, since, closesAt]);
}

describe("the falling price", () => {
  it("asks 81 prices, from the whole of the initial to a fifth of it, five minutes each", () => {
    const play = start({ reserve: { amount: 0n, floorId: "floor" } });
    expect(play.standing).toMatchObject({ phase: "FALLING", minimumNextBid: 100_000n });
    const end = OPENS + seconds(81 * 300);
    expect(play.auction.closesAt).toBe(end);
    play.wait(end - seconds(1));
    expect(play.standing.minimumNextBid).toBe(20_000n);
    const prices = play.events("DutchStepped").map(({ price }) => price);
    expect(prices).toEqual(Array.from({ length: 80 }, (_, step) => 99_000n - 1_000n * BigInt(step)));
  });

  it("is cut at the reserve", () => {
    const play = start();
    const end = OPENS + seconds(21 * 300);
    expect(play.auction.closesAt).toBe(end);
    play.wait(end - seconds(1));
    expect(play.standing.minimumNextBid).toBe(80_000n);
  });

  it("that nobody takes leaves it UNSOLD, without any other phase", () => {
    const play = start();
    play.wait(T + seconds(100_000));
    const end = OPENS + seconds(21 * 300);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: end, outcome: { kind: "NO_BIDS" } });
    expect(phasesOf(play)).toEqual([]);
  });

  it("is named by the amount: an earlier one is STALE_STEP, any other OFF_INCREMENT; a box is WRONG_PHASE", () => {
    const play = start();
    expect(play.bid("A", { amount: 98_000n }, TAKEN)).toBe("STALE_STEP");
    expect(play.bid("A", { amount: 96_000n }, TAKEN)).toBe("OFF_INCREMENT");
    expect(play.bid("A", {}, TAKEN)).toBe("BAD_USER_INPUT");
    expect(play.bid("A", { amount: PRICE, maximum: PRICE }, TAKEN)).toBe("BAD_USER_INPUT");
    expect(play.seal("A", PRICE, TAKEN)).toBe("WRONG_PHASE");
    expect(play.bid("A", { amount: PRICE, eligibility: { ...ELIGIBLE, limit: PRICE - 1n } }, TAKEN)).toBe(
      "ABOVE_LIMIT",
    );
    expect(codeOf(play.withdraw("A", TAKEN))).toBe("WITHDRAWAL_NOT_ALLOWED");
  });

  it("opened early, starts early", () => {
    const play = new PhasedPlay(hybridTerms(), "SCHEDULED");
    const at = OPENS - seconds(10);
    play.run({ type: "Open" }, at);
    expect(play.auction).toMatchObject({ closesAt: at + seconds(21 * 300), phase: { since: at } });
    expect(play.bid("A", { amount: 99_000n }, at + seconds(300))).toBe("ACCEPTED");
  });
});

describe("its phases", () => {
  it("follow each other as of their times, whenever that is written down", () => {
    const play = sealed({ B: 98_000n });
    play.open(OPENED);
    play.wait(ENDS);
    expect(phasesOf(play)).toEqual([
      ["FIRST_BREAK", TAKEN, SEALED],
      ["SEALED", SEALED, SEALED_ENDS],
      ["SECOND_BREAK", OPENED, BEST],
      ["BEST_BID", BEST, ENDS],
    ]);
    expect(play.auction).toMatchObject({ status: "CLOSED", endedAt: ENDS });
  });

  it("the first accepted ends the falling price, not the auction", () => {
    const play = taken();
    expect(play.standing).toEqual({
      status: "OPEN",
      phase: "FIRST_BREAK",
      closesAt: SEALED,
      leadingAmount: PRICE,
      leadingPaddle: "paddle A",
      bidCount: 1,
      reserveStatus: "NO_RESERVE",
      minimumNextBid: null,
    });
    expect(play.bid("B", { amount: PRICE }, TAKEN)).toBe("WRONG_PHASE");
    expect(play.events("DutchStepped")).toHaveLength(3);
  });

  it("a break takes nothing, sealed or not", () => {
    const play = taken();
    expect(play.seal("B", 98_000n, SEALED - seconds(1))).toBe("WRONG_PHASE");
    expect(play.bid("A", { amount: 98_000n }, SEALED - seconds(1))).toBe("WRONG_PHASE");
    expect(codeOf(play.withdraw("A", SEALED - seconds(1)))).toBe("WITHDRAWAL_NOT_ALLOWED");
    const later = opened({ B: 98_000n });
    expect(later.seal("C", 99_000n, BEST - seconds(1))).toBe("WRONG_PHASE");
    expect(best(later, 99_000n, BEST - seconds(1))).toBe("WRONG_PHASE");
  });

  it("the sealed one is for every firm but the taker, and says no amount", () => {
    const play = taken();
    expect(play.seal("A", 99_000n, SEALED)).toBe("WRONG_PHASE");
    expect(play.bid("B", { amount: 99_000n }, SEALED)).toBe("BAD_USER_INPUT");
    expect(play.seal("B", 98_000n, SEALED)).toBe("ACCEPTED");
    expect(play.seal("C", 98_500n, SEALED)).toBe("ACCEPTED");
    expect(play.seal("C", 98_600n, SEALED + seconds(1))).toBe("ACCEPTED");
    expect(codeOf(play.withdraw("C", SEALED + seconds(2)))).toBe("DONE");
    expect(codeOf(play.withdraw("A", SEALED + seconds(2)))).toBe("WITHDRAWAL_NOT_ALLOWED");
    expect(play.seal("D", 98_000n, SEALED_ENDS)).toBe("WRONG_PHASE");
    expect(play.auction.status).toBe("AWAITING_SHARES");
    play.open(OPENED);
    expect(play.auction.phase?.opened).toMatchObject([{ buyerId: "B", amount: 98_000n }]);
  });

  it("nothing sealed: the taker buys at the falling price, as of the sealed phase's end", () => {
    const play = taken();
    play.wait(ENDS);
    expect(play.result).toEqual(["A", PRICE]);
    expect(play.auction).toMatchObject({ status: "CLOSED", endedAt: SEALED_ENDS });
  });

  it("nothing lawful sealed: likewise; lawful is only what is above the falling price", () => {
    const play = sealed({ B: PRICE, C: 1n });
    play.seal("D", "INVALID", SEALED + seconds(9));
    play.seal("E", "UNREVEALED", SEALED + seconds(9));
    play.open(OPENED);
    expect(play.setAside).toEqual([
      ["B", "BELOW_INCREMENT"],
      ["C", "BELOW_INCREMENT"],
      ["D", "SEALED_INVALID"],
      ["E", "UNREVEALED"],
    ]);
    expect(play.result).toEqual(["A", PRICE]);
    expect(play.auction).toMatchObject({ status: "CLOSED", endedAt: SEALED_ENDS });
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("above its firm's limit it is not lawful either", () => {
    const play = taken();
    play.seal("B", 99_000n, SEALED, { limit: 98_000n });
    play.seal("C", 98_500n, SEALED);
    play.open(OPENED);
    expect(play.setAside).toEqual([["B", "ABOVE_LIMIT"]]);
    expect(play.standing.leadingAmount).toBe(98_500n);
  });

  it("below the initial price is lawful when it is above the falling one", () => {
    const play = opened({ B: PRICE + 1n });
    expect(play.setAside).toEqual([]);
    expect(play.standing.leadingAmount).toBe(PRICE + 1n);
  });

  it("the highest sealed amount is shown, without its firm", () => {
    const play = opened({ B: 98_000n, C: 99_000n });
    expect(play.events("RoundOpened")).toMatchObject([{ highest: 99_000n }]);
    expect(play.standing).toMatchObject({
      phase: "SECOND_BREAK",
      closesAt: BEST,
      leadingAmount: 99_000n,
      leadingPaddle: null,
      bidCount: 1,
      minimumNextBid: null,
    });
    for (const audience of [{ kind: "SELLER" }, { kind: "FIRM", buyerId: "C" }] as const)
      expect(standingFor(play.auction, audience)).toEqual(play.standing);
  });

  it("the best bid is the taker's only, each above its last", () => {
    const play = opened({ B: 99_000n });
    expect(best(play, 99_500n, BEST, "B")).toBe("WRONG_PHASE");
    expect(play.seal("B", 99_500n, BEST)).toBe("WRONG_PHASE");
    expect(play.seal("A", 99_500n, BEST)).toBe("WRONG_PHASE");
    expect(play.standing.minimumNextBid).toBe(PRICE + 1n);
    expect(best(play, PRICE)).toBe("BELOW_INCREMENT");
    expect(best(play, PRICE + 1n)).toBe("ACCEPTED");
    expect(best(play, PRICE + 1n)).toBe("BELOW_INCREMENT");
    expect(best(play, 98_000n)).toBe("ACCEPTED");
    expect(play.standing).toMatchObject({ leadingAmount: 99_000n, leadingPaddle: null, bidCount: 3 });
    expect(best(play, 99_001n)).toBe("ACCEPTED");
    expect(play.standing).toMatchObject({
      leadingAmount: 99_001n,
      leadingPaddle: "paddle A",
      bidCount: 4,
      minimumNextBid: 99_002n,
    });
    expect(best(play, 99_500n, ENDS)).toBe("CLOSED");
    expect(play.result).toEqual(["A", 99_001n]);
  });

  it("a best bid far above what is asked needs confirmation, and one above the limit is refused", () => {
    const play = opened({ B: 99_000n });
    const unsure = { amount: 1_000_001n, confirmHigh: false };
    expect(play.bid("A", unsure, BEST)).toBe("NEEDS_CONFIRMATION");
    expect(play.bid("A", { amount: 99_500n, eligibility: { ...ELIGIBLE, limit: 99_499n } }, BEST)).toBe(
      "ABOVE_LIMIT",
    );
  });

  it.each([
    ["without a best bid the highest sealed one wins, at its own amount", null, ["B", 99_000n]],
    ["a best bid below it does not win", 98_999n, ["B", 99_000n]],
    ["a best bid equal to it does not win", 99_000n, ["B", 99_000n]],
    ["a best bid above it wins, at its own amount", 99_001n, ["A", 99_001n]],
  ])("%s", (_, amount, expected) => {
    const play = opened({ B: 99_000n, C: 98_000n });
    if (amount !== null) best(play, amount);
    play.wait(ENDS);
    expect(play.result).toEqual(expected);
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("of two equal sealed amounts the earlier last edit wins", () => {
    const play = opened({ C: 99_000n, B: 99_000n });
    play.wait(ENDS);
    expect(play.result).toEqual(["C", 99_000n]);
    expect(play.auction.outcome?.cover).toMatchObject({ buyerId: "B", price: 99_000n });
  });

  it("after a default the next ranked buys at its own best amount", () => {
    const play = opened({ B: 99_000n, C: 98_000n, D: 97_500n });
    best(play, 98_500n);
    play.wait(ENDS);
    const ranked = ranking(play.auction, play.acceptedBids());
    expect(ranked.map(({ rank, buyerId, price }) => [rank, buyerId, price])).toEqual([
      [1, "B", 99_000n],
      [2, "A", 98_500n],
      [3, "C", 98_000n],
      [4, "D", 97_500n],
    ]);
  });
});

describe("case 14: a firm that may no longer take part", () => {
  const sound = (play: PhasedPlay) =>
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });

  it("the taker in the first break: the price is gone, the sealed phase comes, and its highest bid wins at once", () => {
    const play = taken();
    play.void("A", TAKEN + seconds(5));
    expect(play.events("PriceChanged")).toEqual([{ type: "PriceChanged", price: null }]);
    expect(play.standing).toMatchObject({ phase: "FIRST_BREAK", leadingAmount: null, leadingPaddle: null });
    play.seal("B", PRICE, SEALED);
    play.seal("C", 98_000n, SEALED);
    play.open(OPENED);
    expect(play.setAside).toEqual([["B", "BELOW_INCREMENT"]]);
    expect(play.result).toEqual(["C", 98_000n]);
    expect(play.auction.status).toBe("CLOSED");
    sound(play);
  });

  it("the taker in the sealed phase, of which only it is told; without a sealed bid it is UNSOLD", () => {
    const play = taken();
    play.wait(SEALED);
    play.void("A", SEALED + seconds(5));
    expect(play.events("PriceChanged")).toEqual([]);
    play.wait(SEALED_ENDS);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: SEALED_ENDS });
    sound(play);
  });

  it("the taker while the sealed bids are opened: the highest of them wins", () => {
    const play = sealed({ B: 98_000n });
    play.wait(SEALED_ENDS);
    play.void("A", SEALED_ENDS + seconds(1));
    play.open(OPENED);
    expect(play.result).toEqual(["B", 98_000n]);
    sound(play);
  });

  it("the taker in the best-bid phase: the highest sealed bid leads again, and nobody answers it", () => {
    const play = opened({ B: 98_000n });
    best(play, 98_500n);
    play.void("A", BEST + seconds(1));
    expect(play.events("PriceChanged").at(-1)?.price).toBe(98_000n);
    expect(best(play, 98_600n, BEST + seconds(2))).toBe("WRONG_PHASE");
    play.wait(ENDS);
    expect(play.result).toEqual(["B", 98_000n]);
    expect(play.auction.endedAt).toBe(ENDS);
    sound(play);
  });

  it("the firm with the highest sealed bid: the next highest is shown, and to be beaten", () => {
    const play = opened({ B: 99_000n, C: 98_000n, D: 97_500n });
    best(play, 97_800n);
    play.void("B", BEST + seconds(1));
    expect(play.standing).toMatchObject({ leadingAmount: 98_000n, leadingPaddle: null, bidCount: 2 });
    expect(play.events("PriceChanged")).toEqual([{ type: "PriceChanged", price: 98_000n }]);
    best(play, 98_001n, BEST + seconds(2));
    play.wait(ENDS);
    expect(play.result).toEqual(["A", 98_001n]);
    expect(play.auction.outcome?.cover).toMatchObject({ buyerId: "C", price: 98_000n });
    sound(play);
  });

  it("the only firm with a sealed bid: the taker leads at what it bid last", () => {
    const play = opened({ B: 99_000n });
    play.void("B", OPENED + seconds(1));
    expect(play.standing).toMatchObject({ leadingAmount: PRICE, leadingPaddle: "paddle A" });
    best(play, 98_000n);
    play.wait(ENDS);
    expect(play.result).toEqual(["A", 98_000n]);
    sound(play);
  });

  it("a firm whose sealed bid is not the highest: nothing is shown", () => {
    const play = opened({ B: 99_000n, C: 98_000n });
    const before = play.standing;
    play.void("C", OPENED + seconds(1));
    expect(play.events("PriceChanged")).toEqual([]);
    expect(play.standing).toEqual(before);
    best(play, 99_001n);
    play.wait(ENDS);
    expect(play.auction.outcome?.cover).toMatchObject({ buyerId: "B" });
    sound(play);
  });

  it("suspended before the end of a phase is voided by its end", () => {
    const play = sealed({ B: 99_000n, C: 98_000n });
    const since = SEALED_ENDS - seconds(1);
    play.exclusions = [{ buyerId: "B", paddle: paddleOf("B"), reason: "SUSPENDED", since }];
    play.wait(SEALED_ENDS);
    expect(play.types.slice(-2)).toEqual(["BidsVoided", "RoundClosed"]);
    play.exclusions = [];
    play.open(OPENED);
    play.exclusions = [{ buyerId: "C", paddle: paddleOf("C"), reason: "SUSPENDED", since: OPENED }];
    play.wait(ENDS);
    expect(play.result).toEqual(["A", PRICE]);
    sound(play);
  });
});

describe("its course", () => {
  it("a pause moves the steps and the end of whatever phase it is in", () => {
    const play = start();
    const pause = (from: Instant, length: number) => {
      play.run({ type: "Pause", reason: "a question" }, from);
      expect(play.standing.closesAt).toBeNull();
      expect(play.seal("B", 98_000n, from + seconds(1))).toBe("PAUSED");
      play.run({ type: "Resume" }, from + seconds(length));
    };
    pause(OPENS + seconds(100), 50);
    const at = OPENS + seconds(351);
    expect(play.bid("A", { amount: 99_000n }, OPENS + seconds(350) - MICROSECOND)).toBe("OFF_INCREMENT");
    expect(play.bid("A", { amount: 99_000n }, at)).toBe("ACCEPTED");
    pause(at + seconds(10), 100);
    const sealedAt = at + seconds(120);
    expect(play.standing.closesAt).toBe(sealedAt);
    expect(play.seal("B", 99_500n, sealedAt)).toBe("ACCEPTED");
    pause(sealedAt + seconds(1), 30);
    expect(play.standing.closesAt).toBe(sealedAt + seconds(630));
    expect(play.seal("C", 99_600n, sealedAt + seconds(630) - MICROSECOND)).toBe("ACCEPTED");
    const openedAt = sealedAt + seconds(700);
    play.open(openedAt);
    pause(openedAt + seconds(30), 10);
    expect(play.standing).toMatchObject({ phase: "BEST_BID", closesAt: openedAt + seconds(330) });
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("is closed by command while nobody has taken the price, and in the best-bid phase; never in between", () => {
    const close = (play: PhasedPlay, at: Instant) =>
      codeOf(play.run({ type: "Close", reason: "enough", facts: play.closingFacts() }, at));
    const falling = start();
    expect(close(falling, TAKEN)).toBe("DONE");
    expect(falling.auction).toMatchObject({ status: "UNSOLD", outcome: { early: true } });
    const play = taken();
    expect(close(play, TAKEN + seconds(1))).toBe("INVALID_STATE");
    play.seal("B", 98_000n, SEALED);
    expect(close(play, SEALED + seconds(1))).toBe("INVALID_STATE");
    expect(close(play, SEALED_ENDS)).toBe("INVALID_STATE");
    play.open(OPENED);
    expect(close(play, OPENED + seconds(1))).toBe("INVALID_STATE");
    best(play, 98_500n);
    expect(close(play, BEST + seconds(1))).toBe("DONE");
    expect(play.result).toEqual(["A", 98_500n]);
    expect(play.auction).toMatchObject({ endedAt: BEST + seconds(1), outcome: { early: true } });
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("takes firms in until the sealed phase ends", () => {
    const play = taken();
    const invite = (buyerId: string, at: Instant) =>
      codeOf(play.run({ type: "Invite", buyerId, paddle: paddleOf(buyerId), participant: null }, at));
    expect(invite("L", SEALED)).toBe("DONE");
    play.seal("B", 98_000n, SEALED);
    expect(invite("M", SEALED_ENDS)).toBe("INVALID_STATE");
    play.open(OPENED);
    expect(invite("N", OPENED)).toBe("INVALID_STATE");
  });

  it("cancelled before all sealed bids are answered it stays sealed; before there are any, nothing is", () => {
    const cancel = { type: "Cancel", reason: "stop", isSeconded: false } as const;
    const play = sealed({ B: 98_000n });
    play.run(cancel, SEALED + seconds(10));
    expect(isSealed(play.auction)).toBe(true);
    const answered = opened({ B: 98_000n });
    answered.run(cancel, BEST);
    expect(isSealed(answered.auction)).toBe(true);
    const before = taken();
    before.run(cancel, TAKEN + seconds(1));
    expect(isSealed(before.auction)).toBe(false);
  });
});

describe("its terms", () => {
  const wrong = (changes: Partial<Terms>, floorValidUntil: Instant | null = null) => {
    const decision = decideSchedule(hybridTerms(changes), { now: OPENS - seconds(1), floorValidUntil });
    return decision.kind === "rejected" ? decision.rejection.path : null;
  };

  it.each<[string, Partial<Terms>, string[] | null]>([
    ["sound", {}, null],
    ["a hidden reserve", { reserveVisibility: "STATUS_ONLY" }, ["reserveVisibility"]],
    ["a reserve above the initial price", { openingPrice: 79_000n }, ["openingPrice"]],
    [
      "a price that a hundredth does not lower",
      { openingPrice: 99n, reserve: { amount: 0n, floorId: "floor" } },
      ["openingPrice"],
    ],
    ["steps of its own", { dutch: { stepRate: 10_000n, stepSeconds: 300 } }, ["dutch"]],
    ["sealed by clients", { sealing: { ...sealingOf(), sealer: "CLIENT" } }, ["sealing", "sealer"]],
    ["unsealed", { sealing: null }, ["sealing"]],
  ])("%s", (_, changes, path) => {
    expect(wrong(changes)).toEqual(path);
  });

  it("the floor must be valid to the end of its last phase at least", () => {
    const end = OPENS + seconds(21 * 300 + 20 + 600 + 20 + 300);
    expect(wrong({}, end)).toBeNull();
    expect(wrong({}, end - MICROSECOND)).toEqual(["closesAt"]);
  });
});

describe("what is told", () => {
  const statusOf = (play: PhasedPlay, firm: string) => {
    const sequence = play.acceptedBids().findLast(({ buyerId }) => buyerId === firm)?.sequence ?? 0;
    const kept = { isAccepted: true, isVoided: false, isWithdrawn: false, isSetAside: false };
    return bidStatus(play.auction, { ...kept, sequence, buyerId: firm, latestSequence: sequence });
  };

  it("in the sealed phase nothing but that it lasts", () => {
    const play = sealed({ B: 98_000n });
    expect(isSealed(play.auction)).toBe(true);
    expect(play.standing).toEqual({
      status: "OPEN",
      phase: "SEALED",
      closesAt: SEALED_ENDS,
      leadingAmount: null,
      leadingPaddle: null,
      bidCount: null,
      reserveStatus: null,
      minimumNextBid: null,
    });
  });

  it("behind it no bid can be read before the outcome: not by the seller, and not how many there were", () => {
    const play = opened({ B: 98_000n, D: 1n });
    const { terms } = play.auction;
    const isClosedToReaders = () => isSealed(play.auction) && isHidden(terms, play.standing);
    expect([play.phase, isClosedToReaders()]).toEqual(["SECOND_BREAK", true]);
    const [setAside] = play.events("BidSetAside");
    expect(setAside && isVisible(terms, setAside, { kind: "SELLER" })).toBe(false);
    play.wait(BEST);
    expect([play.phase, isClosedToReaders()]).toEqual(["BEST_BID", true]);
    play.wait(ENDS);
    expect([play.phase, isSealed(play.auction), isHidden(terms, play.standing)]).toEqual([
      "BEST_BID",
      false,
      false,
    ]);
    const before = taken();
    expect([isSealed(before.auction), isHidden(terms, before.standing)]).toEqual([false, false]);
  });

  it("a sealed bid is SUBMITTED until the outcome, whoever is ahead; the taker's bids say where they stand", () => {
    const play = opened({ B: 99_000n, C: 98_000n });
    const statuses = () => ["A", "B", "C"].map((firm) => statusOf(play, firm));
    expect(statuses()).toEqual(["OUTBID", "SUBMITTED", "SUBMITTED"]);
    best(play, 99_001n);
    expect(statuses()).toEqual(["LEADING", "SUBMITTED", "SUBMITTED"]);
    play.wait(ENDS);
    expect(statuses()).toEqual(["WON", "LOST", "LOST"]);
  });

  it("at the outcome a firm reads its own sealed bid with its place, the seller what it buys by", () => {
    const play = opened({ B: 99_000n, C: 98_000n });
    const [highest, second] = play.auction.phase?.opened ?? [];
    if (!highest || !second) throw new Error("Nothing was opened");
    const view = (bid: typeof highest, rank: number, reader: string | null) =>
      sealedView(
        play.auction,
        { ...bid, openedAmount: bid.amount, setAsideReason: null, rank },
        reader === null ? { kind: "SELLER" } : { kind: "FIRM", buyerId: reader },
      );
    expect([view(highest, 1, "B").isOpened, view(highest, 1, null).isOpened]).toEqual([false, false]);
    best(play, 98_500n);
    play.wait(ENDS);
    expect(view(highest, 1, "B")).toEqual({ isOpened: true, amount: 99_000n, rank: 1, reason: null });
    expect(view(second, 2, "C").rank).toBe(3); // behind the taker's 98,500
    expect(view(highest, 1, null).amount).toBe(99_000n);
    expect(view(second, 2, null).amount).toBeNull();
    expect(view(second, 2, "B").isOpened).toBe(false);
  });

  it("the taker's bids everyone, even one that changes nothing; sealed ones, voids and amounts nobody else", () => {
    const play = opened({ B: 99_000n, C: 98_000n });
    best(play, 98_500n);
    play.void("B", BEST + seconds(1));
    const sees = (event: AuctionEvent | undefined, field?: "AMOUNTS" | "PADDLE") =>
      event !== undefined && isVisible(play.auction.terms, event, { kind: "PARTICIPANTS" }, field);
    const [first, inBox, , last] = play.events("BidAccepted");
    expect([sees(first), sees(inBox), sees(last), sees(last, "PADDLE")]).toEqual([true, false, true, true]);
    const asEntry = Object.fromEntries(Object.entries(first ?? {}).filter(([, value]) => value !== null));
    expect(sees(asEntry as unknown as AuctionEvent)).toBe(true); // an entry leaves out what is null
    expect(last).toMatchObject({ moved: false, amount: 98_500n });
    const [round] = play.events("RoundOpened");
    expect([sees(round), sees(round, "AMOUNTS")]).toEqual([true, false]);
    expect(sees(play.events("BidsVoided")[0])).toBe(false);
    expect(sees(play.events("PriceChanged")[0])).toBe(true);
    play.wait(ENDS);
    const [closed] = play.events("AuctionClosed");
    expect([sees(closed), sees(closed, "PADDLE")]).toEqual([true, false]);
    expect(play.standing).toMatchObject({ leadingAmount: 98_500n, leadingPaddle: null, bidCount: null });
  });
});

describe("the audit", () => {
  function whole(): PhasedPlay {
    const play = sealed({ B: 99_000n, C: 98_000n, D: 1n });
    play.open(OPENED);
    best(play, 98_500n);
    play.void("B", BEST + seconds(1));
    best(play, 98_600n, BEST + seconds(2));
    play.wait(ENDS);
    return play;
  }

  it("finds it sound", () => {
    const play = whole();
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it.each<[AuctionEvent["type"], object]>([
    ["PhaseStarted", { closesAt: SEALED + seconds(1) }],
    ["PhaseStarted", { phase: "SEALED" }],
    ["RoundClosed", { closedAt: SEALED_ENDS - seconds(1) }],
    ["RoundOpened", { highest: 98_000n }],
    ["RoundOpened", { bids: [] }],
    ["BidSetAside", { reason: "BELOW_OPENING" }],
    ["BidsVoided", { book: { leader: null, cover: null, price: null, bidCount: 0 } }],
    ["PriceChanged", { price: 98_000n }],
    ["AuctionClosed", { closedAt: ENDS - seconds(1) }],
  ])("finds a changed %s: %o", (type, change) => {
    const play = whole();
    const place = play.types.indexOf(type);
    const entries = play.entries.map((entry, index) =>
      index === place ? { ...entry, event: { ...entry.event, ...change } } : entry,
    );
    expect(audit(entries)).toMatchObject({ kind: "unsound" });
  });

  it("finds any entry missing that the end of a phase or a void brought about", () => {
    const { entries } = whole();
    const moving = ["RoundClosed", "RoundOpened", "PhaseStarted", "PriceChanged", "AuctionClosed"];
    for (const entry of entries.filter(
      ({ event }) => moving.includes(event.type) && entries.at(-1)?.event !== event,
    ))
      expect(audit(entries.filter((one) => one !== entry))).toMatchObject({ kind: "unsound" });
  });

  it("finds a result at the falling price that left sealed bids unopened", () => {
    const play = sealed({ B: 99_000n });
    const alone = taken();
    alone.wait(SEALED_ENDS);
    const closing = alone.entries.at(-1);
    if (!closing) throw new Error("No closing");
    expect(audit([...play.entries, closing])).toMatchObject({ kind: "unsound" });
  });
});

function sealingOf() {
  const { sealing } = hybridTerms();
  if (!sealing) throw new Error("It is sealed");
  return sealing;
}
