import {
  audit,
  bidStatus,
  commitment,
  decideSchedule,
  isResult,
  isSealed,
  isVisible,
  ranking,
  sealedView,
  standingFor,
  type AuctionEvent,
  type Participant,
  type Terms,
} from "../../../src/auction/domain";
import { seconds, type Instant } from "../../../src/platform/time";
import { MICROSECOND, paddleOf, placeBid, reserve, T } from "../../support/english-auction";
import { bestAndFinalTerms, codeOf, PhasedPlay } from "../../support/phased-auction";

const ROUND_1 = T - seconds(600);
/** The indications are opened a minute after their round, and the short list is made two minutes later. */
const OPENED = T + seconds(60);
const LISTED = T + seconds(180);
const BINDS = LISTED + seconds(60);
const ENDS = BINDS + seconds(600);

function start(changes: Partial<Terms> = {}): PhasedPlay {
  return new PhasedPlay(bestAndFinalTerms(changes));
}

function top(shortlist: number): Pick<Terms, "bestAndFinal"> {
  return { bestAndFinal: { shortlist, startsAfterSeconds: 60, bindingSeconds: 600 } };
}

type Amounts = Readonly<Record<string, bigint>>;

function indicated(amounts: Amounts, changes: Partial<Terms> = {}): PhasedPlay {
  const play = start(changes);
  Object.entries(amounts).forEach(([firm, amount], second) => {
    play.seal(firm, amount, ROUND_1 + seconds(second));
  });
  play.open(OPENED);
  return play;
}

/** A, B and C have indicated 900, 800 and 700; the short list says who may bid. */
function listed(firms: readonly string[], changes: Partial<Terms> = {}): PhasedPlay {
  const play = indicated({ A: 900n, B: 800n, C: 700n }, changes);
  const left = ["A", "B", "C"].filter((firm) => !firms.includes(firm));
  play.shortlist(firms, LISTED, Object.fromEntries(left.map((firm) => [firm, "Its funding is not proven."])));
  return play;
}

function verdictsOf(play: PhasedPlay) {
  return {
    in: play.events("FirmShortlisted").map(({ buyerId }) => buyerId),
    out: play.events("FirmNotShortlisted").map(({ buyerId }) => buyerId),
  };
}

describe("the first round", () => {
  it("begins with the opening and takes sealed indications, replaced and withdrawn at will until its end", () => {
    const play = start();
    expect(play.standing).toEqual({
      status: "OPEN",
      phase: "INDICATION",
      closesAt: T,
      leadingAmount: null,
      leadingPaddle: null,
      bidCount: null,
      reserveStatus: null,
      minimumNextBid: null,
    });
    expect(play.seal("A", 900n, ROUND_1)).toBe("ACCEPTED");
    expect(play.seal("A", 850n, ROUND_1)).toBe("ACCEPTED");
    expect(play.seal("B", 800n, ROUND_1)).toBe("ACCEPTED");
    expect(codeOf(play.withdraw("B", T - MICROSECOND))).toBe("DONE");
    play.open(OPENED);
    expect(play.auction.phase?.opened).toMatchObject([{ buyerId: "A", amount: 850n }]);
  });

  it("waits at its end to be opened, and what comes meanwhile is for no phase", () => {
    const play = start();
    play.seal("A", 900n, T - MICROSECOND);
    expect(play.seal("B", 900n, T)).toBe("WRONG_PHASE");
    expect(play.auction).toMatchObject({ status: "AWAITING_SHARES", endedAt: null, outcome: null });
    expect(play.types.slice(-2)).toEqual(["RoundClosed", "BidRejected"]);
    expect(codeOf(play.withdraw("A", T + seconds(1)))).toBe("INVALID_STATE");
    expect(codeOf(play.shortlist(["A"], T + seconds(2)))).toBe("INVALID_STATE");
  });

  it("without any indication ends it: UNSOLD, and there is nothing to open", () => {
    const play = start();
    play.seal("A", 900n, ROUND_1);
    play.withdraw("A", ROUND_1 + seconds(1));
    play.wait(T);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: T, outcome: { kind: "NO_BIDS" } });
    expect(codeOf(play.open(OPENED))).toBe("INVALID_STATE");
  });

  it("of which no indication counts ends it likewise, as of its end", () => {
    const play = start();
    play.seal("A", 99n, ROUND_1);
    play.seal("B", "INVALID", ROUND_1);
    play.seal("C", "UNREVEALED", ROUND_1);
    play.seal("D", 900n, ROUND_1, { limit: 899n });
    play.open(OPENED);
    expect(play.setAside).toEqual([
      ["A", "BELOW_OPENING"],
      ["B", "SEALED_INVALID"],
      ["C", "UNREVEALED"],
      ["D", "ABOVE_LIMIT"],
    ]);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: T, outcome: { kind: "NO_BIDS" } });
    expect(play.types.at(-1)).toBe("BidsOpened");
  });

  it("binds nobody: whoever indicated most does not win by it", () => {
    const play = listed(["A", "B"]);
    play.seal("B", 810n, BINDS);
    play.open(ENDS + seconds(1));
    expect(play.result).toEqual(["B", 810n]);
    expect(ranking(play.auction, play.acceptedBids().map(play.opened))).toMatchObject([
      { buyerId: "B", price: 810n },
    ]);
  });
});

