import {
  encodeEvent,
  isVisible,
  Secret,
  type Audience,
  type EventData,
  type EventValue,
  type HiddenField,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { ELIGIBLE, Play, reserve, softClose, T } from "../../support/english-auction";

const SELLER: Audience = { kind: "SELLER" };
const PARTICIPANTS: Audience = { kind: "PARTICIPANTS" };
const firm = (buyerId: string): Audience => ({ kind: "FIRM", buyerId });
const AUDIENCES = { SELLER, PARTICIPANTS, own: firm("A"), rival: firm("B") };

/** An auction with every kind of bid in it; the hidden numbers occur nowhere else. */
function played(): Play {
  const play = new Play({ ...reserve(7_777n), ...softClose("ADD") });
  play.bid("A", { amount: 110n, maximum: 8_881n });
  play.bid("A", { maximum: 8_882n });
  play.bid("B", { amount: 7_800n, maximum: 8_000n });
  play.bid("B", { amount: 8_100n, maximum: 9_999n, eligibility: { ...ELIGIBLE, limit: 200n } });
  play.bid("C", { amount: 8_500n });
  play.void("C", T - seconds(60));
  play.wait(T + seconds(1_000));
  return play;
}

function visibleTo(play: Play, audience: Audience): string[] {
  return play.entries
    .filter(({ event }) => isVisible(play.auction.terms, event, audience))
    .map(({ event }) => event.type);
}

/** The entry as this audience may read it: null for an entry not seen, "•" for a value not read. */
function readBy(play: Play, index: number, audience: Audience): unknown {
  const entry = play.entries[index];
  if (!entry || !isVisible(play.auction.terms, entry.event, audience)) return null;
  const { data } = encodeEvent(play.auction.terms, entry.event, entry.standing);
  return revealTo(data, audience);
}

function revealTo(value: EventValue, audience: Audience): unknown {
  if (value instanceof Secret) {
    const { seller, participants, firm: reader } = value.readers;
    const may =
      audience.kind === "SELLER"
        ? seller
        : participants || (audience.kind === "FIRM" && audience.buyerId === reader);
    return may ? value.value : "•";
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value as EventData).map(([key, item]) => [key, revealTo(item, audience)]),
  );
}

function everythingRead(play: Play, audience: Audience): string {
  return JSON.stringify(play.entries.map((_, index) => readBy(play, index, audience)));
}

it("rejected bids and private raises reach their own firm only, everything else of the bidding everyone", () => {
  const play = played();
  const open = ["AuctionScheduled", "AuctionOpened"];
  const end = ["BidsVoided", "AuctionExtended", "AuctionClosed"];
  const everyone = [...open, "BidAccepted", "BidAccepted", "BidAccepted", ...end];
  expect(visibleTo(play, PARTICIPANTS)).toEqual(everyone);
  expect(visibleTo(play, SELLER)).toEqual(everyone);
  expect(visibleTo(play, firm("A"))).toEqual([...open, ...Array<string>(4).fill("BidAccepted"), ...end]);
  expect(visibleTo(play, firm("B"))).toEqual([
    ...open,
    "BidAccepted",
    "BidAccepted",
    "BidRejected",
    "BidAccepted",
    ...end,
  ]);
});

it("a maximum is read by its own firm only", () => {
  const play = played();
  expect(readBy(play, 2, firm("A"))).toMatchObject({ maximum: "8881", buyerId: "A" });
  expect(readBy(play, 2, SELLER)).toMatchObject({ maximum: "•", buyerId: "A" });
  expect(readBy(play, 2, PARTICIPANTS)).toMatchObject({
    maximum: "•",
    buyerId: "•",
    paddle: "paddle A",
    amount: "110",
  });
  expect(readBy(play, 2, firm("B"))).toMatchObject({ maximum: "•", buyerId: "•" });
  for (const audience of [SELLER, PARTICIPANTS, firm("B"), firm("C")]) {
    expect(everythingRead(play, audience)).not.toMatch(/8881|8882/);
  }
  expect(everythingRead(play, firm("A"))).toMatch(/8881.*8882/);
});

