import {
  bidStatus,
  decide,
  handle,
  longestInterruption,
  ranking,
  type AuctionEvent,
  type Eligibility,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import {
  ELIGIBLE,
  MICROSECOND,
  NO_FACTS,
  placeBid,
  Play,
  reserve,
  softClose,
  T,
} from "../../support/english-auction";

const BEFORE_END = T - seconds(60);

function lastEvent(play: Play): AuctionEvent | undefined {
  return play.entries.at(-1)?.event;
}

function closed(play: Play, at = play.auction.closesAt): Play {
  play.wait(at);
  return play;
}

describe("case 1: the closing time is no time to bid", () => {
  it("case 1: a bid at exactly T is CLOSED, at T − 1 µs it is accepted", () => {
    expect(new Play().bid("A", { amount: 100n }, T)).toBe("CLOSED");
    expect(new Play().bid("A", { amount: 100n }, T - MICROSECOND)).toBe("ACCEPTED");
  });

  it("case 1: received before T and locked after is CLOSED, after the closing as of T", () => {
    const play = new Play();
    expect(play.bid("A", { amount: 100n }, T + seconds(5))).toBe("CLOSED");
    expect(play.types).toEqual(["AuctionScheduled", "AuctionOpened", "AuctionClosed", "BidRejected"]);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: T, closesAt: T });
  });

  it("case 1: the rules say so themselves, before anything has closed the auction", () => {
    const { auction } = new Play();
    const reasonAt = (t: bigint) => decide(auction, placeBid("A", { amount: 100n }), t);
    expect(reasonAt(T)).toMatchObject({ events: [{ type: "BidRejected", reason: "CLOSED" }] });
    expect(reasonAt(T - MICROSECOND)).toMatchObject({ events: [{ type: "BidAccepted" }] });
  });

  it("case 1: opening is as exact: NOT_OPEN 1 µs before, accepted at opensAt", () => {
    const { opensAt } = new Play().auction;
    expect(new Play({}, "SCHEDULED").bid("A", { amount: 100n }, opensAt - MICROSECOND)).toBe("NOT_OPEN");
    const play = new Play({}, "SCHEDULED");
    expect(play.bid("A", { amount: 100n }, opensAt)).toBe("ACCEPTED");
    expect(play.entries.map(({ at }) => at - opensAt)).toEqual([-seconds(60), 0n, 1n]);
  });

  it("case 1: the time of the entry decides: a bid behind an opening written down at T − 1 µs is CLOSED", () => {
    const play = new Play({ opensAt: T - MICROSECOND }, "SCHEDULED");
    expect(play.bid("A", { amount: 100n }, T - MICROSECOND)).toBe("CLOSED");
    expect(play.types).toEqual(["AuctionScheduled", "AuctionOpened", "AuctionClosed", "BidRejected"]);
  });
});

it("case 2: of two equal bids at once one is accepted, the other BELOW_INCREMENT with the new minimum", () => {
  const play = new Play();
  expect(play.bid("A", { amount: 300n })).toBe("ACCEPTED");
  expect(play.bid("B", { amount: 300n })).toBe("BELOW_INCREMENT");
  expect(lastEvent(play)).toMatchObject({ type: "BidRejected", minimumNextBid: 310n });
});