describe("the short list", () => {
  it("by the published TOP n is made at the opening", () => {
    const play = indicated({ A: 700n, B: 900n, C: 800n }, top(2));
    expect(verdictsOf(play)).toEqual({ in: ["B", "C"], out: ["A"] });
    expect(play.phase).toBe("SHORTLISTING");
    expect(play.standing.closesAt).toBe(OPENED + seconds(60));
    expect(play.types.slice(-6)).toEqual([
      "RoundOpened",
      "PhaseStarted",
      "ShortlistMade",
      "FirmShortlisted",
      "FirmShortlisted",
      "FirmNotShortlisted",
    ]);
  });

  it.each([
    [1, ["A"]],
    [2, ["A", "B", "C"]],
    [3, ["A", "B", "C"]],
    [4, ["A", "B", "C", "D"]],
    [9, ["A", "B", "C", "D"]],
  ])("TOP %i takes ties in", (n, firms) => {
    const play = indicated({ A: 900n, B: 800n, C: 800n, D: 700n }, top(n));
    expect(verdictsOf(play).in).toEqual(firms);
  });

  it("by hand has no end until it is made", () => {
    const play = indicated({ A: 900n, B: 800n });
    expect(play.phase).toBe("SHORTLISTING");
    expect(play.standing).toMatchObject({ status: "OPEN", closesAt: null });
    play.wait(T + seconds(1_000_000));
    expect(play.phase).toBe("SHORTLISTING");
    expect(play.seal("A", 900n, T + seconds(1_000_000))).toBe("WRONG_PHASE");
    expect(codeOf(play.withdraw("A", T + seconds(1_000_001)))).toBe("WITHDRAWAL_NOT_ALLOWED");
  });

  it("by hand needs a reason for every firm left out above one taken in, and only for those", () => {
    const play = indicated({ A: 900n, B: 800n, C: 800n, D: 700n });
    expect(codeOf(play.shortlist(["C"], LISTED))).toBe("BAD_USER_INPUT");
    expect(codeOf(play.shortlist(["D"], LISTED, { A: "a", B: "b" }))).toBe("BAD_USER_INPUT");
    expect(play.events("ShortlistMade")).toEqual([]);
    expect(codeOf(play.shortlist(["C"], LISTED, { A: "Its funding is not proven." }))).toBe("DONE");
    expect(play.events("ShortlistMade")).toMatchObject([
      {
        firms: [{ buyerId: "C" }],
        leftOut: [
          { buyerId: "A", reason: "Its funding is not proven." },
          { buyerId: "B", reason: null },
          { buyerId: "D", reason: null },
        ],
        startsAt: BINDS,
      },
    ]);
    expect(verdictsOf(play)).toEqual({ in: ["C"], out: ["A", "B", "D"] });
  });

  it.each([
    ["nobody", [], {}],
    ["a firm without an indication", ["A", "X"], {}],
    ["a firm whose indication does not count", ["A", "E"], {}],
    ["a firm twice", ["A", "A"], {}],
    ["a reason for a firm that is taken in", ["A"], { A: "x" }],
    ["a reason for a firm that it does not know", ["A"], { X: "x" }],
  ])("by hand is refused for %s", (_, firms, reasons) => {
    const play = start();
    play.seal("A", 900n, ROUND_1);
    play.seal("E", 10n, ROUND_1);
    play.open(OPENED);
    expect(codeOf(play.shortlist(firms, LISTED, reasons))).toBe("BAD_USER_INPUT");
    expect(play.phase).toBe("SHORTLISTING");
    expect(play.auction.phase?.shortlist).toBeNull();
  });

  it("is made once", () => {
    const play = listed(["A"]);
    expect(codeOf(play.shortlist(["B"], LISTED + seconds(1)))).toBe("INVALID_STATE");
    expect(codeOf(indicated({ A: 900n }, top(1)).shortlist(["A"], LISTED))).toBe("INVALID_STATE");
  });

  it("asked for again, in whatever order, it is the result that is there; another choice is not", () => {
    const play = listed(["B", "C"]);
    const [made] = play.events("ShortlistMade");
    if (!made) throw new Error("No short list");
    const reason = "Its funding is not proven.";
    const isMade = (firms: string[], leftOut: { buyerId: string; reason: string }[]) =>
      isResult({ type: "Shortlist", firms, leftOut }, made, play.auction.terms);
    expect(isMade(["C", "B"], [{ buyerId: "A", reason }])).toBe(true);
    expect(isMade(["C", "B"], [{ buyerId: "A", reason: "another" }])).toBe(false);
    expect(isMade(["B"], [{ buyerId: "A", reason }])).toBe(false);
  });

  it("releases what those had put aside who are not on it", () => {
    const play = listed(["A"]);
    const firm = (buyerId: string): Participant => ({
      buyerId,
      paddle: paddleOf(buyerId),
      status: "ADMITTED",
      limit: null,
      ndaSignedAt: null,
      allotment: 5_000n,
    });
    expect(["A", "B", "X"].map((one) => commitment(play.auction, firm(one)))).toEqual([5_000n, 0n, 0n]);
  });
});

