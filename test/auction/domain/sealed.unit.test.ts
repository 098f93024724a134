import {
  audit,
  bidStatus,
  decideSchedule,
  isVisible,
  ranking,
  standingFor,
} from "../../../src/auction/domain";
import type { AcceptedBid, AuctionFormat, Entry, Terms } from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { MICROSECOND, NO_FACTS, paddleOf, placeBid, Play, reserve, T } from "../../support/english-auction";
import { SEALING, SealedPlay, sealedTerms } from "../../support/sealed-auction";

const FIRST = { format: "SEALED_FIRST_PRICE" } as const;
const SECOND = { format: "SEALED_SECOND_PRICE" } as const;

/** Who wins at which price; null when nobody does. */
function result({ auction }: Play) {
  const { outcome } = auction;
  return outcome?.winner ? [outcome.winner.buyerId, outcome.price] : null;
}

/** The ranking as the store would give it after the opening. */
function rankingOf(play: SealedPlay) {
  const opened = new Map(play.ranked);
  const bids = play
    .acceptedBids()
    .map((bid): AcceptedBid => ({ ...bid, amount: opened.get(bid.buyerId) ?? null }));
  return ranking(play.auction, bids).map(({ buyerId, price }) => [buyerId, price]);
}

function played(terms: Partial<Terms>, bids: readonly (readonly [string, bigint])[]): SealedPlay {
  const play = new SealedPlay(terms);
  for (const [buyerId, amount] of bids) play.seal(buyerId, amount);
  play.open();
  return play;
}

describe("case 10: replacing and withdrawing", () => {
  const at10 = T - seconds(3_000);
  const at11 = T - seconds(2_000);

  it("900 at 10:00, 850 at 11:00 from one firm: 850 counts, with priority from 11:00", () => {
    const play = new SealedPlay();
    play.seal("A", 900n, { at: at10 });
    play.seal("B", 850n, { at: at10 + seconds(1) });
    play.seal("A", 850n, { at: at11 });
    play.open();
    expect(play.ranked).toEqual([
      ["B", 850n],
      ["A", 850n],
    ]);
  });

  it("so too with the same amount", () => {
    const play = new SealedPlay();
    play.seal("A", 900n, { at: at10 });
    play.seal("B", 900n, { at: at10 + seconds(1) });
    play.seal("A", 900n, { at: at11 });
    play.open();
    expect(result(play)).toEqual(["B", 900n]);
  });

  it("a refused replacement changes nothing", () => {
    const play = new SealedPlay();
    play.seal("A", 900n, { at: at10 });
    expect(play.seal("A", 1n, { at: at11, suspended: true })).toBe("SUSPENDED");
    play.open();
    expect(result(play)).toEqual(["A", 900n]);
  });

  it("a replaced bid does not come back when the one that replaced it is set aside", () => {
    const play = new SealedPlay();
    play.seal("A", 900n, { at: at10 });
    play.seal("A", 99n, { at: at11 });
    play.open();
    expect(play.setAside).toEqual([["A", "BELOW_OPENING"]]);
    expect(play.auction).toMatchObject({ status: "UNSOLD", outcome: { kind: "NO_BIDS" } });
  });

  it("withdrawn, then submitted again: allowed, with the new time", () => {
    const play = new SealedPlay();
    play.seal("A", 900n, { at: at10 });
    play.seal("B", 900n, { at: at10 + seconds(1) });
    expect(play.withdraw("A", at11).kind).toBe("accepted");
    expect(play.seal("A", 900n, { at: at11 + seconds(1) })).toBe("ACCEPTED");
    play.open();
    expect(result(play)).toEqual(["B", 900n]);
  });

  it("all withdrawn: UNSOLD, not an error, and there is nothing to open", () => {
    const play = new SealedPlay();
    play.seal("A", 900n);
    play.withdraw("A");
    play.wait(T);
    expect(play.auction).toMatchObject({ status: "UNSOLD", outcome: { kind: "NO_BIDS" } });
    expect(play.open()).toMatchObject({ kind: "rejected", rejection: { code: "INVALID_STATE" } });
  });

  it("what was withdrawn cannot be withdrawn again, nor what was never there, nor after the close", () => {
    const play = new SealedPlay();
    const refused = (code: string) => ({ kind: "rejected", rejection: { code } });
    expect(play.withdraw("A")).toMatchObject(refused("WITHDRAWAL_NOT_ALLOWED"));
    play.seal("A", 900n);
    play.withdraw("A");
    const before = play.entries.length;
    expect(play.withdraw("A")).toMatchObject(refused("WITHDRAWAL_NOT_ALLOWED"));
    expect(play.entries).toHaveLength(before);
    play.seal("A", 900n);
    expect(play.withdraw("A", T)).toMatchObject(refused("INVALID_STATE"));
  });
});