describe("case 3: the leader bids again", () => {
  const leading = () => {
    const play = new Play(softClose("ADD"));
    play.bid("A", { amount: 300n, maximum: 500n });
    return play;
  };

  it("case 3: any plain amount, or a maximum not above its own, is ALREADY_LEADING", () => {
    expect(leading().bid("A", { amount: 400n })).toBe("ALREADY_LEADING");
    expect(leading().bid("A", { amount: 5_000n })).toBe("ALREADY_LEADING");
    expect(leading().bid("A", { amount: 310n, maximum: 500n })).toBe("ALREADY_LEADING");
    expect(leading().bid("A", { maximum: 499n })).toBe("ALREADY_LEADING");
  });

  it("case 3: a raise of its maximum is accepted and moves neither price nor end nor count", () => {
    const play = leading();
    expect(play.bid("A", { maximum: 501n }, BEFORE_END)).toBe("ACCEPTED");
    expect(lastEvent(play)).toMatchObject({ type: "BidAccepted", raise: true, moved: false, amount: null });
    expect(play.standing).toMatchObject({ leadingAmount: 300n, bidCount: 1, closesAt: T });
    expect(play.auction.book.leader?.maximum).toBe(501n);
  });

  it("case 3: the amount of a raise is not looked at", () => {
    const play = leading();
    expect(play.bid("A", { amount: 1n, maximum: 600n })).toBe("ACCEPTED");
    expect(play.price).toBe(300n);
  });

  it("case 3: the first maximum to reach the reserve makes the price and extends", () => {
    const play = new Play({
      ...reserve(3_000n),
      ...softClose("ADD"),
      increments: [{ from: 0n, step: 100n }],
    });
    play.bid("A", { amount: 1_000n, maximum: 2_000n });
    play.bid("B", { amount: 1_500n });
    expect(play.standing).toMatchObject({ leadingAmount: 1_600n, reserveStatus: "NOT_MET", bidCount: 2 });
    expect(play.bid("A", { maximum: 3_500n }, BEFORE_END)).toBe("ACCEPTED");
    expect(play.standing).toMatchObject({
      leadingAmount: 3_000n,
      reserveStatus: "MET",
      bidCount: 3,
      closesAt: T + seconds(180),
    });
  });
});

describe("case 4: equal and close maxima", () => {
  it("case 4: A 500 first, then B 500: A leads at 500", () => {
    const play = new Play();
    play.bid("A", { amount: 290n, maximum: 500n });
    expect(play.bid("B", { amount: 300n, maximum: 500n })).toBe("ACCEPTED");
    expect([play.leader, play.price]).toEqual(["A", 500n]);
  });

  it("case 4: A 500, B 505: B leads at 505; B raises to 600: still 505", () => {
    const play = new Play();
    play.bid("A", { amount: 290n, maximum: 500n });
    play.bid("B", { amount: 300n, maximum: 505n });
    expect([play.leader, play.price]).toEqual(["B", 505n]);
    play.bid("B", { maximum: 600n });
    expect([play.leader, play.price]).toEqual(["B", 505n]);
  });
});

describe("case 5: what a first maximum makes of the price", () => {
  it("case 5: one maximum 500, opening 100, no reserve: 100", () => {
    const play = new Play();
    play.bid("A", { amount: 100n, maximum: 500n });
    expect(play.price).toBe(100n);
  });

  it("case 5: one maximum 5,000, reserve 3,000, opening 1,000: 3,000, MET", () => {
    const play = new Play({ ...reserve(3_000n), openingPrice: 1_000n });
    play.bid("A", { amount: 1_000n, maximum: 5_000n });
    expect(play.standing).toMatchObject({ leadingAmount: 3_000n, reserveStatus: "MET" });
  });

  it("case 5: one maximum 2,000 under reserve 3,000: 1,000, NOT_MET, and the 2,000 is not shown", () => {
    const play = new Play({ ...reserve(3_000n), openingPrice: 1_000n });
    play.bid("A", { amount: 1_000n, maximum: 2_000n });
    expect(play.standing).toMatchObject({ leadingAmount: 1_000n, reserveStatus: "NOT_MET" });
    expect(Object.values(play.standing)).not.toContain(2_000n);
  });

  it("case 5: a plain 100, then B amount 700, maximum 1,000: 700", () => {
    const play = new Play();
    play.bid("A", { amount: 100n });
    play.bid("B", { amount: 700n, maximum: 1_000n });
    expect([play.leader, play.price]).toEqual(["B", 700n]);
  });
});

describe("case 6: increments by the price", () => {
  const increments = [
    { from: 0n, step: 50n },
    { from: 1_000n, step: 100n },
  ];

  it("case 6: current 990: the minimum next is 1,040; current 1,000: 1,100", () => {
    const play = new Play({ increments });
    play.bid("A", { amount: 990n });
    expect(play.standing.minimumNextBid).toBe(1_040n);
    expect(play.bid("B", { amount: 1_039n })).toBe("BELOW_INCREMENT");
    expect(play.bid("B", { amount: 1_040n })).toBe("ACCEPTED");
    expect(play.standing.minimumNextBid).toBe(1_140n);
    const even = new Play({ increments });
    even.bid("A", { amount: 1_000n });
    expect(even.standing.minimumNextBid).toBe(1_100n);
  });

  it("case 6: a jump bid of any size is accepted", () => {
    const play = new Play({ increments });
    play.bid("A", { amount: 100n });
    expect(play.bid("B", { amount: 123_457n })).toBe("ACCEPTED");
    expect(play.price).toBe(123_457n);
  });

  it("case 6: A maximum 2,000, B 1,000: 1,100", () => {
    const play = new Play({ increments });
    play.bid("A", { amount: 500n, maximum: 2_000n });
    play.bid("B", { amount: 1_000n });
    expect([play.leader, play.price]).toEqual(["A", 1_100n]);
  });
});

