import {
  isClockBehind,
  type AuctionCommand,
  type AuctionStatus,
  type Participant,
  type RankedBid,
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
import { SealedPlay } from "../../support/sealed-auction";

const AN_HOUR = seconds(3_600);

/** An auction in each state, with one bid of firm A unless bidding never began, and a time at which to go on. */
const IN_STATE: Record<AuctionStatus, () => Play> = {
  SCHEDULED: () => new Play({}, "SCHEDULED"),
  OPEN: () => bidOn(new Play()),
  PAUSED: () => after(bidOn(new Play()), { type: "Pause", reason: "x" }, T - seconds(500)),
  AWAITING_SHARES: () => awaitingShares(),
  CLOSED: () => closed(bidOn(new Play())),
  AWARDED: () => after(closed(bidOn(new Play())), awardTo(1), T + seconds(1)),
  UNSOLD: () => closed(new Play()),
  NOT_AWARDED: () =>
    after(closed(bidOn(new Play())), { type: "NotAward", rationale: "x", isSeconded: true }, T + seconds(1)),
  CANCELLED: () =>
    after(bidOn(new Play()), { type: "Cancel", reason: "x", isSeconded: false }, T - seconds(400)),
};

function awaitingShares(): Play {
  const play = new SealedPlay();
  play.seal("A", 200n);
  play.wait(T);
  return play;
}

function bidOn(play: Play): Play {
  play.bid("A", { amount: 200n });
  return play;
}

function closed(play: Play): Play {
  play.wait(T);
  return play;
}

function after(play: Play, command: AuctionCommand, at: bigint): Play {
  expect(play.run(command, at).kind).toBe("accepted");
  return play;
}

function awardTo(rank: number, price = 200n): AuctionCommand {
  const bid: RankedBid = { rank, buyerId: "A", paddle: "paddle A", price };
  return { type: "AwardTo", bid, rationale: "the highest" };
}

function firm(status: Participant["status"]): Participant {
  return {
    buyerId: "A",
    paddle: "7",
    status,
    limit: null,
    ndaSignedAt: status === "INVITED" ? null : 5n,
    allotment: null,
  };
}

const TIMES = { opensAt: T - AN_HOUR / 2n, closesAt: T + AN_HOUR, hardEndAt: null, floorValidUntil: null };
const ADMISSION = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };
const ADMIT = {
  type: "Admit",
  buyerId: "A",
  paddle: "7",
  limit: 900n,
  ndaSignedAt: null,
  allotment: null,
  admission: ADMISSION,
} as const;
const LIVE = ["SCHEDULED", "OPEN", "PAUSED"] as const;

const COMMANDS: { name: string; command: AuctionCommand; allowed: readonly AuctionStatus[] }[] = [
  { name: "Reschedule", command: { type: "Reschedule", ...TIMES }, allowed: ["SCHEDULED"] },
  { name: "Open", command: { type: "Open" }, allowed: ["SCHEDULED", "OPEN"] },
  { name: "Pause", command: { type: "Pause", reason: "x" }, allowed: ["OPEN"] },
  { name: "Resume", command: { type: "Resume" }, allowed: ["PAUSED"] },
  {
    name: "Close",
    command: { type: "Close", reason: "x", facts: NO_FACTS },
    allowed: ["OPEN", "AWAITING_SHARES", "CLOSED", "UNSOLD"],
  },
  {
    name: "Cancel",
    command: { type: "Cancel", reason: "x", isSeconded: true },
    allowed: [...LIVE, "AWAITING_SHARES", "CLOSED"],
  },
  {
    name: "VoidBids",
    command: { type: "VoidBids", buyerId: "A", paddle: "7", reason: "SUSPENDED", bids: [] },
    allowed: LIVE,
  },
  {
    name: "Invite",
    command: { type: "Invite", buyerId: "A", paddle: "7", participant: null },
    allowed: LIVE,
  },
  { name: "SignNda", command: { type: "SignNda", participant: firm("INVITED") }, allowed: LIVE },
  { name: "Admit", command: { ...ADMIT, participant: firm("NDA_SIGNED") }, allowed: LIVE },
  {
    name: "SetLimit",
    command: { type: "SetLimit", participant: firm("ADMITTED"), limit: 5n },
    allowed: LIVE,
  },
  {
    name: "Remove",
    command: { type: "Remove", participant: firm("ADMITTED"), reason: "REMOVED", rationale: null, bids: [] },
    allowed: LIVE,
  },
  { name: "OpenBids", command: { type: "OpenBids", bids: [] }, allowed: ["AWAITING_SHARES"] },
  { name: "AwardTo", command: awardTo(2), allowed: ["CLOSED", "AWARDED"] },
  {
    name: "NotAward",
    command: { type: "NotAward", rationale: "x", isSeconded: true },
    allowed: ["CLOSED", "AWARDED"],
  },
  {
    name: "DeclareUnsold",
    command: { type: "DeclareUnsold", rationale: "x" },
    allowed: ["CLOSED", "AWARDED"],
  },
];