describe("case 11: ties and the second price", () => {
  it("a tie 900/900: the earlier last edit", () => {
    const bids = [
      ["A", 900n],
      ["B", 900n],
    ] as const;
    expect(result(played(FIRST, bids))).toEqual(["A", 900n]);
  });

  it("900/900/700, reserve 500: the earlier wins and pays 900", () => {
    const bids = [
      ["A", 700n],
      ["B", 900n],
      ["C", 900n],
    ] as const;
    expect(result(played({ ...SECOND, ...reserve(500n) }, bids))).toEqual(["B", 900n]);
  });

  const two = [
    ["A", 900n],
    ["B", 400n],
  ] as const;

  it("900/400 with reserve 500 pays 500; with reserve 950 it is UNSOLD", () => {
    const hidden = { ...SECOND, reserveVisibility: "CONCEALED" } as const;
    expect(result(played({ ...hidden, ...reserve(500n) }, two))).toEqual(["A", 500n]);
    const unsold = played({ ...hidden, ...reserve(950n) }, two);
    expect(unsold.auction).toMatchObject({
      status: "UNSOLD",
      outcome: { kind: "RESERVE_NOT_MET", price: null },
    });
    expect(unsold.setAside).toEqual([]);
  });

  const three = [
    ["A", 600n],
    ["B", 900n],
    ["C", 800n],
  ] as const;

  it("900/800/600: the 900 pays 800; the 900 in default, the 800 is offered it at 600", () => {
    const play = played(SECOND, three);
    expect(result(play)).toEqual(["B", 800n]);
    expect(rankingOf(play)).toEqual([
      ["B", 800n],
      ["C", 600n],
      ["A", 100n],
    ]);
    expect(play.auction.outcome?.cover).toMatchObject({ rank: 2, buyerId: "C", price: 800n });
  });

  it("at the first price everyone buys at its own bid", () => {
    const play = played(FIRST, three);
    expect(result(play)).toEqual(["B", 900n]);
    expect(rankingOf(play)).toEqual([
      ["B", 900n],
      ["C", 800n],
      ["A", 600n],
    ]);
  });
});

describe("case 22: few bids", () => {
  it.each([FIRST, SECOND])("none is UNSOLD: %o", (format) => {
    const play = new SealedPlay(format);
    play.wait(T);
    expect(play.auction).toMatchObject({ status: "UNSOLD", outcome: { kind: "NO_BIDS" }, unopened: null });
    expect(play.standing).toMatchObject({ status: "UNSOLD", leadingAmount: null });
  });

  it("one: the second price is the higher of reserve and opening price", () => {
    expect(result(played({ ...SECOND, ...reserve(500n) }, [["A", 900n]]))).toEqual(["A", 500n]);
    expect(result(played({ ...SECOND, ...reserve(50n) }, [["A", 900n]]))).toEqual(["A", 100n]);
    expect(result(played(FIRST, [["A", 900n]]))).toEqual(["A", 900n]);
  });
});