describe("case 7: soft close, a bid at T − 1:00", () => {
  it.each([
    ["ADD", 3_600n, 180n],
    ["RESET", 3_600n, 120n],
    ["ADD", 150n, 150n],
    ["RESET", 150n, 120n],
    ["ADD", 90n, 90n],
    ["RESET", 90n, 90n],
  ] as const)("case 7: %s, hard end T + %i s: the end is T + %i s", (mode, hardEnd, end) => {
    const play = new Play(softClose(mode, T + seconds(hardEnd)));
    play.bid("A", { amount: 100n }, T - seconds(60));
    expect(play.auction.closesAt).toBe(T + seconds(end));
    expect(play.entries.slice(-2).map(({ event, at }) => [event.type, at])).toEqual([
      ["BidAccepted", T - seconds(60)],
      ["AuctionExtended", T - seconds(60) + MICROSECOND],
    ]);
  });

  it("case 7: the window begins at T − window and not 1 µs before", () => {
    const at = (time: bigint) => {
      const play = new Play(softClose("ADD"));
      play.bid("A", { amount: 100n }, time);
      return play.auction.closesAt;
    };
    expect(at(T - seconds(180) - 1n)).toBe(T);
    expect(at(T - seconds(180))).toBe(T + seconds(180));
    expect(at(T - 1n)).toBe(T + seconds(180));
  });

  it("case 7: each end that holds then is extended again, up to the hard end, where nothing happens", () => {
    const play = new Play(softClose("ADD", T + seconds(200)));
    play.bid("A", { amount: 100n }, T - seconds(60));
    play.bid("B", { amount: 200n }, T + seconds(60));
    expect(play.auction.closesAt).toBe(T + seconds(200));
    play.bid("A", { amount: 300n }, T + seconds(190));
    expect(play.auction.closesAt).toBe(T + seconds(200));
    expect(play.types.filter((type) => type === "AuctionExtended")).toHaveLength(2);
  });

  it("case 7: a challenger that is overtaken at once extends, by one entry and one count", () => {
    const play = new Play(softClose("RESET"));
    play.bid("A", { amount: 100n, maximum: 500n });
    play.bid("B", { amount: 200n }, BEFORE_END);
    expect(play.standing).toMatchObject({ leadingPaddle: "paddle A", leadingAmount: 210n, bidCount: 2 });
    expect(play.auction.closesAt).toBe(BEFORE_END + seconds(180));
  });
});

it("case 8: rejected bids inside the window, 500 of them, extend nothing", () => {
  const play = new Play(softClose("ADD"));
  play.bid("A", { amount: 300n });
  for (let count = 0n; count < 500n; count += 1n) {
    expect(play.bid("B", { amount: 300n }, BEFORE_END + count)).toBe("BELOW_INCREMENT");
  }
  expect(play.auction.closesAt).toBe(T);
});