describe("every command in every state", () => {
  const table = COMMANDS.flatMap(({ name, command, allowed }) =>
    (Object.keys(IN_STATE) as AuctionStatus[]).map((status) => ({
      name,
      status,
      command,
      ok: allowed.includes(status),
    })),
  );

  it.each(table)("$name while $status: allowed is $ok", ({ command, status, ok }) => {
    const play = IN_STATE[status]();
    const decision = play.run(command, play.auction.lastAt + seconds(1));
    const refusal = { kind: "rejected", rejection: { code: "INVALID_STATE", state: status, path: null } };
    expect(decision).toMatchObject(ok ? { kind: "accepted" } : refusal);
  });
});

describe("opening", () => {
  it("by command moves opensAt to its time and nothing else", () => {
    const play = new Play({}, "SCHEDULED");
    const at = play.auction.opensAt - seconds(30);
    const before = play.auction;
    play.run({ type: "Open" }, at);
    expect(play.auction).toEqual({ ...before, status: "OPEN", opensAt: at, lastAt: at });
  });

  it("by time is as of opensAt, however late it is written down", () => {
    const play = new Play({}, "SCHEDULED");
    const { opensAt } = play.auction;
    play.wait(opensAt + seconds(7));
    expect(play.auction).toMatchObject({ status: "OPEN", opensAt, lastAt: opensAt + seconds(7) });
  });

  it("an auction that slept through its whole time opens and closes, both as of their times", () => {
    const play = new Play({}, "SCHEDULED");
    play.wait(T + AN_HOUR);
    expect(play.types).toEqual(["AuctionScheduled", "AuctionOpened", "AuctionClosed"]);
    expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: T, lastAt: T + AN_HOUR + MICROSECOND });
  });

  it("asked for when it has opened, changes nothing", () => {
    const play = new Play();
    expect(play.run({ type: "Open" }, T - seconds(500))).toEqual({ kind: "accepted", events: [] });
  });
});

describe("closing by command", () => {
  it("sets closesAt to its time: bids before count, and everyone sees EARLY", () => {
    const play = bidOn(new Play(softClose("ADD")));
    const at = T - seconds(60);
    play.run({ type: "Close", reason: "the seller asked", facts: NO_FACTS }, at);
    expect(play.auction).toMatchObject({
      status: "CLOSED",
      closesAt: at,
      endedAt: at,
      outcome: { kind: "WON", early: true },
    });
    expect(play.bid("B", { amount: 300n }, at + MICROSECOND)).toBe("CLOSED");
  });

  it("before closesAt needs a reason", () => {
    const close: AuctionCommand = { type: "Close", reason: null, facts: NO_FACTS };
    expect(bidOn(new Play()).run(close, T - 1n)).toMatchObject({
      rejection: { code: "BAD_USER_INPUT", path: ["reason"] },
    });
  });

  it("after closesAt only makes the closing prompt: as of closesAt, not EARLY", () => {
    const play = bidOn(new Play());
    expect(play.run({ type: "Close", reason: null, facts: NO_FACTS }, T + 5n)).toEqual({
      kind: "accepted",
      events: [],
    });
    expect(play.auction).toMatchObject({ status: "CLOSED", endedAt: T, outcome: { early: false } });
  });

  it("waits for the closing's facts when one is due", () => {
    const play = new Play();
    play.wait(T, null);
    expect(play.auction.status).toBe("OPEN");
    expect(play.bid("A", { amount: 200n }, T)).toBe("CLOSED");
  });
});

