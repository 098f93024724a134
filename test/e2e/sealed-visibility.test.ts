import { randomUUID } from "node:crypto";
import { AuctionEventsDocument, type AuctionEventsSubscription } from "../../src/client";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { ExportedAuction } from "../support/exported-auction";
import { Market } from "../support/market";
import { ProvenAuction } from "../support/phased-proof";
import { SealedMarket } from "../support/sealed-market";
import { Watch } from "../support/watch";

const AUCTION = `query ($id: ID!) { auction(id: $id) { status opensAt closesAt closedAt reserve { amount }
  standing { status closesAt leadingAmount { amount } leadingPaddle bidCount reserveStatus minimumNextBid { amount } }
  outcome { kind winner { paddle buyer { id } } price { amount } cover { amount } } } }`;
const BIDS = `query ($ids: [ID!]) { bids(filter: { auctionIds: $ids }, orderBy: DECIDED_AT_ASC) {
  edges { node { status rank reason amount { amount } buyer { id } } } } }`;
const MY_BIDS = `query ($id: ID!) { auction(id: $id) { myBids { edges { node {
  id sequence status rank reason amount { amount } maximum { amount } rateOfFace } } } } }`;
const MY_TIMES = "query ($id: ID!) { auction(id: $id) { myBids { edges { node { decidedAt } } } } }";
const STATISTICS = "query ($id: ID!) { auction(id: $id) { statistics { bidCount } } }";
const JOURNAL =
  "query ($id: ID!) { journal(stream: $id, first: 100) { edges { node { type data disclosed { path value } } } } }";

let app: TestApp;
let market: Market;
let sellers = 0;
beforeAll(async () => {
  app = await TestApp.start();
}, 60_000);
beforeEach(() => {
  market = new Market(app, `seller-${(sellers += 1)}`);
});
afterAll(() => app.stop());

/** Firms of a test's own. */
function firmsOf(...names: string[]): string[] {
  return names.map((name) => `${name}-${sellers}`);
}

/** What somebody gets; an error's code in its place. */
async function ask(person: Person, query: string, variables: Record<string, unknown>): Promise<unknown> {
  const { data, errors } = await market.send<Record<string, unknown>>(person, query, variables);
  return errors?.[0]?.extensions["code"] ?? data;
}

async function untilOver(sealed: SealedMarket): Promise<void> {
  while (["OPEN", "AWAITING_SHARES"].includes(await sealed.status()))
    await new Promise((resolve) => setImmediate(resolve));
}

interface MyTimes {
  readonly auction: {
    readonly myBids: { readonly edges: readonly { readonly node: { readonly decidedAt: string } }[] };
  };
}

interface Read {
  readonly journal: { readonly edges: readonly { readonly node: { readonly type: string } }[] };
}

/** What an organization fetches by its ticket. */
async function exportedTo(person: Person, auctionId: string): Promise<ExportedAuction> {
  const ticket = await market.mutate(person, "exportAuction", { auctionId }, "... on DownloadTicket { url }");
  return ExportedAuction.parse(await (await fetch(String(ticket["url"]))).text());
}

