import { randomUUID } from "node:crypto";
import { AuctionEventsDocument, type AuctionEventsSubscription } from "../../src/client";
import { TestApp } from "../support/app";
import { Market } from "../support/market";
import { Watch } from "../support/watch";

/** From 1,000.00 by 10 % every hour down to the floor of 250.00: prices 1,000.00 to 300.00. */
const DUTCH = {
  format: "DUTCH",
  openingPrice: "1000.00",
  reserveVisibility: "DISCLOSED",
  increments: [],
  dutch: { stepRate: "0.100000", stepSeconds: 3_600 },
};
const AUCTION = `query ($id: ID!) { auction(id: $id) { status opensAt closesAt
  terms { dutch { stepRate stepSeconds } } reserve { amount }
  standing { status leadingAmount { amount } leadingPaddle bidCount minimumNextBid { amount } }
  outcome { kind winner { paddle } price { amount } cover { amount } early } } }`;

let app: TestApp;
let market: Market;
beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
}, 60_000);
afterAll(() => app.stop());

/** An open auction in which the firms may bid. */
async function openAuction(terms: Record<string, unknown>, ...names: string[]): Promise<string> {
  const portfolioId = await market.portfolio({ floor: "250.00" });
  const auctionId = await market.auction(portfolioId, { ...DUTCH, ...terms });
  for (const name of names) await market.admit(auctionId, await market.qualify(name));
  await market.open(auctionId);
  return auctionId;
}

async function show(auctionId: string, person = market.people.admin) {
  const { data } = await market.send<{ auction: Record<string, unknown> }>(person, AUCTION, {
    id: auctionId,
  });
  return data?.auction;
}