describe("case 9: nobody could take bids", () => {
  const outage = { from: T - seconds(120), until: T + seconds(300) };

  it("case 9: down from T − 2 min to T + 5 min: bids sent at T + 4 are CLOSED, the result is as of T, INTERRUPTED (120 s)", () => {
    const play = new Play(softClose("ADD"));
    play.bid("A", { amount: 300n });
    const interruptionSeconds = longestInterruption(play.auction, T, [outage]);
    expect(interruptionSeconds).toBe(120);
    play.wait(T + seconds(300), { ...NO_FACTS, interruptionSeconds });
    expect(play.bid("B", { amount: 400n }, T + seconds(300))).toBe("CLOSED");
    expect(play.auction).toMatchObject({
      status: "CLOSED",
      endedAt: T,
      outcome: { kind: "WON", price: 300n, interrupted: true },
    });
  });

  it("case 9: down from T on only is not marked, nor are 60 s", () => {
    const { auction } = new Play(softClose("ADD"));
    expect(longestInterruption(auction, T, [{ from: T, until: null }])).toBe(0);
    const mark = (interruptionSeconds: number) => {
      const play = new Play();
      play.wait(T, { ...NO_FACTS, interruptionSeconds });
      return play.auction.outcome?.interrupted;
    };
    expect([mark(60), mark(61)]).toEqual([false, true]);
  });

  it("case 9: only the last window counts, without a soft close the last 5 minutes, and the longest of several", () => {
    const { auction: soft } = new Play(softClose("ADD"));
    const { auction: hard } = new Play();
    const long = { from: T - seconds(1_000), until: T - seconds(100) };
    expect([longestInterruption(soft, T, [long]), longestInterruption(hard, T, [long])]).toEqual([80, 200]);
    expect(longestInterruption(hard, T, [long, { from: T - seconds(50), until: T }])).toBe(200);
    expect(longestInterruption(hard, T, [{ from: T - seconds(61), until: T - 999_999n }])).toBe(61);
    expect(longestInterruption(hard, T, [])).toBe(0);
  });

  it("case 9: what was before the opening counts for nothing", () => {
    const { auction } = new Play();
    const opened = { ...auction, opensAt: T - seconds(90) };
    expect(longestInterruption(opened, T, [{ from: T - seconds(9_000), until: T - seconds(80) }])).toBe(10);
  });
});