describe("the second round", () => {
  it("begins at its pinned distance and lasts as long as was pinned", () => {
    const play = listed(["A", "B"]);
    expect(play.standing.closesAt).toBe(BINDS);
    expect(play.seal("A", 900n, BINDS - MICROSECOND)).toBe("WRONG_PHASE");
    expect(play.seal("A", 900n, BINDS)).toBe("ACCEPTED");
    expect(play.events("PhaseStarted").at(-1)).toEqual({
      type: "PhaseStarted",
      phase: "BINDING",
      since: BINDS,
      closesAt: ENDS,
    });
    expect(play.seal("B", 800n, ENDS - MICROSECOND)).toBe("ACCEPTED");
    expect(play.seal("A", 950n, ENDS)).toBe("CLOSED");
    expect(play.auction).toMatchObject({ status: "AWAITING_SHARES", endedAt: ENDS });
  });

  it("is for firms on the short list: NOT_SHORTLISTED for all others, from its making on", () => {
    const play = listed(["B"]);
    expect(play.seal("A", 900n, LISTED + seconds(1))).toBe("NOT_SHORTLISTED");
    expect(play.seal("A", 900n, BINDS)).toBe("NOT_SHORTLISTED");
    expect(play.seal("X", 900n, BINDS)).toBe("NOT_SHORTLISTED");
    expect(play.seal("X", 900n, BINDS, { suspended: true })).toBe("SUSPENDED");
    expect(play.seal("B", 900n, BINDS)).toBe("ACCEPTED");
  });

  it.each([
    ["the highest wins at its own amount", { A: 910n, B: 920n }, 0n, ["B", 920n]],
    ["a tie goes to the earlier last edit", { B: 950n, A: 950n }, 0n, ["B", 950n]],
    ["equal to the reserve meets it", { A: 950n, B: 940n }, 950n, ["A", 950n]],
    ["below the reserve nobody wins", { A: 950n, B: 940n }, 951n, null],
  ])("%s", (_, amounts: Amounts, floor, expected) => {
    const play = listed(["A", "B"], { ...reserve(floor), reserveVisibility: "CONCEALED" });
    for (const [firm, amount] of Object.entries(amounts)) play.seal(firm, amount, BINDS);
    play.open(ENDS + seconds(1));
    expect(play.result).toEqual(expected);
    const [status, kind] = expected ? ["CLOSED", "WON"] : ["UNSOLD", "RESERVE_NOT_MET"];
    expect(play.auction).toMatchObject({ status, outcome: { kind } });
  });

  it("the next ranked buys at its own binding bid", () => {
    const play = listed(["A", "B", "C"]);
    play.seal("A", 930n, BINDS);
    play.seal("B", 920n, BINDS);
    play.open(ENDS + seconds(1));
    expect(play.auction.outcome?.cover).toMatchObject({ buyerId: "B", price: 920n });
    const ranked = ranking(play.auction, play.acceptedBids().map(play.opened));
    expect(ranked.map(({ buyerId, price }) => [buyerId, price])).toEqual([
      ["A", 930n],
      ["B", 920n],
    ]);
  });

  it("without a binding bid is UNSOLD, whatever was indicated", () => {
    const play = listed(["A", "B"]);
    play.wait(ENDS);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: ENDS, outcome: { kind: "NO_BIDS" } });
  });

  it("a bid can be withdrawn, what was indicated in the first cannot any more", () => {
    const play = listed(["A"]);
    expect(codeOf(play.withdraw("A", BINDS))).toBe("WITHDRAWAL_NOT_ALLOWED");
    play.seal("A", 900n, BINDS);
    expect(codeOf(play.withdraw("A", BINDS + seconds(1)))).toBe("DONE");
    play.wait(ENDS);
    expect(play.auction.status).toBe("UNSOLD");
    expect(audit(play.entries).kind).toBe("sound");
  });

  it("a bid below the firm's own indication counts with a reason only", () => {
    const play = listed(["A", "B", "C"]);
    play.seal("A", 899n, BINDS);
    play.seal("B", 799n, BINDS, { reason: "DILIGENCE_FINDINGS" });
    play.seal("C", 700n, BINDS);
    play.open(ENDS + seconds(1));
    expect(play.setAside).toEqual([["A", "BELOW_INDICATION"]]);
    expect(play.result).toEqual(["B", 799n]);
    expect(play.auction.outcome?.cover?.buyerId).toBe("C");
  });

  it("the last bid's reason counts, and one that is not needed does no harm", () => {
    const play = listed(["A", "B"]);
    play.seal("A", 899n, BINDS, { reason: "CHANGED_MARKET" });
    play.seal("A", 898n, BINDS);
    play.seal("B", 850n, BINDS, { reason: "CHANGED_FUNDING" });
    play.open(ENDS + seconds(1));
    expect(play.setAside).toEqual([["A", "BELOW_INDICATION"]]);
    expect(play.result).toEqual(["B", 850n]);
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });
});