describe("the opening", () => {
  it("sets aside what does not open, is too low or above the limit, each by an event with its reason", () => {
    const play = new SealedPlay({ ...reserve(200n), reserveVisibility: "DISCLOSED" });
    play.seal("A", "INVALID");
    play.seal("B", 99n);
    play.seal("C", 199n);
    play.seal("D", 501n, { limit: 500n });
    play.seal("E", "UNREVEALED");
    play.seal("F", 500n, { limit: 500n });
    play.seal("G", 200n);
    play.open();
    expect(play.setAside).toEqual([
      ["A", "SEALED_INVALID"],
      ["B", "BELOW_OPENING"],
      ["C", "BELOW_RESERVE"],
      ["D", "ABOVE_LIMIT"],
      ["E", "UNREVEALED"],
    ]);
    expect(play.ranked).toEqual([
      ["F", 500n],
      ["G", 200n],
    ]);
    expect(play.auction.book.bidCount).toBe(2);
  });

  it("lets a bid below a hidden reserve rank, but not win", () => {
    const play = played({ ...reserve(500n), reserveVisibility: "STATUS_ONLY" }, [["A", 499n]]);
    expect(play.ranked).toEqual([["A", 499n]]);
    expect(play.auction.outcome).toMatchObject({ kind: "RESERVE_NOT_MET", price: null });
    expect(play.standing.reserveStatus).toBe("NOT_MET");
  });

  it("a bid set aside makes no second price", () => {
    const play = new SealedPlay(SECOND);
    play.seal("A", 900n);
    play.seal("B", 800n, { limit: 700n });
    play.open();
    expect(result(play)).toEqual(["A", 100n]);
  });

  it("comes once, after the close alone, and keeps how that came about", () => {
    const play = new SealedPlay();
    play.seal("A", 900n);
    const early = { type: "OpenBids", bids: [] } as const;
    expect(play.run(early, T - seconds(1))).toMatchObject({ rejection: { code: "INVALID_STATE" } });
    const facts = { ...play.closingFacts(), interruptionSeconds: 61 };
    play.run({ type: "Close", reason: "enough", facts }, T - MICROSECOND);
    expect(play.auction).toMatchObject({
      status: "AWAITING_SHARES",
      outcome: null,
      endedAt: T - MICROSECOND,
    });
    expect(play.open().kind).toBe("accepted");
    expect(play.auction.outcome).toMatchObject({ kind: "WON", interrupted: true, early: true });
    expect(play.auction.unopened).toBeNull();
    expect(play.open()).toMatchObject({ rejection: { code: "INVALID_STATE" } });
  });
});

describe("case 14: a firm that may no longer take part", () => {
  it("loses its sealed bid by a void, and nobody sees a difference", () => {
    const play = new SealedPlay();
    play.seal("A", 900n);
    play.seal("B", 800n);
    play.void("A", T - seconds(10));
    play.open();
    expect(play.ranked).toEqual([["B", 800n]]);
  });

  it("is voided first by the closing when it was suspended before that", () => {
    const play = new SealedPlay();
    play.seal("A", 900n);
    const since = T - seconds(1);
    const exclusion = { buyerId: "A", paddle: paddleOf("A"), reason: "SUSPENDED", since } as const;
    play.wait(T, { ...play.closingFacts(), exclusions: [exclusion] });
    expect(play.types.slice(-2)).toEqual(["BidsVoided", "AuctionClosed"]);
    expect(play.auction).toMatchObject({ status: "UNSOLD", outcome: { kind: "NO_BIDS" } });
  });

  it("keeps its bid when that comes after the close: the award is refused instead", () => {
    const play = new SealedPlay();
    play.seal("A", 900n);
    play.wait(T);
    expect(play.void("A", T + seconds(1))).toMatchObject({ rejection: { code: "INVALID_STATE" } });
    play.open();
    expect(result(play)).toEqual(["A", 900n]);
  });
});

it("case 17: nothing about a sealed amount is asked or decided before the opening", () => {
  const play = new SealedPlay();
  expect(play.seal("A", 1n, { limit: 0n })).toBe("ACCEPTED");
  expect(play.seal("B", 9_999_999n)).toBe("ACCEPTED");
});

it("case 18: a bid above the firm's limit is set aside at the opening", () => {
  const play = new SealedPlay();
  play.seal("A", 701n, { limit: 700n });
  play.open();
  expect(play.setAside).toEqual([["A", "ABOVE_LIMIT"]]);
});

it("case 1: at T it is late", () => {
  const play = new SealedPlay();
  expect(play.seal("A", 900n, { at: T - MICROSECOND })).toBe("ACCEPTED");
  expect(play.seal("B", 900n, { at: T })).toBe("CLOSED");
});

it("case 8: no bid moves the end, and a soft close cannot be had", () => {
  const play = new SealedPlay();
  play.seal("A", 900n, { at: T - seconds(1) });
  expect(play.auction.closesAt).toBe(T);
});