describe("a sealed auction that is cancelled before its opening", () => {
  it("is never opened: its bids stay sealed, and its journal and proof tell of them by hashes alone", async () => {
    const [a, b] = firmsOf("a", "b") as [string, string];
    const { auctionId: id } = await SealedMarket.open(market, {}, { firms: [a, b] });
    await market.bid(a, id, { amount: "900.00" });
    await market.bid(a, id, { amount: "950.00" });
    await market.bid(b, id, { amount: "800.00" });
    const { admin, analyst, executive } = market.people;
    const cancel = { auctionId: id, reason: "test" };
    await market.mutate(admin, "cancelAuction", cancel, "... on Auction { status }");
    const firms = [market.firm(a).viewer, market.firm(b).viewer];
    for (const person of [admin, analyst, executive, ...firms]) {
      expect(await ask(person, BIDS, { ids: [id] })).toBe("SEALED");
      expect(await ask(person, BIDS, { ids: null })).toEqual({ bids: { edges: [] } });
      expect(await ask(person, STATISTICS, { id })).toBe("SEALED");
      expect(await market.refusal(person, "exportBidHistory", { auctionId: id, format: "CSV" })).toBe(
        "SEALED",
      );
    }
    const shown = { status: "REPLACED", rank: null, amount: null };
    expect(await ask(market.firm(a).viewer, MY_BIDS, { id })).toMatchObject({
      auction: { myBids: { edges: [{ node: { amount: null } }, { node: shown }] } },
    });

    const readers = [
      { person: analyst, bids: 0 },
      { person: market.firm(a).viewer, bids: 2 },
      { person: market.firm(b).viewer, bids: 1 },
    ];
    const sizes = new Set<unknown>();
    for (const { person, bids } of readers) {
      const { journal } = (await ask(person, JOURNAL, { id })) as Read;
      const told = journal.edges.map(({ node: { type } }) => type);
      expect(told).toContain("AuctionCancelled");
      expect(told.filter((type) => type.startsWith("Bid"))).toHaveLength(bids);
      const exported = await exportedTo(person, id);
      const entries = exported.of("entry").filter(({ type }) => type !== undefined);
      expect(entries.map(({ type }) => type)).toEqual(told);
      expect(exported.of("box")).toHaveLength(bids);
      expect(exported.of("shares")).toEqual([]);
      sizes.add(exported.of("entry").length);
    }
    expect(sizes.size).toBe(1); // what is not told is there by its hash
    const proven = await ProvenAuction.read(app, market, id);
    for (const exported of [proven.seller, proven.everybody])
      expect(proven.check(exported)).toHaveProperty("chain");
  });
});

