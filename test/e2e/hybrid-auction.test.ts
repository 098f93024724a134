import { randomUUID } from "node:crypto";
import { buildAppSchema } from "../../src/stages";
import { AllSeeing, NO_LIMITS } from "../support/all-seeing";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market } from "../support/market";
import { Room, schedulePhased, soundJournal } from "../support/phased-market";
import type { ExportedAuction, Line } from "../support/exported-auction";
import { ProvenAuction } from "../support/phased-proof";
import { newCustodian } from "../support/sealed-market";
import { hybridProblems, readCourse } from "../support/told-phases";

/** A price of five minutes is asked for ten seconds. */
const PACE = 30;
const DAY = 86_400_000;
/** Far enough for a clock that runs fast: it is opened by command. */
const TERMS = {
  format: "HYBRID",
  opensAt: new Date(Date.now() + 30 * DAY).toISOString(),
  closesAt: new Date(Date.now() + 31 * DAY).toISOString(),
  openingPrice: "1000.00",
  reserveVisibility: "DISCLOSED",
  increments: [],
};

/** What the rules' naive statement needs to know of the terms. */
const RULES = { initial: 100_000n, reserve: 50_000n };

let app: TestApp;
let everything: AllSeeing;
let market: Market;
beforeAll(async () => {
  app = await TestApp.start({ environment: { ...NO_LIMITS, RECOUP_SANDBOX_PACE: String(PACE) } });
  everything = new AllSeeing(app, buildAppSchema());
});
afterAll(() => app.stop());

let sellers = 0;
beforeEach(() => {
  market = new Market(app, `seller-${(sellers += 1)}`);
});

async function ask(person: Person, query: string, id: string): Promise<unknown> {
  const { data, errors } = await market.send(person, query, { id });
  return errors?.[0]?.extensions["code"] ?? data;
}

const STATISTICS = "query ($id: ID!) { auction(id: $id) { statistics { bidCount } } }";

/** In minor units, so long as it is asked. */
async function take(name: string, auctionId: string): Promise<string> {
  for (;;) {
    const asked = await ask(market.firm(name).viewer, ASKED, auctionId);
    const { auction } = asked as { auction: { standing: { minimumNextBid: { amount: string } } } };
    const { amount } = auction.standing.minimumNextBid;
    const { decision } = await market.bid(name, auctionId, { amount });
    if (decision === "ACCEPTED") return amount;
  }
}
const ASKED = "query ($id: ID!) { auction(id: $id) { standing { minimumNextBid { amount } } } }";