describe("case 14: a firm's bids are voided", () => {
  it("case 14: A 500, B 400: 410; B voided: A's own amount", () => {
    const play = new Play();
    play.bid("A", { amount: 120n, maximum: 500n });
    play.bid("B", { amount: 400n });
    expect(play.price).toBe(410n);
    play.void("B", T - seconds(500));
    expect(play.standing).toMatchObject({ leadingPaddle: "paddle A", leadingAmount: 120n, bidCount: 1 });
  });

  it("case 14: plain A 100, V 110, A 120; V voided: 120", () => {
    const play = new Play();
    play.bid("A", { amount: 100n });
    play.bid("V", { amount: 110n });
    play.bid("A", { amount: 120n });
    play.void("V", T - seconds(500));
    expect([play.leader, play.price]).toEqual(["A", 120n]);
  });

  it("case 14: the leader's void gives the lead to whom the rest makes it, and MET may become NOT_MET", () => {
    const play = new Play(reserve(400n));
    play.bid("A", { amount: 100n, maximum: 200n });
    play.bid("B", { amount: 150n });
    play.bid("V", { amount: 300n, maximum: 450n });
    expect(play.standing).toMatchObject({ leadingAmount: 400n, reserveStatus: "MET" });
    play.void("V", T - seconds(500));
    expect(play.standing).toMatchObject({
      leadingPaddle: "paddle A",
      leadingAmount: 160n,
      reserveStatus: "NOT_MET",
      bidCount: 2,
    });
  });

  it("case 14: refused bids stay refused, voided bids stay void, extensions stay", () => {
    const play = new Play(softClose("ADD"));
    play.bid("V", { amount: 300n }, BEFORE_END);
    expect(play.bid("A", { amount: 200n }, BEFORE_END)).toBe("BELOW_INCREMENT");
    play.bid("W", { amount: 400n }, BEFORE_END + 10n);
    const { closesAt } = play.auction;
    play.void("V", BEFORE_END + 20n);
    play.void("W", BEFORE_END + 30n);
    expect(play.standing).toMatchObject({ leadingPaddle: null, leadingAmount: null, bidCount: 0 });
    expect(play.auction.closesAt).toBe(closesAt);
    expect(play.standing.minimumNextBid).toBe(100n);
  });

  it("case 14: inside the window a void that changes leader or price extends, another does not", () => {
    const play = new Play(softClose("RESET"));
    play.bid("C", { amount: 100n });
    play.bid("A", { amount: 200n });
    play.bid("B", { amount: 300n });
    const at = T - seconds(30);
    play.void("C", at);
    expect(play.auction.closesAt).toBe(T);
    play.void("B", at);
    expect(play.auction.closesAt).toBe(at + MICROSECOND + seconds(180));
    expect(play.types.slice(-2)).toEqual(["BidsVoided", "AuctionExtended"]);
  });

  it("case 14: from closesAt on a void extends nothing", () => {
    const play = new Play(softClose("ADD"));
    play.bid("A", { amount: 200n });
    const voids = { type: "VoidBids", buyerId: "A", paddle: "paddle A", reason: "SUSPENDED" } as const;
    const typesAt = (t: bigint) => {
      const decision = decide(play.auction, { ...voids, bids: play.acceptedBids() }, t);
      return decision.kind === "accepted" && decision.events.map(({ type }) => type);
    };
    expect(typesAt(T - MICROSECOND)).toEqual(["BidsVoided", "AuctionExtended"]);
    expect(typesAt(T)).toEqual(["BidsVoided"]);
  });

  it("case 14: while it is paused its clock stands still, for the window too", () => {
    const play = new Play(softClose("ADD"));
    play.bid("A", { amount: 200n });
    play.run({ type: "Pause", reason: "a question" }, BEFORE_END);
    play.void("A", T + seconds(1_000));
    expect(play.standing).toMatchObject({ status: "PAUSED", closesAt: null, leadingAmount: null });
    play.run({ type: "Resume" }, BEFORE_END + seconds(5_000));
    expect(play.auction.closesAt).toBe(T + seconds(5_000) + seconds(180));
  });

  it("case 14: closing voids first what was suspended with effect before closesAt, and extends no more", () => {
    const play = new Play(softClose("ADD"));
    play.bid("A", { amount: 200n });
    play.bid("B", { amount: 300n });
    const exclusion = {
      buyerId: "B",
      paddle: "paddle B",
      reason: "SUSPENDED",
      since: T - MICROSECOND,
    } as const;
    play.wait(T + seconds(1), { interruptionSeconds: 0, exclusions: [exclusion], bids: play.acceptedBids() });
    expect(play.types.slice(-2)).toEqual(["BidsVoided", "AuctionClosed"]);
    expect(play.auction.outcome).toMatchObject({
      kind: "WON",
      winner: { buyerId: "A" },
      price: 200n,
      cover: null,
    });
  });

  it("case 14: what was suspended from closesAt on keeps its bids; the award is refused instead", () => {
    const play = new Play();
    play.bid("A", { amount: 200n });
    const exclusion = { buyerId: "A", paddle: "paddle A", reason: "SUSPENDED", since: T } as const;
    play.wait(T + seconds(1), { interruptionSeconds: 0, exclusions: [exclusion], bids: play.acceptedBids() });
    expect(play.auction.outcome?.winner?.buyerId).toBe("A");
    expect(play.void("A", T + seconds(2))).toMatchObject({
      kind: "rejected",
      rejection: { code: "INVALID_STATE" },
    });
  });

  it("case 14: a firm without bids leaves no entry", () => {
    const play = new Play();
    play.bid("A", { amount: 200n });
    const before = play.entries.length;
    expect(play.void("B", T - seconds(500))).toEqual({ kind: "accepted", events: [] });
    expect(play.entries).toHaveLength(before);
  });

  it("case 14: the voided bids' status is VOIDED, the others' as the rest makes it", () => {
    const play = new Play();
    play.bid("A", { amount: 200n });
    play.bid("V", { amount: 300n });
    play.void("V", T - seconds(500));
    const kept = { isAccepted: true, isWithdrawn: false, isSetAside: false };
    const bid = { ...kept, sequence: 3, latestSequence: 3 };
    expect(bidStatus(play.auction, { ...bid, buyerId: "A", isVoided: false })).toBe("LEADING");
    expect(bidStatus(play.auction, { ...bid, buyerId: "V", isVoided: true })).toBe("VOIDED");
  });
});

it("case 15: a licence that lapses after the bid leaves the bid; from that instant on it refuses the next", () => {
  const play = new Play();
  const lapsing: Eligibility = { ...ELIGIBLE, lapsesAt: T - seconds(500) };
  expect(play.bid("A", { amount: 200n, eligibility: lapsing }, T - seconds(500) - 5n)).toBe("ACCEPTED");
  expect(play.bid("A", { maximum: 900n, eligibility: lapsing }, T - seconds(500))).toBe("LICENCE_LAPSED");
  expect(closed(play).auction.outcome).toMatchObject({ kind: "WON", winner: { buyerId: "A" } });
});