it("the cover bid is the seller's, after the close", () => {
  const play = played();
  const last = play.entries.length - 1;
  expect(readBy(play, last, SELLER)).toMatchObject({
    outcome: { winner: { buyerId: "A" }, cover: { buyerId: "B", price: "8000" } },
  });
  expect(readBy(play, last, firm("B"))).toMatchObject({ outcome: { winner: { buyerId: "•" }, cover: "•" } });
  expect(readBy(play, last, firm("A"))).toMatchObject({ outcome: { winner: { buyerId: "A" }, cover: "•" } });
});

it("an undisclosed reserve is the seller's, a disclosed one everyone's", () => {
  expect(readBy(played(), 0, SELLER)).toMatchObject({ terms: { reserve: { amount: "7777" } } });
  expect(readBy(played(), 0, firm("A"))).toMatchObject({ terms: { reserve: "•" } });
  const disclosed = new Play({ ...reserve(7_777n), reserveVisibility: "DISCLOSED" });
  expect(readBy(disclosed, 0, firm("A"))).toMatchObject({ terms: { reserve: { amount: "7777" } } });
});

it("what a void left in the book is read by nobody", () => {
  const play = played();
  const index = play.types.indexOf("BidsVoided");
  for (const audience of Object.values(AUDIENCES)) {
    expect(readBy(play, index, audience)).toMatchObject({
      book: "•",
      reason: "SUSPENDED",
      paddle: "paddle C",
    });
  }
});

it("a firm's part is for the seller and itself, its limit too", () => {
  const play = new Play();
  const participant = {
    buyerId: "A",
    paddle: "7",
    status: "ADMITTED",
    limit: null,
    ndaSignedAt: 1n,
    allotment: null,
  } as const;
  play.run({ type: "SetLimit", participant, limit: 4_321n }, T - seconds(500));
  const index = play.entries.length - 1;
  expect(readBy(play, index, SELLER)).toMatchObject({ limit: "4321", buyerId: "A" });
  expect(readBy(play, index, firm("A"))).toMatchObject({ limit: "4321" });
  expect(readBy(play, index, firm("B"))).toBeNull();
  expect(readBy(play, index, PARTICIPANTS)).toBeNull();
});

it("why it was closed early or awarded is the seller's; why it was paused or cancelled is everyone's", () => {
  const early = new Play();
  early.bid("A", { amount: 500n });
  const facts = { interruptionSeconds: 0, exclusions: [], bids: [] };
  early.run({ type: "Close", reason: "our reason", facts }, T - seconds(300));
  const bid = { rank: 1, buyerId: "A", paddle: "paddle A", price: 500n };
  early.run({ type: "AwardTo", bid, rationale: "our rationale" }, T);
  expect(everythingRead(early, SELLER)).toMatch(/our reason.*our rationale/);
  expect(everythingRead(early, firm("A"))).not.toMatch(/our reason|our rationale/);
  expect(readBy(early, early.entries.length - 1, firm("A"))).toMatchObject({ price: "500", rationale: "•" });
  expect(readBy(early, early.entries.length - 1, firm("B"))).toMatchObject({
    price: "•",
    paddle: "paddle A",
  });
  const stopped = new Play();
  stopped.run({ type: "Pause", reason: "a pause" }, T - seconds(500));
  stopped.run({ type: "Cancel", reason: "a stop", isSeconded: false }, T - seconds(400));
  expect(everythingRead(stopped, PARTICIPANTS)).toMatch(/a pause.*a stop/);
});

it("a field can be asked for without encoding the event", () => {
  const play = played();
  const { event } = play.entries[2] ?? {};
  const reads = (audience: Audience, field: HiddenField) =>
    event && isVisible(play.auction.terms, event, audience, field);
  expect([reads(firm("A"), "MAXIMUM"), reads(SELLER, "MAXIMUM"), reads(SELLER, "BUYER")]).toEqual([
    true,
    false,
    true,
  ]);
});