describe("case 12: while an auction is sealed", () => {
  it("whatever was bid, everybody sees the same of it: nothing; and bids, statistics and journal are SEALED", async () => {
    const [a, b, idle] = firmsOf("a", "b", "idle") as [string, string, string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a, b, idle], floor: "500.00" });
    const { auctionId: id } = sealed;
    const { admin, analyst, executive, compliance } = market.people;
    const outsiders = [admin, analyst, market.firm(idle).viewer];
    const before = await Promise.all(outsiders.map((person) => ask(person, AUCTION, { id })));
    await market.bid(a, id, { amount: "900.00" });
    await market.bid(b, id, { amount: "800.00" });
    await market.bid(a, id, { amount: "700.00" });
    const withdrawal = { auctionId: id, idempotencyKey: crypto.randomUUID() };
    const taken = "... on PlacedBid { bid { status sequence } }";
    const back = await market.mutate(market.firm(b).bidder, "withdrawBid", withdrawal, taken);
    expect(back).toMatchObject({ bid: { status: "WITHDRAWN", sequence: null } });
    expect(await Promise.all(outsiders.map((person) => ask(person, AUCTION, { id })))).toEqual(before);
    expect(before[2]).toMatchObject({
      auction: {
        reserve: null,
        standing: { leadingAmount: null, leadingPaddle: null, bidCount: null, reserveStatus: null },
        outcome: null,
      },
    });
    for (const person of [
      admin,
      analyst,
      executive,
      compliance,
      market.firm(a).viewer,
      market.firm(idle).viewer,
    ]) {
      expect(await ask(person, BIDS, { ids: [id] })).toBe("SEALED");
      expect(await ask(person, STATISTICS, { id })).toBe("SEALED");
      expect(await ask(person, JOURNAL, { id })).toBe("SEALED");
      expect(await ask(person, BIDS, { ids: null })).toEqual({ bids: { edges: [] } });
    }
    expect(await market.refusal(analyst, "exportBidHistory", { auctionId: id, format: "CSV" })).toBe(
      "SEALED",
    );
  });

  it("a firm sees its own bids' times and status, and nobody finds them by their identifiers", async () => {
    const [a, b] = firmsOf("a", "b") as [string, string];
    const { auctionId: id } = await SealedMarket.open(market, {}, { firms: [a, b] });
    await market.bid(a, id, { amount: "900.00" });
    await market.bid(a, id, { amount: "850.00" });
    const own = (await ask(market.firm(a).viewer, MY_BIDS, { id })) as {
      auction: { myBids: { edges: { node: { id: string } }[] } };
    };
    const nothing = {
      sequence: null,
      rank: null,
      reason: null,
      amount: null,
      maximum: null,
      rateOfFace: null,
    };
    expect(own.auction.myBids.edges.map(({ node }) => node)).toMatchObject([
      { ...nothing, status: "SUBMITTED" },
      { ...nothing, status: "REPLACED" },
    ]);
    expect(await ask(market.firm(b).viewer, MY_BIDS, { id })).toEqual({ auction: { myBids: { edges: [] } } });
    const bidId = own.auction.myBids.edges[0]?.node.id;
    const find = "query ($id: ID!) { node(id: $id) { id } }";
    expect(await ask(market.people.analyst, find, { id: bidId })).toBe("NOT_FOUND");
    expect(await ask(market.firm(a).viewer, find, { id: bidId })).toEqual({ node: { id: bidId } });
  });

  it("a subscriber hears of its own bids without any number, and of nobody else's", async () => {
    const [a, b] = firmsOf("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a, b] });
    const { auctionId } = sealed;
    const watch = (person: Person) =>
      new Watch<AuctionEventsSubscription>(
        app.client(person, { transport: "socket" }).subscribe(AuctionEventsDocument, { auctionId }),
      );
    const [own, rival, seller] = [market.firm(a).viewer, market.firm(b).viewer, market.people.admin].map(
      watch,
    );
    if (!own || !rival || !seller) throw new Error("Nobody watches");
    for (const one of [own, rival, seller])
      await one.until(({ auctionEvents: { __typename } }) => __typename === "AuctionSnapshot");
    await market.bid(a, auctionId, { amount: "900.00" });
    await own.until(({ auctionEvents: { __typename } }) => __typename === "BidAccepted");
    await market.close(auctionId);
    for (const one of [own, rival, seller])
      await one.until(({ auctionEvents: { __typename } }) => __typename === "BidsOpened");
    const told = ({ events }: Watch<AuctionEventsSubscription>) =>
      events.map(({ auctionEvents }) => auctionEvents.__typename);
    const everybody = ["AuctionSnapshot", "AuctionClosed", "BidsOpened"];
    expect(told(rival)).toEqual(everybody);
    expect(told(seller)).toEqual(everybody);
    expect(told(own)).toEqual(["AuctionSnapshot", "BidAccepted", "AuctionClosed", "BidsOpened"]);
    for (const { auctionEvents } of own.events.slice(0, -1)) {
      expect(auctionEvents).toMatchObject({
        sequence: null,
        standing: { bidCount: null, leadingAmount: null },
      });
    }
    const closed = rival.events.find(({ auctionEvents }) => auctionEvents.__typename === "AuctionClosed");
    expect(closed?.auctionEvents).toMatchObject({ outcome: null });
  });

  it("a firm that sends several bids at once cannot tell by their times that others' came between them", async () => {
    const [a, b] = firmsOf("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a, b] });
    const { auctionId } = sealed;
    const events = app.client(market.firm(a).viewer, { transport: "socket" });
    const watch = new Watch(events.subscribe(AuctionEventsDocument, { auctionId }));
    const isBid = ({ auctionEvents: { __typename } }: AuctionEventsSubscription) =>
      __typename === "BidAccepted";
    await watch.until(({ auctionEvents: { __typename } }) => __typename === "AuctionSnapshot");
    const place = async (firm: string): Promise<string[]> => {
      const input = { auctionId, idempotencyKey: randomUUID(), amount: "900.00" };
      const selection = "... on PlacedBid { bid { decidedAt } standing { serverTime } }";
      const { bid, standing } = await market.mutate(market.firm(firm).bidder, "placeBid", input, selection);
      return [(bid as { decidedAt: string }).decidedAt, (standing as { serverTime: string }).serverTime];
    };
    const ofBids = async (): Promise<string[]> => {
      const { auction } = (await ask(market.firm(a).viewer, MY_TIMES, { id: auctionId })) as MyTimes;
      return auction.myBids.edges.map(({ node: { decidedAt } }) => decidedAt);
    };
    const answers = await Promise.all([a, b, a, b, a, a].map(place));
    await watch.until(() => watch.events.filter(isBid).length === 4);
    const told = watch.events.filter(isBid).map(({ auctionEvents }) => auctionEvents.at);
    const times = [...answers.flat(), ...told, ...(await ofBids())];
    expect(times).toHaveLength(12 + 4 + 4);
    expect(times.filter((time) => !time.endsWith("000Z"))).toEqual([]);
    await market.close(auctionId);
    await untilOver(sealed);
    const exact = await ofBids();
    expect(exact.some((time) => !time.endsWith("000Z"))).toBe(true);
    expect(exact.map((time) => time.replace(/...Z$/, "000Z")).sort()).toEqual(told.sort());
  });
});

