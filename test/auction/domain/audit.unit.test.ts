import { audit, type AuctionEvent, type Entry } from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { ELIGIBLE, NO_FACTS, Play, reserve, softClose, T } from "../../support/english-auction";

/** An auction in which everything happens that an entry can tell of. */
function everything(): Play {
  const play = new Play({ ...reserve(400n), ...softClose("ADD") }, "SCHEDULED");
  const at = play.auction.lastAt;
  const times = { opensAt: at + seconds(30), closesAt: T, hardEndAt: T + seconds(600) };
  play.run({ type: "Reschedule", ...times, floorValidUntil: null }, at + seconds(1));
  play.run({ type: "Invite", buyerId: "A", paddle: "paddle A", participant: null }, at + seconds(2));
  const invited = {
    buyerId: "A",
    paddle: "paddle A",
    status: "INVITED",
    limit: null,
    ndaSignedAt: null,
    allotment: null,
  } as const;
  play.run({ type: "SignNda", participant: invited }, at + seconds(3));
  const signed = { ...invited, status: "NDA_SIGNED", ndaSignedAt: at + seconds(3) } as const;
  const admission = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };
  const admit = {
    type: "Admit",
    buyerId: "A",
    paddle: "paddle A",
    limit: null,
    ndaSignedAt: null,
    allotment: null,
    admission,
  } as const;
  play.run({ ...admit, participant: signed }, at + seconds(4));
  play.bid("A", { amount: 200n }, at + seconds(5));
  play.run({ type: "Open" }, at + seconds(10));
  play.bid("A", { amount: 200n, maximum: 300n });
  play.bid("A", { maximum: 450n });
  play.bid("A", { maximum: 460n });
  play.bid("B", { amount: 405n, eligibility: { ...ELIGIBLE, suspended: true } });
  play.bid("B", { amount: 500n, eligibility: { ...ELIGIBLE, limit: 499n } });
  play.bid("B", { amount: 50_000n, confirmHigh: false });
  play.run({ type: "Pause", reason: "a question" }, T - seconds(500));
  play.bid("B", { amount: 500n }, T - seconds(499));
  play.run({ type: "Resume" }, T - seconds(480));
  play.bid("B", { amount: 500n, maximum: 700n }, T - seconds(100));
  play.bid("V", { amount: 800n }, T - seconds(90));
  play.void("V", T - seconds(80));
  const participant = { ...signed, status: "ADMITTED", buyerId: "B", paddle: "paddle B" } as const;
  play.run({ type: "SetLimit", participant, limit: 900n }, T - seconds(70));
  play.wait(T + seconds(3_000), { ...NO_FACTS, interruptionSeconds: 70 });
  play.bid("A", { amount: 900n }, T + seconds(400));
  const award = { rank: 1, buyerId: "B", paddle: "paddle B", price: 500n };
  play.run({ type: "AwardTo", bid: award, rationale: "the highest" }, T + seconds(4_000));
  play.run({ type: "DeclareUnsold", rationale: "nobody is left" }, T + seconds(5_000));
  return play;
}

/** Closed early, with a firm that was suspended before and not voided yet. */
function closedEarly(): Play {
  const play = new Play(softClose("ADD"));
  play.bid("A", { amount: 200n });
  play.bid("B", { amount: 300n });
  const exclusion = {
    buyerId: "B",
    paddle: "paddle B",
    reason: "SUSPENDED",
    since: T - seconds(300),
  } as const;
  const facts = { interruptionSeconds: 0, exclusions: [exclusion], bids: play.acceptedBids() };
  play.run({ type: "Close", reason: "enough", facts }, T - seconds(60));
  return play;
}

/** A leader is removed in the last window, where what follows counts from the removal's own time. */
function removedLate(): Play {
  const play = new Play(softClose("RESET"));
  play.bid("A", { amount: 200n });
  play.bid("B", { amount: 300n });
  const participant = {
    buyerId: "B",
    paddle: "paddle B",
    status: "ADMITTED",
    limit: null,
    ndaSignedAt: null,
    allotment: null,
  } as const;
  const bids = play.acceptedBids();
  play.run({ type: "Remove", participant, reason: "REMOVED", rationale: "x", bids }, T - seconds(60));
  return play;
}

function changed(play: Play, type: AuctionEvent["type"], change: object): Entry[] {
  const place = play.types.indexOf(type);
  return play.entries.map((entry, index) =>
    index === place ? { ...entry, event: { ...entry.event, ...change } } : entry,
  );
}

function unsoundAt(play: Play, type: AuctionEvent["type"]) {
  return { kind: "unsound", sequence: play.types.indexOf(type) + 1 };
}