describe("HYBRID over the API", () => {
  it("a falling price, a sealed round above it, and the taker's best bid, which wins if it beats the highest", async () => {
    const [taker, high, mid, low] = ["taker", "high", "mid", "low"].map((name) => `${name}-${sellers}`) as [
      string,
      string,
      string,
      string,
    ];
    const auction = await schedulePhased(market, TERMS, { names: [taker, high, mid, low], floor: "500.00" });
    const { auctionId, firms } = auction;
    const { admin } = market.people;
    const [screen, ofLow] = await Promise.all([
      Room.enter(app, admin, auctionId),
      Room.enter(app, market.firm(low).viewer, auctionId),
    ]);
    await market.open(auctionId);
    const opened = await screen.untilPhase("FALLING");
    expect(opened.standing).toMatchObject({ bidCount: 0, minimumNextBid: { amount: "1000.00" } });
    expect(await market.bid(high, auctionId, { amount: "1001.00" })).toMatchObject({
      reason: "OFF_INCREMENT",
    });
    const price = Number(await take(taker, auctionId));
    await screen.untilPhase("FIRST_BREAK");

    await screen.untilPhase("SEALED");
    const bid = (name: string, more: number) =>
      market.bid(name, auctionId, { amount: (price + more).toFixed(2) });
    expect(await bid(taker, 1)).toMatchObject({ decision: "REJECTED", reason: "WRONG_PHASE" });
    const sealed = await bid(high, 30);
    expect(sealed).toMatchObject({ decision: "ACCEPTED", status: "SUBMITTED", sequence: null });
    await bid(mid, 10.37);
    expect(await bid(low, 40)).toMatchObject({ decision: "ACCEPTED", status: "SUBMITTED" });
    const withdrawal = { auctionId, idempotencyKey: randomUUID() };
    const { bidder } = market.firm(low);
    await market.mutate(bidder, "withdrawBid", withdrawal, "... on PlacedBid { bid { status } }");
    expect(await bid(low, 0)).toMatchObject({ decision: "ACCEPTED" }); // not above the price that was taken
    expect(await ask(market.people.analyst, STATISTICS, auctionId)).toBe("SEALED");

    const highest = { amount: (price + 30).toFixed(2) };
    const round = await ofLow.until(({ __typename: type }) => type === "RoundOpened");
    expect(round).toMatchObject({ phase: "SEALED", highest });
    const { standing } = await ofLow.untilPhase("SECOND_BREAK");
    expect(standing).toMatchObject({ leadingAmount: highest, leadingPaddle: null, bidCount: 1 });
    await screen.untilPhase("BEST_BID");
    // Neither answer says which entry it is: between two of a firm's own lie all the sealed bids.
    const early = { decision: "REJECTED", reason: "WRONG_PHASE", sequence: null };
    expect(await bid(high, 60)).toMatchObject(early);
    expect(await bid(taker, 20)).toMatchObject({ decision: "ACCEPTED", status: "OUTBID", sequence: null });
    expect(await bid(taker, 20)).toMatchObject({ decision: "REJECTED", reason: "BELOW_INCREMENT" });
    expect(await bid(taker, 31)).toMatchObject({ decision: "ACCEPTED", status: "LEADING" });
    await market.close(auctionId);
    await screen.untilOver();
    const outcome = `query ($id: ID!) { auction(id: $id) { status phase
      outcome { kind winner { buyer { id } } price { amount } cover { amount } } } }`;
    expect(await ask(admin, outcome, auctionId)).toEqual({
      auction: {
        status: "CLOSED",
        phase: "BEST_BID",
        outcome: {
          kind: "WON",
          winner: { buyer: { id: firms.get(taker) } },
          price: { amount: (price + 31).toFixed(2) },
          cover: { amount: (price + 30).toFixed(2) },
        },
      },
    });
    const mine =
      "query ($id: ID!) { auction(id: $id) { myBids { edges { node { status reason amount { amount } } } } } }";
    expect(await ask(market.firm(low).viewer, mine, auctionId)).toMatchObject({
      auction: {
        myBids: {
          edges: [
            { node: { status: "SET_ASIDE", reason: "BELOW_INCREMENT" } },
            { node: { status: "WITHDRAWN", amount: null } },
          ],
        },
      },
    });
    expect(ofLow.types.filter((type) => !/Stepped|Rejected|Withdrawn/.test(type))).toEqual([
      "AuctionSnapshot",
      "AuctionOpened",
      "BidAccepted",
      "PhaseStarted",
      "PhaseStarted",
      "BidAccepted",
      "BidAccepted",
      "RoundClosed",
      "BidSetAside",
      "RoundOpened",
      "PhaseStarted",
      "PhaseStarted",
      "BidAccepted",
      "BidAccepted",
      "AuctionClosed",
    ]);
    const told = async (person: Person) =>
      (await everything.read(person, [{ type: "Auction", id: auctionId }])).includes(
        `"${(price + 10.37).toFixed(2)}"`,
      );
    const readers = [market.people.analyst, market.firm(high).bidder, market.firm(taker).bidder];
    expect(await Promise.all([...readers, market.firm(mid).bidder].map(told))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(await market.award(auctionId)).toHaveProperty("saleId");
    expect(await Promise.all(readers.map(told))).toEqual([true, false, false]); // the losers' amounts are the seller's then
    expect(hybridProblems(await readCourse(market, auction), RULES)).toEqual([]);
    const proven = await ProvenAuction.read(app, market, auctionId);
    const decisions = expect.stringContaining("every decision, winner and price") as string;
    const paid = ((price + 31) * 100).toFixed(0);
    const times = expect.stringContaining(`at the published price of ${paid}`) as string;
    const course = "times, closing time and price";
    expect(proven.check(proven.everybody)).toMatchObject({ [course]: times });
    expect(proven.check(proven.seller)).toMatchObject({ [course]: times, decisions });
    expect(proven.check(proven.auditor)).toMatchObject({ [course]: times, decisions });
    const started = (told: ExportedAuction, phase: string) =>
      told
        .of("entry")
        .find(({ type, data }) => type === "PhaseStarted" && (data as Line)["phase"] === phase)?.[
        "data"
      ] as Line;
    const later = "2099-01-01T00:00:00.000000Z";
    const problems = (
      [
        (told) => (started(told, "SEALED")["closesAt"] = later),
        (told) => (started(told, "FIRST_BREAK")["phase"] = "SEALED"),
        (told) => (told.entry("RoundOpened").data["highest"] = "1"),
        (told) => (told.entry("BidSetAside").data["reason"] = "BELOW_OPENING"),
        (told) => ((told.entry("AuctionClosed").data["outcome"] as Line)["price"] = "65000"),
      ] satisfies ((told: ExportedAuction) => unknown)[]
    ).map((change) => proven.tampered(change));
    expect(problems).toEqual([
      "The phase does not last as long as it must.",
      "It is not the phase that follows.",
      "The highest amount is told wrongly.",
      "The rules do not set it aside for that.",
      "It was awarded at another price than it was won at.",
    ]);
  });

  it("nobody offers more: the taker buys at the price that it took; nobody takes it: it is unsold", async () => {
    const [one, two] = [new Market(app, `one-${sellers}`), new Market(app, `two-${sellers}`)];
    const [taken, untaken] = await Promise.all([
      schedulePhased(one, TERMS, { names: [`taker-${sellers}`, `idle-${sellers}`], floor: "500.00" }),
      schedulePhased(two, TERMS, { names: [`waits-${sellers}`], floor: "995.00" }), // no step below the first
    ]);
    const [screen, other] = await Promise.all([
      Room.enter(app, one.people.admin, taken.auctionId),
      Room.enter(app, two.people.admin, untaken.auctionId),
    ]);
    await Promise.all([one.open(taken.auctionId), two.open(untaken.auctionId)]);
    market = one;
    const amount = await take(`taker-${sellers}`, taken.auctionId);
    await screen.untilPhase("SEALED");
    const { auctionId } = taken;
    const early = { auctionId, reason: "Enough." };
    expect(await one.refusal(one.people.admin, "closeAuction", early)).toMatch(/^INVALID_STATE/);
    const paused = { auctionId, reason: "A question." };
    await one.mutate(one.people.admin, "pauseAuction", paused, "... on Auction { closesAt }");
    expect(await one.bid(`idle-${sellers}`, auctionId, { amount: "2000.00" })).toMatchObject({
      reason: "PAUSED",
      sequence: null,
    });
    await one.mutate(one.people.admin, "resumeAuction", { auctionId }, "... on Auction { closesAt }");
    await Promise.all([screen.untilOver(), other.untilOver()]);
    const course = await readCourse(one, taken);
    expect([course.winner, course.price]).toEqual([`taker-${sellers}`, BigInt(amount.replace(".", ""))]);
    expect(hybridProblems(course, RULES)).toEqual([]);
    const unsold = await readCourse(two, untaken);
    expect(unsold.winner).toBeNull();
    expect(hybridProblems(unsold, { ...RULES, reserve: 99_500n })).toEqual([]);
  });

  it("is sealed by the server alone, to the operator alone, with its reserve disclosed", async () => {
    const portfolioId = await market.portfolio({ floor: "500.00" });
    const refused = (more: Record<string, unknown>) =>
      market.refusal(market.people.admin, "scheduleAuction", { portfolioId, ...TERMS, ...more });
    expect(await refused({ reserveVisibility: "CONCEALED" })).toBe("INVALID_TERMS");
    expect(await refused({ openingPrice: "400.00" })).toBe("INVALID_TERMS");
    const { custodian } = await newCustodian("Notary");
    expect(await refused({ sealing: { sealer: "CLIENT" } })).toBe("INVALID_TERMS");
    expect(await refused({ sealing: { sealer: "SERVER", custodians: [custodian] } })).toBe("INVALID_TERMS");
  });
});

it("the journals of all these auctions are sound", async () => {
  expect(await soundJournal(app)).toBeNull();
});