describe("once it is opened", () => {
  it("bidders see the price and their own rank, the seller the result, and the losers' amounts once it is awarded", async () => {
    const [a, b, c] = firmsOf("a", "b", "c") as [string, string, string];
    const terms = { format: "SEALED_SECOND_PRICE" };
    const sealed = await SealedMarket.open(market, terms, { firms: [a, b, c] });
    const { auctionId: id } = sealed;
    await market.bid(a, id, { amount: "900.00" });
    await market.bid(b, id, { amount: "800.00" });
    await market.bid(c, id, { amount: "700.00" });
    await market.close(id);
    await untilOver(sealed);
    expect(await sealed.outcome()).toEqual({ winner: a, price: "800.00", cover: "800.00", bids: 3 });
    const price = { leadingAmount: { amount: "800.00" } };
    const outsider = { standing: { ...price, leadingPaddle: null, bidCount: null } };
    const outcome = { kind: "WON", winner: null, price: { amount: "800.00" }, cover: null };
    expect(await ask(market.firm(c).viewer, AUCTION, { id })).toMatchObject({
      auction: { ...outsider, outcome },
    });
    const mine = (firm: string) => ask(market.firm(firm).viewer, MY_BIDS, { id });
    const node = (status: string, rank: number, amount: string) => ({
      auction: { myBids: { edges: [{ node: { status, rank, amount: { amount } } }] } },
    });
    expect(await mine(a)).toMatchObject(node("WON", 1, "900.00"));
    expect(await mine(c)).toMatchObject(node("LOST", 3, "700.00"));
    const { analyst } = market.people;
    const read = async () => {
      const { bids } = (await ask(analyst, BIDS, { ids: [id] })) as {
        bids: { edges: { node: { rank: number; amount: { amount: string } | null } }[] };
      };
      return bids.edges.map(({ node: { rank, amount } }) => [rank, amount?.amount ?? null]);
    };
    expect(await read()).toEqual([
      [1, null],
      [2, "800.00"],
      [3, null],
    ]);
    const opened = async () => {
      const { journal } = (await ask(analyst, JOURNAL, { id })) as {
        journal: { edges: { node: { type: string; disclosed: { path: string; value: unknown }[] } }[] };
      };
      return journal.edges.find(({ node: { type } }) => type === "BidsOpened")?.node.disclosed;
    };
    expect(JSON.stringify(await opened())).not.toContain("70000");
    await market.award(id);
    expect(await read()).toEqual([
      [1, null],
      [2, "800.00"],
      [3, "700.00"],
    ]);
    expect(JSON.stringify(await opened())).toContain("70000");
    expect(await ask(market.firm(c).viewer, BIDS, { ids: [id] })).toMatchObject({
      bids: { edges: [{ node: { rank: 3, amount: { amount: "700.00" } } }] },
    });
    expect(JSON.stringify(await ask(market.firm(c).viewer, JOURNAL, { id }))).not.toContain("90000");
  });
});