describe("the reserve at the close", () => {
  const leadingAt = (price: bigint, floor: bigint) => {
    const play = new Play(reserve(floor));
    play.bid("A", { amount: price });
    return closed(play).auction;
  };

  it("equal to the reserve meets it, below it is UNSOLD and tells nobody's bid", () => {
    expect(leadingAt(300n, 300n).outcome).toMatchObject({ kind: "WON", price: 300n });
    expect(leadingAt(299n, 300n)).toMatchObject({
      status: "UNSOLD",
      outcome: { kind: "RESERVE_NOT_MET", winner: null, price: null, cover: null },
    });
  });

  it("a maximum equal to the reserve meets it", () => {
    const play = new Play(reserve(300n));
    play.bid("A", { amount: 100n, maximum: 300n });
    expect(play.standing).toMatchObject({ leadingAmount: 300n, reserveStatus: "MET" });
  });

  it("not above the opening price it is none", () => {
    const status = (amount: bigint) => new Play(reserve(amount)).standing.reserveStatus;
    expect([status(0n), status(100n), status(101n)]).toEqual(["NO_RESERVE", "NO_RESERVE", "NOT_MET"]);
  });

  it("disclosed: a bid below it is BELOW_RESERVE, and it is the first minimum", () => {
    const disclosed = new Play({ ...reserve(300n), reserveVisibility: "DISCLOSED" });
    expect(disclosed.standing.minimumNextBid).toBe(300n);
    expect(disclosed.bid("A", { amount: 99n })).toBe("BELOW_OPENING");
    expect(disclosed.bid("A", { amount: 299n })).toBe("BELOW_RESERVE");
    expect(disclosed.bid("A", { amount: 300n })).toBe("ACCEPTED");
    expect(disclosed.bid("B", { amount: 299n })).toBe("BELOW_RESERVE");
    expect(disclosed.bid("B", { amount: 309n })).toBe("BELOW_INCREMENT");
  });

  it("hidden: a bid below it leads", () => {
    const hidden = new Play(reserve(300n));
    expect(hidden.standing.minimumNextBid).toBe(100n);
    expect(hidden.bid("A", { amount: 299n })).toBe("ACCEPTED");
  });
});

describe("a pause", () => {
  it("stops closing by time and command, takes nothing, and shows no closing time", () => {
    const play = IN_STATE.PAUSED();
    play.wait(T + AN_HOUR);
    expect(play.standing).toMatchObject({ status: "PAUSED", closesAt: null });
    expect(play.bid("B", { amount: 300n }, T + AN_HOUR)).toBe("PAUSED");
  });

  it("moves closing time and hard end by its length", () => {
    const play = new Play(softClose("ADD", T + seconds(200)));
    play.run({ type: "Pause", reason: "x" }, T - seconds(60));
    play.run({ type: "Resume" }, T + seconds(40));
    expect(play.auction).toMatchObject({ status: "OPEN", pausedAt: null, closesAt: T + seconds(100) });
    expect(play.auction.hardEndAt).toBe(T + seconds(300));
    play.bid("A", { amount: 100n }, T + seconds(99));
    play.bid("B", { amount: 200n }, T + seconds(270));
    expect(play.auction.closesAt).toBe(T + seconds(300));
  });

  it("at the closing time comes too late", () => {
    const play = bidOn(new Play());
    expect(play.run({ type: "Pause", reason: "x" }, T)).toMatchObject({ rejection: { state: "CLOSED" } });
  });
});

describe("the clock", () => {
  it("each entry is strictly later than the one before, whatever the clock says", () => {
    const play = new Play();
    play.bid("A", { amount: 200n }, T - seconds(500));
    play.bid("B", { amount: 300n }, T - seconds(500));
    play.bid("A", { amount: 400n }, T - seconds(501));
    expect(play.entries.slice(-3).map(({ at }) => at - T + seconds(500))).toEqual([0n, 1n, 2n]);
  });

  it("is behind when it is more than 250 ms before the last entry", () => {
    const { auction } = new Play();
    expect(isClockBehind(auction, auction.lastAt - 250_000n)).toBe(false);
    expect(isClockBehind(auction, auction.lastAt - 250_001n)).toBe(true);
  });
});