describe("case 12: while it is sealed", () => {
  const busy = () => {
    const play = new SealedPlay(reserve(500n));
    play.seal("A", 900n);
    play.seal("B", 800n);
    play.seal("A", 700n);
    play.withdraw("B");
    play.void("A", T - seconds(10));
    return play;
  };

  it("every field of the standing but status and end is null, from the scheduling to the opening", () => {
    const nothing = { leadingAmount: null, leadingPaddle: null, bidCount: null, reserveStatus: null };
    for (const { standing } of busy().entries)
      expect(standing).toMatchObject({ ...nothing, minimumNextBid: null });
  });

  it("bids, withdrawals and voids are told to their own firm alone", () => {
    const { entries, auction } = busy();
    const seenBy = (audience: Parameters<typeof isVisible>[2]) =>
      entries.filter(({ event }) => isVisible(auction.terms, event, audience)).map(({ event }) => event.type);
    const everyone = ["AuctionScheduled", "AuctionOpened"];
    expect(seenBy({ kind: "SELLER" })).toEqual(everyone);
    expect(seenBy({ kind: "PARTICIPANTS" })).toEqual(everyone);
    expect(seenBy({ kind: "FIRM", buyerId: "C" })).toEqual(everyone);
    expect(seenBy({ kind: "FIRM", buyerId: "B" })).toEqual([...everyone, "BidAccepted", "BidWithdrawn"]);
    const own = [...everyone, "BidAccepted", "BidAccepted", "BidsVoided"];
    expect(seenBy({ kind: "FIRM", buyerId: "A" })).toEqual(own);
  });

  it("cancelled, it stays sealed", () => {
    const play = busy();
    play.run({ type: "Cancel", reason: "x", isSeconded: false }, T - seconds(1));
    expect(play.standing).toMatchObject({ status: "CANCELLED", bidCount: null });
  });
});

it("once opened, bidders see the price, the seller also who won and how many bids count", () => {
  const play = played({ ...SECOND, ...reserve(500n) }, [
    ["A", 900n],
    ["B", 800n],
  ]);
  const shown = { leadingAmount: 800n, leadingPaddle: null, bidCount: null, reserveStatus: "MET" };
  expect(play.standing).toMatchObject(shown);
  expect(standingFor(play.auction, { kind: "FIRM", buyerId: "B" })).toMatchObject(shown);
  expect(standingFor(play.auction, { kind: "FIRM", buyerId: "A" })).toMatchObject({
    leadingPaddle: "paddle A",
  });
  expect(standingFor(play.auction, { kind: "SELLER" })).toMatchObject({
    leadingPaddle: "paddle A",
    bidCount: 2,
  });
});

it("a bid's status: SUBMITTED, REPLACED, WITHDRAWN and VOIDED while sealed; then SET_ASIDE, WON or LOST", () => {
  const kept = { isAccepted: true, isVoided: false, isWithdrawn: false, isSetAside: false };
  const bid = { ...kept, buyerId: "A", sequence: 3, latestSequence: 3 };
  const { auction: open } = new SealedPlay();
  expect(bidStatus(open, bid)).toBe("SUBMITTED");
  expect(bidStatus(open, { ...bid, latestSequence: 5 })).toBe("REPLACED");
  expect(bidStatus(open, { ...bid, isWithdrawn: true, latestSequence: 5 })).toBe("WITHDRAWN");
  expect(bidStatus(open, { ...bid, isVoided: true })).toBe("VOIDED");
  const { auction: opened } = played({}, [
    ["A", 900n],
    ["B", 800n],
  ]);
  expect(bidStatus(opened, bid)).toBe("WON");
  expect(bidStatus(opened, { ...bid, buyerId: "B" })).toBe("LOST");
  expect(bidStatus(opened, { ...bid, buyerId: "B", isSetAside: true })).toBe("SET_ASIDE");
});