describe("case 17: unusually high bids are asked about", () => {
  const asked = { confirmHigh: false };

  it("case 17: above ten times the opening price for the first bid, by amount or maximum", () => {
    expect(new Play().bid("A", { amount: 1_000n, ...asked })).toBe("ACCEPTED");
    expect(new Play().bid("A", { amount: 1_001n, ...asked })).toBe("NEEDS_CONFIRMATION");
    expect(new Play().bid("A", { amount: 100n, maximum: 1_001n, ...asked })).toBe("NEEDS_CONFIRMATION");
    expect(new Play().bid("A", { amount: 1_001n })).toBe("ACCEPTED");
  });

  it("case 17: above ten times the minimum next bid shown, a raise too", () => {
    const play = new Play();
    play.bid("A", { amount: 190n });
    expect(play.bid("B", { amount: 2_001n, ...asked })).toBe("NEEDS_CONFIRMATION");
    expect(play.bid("A", { maximum: 2_001n, ...asked })).toBe("NEEDS_CONFIRMATION");
    expect(play.bid("A", { maximum: 2_000n, ...asked })).toBe("ACCEPTED");
  });

  it("case 17: above face", () => {
    const play = new Play({ faceValue: 500n });
    expect(play.bid("A", { amount: 500n, ...asked })).toBe("ACCEPTED");
    expect(play.bid("B", { amount: 510n, ...asked })).toBe("NEEDS_CONFIRMATION");
    expect(play.bid("B", { amount: 510n })).toBe("ACCEPTED");
  });

  it("case 17: a first bid is held against the opening price, whatever the disclosed reserve asks for", () => {
    const disclosed = new Play({ ...reserve(5_000n), reserveVisibility: "DISCLOSED" });
    expect(disclosed.bid("A", { amount: 5_000n, ...asked })).toBe("NEEDS_CONFIRMATION");
  });

  it("case 17: an undisclosed reserve changes nothing in what is asked", () => {
    expect(new Play(reserve(50_000n)).bid("A", { amount: 1_001n, ...asked })).toBe("NEEDS_CONFIRMATION");
    expect(new Play(reserve(50_000n)).bid("A", { amount: 1_000n, ...asked })).toBe("ACCEPTED");
  });
});

describe("case 18: the participant's limit", () => {
  const eligibility = { ...ELIGIBLE, limit: 500n };

  it("case 18: a maximum above it is ABOVE_LIMIT, at it is accepted", () => {
    expect(new Play().bid("A", { amount: 100n, maximum: 501n, eligibility })).toBe("ABOVE_LIMIT");
    expect(new Play().bid("A", { amount: 501n, eligibility })).toBe("ABOVE_LIMIT");
    expect(new Play().bid("A", { amount: 100n, maximum: 500n, eligibility })).toBe("ACCEPTED");
  });

  it("case 18: a raise replaces, it does not add; leading again through a void keeps the lead", () => {
    const play = new Play();
    play.bid("A", { amount: 100n, maximum: 300n, eligibility });
    expect(play.bid("A", { maximum: 500n, eligibility })).toBe("ACCEPTED");
    play.bid("B", { amount: 600n });
    play.run({ type: "SetLimit", participant: admitted("A"), limit: 50n }, T - seconds(400));
    play.void("B", T - seconds(300));
    expect(play.leader).toBe("A");
  });
});

describe("case 19: affiliated firms", () => {
  it("case 19: CONFLICT_OF_INTEREST on a bid, before every other reason about the firm", () => {
    const eligibility: Eligibility = {
      ...ELIGIBLE,
      hasConflictOfInterest: true,
      suspended: true,
      qualified: false,
      participantStatus: "REMOVED",
    };
    expect(new Play().bid("A", { amount: 100n, eligibility })).toBe("CONFLICT_OF_INTEREST");
  });

  it("case 19: AFFILIATED at admission", () => {
    const admission = { isAffiliated: true, isQualified: true, isLicensed: true, lapsesAt: null };
    const decision = new Play().run(
      {
        type: "Admit",
        buyerId: "A",
        paddle: "1",
        participant: null,
        limit: null,
        ndaSignedAt: 1n,
        allotment: null,
        admission,
      },
      T - seconds(500),
    );
    expect(decision).toMatchObject({ kind: "rejected", rejection: { code: "AFFILIATED" } });
  });

  it("case 19: a firm found later is removed, with its bids, by two entries", () => {
    const play = new Play();
    play.bid("A", { amount: 100n });
    const bids = play.acceptedBids();
    play.run(
      { type: "Remove", participant: admitted("A"), reason: "REMOVED", rationale: null, bids },
      T - seconds(500),
    );
    expect(play.types.slice(-2)).toEqual(["BuyerRemoved", "BidsVoided"]);
    expect(play.leader).toBeNull();
  });
});