describe("bids after the end", () => {
  it("are journalled as CLOSED for ten minutes from the closing time, then INVALID_STATE", () => {
    const play = closed(bidOn(new Play()));
    expect(play.bid("B", { amount: 300n }, T + seconds(600) - 1n)).toBe("CLOSED");
    expect(play.bid("B", { amount: 300n }, T + seconds(600))).toBe("INVALID_STATE");
  });

  it("are CLOSED too when it was awarded or not", () => {
    expect(IN_STATE.AWARDED().bid("B", { amount: 300n }, T + seconds(5))).toBe("CLOSED");
    expect(IN_STATE.NOT_AWARDED().bid("B", { amount: 300n }, T + seconds(5))).toBe("CLOSED");
    expect(IN_STATE.UNSOLD().bid("B", { amount: 300n }, T + seconds(5))).toBe("CLOSED");
  });
});

it("withdrawing is WITHDRAWAL_NOT_ALLOWED and leaves no entry", () => {
  const play = IN_STATE.OPEN();
  const before = play.entries.length;
  const decision = play.run({ type: "WithdrawBid", buyerId: "A", paddle: "7", live: 3 }, T - seconds(300));
  expect(decision).toMatchObject({ rejection: { code: "WITHDRAWAL_NOT_ALLOWED" } });
  expect(play.entries).toHaveLength(before);
});

describe("rescheduling before the opening", () => {
  it("moves the times, in the terms too", () => {
    const play = new Play({}, "SCHEDULED");
    play.run({ type: "Reschedule", ...TIMES }, play.auction.lastAt + 1n);
    const { opensAt, closesAt } = TIMES;
    expect(play.auction).toMatchObject({ opensAt, closesAt, terms: { opensAt, closesAt, extension: null } });
  });

  it("holds the new times against the rules for terms", () => {
    const play = new Play({}, "SCHEDULED");
    const at = play.auction.lastAt + 1n;
    const reschedule = { type: "Reschedule", ...TIMES } as const;
    const refused = (path: string) => ({ rejection: { code: "INVALID_TERMS", path: [path] } });
    expect(play.run({ ...reschedule, closesAt: TIMES.opensAt }, at)).toMatchObject(refused("closesAt"));
    expect(play.run({ ...reschedule, opensAt: at - 1n }, at)).toMatchObject(refused("opensAt"));
    expect(play.run({ ...reschedule, hardEndAt: T + AN_HOUR }, at)).toMatchObject(refused("hardEndAt"));
  });

  it("moves the hard end of a soft close", () => {
    const play = new Play(softClose("ADD"), "SCHEDULED");
    const hardEndAt = T + 2n * AN_HOUR;
    play.run({ type: "Reschedule", ...TIMES, hardEndAt }, play.auction.lastAt + 1n);
    expect(play.auction).toMatchObject({ hardEndAt, terms: { extension: { hardEndAt, mode: "ADD" } } });
  });
});

describe("awarding", () => {
  it("goes to a ranked firm, then only to one ranked after it", () => {
    const play = closed(bidOn(new Play()));
    expect(play.run(awardTo(1), T + seconds(1)).kind).toBe("accepted");
    expect(play.auction).toMatchObject({ status: "AWARDED", award: { rank: 1, buyerId: "A", price: 200n } });
    expect(play.run(awardTo(1), T + seconds(2))).toMatchObject({ rejection: { code: "INVALID_STATE" } });
    expect(play.run(awardTo(2), T + seconds(3)).kind).toBe("accepted");
  });

  it("below the reserve is RESERVE_NOT_MET, at it is not", () => {
    const won = () => {
      const play = new Play(reserve(150n));
      return closed(bidOn(play));
    };
    expect(won().run(awardTo(2, 149n), T + seconds(1))).toMatchObject({
      rejection: { code: "RESERVE_NOT_MET" },
    });
    expect(won().run(awardTo(2, 150n), T + seconds(1)).kind).toBe("accepted");
  });
});

it("a bid of a firm that is not eligible is rejected with its time and the minimum next bid", () => {
  const play = new Play();
  play.run(placeBid("A", { amount: 300n, eligibility: { ...ELIGIBLE, suspended: true } }), T - seconds(500));
  expect(play.entries.at(-1)).toMatchObject({
    at: T - seconds(500),
    event: { type: "BidRejected", reason: "SUSPENDED", amount: 300n, maximum: null, minimumNextBid: 100n },
    standing: { bidCount: 0, leadingAmount: null },
  });
});