it("a bid that shows an amount, or is not sealed, is none", () => {
  const play = new SealedPlay();
  expect(play.bid("A", { amount: 900n })).toBe("BAD_USER_INPUT");
  expect(play.bid("A", { maximum: 900n })).toBe("BAD_USER_INPUT");
  const sealed = { boxHash: "", keyHash: "", bidKeyHash: "", shareHashes: [], commitment: "" };
  expect(play.bid("A", { amount: 900n, sealed })).toBe("BAD_USER_INPUT");
  expect(new Play().bid("A", { amount: 900n, sealed })).toBe("BAD_USER_INPUT");
});

describe("terms", () => {
  const problemIn = (wanted: Terms) => {
    const decision = decideSchedule(wanted, { now: T - seconds(4_000), floorValidUntil: null });
    return decision.kind === "rejected" ? decision.rejection.path?.join(".") : null;
  };
  const wrong: readonly [string, Partial<Terms>, string][] = [
    ["nobody to seal to", { sealing: null }, "sealing"],
    ["a threshold above the custodians", { sealing: { ...SEALING, threshold: 4 } }, "sealing.threshold"],
    ["no threshold", { sealing: { ...SEALING, threshold: 0 } }, "sealing.threshold"],
    ["no time to reveal", { sealing: { ...SEALING, revealSeconds: 0 } }, "sealing.revealSeconds"],
    ["sealing in an open format", { format: "ENGLISH", increments: [{ from: 0n, step: 1n }] }, "sealing"],
  ];
  it.each(wrong)("with %s are refused", (_what, changes, path) => {
    expect(problemIn(sealedTerms(changes))).toBe(path);
  });

  it.each<AuctionFormat>(["SEALED_FIRST_PRICE", "SEALED_SECOND_PRICE"])(
    "may conceal the reserve altogether in %s",
    (format) => {
      expect(problemIn(sealedTerms({ format, reserveVisibility: "CONCEALED" }))).toBeNull();
      const played = new SealedPlay({ format, reserveVisibility: "CONCEALED", ...reserve(500n) });
      played.seal("A", 900n);
      played.open();
      expect(played.standing.reserveStatus).toBeNull();
    },
  );
});

describe("a journal", () => {
  const whole = () => {
    const play = new SealedPlay(SECOND);
    play.seal("A", 900n);
    play.seal("B", 50n);
    play.seal("C", 800n);
    play.withdraw("C");
    play.seal("D", 700n);
    play.seal("E", "INVALID");
    play.open();
    return play;
  };
  const changed = ({ entries, types }: Play, type: string, change: object): Entry[] => {
    const place = types.indexOf(type);
    return entries.map((entry, index) =>
      index === place ? { ...entry, event: { ...entry.event, ...change } } : entry,
    );
  };

  it("of a sealed auction audits", () => {
    const play = whole();
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it.each([
    ["another price", "BidsOpened", { outcome: { ...whole().auction.outcome, price: 800n } }],
    ["a bid that was not opened", "BidsOpened", { bids: [] }],
    ["another reason", "BidSetAside", { reason: "ABOVE_LIMIT" }],
    ["another withdrawal", "BidWithdrawn", { bid: 3 }],
    ["a close without an opening", "AuctionClosed", { outcome: whole().auction.outcome }],
  ])("with %s does not", (_what, type, change) => {
    expect(audit(changed(whole(), type, change)).kind).toBe("unsound");
  });

  it("with a bid set aside because its firm's exposure limit left less audits", () => {
    const play = new SealedPlay();
    const admission = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };
    const firm = { buyerId: "A", paddle: paddleOf("A"), participant: null, ndaSignedAt: T, admission };
    play.run({ type: "Admit", ...firm, limit: null, allotment: 250n }, T - seconds(900));
    play.seal("A", 300n, { limit: 250n });
    play.open();
    expect(play.setAside).toEqual([["A", "ABOVE_LIMIT"]]);
    expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
  });

  it("that ends in the middle of an opening does not", () => {
    expect(audit(whole().entries.slice(0, -1)).kind).toBe("unsound");
  });
});

it("closing asks for what is due where the bids wait to be opened", () => {
  const play = new SealedPlay();
  play.seal("A", 900n);
  play.wait(T);
  const again = play.run({ type: "Close", reason: null, facts: NO_FACTS }, T + seconds(1));
  expect(again).toEqual({ kind: "accepted", events: [] });
  expect(play.run(placeBid("B", {}), T + seconds(601))).toMatchObject({ kind: "rejected" });
});