it.each([
  ["everything", everything],
  ["an early close with a void before it", closedEarly],
  ["a removal that extends", removedLate],
])("a journal that the rules wrote is sound: %s", (_, played) => {
  const play = played();
  expect(audit(play.entries)).toEqual({ kind: "sound", auction: play.auction });
});

it.each<[AuctionEvent["type"], object]>([
  ["AuctionRescheduled", { closesAt: 5n }],
  ["AuctionOpened", { opensAt: 5n }],
  ["BidAccepted", { maximum: 9_999n, raise: true }],
  ["BidAccepted", { amount: 90n }],
  ["BidAccepted", { moved: false }],
  ["BidRejected", { reason: "BELOW_INCREMENT" }],
  ["BidRejected", { minimumNextBid: 1n }],
  ["AuctionExtended", { closesAt: T + seconds(500) }],
  ["AuctionResumed", { closesAt: T }],
  ["BidsVoided", { book: { leader: null, cover: null, price: null, bidCount: 0 } }],
  ["AuctionClosed", { closedAt: T - seconds(90) }],
  ["AuctionClosed", { interruptionSeconds: 0 }],
  ["AuctionAwarded", { price: 399n }],
])("a changed %s is found: %o", (type, change) => {
  const play = everything();
  expect(audit(changed(play, type, change))).toMatchObject(unsoundAt(play, type));
});

it("a changed time of a bid is found where it changes what follows, and always where it breaks the order", () => {
  const play = everything();
  const moved = (by: bigint) =>
    play.entries.map((entry, index) =>
      index === play.types.lastIndexOf("BidAccepted") ? { ...entry, at: entry.at + by } : entry,
    );
  expect(audit(moved(-seconds(3_000)))).toMatchObject({ kind: "unsound" });
  expect(audit(moved(seconds(500)))).toMatchObject({ kind: "unsound" });
});

it("a standing that is not the one after its entry is found", () => {
  const play = everything();
  const place = play.types.indexOf("BidAccepted");
  const entries = play.entries.map((entry, index) =>
    index === place ? { ...entry, standing: { ...entry.standing, bidCount: 7 } } : entry,
  );
  expect(audit(entries)).toMatchObject(unsoundAt(play, "BidAccepted"));
});

it("any entry told twice is found, and any left out that later ones build on", () => {
  const { entries } = everything();
  const twice = entries.filter(
    (entry) => audit(entries.flatMap((one) => (one === entry ? [one, one] : [one]))).kind === "sound",
  );
  const missing = entries.filter((entry) => audit(entries.filter((one) => one !== entry)).kind === "sound");
  expect(twice).toEqual([]);
  const told = new Set(missing.map(({ event }) => event.type));
  expect([...told].sort()).toEqual([
    "AuctionAwarded",
    "AuctionUnsold",
    "BidRejected",
    "BuyerInvited",
    "LimitSet",
    "NdaSigned",
  ]);
});

it("a bid that the firm's part in the auction did not allow is found", () => {
  const play = new Play();
  const admission = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };
  const firm = { buyerId: "A", paddle: "paddle A", participant: null, admission };
  play.run({ type: "Admit", ...firm, limit: 250n, allotment: null, ndaSignedAt: T }, T - seconds(900));
  play.bid("A", { amount: 200n, maximum: 250n });
  expect(audit(play.entries).kind).toBe("sound");
  expect(audit(changed(play, "BidAccepted", { maximum: 251n }))).toMatchObject(
    unsoundAt(play, "BidAccepted"),
  );
  expect(audit(changed(play, "BidAccepted", { paddle: "102" }))).toMatchObject(
    unsoundAt(play, "BidAccepted"),
  );
  const onlyInvited = play.entries.map((entry): Entry => {
    const event = { type: "BuyerInvited", buyerId: "A", paddle: "paddle A" } as const;
    return entry.event.type === "BuyerAdmitted" ? { ...entry, event } : entry;
  });
  expect(audit(onlyInvited)).toMatchObject(unsoundAt(play, "BidAccepted"));
});

it("what a removal brings about cannot be left out, at the journal's end neither", () => {
  const { entries, types } = removedLate();
  expect(types.slice(-3)).toEqual(["BuyerRemoved", "BidsVoided", "AuctionExtended"]);
  for (const length of [entries.length - 1, entries.length - 2])
    expect(audit(entries.slice(0, length))).toMatchObject({ kind: "unsound", sequence: length });
});

it("an empty journal is unsound", () => {
  expect(audit([])).toMatchObject({ kind: "unsound" });
});
