import { readFileSync } from "node:fs";
import path from "node:path";
import { Kind, parse, print, type ExecutionResult } from "graphql";
import { Role, type Viewer } from "../../src/platform/access/viewer";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { formatInstant, type Instant } from "../../src/platform/time";
import { AnalystsApi } from "../support/analysts-api";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";

let world: AuctionWorld;
let api: AnalystsApi;
let a: Id;
let b: Id;
let c: Id;
let first: Id;
let second: Id;
let yen: Id;
let elsewhere: Id;
let analyst: Viewer;

interface Row {
  readonly id: Id;
  readonly auctionId: Id;
  readonly portfolioId: Id;
  readonly sellerId: Id;
  readonly currency: string;
  readonly sequence: number;
  readonly buyerId: Id;
  readonly decision: string;
  readonly reason: string | null;
  readonly amount: bigint | null;
  readonly decidedAt: Instant;
}
let rows: Row[];

beforeAll(async () => {
  world = await AuctionWorld.start();
  api = await AnalystsApi.start(world);
  analyst = api.seller(Role.ANALYST);
  [a, b, c] = [await world.firm("a"), await world.firm("b"), await world.firm("c")];
  [first, second, yen, elsewhere] = [
    await auctionWithBids(),
    await auctionWithBids(),
    await auctionWithBids("JPY"),
    await auctionWithBids(),
  ];
  const stranger = systemIdentifiers.next();
  await world.database.query(
    "INSERT INTO organization VALUES ($1, 'stranger', 'Stranger', 'SELLER', now())",
    [stranger],
  );
  await world.database.query("UPDATE auction SET seller_id = $2 WHERE id = $1", [elsewhere, stranger]);
  await alignTimes();
  rows = await world.database.query<Row[]>(
    `SELECT b.id, b.auction_id AS "auctionId", a.portfolio_id AS "portfolioId", a.seller_id AS "sellerId",
       a.terms ->> 'currency' AS currency, b.sequence, b.buyer_id AS "buyerId", b.decision, b.reason,
       b.amount_minor AS amount, b.decided_at AS "decidedAt"
     FROM bid b JOIN auction a ON a.id = b.auction_id`,
  );
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

/** Accepted and refused bids, equal amounts, raises without an amount, in turns of three firms. */
async function auctionWithBids(currency = "USD"): Promise<Id> {
  const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, { currency });
  await new AuctionPart(world, id).admit([a, b, c]);
  for (let round = 0n; round < 4n; round += 1n) {
    const price = 100n + round * 100n;
    await world
      .arbiter()
      .decide(id, [
        world.bid(id, a, price),
        world.bid(id, b, price),
        world.bid(id, c, price),
        world.bid(id, b, price + 50n),
        world.bid(id, b, null, { maximum: price + 60n }),
      ]);
  }
  return id;
}

/** Bids of one place are of one instant in all auctions, so that ties fall on the ends of pages. */
async function alignTimes(): Promise<void> {
  const from = formatInstant(await world.now());
  for (const [table, column] of [
    ["bid", "decided_at"],
    ["journal_entry", "at"],
  ]) {
    await world.database.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    await world.database.query(
      `UPDATE ${table} SET ${column} = $1::timestamptz + sequence * interval '1 microsecond'`,
      [from],
    );
    await world.database.query(`ALTER TABLE ${table} ENABLE TRIGGER append_only`);
  }
  await world.database.query(
    "UPDATE journal_stream SET last_at = $1::timestamptz + sequence * interval '1 microsecond'",
    [from],
  );
}

/** One of the operations that clients send. */
function operation(name: string): string {
  const file = path.join(__dirname, "../../schema/operations/analyst.graphql");
  const found = parse(readFileSync(file, "utf8")).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
  );
  if (!found) throw new Error("There is no such operation");
  return print(found);
}