describe("case 20: cancelling and not awarding", () => {
  it("case 20: cancelling keeps the bids, and a bid after it is CANCELLED", () => {
    const play = new Play();
    play.bid("A", { amount: 200n });
    play.run({ type: "Cancel", reason: "a data breach", isSeconded: false }, T - seconds(500));
    expect(play.auction).toMatchObject({ status: "CANCELLED", book: { leader: { buyerId: "A" } } });
    expect(play.bid("B", { amount: 300n }, T - seconds(400))).toBe("CANCELLED");
    expect(play.standing.minimumNextBid).toBeNull();
  });

  it("case 20: from CLOSED, cancelling and not awarding need a second person", () => {
    const over = () => {
      const play = new Play();
      play.bid("A", { amount: 200n });
      return closed(play);
    };
    const second = { kind: "rejected", rejection: { code: "SEPARATION_OF_DUTIES" } };
    expect(over().run({ type: "Cancel", reason: "x", isSeconded: false }, T + seconds(5))).toMatchObject(
      second,
    );
    expect(over().run({ type: "NotAward", rationale: "x", isSeconded: false }, T + seconds(5))).toMatchObject(
      second,
    );
    const cancelled = over();
    cancelled.run({ type: "Cancel", reason: "x", isSeconded: true }, T + seconds(5));
    const notAwarded = over();
    notAwarded.run({ type: "NotAward", rationale: "x", isSeconded: true }, T + seconds(5));
    expect([cancelled.auction.status, notAwarded.auction.status]).toEqual(["CANCELLED", "NOT_AWARDED"]);
  });
});

it("case 21: what is no bid at all is BAD_USER_INPUT without an entry", () => {
  const play = new Play();
  play.bid("A", { amount: 200n });
  const before = play.entries.length;
  expect(play.bid("B", { amount: 300n, maximum: 299n })).toBe("BAD_USER_INPUT");
  expect(play.bid("B", { maximum: 500n })).toBe("BAD_USER_INPUT");
  expect(play.bid("B", {})).toBe("BAD_USER_INPUT");
  expect(play.bid("A", {})).toBe("BAD_USER_INPUT");
  expect(play.entries).toHaveLength(before);
});

describe("case 22: nobody, or one firm", () => {
  it("case 22: zero bids: UNSOLD", () => {
    expect(closed(new Play()).auction).toMatchObject({
      status: "UNSOLD",
      outcome: { kind: "NO_BIDS", winner: null, price: null, cover: null },
    });
  });

  it("case 22: one bidder pays the price that stands, not its maximum", () => {
    const play = new Play();
    play.bid("A", { amount: 150n, maximum: 900n });
    expect(closed(play).auction.outcome).toMatchObject({ kind: "WON", price: 150n, cover: null });
  });

  it("case 22: voided to the last bid: UNSOLD", () => {
    const play = new Play();
    play.bid("A", { amount: 150n });
    play.void("A", T - seconds(5));
    expect(closed(play).auction).toMatchObject({ status: "UNSOLD", outcome: { kind: "NO_BIDS" } });
  });
});

it("the ranking: the winner at its price, every other firm at its maximum, ties to the earlier", () => {
  const play = new Play();
  play.bid("A", { amount: 100n, maximum: 300n });
  play.bid("B", { amount: 200n, maximum: 300n });
  play.bid("C", { amount: 310n, maximum: 700n });
  expect(ranking(play.auction, play.acceptedBids())).toEqual([
    { rank: 1, buyerId: "C", paddle: "paddle C", price: 310n },
    { rank: 2, buyerId: "A", paddle: "paddle A", price: 300n },
    { rank: 3, buyerId: "B", paddle: "paddle B", price: 300n },
  ]);
});

function admitted(buyerId: string) {
  return {
    buyerId,
    paddle: `paddle ${buyerId}`,
    status: "ADMITTED",
    limit: null,
    ndaSignedAt: 1n,
    allotment: null,
  } as const;
}

it("a problem changes nothing", () => {
  const { auction } = new Play();
  const handled = handle(auction, placeBid("A", {}), auction.lastAt + 1n, null);
  expect(handled).toMatchObject({ entries: [], decision: { kind: "rejected" } });
  expect(handled.auction).toBe(auction);
});