describe("case 14: a firm that may no longer take part", () => {
  it("in the first round, while it waits for shares too: its indication is gone", () => {
    const play = start(top(1));
    play.seal("A", 900n, ROUND_1);
    play.seal("B", 800n, ROUND_1);
    play.seal("C", 700n, ROUND_1);
    expect(codeOf(play.void("A", ROUND_1 + seconds(1)))).toBe("DONE");
    play.wait(T);
    expect(codeOf(play.void("B", T + seconds(1)))).toBe("DONE");
    play.open(OPENED);
    expect(verdictsOf(play)).toEqual({ in: ["C"], out: [] });
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("suspended before the round's end is voided by the end itself", () => {
    const play = start();
    play.seal("A", 900n, ROUND_1);
    const paddle = paddleOf("A");
    play.exclusions = [{ buyerId: "A", paddle, reason: "EXPELLED", since: T - seconds(1) }];
    play.wait(T);
    expect(play.types.slice(-2)).toEqual(["BidsVoided", "AuctionClosed"]);
    expect(play.auction.status).toBe("UNSOLD");
  });

  it("before the list is made by hand: it cannot be on it", () => {
    const play = indicated({ A: 900n, B: 800n });
    play.void("A", OPENED + seconds(1));
    expect(codeOf(play.shortlist(["A"], LISTED))).toBe("BAD_USER_INPUT");
    expect(codeOf(play.shortlist(["B"], LISTED))).toBe("DONE");
  });

  it("with the last firm that a list made by hand could name, the auction is UNSOLD as of the void", () => {
    const play = indicated({ A: 900n, B: 800n, C: 99n });
    play.void("A", OPENED + seconds(1));
    expect(play.standing).toMatchObject({ status: "OPEN", closesAt: null });
    play.void("B", LISTED);
    expect(play.types.slice(-2)).toEqual(["BidsVoided", "AuctionClosed"]);
    expect(play.auction).toMatchObject({
      status: "UNSOLD",
      endedAt: LISTED,
      outcome: { kind: "NO_BIDS", winner: null, price: null, early: false, interrupted: false },
    });
    expect(play.standing.closesAt).toBe(LISTED);
    expect(play.seal("C", 900n, LISTED + seconds(1))).toBe("CLOSED");
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("with the last firm gone in a pause, it is UNSOLD when it goes on", () => {
    const play = indicated({ A: 900n });
    play.run({ type: "Pause", reason: "a question" }, OPENED + seconds(1));
    play.void("A", OPENED + seconds(2));
    expect(play.auction.status).toBe("PAUSED");
    play.run({ type: "Resume" }, LISTED);
    expect(play.types.slice(-2)).toEqual(["AuctionResumed", "AuctionClosed"]);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: LISTED, outcome: { kind: "NO_BIDS" } });
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("with the last firm removed, the auction closes behind the void, and must by its journal", () => {
    const play = indicated({ A: 900n });
    const participant: Participant = {
      buyerId: "A",
      paddle: paddleOf("A"),
      status: "ADMITTED",
      limit: null,
      ndaSignedAt: null,
      allotment: null,
    };
    const bids = play.acceptedBids();
    play.run({ type: "Remove", participant, reason: "REMOVED", rationale: "its file", bids }, LISTED);
    expect(play.types.slice(-3)).toEqual(["BuyerRemoved", "BidsVoided", "AuctionClosed"]);
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
    expect(audit(play.entries.slice(0, -1))).toMatchObject({ kind: "unsound" });
    const closing = play.entries.at(-1);
    if (closing?.event.type !== "AuctionClosed") throw new Error("It is not closed");
    const late = { ...closing, event: { ...closing.event, closedAt: LISTED + 1n } };
    expect(audit([...play.entries.slice(0, -1), late])).toMatchObject({ kind: "unsound" });
  });

  it("with all of a list gone that was made, the times that were told stand, and nobody can bid", () => {
    const play = listed(["A"]);
    play.void("A", LISTED + seconds(1));
    expect(play.standing).toMatchObject({ status: "OPEN", closesAt: BINDS });
    expect(play.seal("B", 900n, BINDS)).toBe("NOT_SHORTLISTED");
    play.wait(ENDS);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: ENDS });
  });

  it("on the list, it is off it, its binding bid is void, and nobody moves up", () => {
    const play = listed(["A", "B"]);
    play.seal("A", 990n, BINDS);
    play.seal("B", 820n, BINDS);
    expect(codeOf(play.void("A", BINDS + seconds(1)))).toBe("DONE");
    expect(play.seal("A", 990n, BINDS + seconds(2))).toBe("NOT_SHORTLISTED");
    expect(play.seal("C", 990n, BINDS + seconds(2))).toBe("NOT_SHORTLISTED");
    play.open(ENDS + seconds(1));
    expect(play.result).toEqual(["B", 820n]);
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("off the list by a void even where its binding bid was withdrawn", () => {
    const play = listed(["A", "B"]);
    play.seal("A", 990n, BINDS);
    play.withdraw("A", BINDS + seconds(1));
    play.void("A", BINDS + seconds(2));
    expect(play.auction.phase?.shortlist).toEqual(["B"]);
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("after the close is not voided: the award is refused instead", () => {
    const play = listed(["A"]);
    play.seal("A", 990n, BINDS);
    play.wait(ENDS);
    expect(codeOf(play.void("A", ENDS + seconds(1)))).toBe("INVALID_STATE");
  });
});

describe("its course", () => {
  it("a pause moves the end of whatever phase it is in", () => {
    const play = start(top(1));
    play.seal("A", 900n, ROUND_1);
    const pause = (from: Instant, until: Instant) => {
      play.run({ type: "Pause", reason: "a question" }, from);
      expect(play.standing.closesAt).toBeNull();
      expect(play.seal("A", 900n, from + seconds(1))).toBe("PAUSED");
      play.run({ type: "Resume" }, until);
    };
    pause(T - seconds(10), T + seconds(20));
    expect(play.standing.closesAt).toBe(T + seconds(30));
    play.open(OPENED);
    pause(OPENED + seconds(10), OPENED + seconds(40));
    const binds = OPENED + seconds(90);
    expect(play.standing.closesAt).toBe(binds);
    play.wait(binds);
    pause(binds + seconds(1), binds + seconds(11));
    expect(play.standing).toMatchObject({ phase: "BINDING", closesAt: binds + seconds(610) });
    expect(play.seal("A", 900n, binds + seconds(610) - MICROSECOND)).toBe("ACCEPTED");
  });

  it("a short list that is being made has no end before a pause and none behind it", () => {
    const play = indicated({ A: 900n });
    play.run({ type: "Pause", reason: "a question" }, LISTED);
    expect(codeOf(play.shortlist(["A"], LISTED + seconds(1)))).toBe("INVALID_STATE");
    play.run({ type: "Resume" }, LISTED + seconds(10));
    expect(play.standing).toMatchObject({ phase: "SHORTLISTING", closesAt: null });
    expect(codeOf(play.shortlist(["A"], LISTED + seconds(11)))).toBe("DONE");
    expect(play.standing.closesAt).toBe(LISTED + seconds(71));
  });

  it("is closed by command in its second round only; before it there is no result to close with", () => {
    const play = start();
    const close = (at: Instant) =>
      codeOf(play.run({ type: "Close", reason: "enough", facts: play.closingFacts() }, at));
    play.seal("A", 900n, ROUND_1);
    expect(close(ROUND_1 + seconds(1))).toBe("INVALID_STATE");
    play.wait(T);
    expect(close(T + seconds(1))).toBe("INVALID_STATE");
    play.open(OPENED);
    expect(close(OPENED + seconds(1))).toBe("INVALID_STATE");
    play.shortlist(["A"], LISTED);
    expect(close(LISTED + seconds(1))).toBe("INVALID_STATE");
    play.seal("A", 900n, BINDS);
    expect(close(BINDS + seconds(1))).toBe("DONE");
    expect(play.auction).toMatchObject({ status: "AWAITING_SHARES", endedAt: BINDS + seconds(1) });
    expect(close(BINDS + seconds(2))).toBe("DONE");
    play.open(BINDS + seconds(3));
    expect(play.auction.outcome).toMatchObject({ kind: "WON", early: true });
  });

  it("is cancelled by one person as long as bidding is to come, and stays sealed", () => {
    const play = start();
    play.seal("A", 900n, ROUND_1);
    play.wait(T);
    const cancel = { type: "Cancel", reason: "stop", isSeconded: false } as const;
    expect(codeOf(play.run(cancel, T + seconds(1)))).toBe("DONE");
    expect(isSealed(play.auction)).toBe(true);
    const over = listed(["A"]);
    over.seal("A", 900n, BINDS);
    expect(codeOf(over.run(cancel, ENDS))).toBe("SEPARATION_OF_DUTIES");
  });

  it("takes firms in during the first round only, and no new limits while bids are opened", () => {
    const play = start();
    const invite = (at: Instant) =>
      codeOf(play.run({ type: "Invite", buyerId: "N", paddle: "paddle N", participant: null }, at));
    const limit = (at: Instant) => codeOf(play.run({ type: "SetLimit", participant, limit: 5n }, at));
    const participant = {
      buyerId: "A",
      paddle: "paddle A",
      status: "ADMITTED",
      limit: null,
      ndaSignedAt: null,
      allotment: null,
    } as const;
    play.seal("A", 900n, ROUND_1);
    expect([invite(ROUND_1), limit(ROUND_1)]).toEqual(["DONE", "DONE"]);
    play.wait(T);
    expect([invite(T), limit(T)]).toEqual(["INVALID_STATE", "INVALID_STATE"]);
    play.open(OPENED);
    expect([invite(OPENED), limit(OPENED)]).toEqual(["INVALID_STATE", "DONE"]);
  });

  it("an interruption of either round is told with the outcome", () => {
    const play = start(top(1));
    play.seal("A", 900n, ROUND_1);
    play.wait(T - seconds(1));
    const facts = { ...play.closingFacts(), interruptionSeconds: 61 };
    jest.spyOn(play, "closingFacts").mockReturnValueOnce(facts);
    play.open(OPENED);
    const binds = OPENED + seconds(60);
    play.seal("A", 900n, binds);
    play.open(binds + seconds(700));
    expect(play.auction.outcome).toMatchObject({ kind: "WON", interrupted: true });
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });
});

describe("its terms", () => {
  const wrong = (changes: Partial<Terms>, floorValidUntil: Instant | null = null) => {
    const pinned = bestAndFinalTerms(changes);
    const decision = decideSchedule(pinned, { now: pinned.opensAt - seconds(1), floorValidUntil });
    return decision.kind === "rejected" ? decision.rejection.path : null;
  };
  const rounds = { shortlist: 3, startsAfterSeconds: 0, bindingSeconds: 1 };

  it.each<[string, Partial<Terms>, string[] | null]>([
    ["sound", { bestAndFinal: rounds }, null],
    ["without a second round", { bestAndFinal: null }, ["bestAndFinal"]],
    ["TOP 0", { bestAndFinal: { ...rounds, shortlist: 0 } }, ["bestAndFinal", "shortlist"]],
    [
      "a negative wait",
      { bestAndFinal: { ...rounds, startsAfterSeconds: -1 } },
      ["bestAndFinal", "startsAfterSeconds"],
    ],
    [
      "no time to bind",
      { bestAndFinal: { ...rounds, bindingSeconds: 0 } },
      ["bestAndFinal", "bindingSeconds"],
    ],
    ["unsealed", { sealing: null }, ["sealing"]],
    ["a second round elsewhere", { format: "SEALED_FIRST_PRICE", bestAndFinal: rounds }, ["bestAndFinal"]],
  ])("%s", (_, changes, path) => {
    expect(wrong(changes)).toEqual(path);
  });

  it("the floor must be valid to the end of the second round at least", () => {
    const ends = T + seconds(660);
    expect(wrong(reserve(500n), ends)).toBeNull();
    expect(wrong(reserve(500n), ends - MICROSECOND)).toEqual(["closesAt"]);
  });
});

it("a bid has to be sealed, in every phase, and a reason belongs to a binding bid's format", () => {
  const play = start();
  expect(play.bid("A", placeBid("A", { amount: 900n }), ROUND_1)).toBe("BAD_USER_INPUT");
  play.seal("A", 900n, ROUND_1);
  play.open(OPENED);
  expect(play.bid("A", placeBid("A", { amount: 900n }), OPENED)).toBe("BAD_USER_INPUT");
  const elsewhere = new PhasedPlay({
    ...bestAndFinalTerms(),
    format: "SEALED_FIRST_PRICE",
    bestAndFinal: null,
  });
  expect(elsewhere.seal("A", 900n, ROUND_1, { reason: "CHANGED_MARKET" })).toBe("BAD_USER_INPUT");
});

describe("what is told", () => {
  const sees = (play: PhasedPlay, type: AuctionEvent["type"], audience: Parameters<typeof isVisible>[2]) => {
    const [event] = play.events(type);
    return event !== undefined && isVisible(play.auction.terms, event, audience);
  };

  it("the seller of firms and amounts at the end of the first round, bidders nothing", () => {
    const play = indicated({ A: 900n, B: 800n });
    const [opened] = play.events("RoundOpened");
    expect(opened?.highest).toBeNull();
    expect(sees(play, "RoundOpened", { kind: "SELLER" })).toBe(true);
    expect(opened && isVisible(play.auction.terms, opened, { kind: "SELLER" }, "AMOUNTS")).toBe(true);
    expect(sees(play, "RoundOpened", { kind: "PARTICIPANTS" })).toBe(false);
    expect(sees(play, "RoundOpened", { kind: "FIRM", buyerId: "A" })).toBe(false);
    expect(isSealed(play.auction)).toBe(true);
    const own = sealedView(play.auction, openedOf(play, "A"), { kind: "FIRM", buyerId: "A" });
    expect(own).toMatchObject({ isOpened: false, amount: null });
  });

  it("each firm learns of the short list about itself only", () => {
    const play = listed(["B"]);
    const firm = (buyerId: string) => ({ kind: "FIRM", buyerId }) as const;
    expect(sees(play, "FirmShortlisted", firm("B"))).toBe(true);
    expect(sees(play, "FirmShortlisted", firm("A"))).toBe(false);
    expect(sees(play, "FirmNotShortlisted", firm("A"))).toBe(true);
    expect(sees(play, "FirmNotShortlisted", firm("B"))).toBe(false);
    const [made] = play.events("ShortlistMade");
    expect(made && isVisible(play.auction.terms, made, firm("B"))).toBe(true);
    expect(made && isVisible(play.auction.terms, made, firm("B"), "SHORTLIST")).toBe(false);
    expect(made && isVisible(play.auction.terms, made, { kind: "SELLER" }, "SHORTLIST")).toBe(true);
  });

  it("a bid is SUBMITTED to the end; then the seller reads every indication, and a firm its own without a place", () => {
    const play = listed(["A", "B"]);
    play.seal("A", 950n, BINDS);
    play.seal("B", 940n, BINDS);
    const [, own] = play.acceptedBids();
    if (!own) throw new Error("No bid");
    const status = () =>
      bidStatus(play.auction, {
        buyerId: "B",
        sequence: own.sequence,
        isAccepted: true,
        isVoided: false,
        isWithdrawn: false,
        isSetAside: false,
        latestSequence: own.sequence,
      });
    expect(status()).toBe("SUBMITTED");
    play.open(ENDS + seconds(1));
    expect(status()).toBe("LOST");
    const indication = openedOf(play, "B");
    expect(sealedView(play.auction, indication, { kind: "SELLER" })).toMatchObject({ amount: 800n });
    expect(sealedView(play.auction, indication, { kind: "FIRM", buyerId: "B" })).toEqual({
      isOpened: true,
      amount: 800n,
      rank: null,
      reason: null,
    });
    expect(sealedView(play.auction, indication, { kind: "FIRM", buyerId: "A" }).isOpened).toBe(false);
    expect(standingFor(play.auction, { kind: "FIRM", buyerId: "B" })).toMatchObject({
      leadingAmount: 950n,
      leadingPaddle: null,
      bidCount: null,
    });
    expect(standingFor(play.auction, { kind: "SELLER" })).toMatchObject({
      leadingPaddle: "paddle A",
      bidCount: 2,
    });
  });
});

describe("the audit", () => {
  function whole(): PhasedPlay {
    const play = start();
    for (const [firm, amount] of [
      ["A", 900n],
      ["B", 800n],
      ["C", 700n],
      ["D", 90n],
    ] as const)
      play.seal(firm, amount, ROUND_1);
    play.open(OPENED);
    play.shortlist(["B", "C"], LISTED, { A: "Its funding is not proven." });
    play.seal("B", 790n, BINDS, { reason: "DILIGENCE_FINDINGS" });
    play.seal("C", 690n, BINDS);
    play.open(ENDS + seconds(1));
    return play;
  }

  it("finds it sound", () => {
    const play = whole();
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it.each<[AuctionEvent["type"], object]>([
    ["RoundClosed", { closedAt: T - seconds(1) }],
    ["RoundClosed", { interruptionSeconds: 99 }],
    ["RoundOpened", { highest: 900n }],
    ["RoundOpened", { bids: [] }],
    ["PhaseStarted", { since: T }],
    ["ShortlistMade", { firms: [] }],
    ["ShortlistMade", { startsAt: BINDS + seconds(1) }],
    ["FirmShortlisted", { buyerId: "A" }],
    ["BidSetAside", { reason: "BELOW_RESERVE" }],
    ["BidsOpened", { bids: [] }],
  ])("finds a changed %s: %o", (type, change) => {
    const play = whole();
    const place = play.types.indexOf(type);
    const entries = play.entries.map((entry, index) =>
      index === place ? { ...entry, event: { ...entry.event, ...change } } : entry,
    );
    expect(audit(entries)).toMatchObject({ kind: "unsound" });
  });

  it("finds a reason that was put in afterwards", () => {
    const play = listed(["A", "B"]);
    play.seal("A", 899n, BINDS);
    play.open(ENDS + seconds(1));
    const entries = play.entries.map((entry) => {
      const { event } = entry;
      if (event.type !== "BidAccepted" || entry.at < BINDS || event.sealed === null) return entry;
      const sealed = { ...event.sealed, belowIndicationReason: "CHANGED_MARKET" } as const;
      return { ...entry, event: { ...event, sealed } };
    });
    expect(audit(entries)).toMatchObject({ kind: "unsound" });
  });

  it("finds any entry missing that the end of a phase brought about", () => {
    const { entries } = whole();
    const moving = ["RoundClosed", "RoundOpened", "PhaseStarted", "ShortlistMade", "FirmNotShortlisted"];
    for (const entry of entries.filter(({ event }) => moving.includes(event.type)))
      expect(audit(entries.filter((one) => one !== entry))).toMatchObject({ kind: "unsound" });
  });
});

/** As rows would give an indication after the opening. */
function openedOf(play: PhasedPlay, buyerId: string) {
  const place = play.events("RoundOpened")[0]?.bids.findIndex((bid) => bid.buyerId === buyerId) ?? -1;
  const bid = play.events("RoundOpened")[0]?.bids[place];
  if (!bid) throw new Error("No indication");
  return {
    sequence: bid.sequence,
    buyerId,
    openedAmount: bid.amount,
    setAsideReason: null,
    rank: place + 1,
  };
}