const PAGE = `query ($filter: BidFilter, $orderBy: BidOrder, $first: Int, $after: Cursor) {
  bids(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly bids: {
    readonly edges: readonly { readonly node: { readonly id: Id } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Every page, three bids each. */
async function listed(viewer: Viewer, variables: object): Promise<Id[]> {
  const ids: Id[] = [];
  for (let after: string | null = null; ;) {
    const answer: ExecutionResult<Page> = await api.ask<Page>(viewer, PAGE, {
      ...variables,
      first: 3,
      after,
    });
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    ids.push(...answer.data.bids.edges.map(({ node }) => node.id));
    const { hasNextPage, endCursor } = answer.data.bids.pageInfo;
    if (!hasNextPage) return ids;
    after = endCursor;
  }
}

type Key = readonly (string | number | bigint)[];
const byTime = (row: Row): Key => [row.decidedAt, row.auctionId, row.sequence];
const byAmount = (row: Row): Key => [row.currency, row.amount ?? 0n, row.auctionId, row.sequence];

/** What the rows say that a list must be. */
function expected(fits: (row: Row) => boolean, keyOf = byTime, direction = 1): Id[] {
  return rows
    .filter(fits)
    .map((row) => ({ id: row.id, key: keyOf(row) }))
    .sort((one, other) => direction * compare(one.key, other.key))
    .map(({ id }) => id);
}

function compare(one: Key, other: Key): number {
  const place = one.findIndex((part, index) => part !== other[index]);
  return place < 0 ? 0 : (one[place] ?? 0) < (other[place] ?? 0) ? -1 : 1;
}

const isOwn = (row: Row) => row.sellerId === world.sellerId;

describe("bids", () => {
  it.each([
    ["DECIDED_AT_ASC", byTime, 1],
    ["DECIDED_AT_DESC", byTime, -1],
    ["AMOUNT_ASC", byAmount, 1],
    ["AMOUNT_DESC", byAmount, -1],
  ])(
    "%s: pages give every bid of the seller's auctions once, in order",
    async (orderBy, keyOf, direction) => {
      const wanted = expected(isOwn, keyOf, direction);
      expect(wanted).toHaveLength(60);
      expect(await listed(analyst, { orderBy })).toEqual(wanted);
    },
  );

  it("the latest decision comes first when no order is asked for", async () => {
    expect(await listed(analyst, {})).toEqual(expected(isOwn, byTime, -1));
  });

  it("lists filter by auction, portfolio, firm, verdict and reason, all of them", async () => {
    const orderBy = "DECIDED_AT_ASC";
    const portfolioId = rows.find(({ auctionId }) => auctionId === yen)?.portfolioId;
    const cases: [object, (row: Row) => boolean][] = [
      [{ auctionIds: [first, yen] }, ({ auctionId }) => auctionId === first || auctionId === yen],
      [{ portfolioIds: [portfolioId] }, ({ auctionId }) => auctionId === yen],
      [{ buyerIds: [a, c] }, ({ buyerId }) => buyerId === a || buyerId === c],
      [{ decisions: ["ACCEPTED"] }, ({ decision }) => decision === "ACCEPTED"],
      [{ reasons: ["BELOW_INCREMENT"] }, ({ reason }) => reason === "BELOW_INCREMENT"],
      [
        { auctionIds: [second], buyerIds: [b], decisions: ["ACCEPTED"] },
        (row) => row.auctionId === second && row.buyerId === b && row.decision === "ACCEPTED",
      ],
      [{ auctionIds: [] }, () => false],
      [{ auctionIds: ["nobody's"] }, () => false],
    ];
    for (const [filter, fits] of cases) {
      const wanted = expected((row) => isOwn(row) && fits(row));
      expect({ filter, ids: await listed(analyst, { filter, orderBy }) }).toEqual({ filter, ids: wanted });
    }
    expect(cases.filter(([, fits]) => rows.some(fits))).toHaveLength(6);
  });

  it("times are from an instant on, and until another, left out", async () => {
    const orderBy = "DECIDED_AT_ASC";
    const inOrder = rows
      .filter(isOwn)
      .map(({ decidedAt }) => decidedAt)
      .sort((one, other) => Number(one - other));
    const [from = 0n, until = 0n] = [inOrder[9], inOrder[39]];
    const filter = { times: { from: formatInstant(from), until: formatInstant(until) } };
    const wanted = expected((row) => isOwn(row) && row.decidedAt >= from && row.decidedAt < until);
    expect(wanted).toHaveLength(30);
    expect(await listed(analyst, { filter, orderBy })).toEqual(wanted);
  });

  it("amounts are numbers in each auction's own currency, both ends included", async () => {
    const orderBy = "AMOUNT_ASC";
    const cases: [object, usd: [bigint, bigint], jpy: [bigint, bigint]][] = [
      [{ min: "2.00", max: "3.00" }, [200n, 300n], [2n, 3n]],
      [{ min: "1.505", max: "350" }, [151n, 35_000n], [2n, 350n]],
      [{ max: "2.0" }, [1n, 200n], [1n, 2n]],
    ];
    for (const [amounts, usd, jpy] of cases) {
      const wanted = expected((row) => {
        const [least, most] = row.currency === "USD" ? usd : jpy;
        return isOwn(row) && row.amount !== null && row.amount >= least && row.amount <= most;
      }, byAmount);
      expect(wanted).not.toEqual([]);
      expect({ amounts, ids: await listed(analyst, { filter: { amounts }, orderBy }) }).toEqual({
        amounts,
        ids: wanted,
      });
    }
    expect(await listed(analyst, { filter: { amounts: { max: "0.00" } } })).toEqual([]);
  });

  it("a firm gets its own, wherever it took part, and nobody else's by naming them", async () => {
    const viewer = api.firm(a, Role.BUYER_VIEWER);
    const orderBy = "DECIDED_AT_ASC";
    const own = expected(({ buyerId }) => buyerId === a);
    expect(await listed(viewer, { orderBy })).toEqual(own);
    expect(await listed(viewer, { orderBy, filter: { buyerIds: [b] } })).toEqual([]);
    expect(await listed(viewer, { orderBy, filter: { buyerIds: [a, b] } })).toEqual(own);
    expect(await listed(viewer, { orderBy: "AMOUNT_DESC" })).toEqual(
      expected(({ buyerId }) => buyerId === a, byAmount, -1),
    );
  });

  it("a firm that was removed sees nothing of that auction any more", async () => {
    const id = await auctionWithBids();
    const viewer = api.firm(c, Role.BIDDER);
    const filter = { auctionIds: [id] };
    expect(await listed(viewer, { filter })).toHaveLength(4);
    await new AuctionPart(world, id).remove(c);
    expect(await listed(viewer, { filter })).toEqual([]);
    await world.database.query(
      "UPDATE auction SET seller_id = (SELECT id FROM organization WHERE slug = 'stranger') WHERE id = $1",
      [id],
    );
  });

  it("refuses a cursor of another order, and roles that read no histories", async () => {
    const page = await api.ask<Page>(analyst, PAGE, { first: 1, orderBy: "AMOUNT_ASC" });
    const after = page.data?.bids.pageInfo.endCursor;
    const codes = await Promise.all([
      api.ask(analyst, PAGE, { after, orderBy: "AMOUNT_DESC" }),
      api.ask(api.seller(Role.FINANCE, Role.PORTFOLIO_MANAGER), PAGE),
      api.ask(null, PAGE),
    ]);
    expect(codes.map(({ errors }) => errors?.[0]?.extensions["code"])).toEqual([
      "BAD_USER_INPUT",
      "FORBIDDEN",
      "UNAUTHENTICATED",
    ]);
  });

  it("asks the same number of statements for two bids as for sixty", async () => {
    const count = async (first: number) => {
      api.statements.length = 0;
      const answer = await api.ask<Page>(analyst, operation("BidHistory"), { first });
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.bids.edges).toHaveLength(first);
      return api.statements.length;
    };
    const few = await count(2);
    expect(await count(60)).toBe(few);
    expect(few).toBeLessThanOrEqual(5); // the page, its auctions, and what they lead to: firms, auctions, portfolios
  });

  it("shows a maximum to its own firm alone, the firm to it and the seller, a hidden reserve to the seller", async () => {
    const reserve = { amount: 200n, floorId: systemIdentifiers.next() };
    const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, { reserve, faceValue: 1_000n });
    await new AuctionPart(world, id).admit([a, b]);
    await world.arbiter().decide(id, [world.bid(id, a, 100n, { maximum: 150n })]);
    const document = `query ($filter: BidFilter) { bids(filter: $filter) { edges { node {
      amount { amount } maximum { amount } rateOfFace rateOfReserve paddle buyer { name }
      auction { id participant { paddle } } } } } }`;
    const filter = { auctionIds: [id] };
    const shown = async (viewer: Viewer) => (await api.ask(viewer, document, { filter })).data?.["bids"];
    const bid = { amount: { amount: "1.00" }, rateOfFace: "0.100000", paddle: "101", buyer: { name: "a" } };
    expect(await shown(api.seller(Role.EXECUTIVE))).toEqual({
      edges: [
        { node: { ...bid, maximum: null, rateOfReserve: "0.500000", auction: { id, participant: null } } },
      ],
    });
    const own = { maximum: { amount: "1.50" }, rateOfReserve: null };
    const auction = { id, participant: { paddle: "101" } };
    expect(await shown(api.firm(a, Role.BIDDER))).toEqual({ edges: [{ node: { ...bid, ...own, auction } }] });
    expect(await shown(api.firm(b, Role.BIDDER))).toEqual({ edges: [] });
  });
});