describe("a DUTCH auction over the API", () => {
  it("case 13: the first who takes the price buys and closes it at once; the next is ALREADY_SOLD", async () => {
    const auctionId = await openAuction({}, "alpha", "beta");
    expect(await show(auctionId, market.firm("beta").viewer)).toMatchObject({
      status: "OPEN",
      terms: { dutch: { stepRate: "0.100000", stepSeconds: 3_600 } },
      reserve: { amount: "250.00" },
      standing: { leadingAmount: null, leadingPaddle: null, minimumNextBid: { amount: "1000.00" } },
    });
    const placed = await market.mutate(
      market.firm("alpha").bidder,
      "placeBid",
      { auctionId, idempotencyKey: randomUUID(), amount: "1000.00" },
      `... on PlacedBid { bid { decision status paddle amount { amount } }
        standing { status leadingAmount { amount } leadingPaddle minimumNextBid { amount } } }`,
    );
    const { paddle } = placed["bid"] as { paddle: string };
    expect(placed).toMatchObject({
      bid: { decision: "ACCEPTED", status: "WON", amount: { amount: "1000.00" } },
      standing: {
        status: "CLOSED",
        leadingAmount: { amount: "1000.00" },
        leadingPaddle: paddle,
        minimumNextBid: null,
      },
    });
    expect(await market.bid("beta", auctionId, { amount: "1000.00" })).toMatchObject({
      decision: "REJECTED",
      reason: "ALREADY_SOLD",
    });
    const outcome = {
      kind: "WON",
      winner: { paddle },
      price: { amount: "1000.00" },
      cover: null,
      early: false,
    };
    expect(await show(auctionId)).toMatchObject({ status: "CLOSED", outcome });
    expect(await market.award(auctionId)).toHaveProperty("saleId");
  });

  it("refuses any price but the one that is asked, a maximum, and taking a bid back", async () => {
    const auctionId = await openAuction({}, "gamma");
    const bid = (amount: string) => market.bid("gamma", auctionId, { amount });
    expect(await bid("900.00")).toMatchObject({ decision: "REJECTED", reason: "OFF_INCREMENT" });
    expect(await bid("1000.01")).toMatchObject({ decision: "REJECTED", reason: "OFF_INCREMENT" });
    const { bidder } = market.firm("gamma");
    const input = { auctionId, idempotencyKey: randomUUID() };
    const high = { ...input, amount: "1000.00", maximum: "1000.00" };
    expect(await market.refusal(bidder, "placeBid", high)).toBe("BAD_USER_INPUT");
    expect(await market.refusal(bidder, "withdrawBid", input)).toBe("WITHDRAWAL_NOT_ALLOWED");
  });

  it("case 13: tells every step as it comes, refuses the earlier price as stale, and closes by itself unsold", async () => {
    const steps = { dutch: { stepRate: "0.350000", stepSeconds: 1 } }; // 1,000.00, 650.00, 300.00
    const auctionId = await openAuction(steps, "delta");
    const seen = app.client(market.firm("delta").viewer, { transport: "socket" });
    const watch = new Watch<AuctionEventsSubscription>(seen.subscribe(AuctionEventsDocument, { auctionId }));
    const stepped = await watch.until(({ auctionEvents: { __typename } }) => __typename === "DutchStepped");
    expect(await market.bid("delta", auctionId, { amount: "1000.00" })).toMatchObject({
      reason: "STALE_STEP",
    });
    expect(stepped.auctionEvents).toMatchObject({
      step: 1,
      price: { amount: "650.00" },
      standing: { status: "OPEN", minimumNextBid: { amount: "650.00" } },
    });
    await watch.completed;
    const told = watch.events.map(({ auctionEvents }) => auctionEvents);
    const prices = told.flatMap((event) => (event.__typename === "DutchStepped" ? [event.price.amount] : []));
    expect(prices).toEqual(["650.00", "300.00"]);
    expect(told.at(-1)).toMatchObject({
      __typename: "AuctionClosed",
      outcome: { kind: "NO_BIDS", price: null },
    });
    const { opensAt, closesAt } = (await show(auctionId)) as { opensAt: string; closesAt: string };
    expect(Date.parse(closesAt) - Date.parse(opensAt)).toBe(3_000);
  });

  it("pins the end that follows from the steps, and refuses terms without them", async () => {
    const portfolioId = await market.portfolio({ floor: "250.00" });
    const input = {
      portfolioId,
      opensAt: new Date(Date.now() + 60_000).toISOString(),
      closesAt: new Date(Date.now() + 120_000).toISOString(),
      ...DUTCH,
    };
    const { admin } = market.people;
    expect(await market.refusal(admin, "scheduleAuction", { ...input, dutch: null })).toBe("INVALID_TERMS");
    const hidden = { ...input, reserveVisibility: "STATUS_ONLY" };
    expect(await market.refusal(admin, "scheduleAuction", hidden)).toBe("INVALID_TERMS");
    const { id } = await market.mutate(admin, "scheduleAuction", input, "... on Auction { id }");
    const { opensAt, closesAt } = (await show(id)) as { opensAt: string; closesAt: string };
    expect(Date.parse(closesAt) - Date.parse(opensAt)).toBe(8 * 3_600_000);
  });

  it("is in the statistics and the history like any other", async () => {
    const auctionId = await openAuction({}, "epsilon");
    await market.bid("epsilon", auctionId, { amount: "999.00" });
    await market.bid("epsilon", auctionId, { amount: "1000.00" });
    const query = `query ($id: ID!) {
      auction(id: $id) { statistics { bidCount acceptedCount highBid { amount } rejections { reason count } } }
      bids(filter: { auctionIds: [$id] }, orderBy: DECIDED_AT_ASC) { edges { node { status reason } } } }`;
    const { data } = await market.send(market.people.analyst, query, { id: auctionId });
    expect(data).toEqual({
      auction: {
        statistics: {
          bidCount: 2,
          acceptedCount: 1,
          highBid: { amount: "1000.00" },
          rejections: [{ reason: "OFF_INCREMENT", count: 1 }],
        },
      },
      bids: {
        edges: [
          { node: { status: "REJECTED", reason: "OFF_INCREMENT" } },
          { node: { status: "WON", reason: null } },
        ],
      },
    });
  });
});
