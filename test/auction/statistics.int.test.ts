import { Role, type Viewer } from "../../src/platform/access/viewer";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { formatInstant, parseInstant, seconds } from "../../src/platform/time";
import { AnalystsApi } from "../support/analysts-api";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";

let world: AuctionWorld;
let api: AnalystsApi;
let a: Id;
let b: Id;
let c: Id;

beforeAll(async () => {
  world = await AuctionWorld.start();
  api = await AnalystsApi.start(world);
  [a, b, c] = [await world.firm("a"), await world.firm("b"), await world.firm("c")];
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

const STATISTICS = `query ($id: ID!) { auction(id: $id) { statistics {
  bidCount acceptedCount rejectedCount bidderCount extensionCount rejections { reason count }
  highBid { amount currency } coverBid { amount } highToCoverRate priceToFace priceToReserve } } }`;
const TIMELINE = `query ($id: ID!, $points: Int) { auction(id: $id) { opensAt closedAt statistics {
  timeline(points: $points) { at leadingAmount { amount } bidCount } } } }`;

interface Timeline {
  readonly auction: {
    readonly opensAt: string;
    readonly closedAt: string | null;
    readonly statistics: { readonly timeline: readonly Point[] };
  };
}
interface Point {
  readonly at: string;
  readonly leadingAmount: { readonly amount: string } | null;
  readonly bidCount: number;
}

/** An open auction in which two firms of three bid, once extended, three bids refused. */
async function auction(reserveAmount = 200n): Promise<{ id: Id; part: AuctionPart }> {
  const hardEndAt = (await world.now()) + seconds(10_000);
  const extension = { windowSeconds: 3_000, addedSeconds: 3_600, mode: "RESET", hardEndAt } as const;
  const reserve = { amount: reserveAmount, floorId: systemIdentifiers.next() };
  const times = { opensIn: 0, closesIn: 2_000 };
  const id = await world.auction(times, { extension, reserve, faceValue: 1_000n });
  const part = new AuctionPart(world, id);
  await part.admit([a, b, c]);
  await world
    .arbiter()
    .decide(id, [
      world.bid(id, a, 90n),
      world.bid(id, a, 100n),
      world.bid(id, b, 105n),
      world.bid(id, b, 109n),
      world.bid(id, b, 200n, { maximum: 500n }),
      world.bid(id, a, 300n),
    ]);
  return { id, part };
}

async function statistics(viewer: Viewer, id: Id): Promise<unknown> {
  const { data, errors } = await api.ask<{ auction: { statistics: unknown } }>(viewer, STATISTICS, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.auction.statistics;
}

async function timeline(id: Id, points?: number): Promise<Timeline["auction"]> {
  const answer = await api.ask<Timeline>(api.seller(Role.ANALYST), TIMELINE, { id, points });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.auction;
}

const COUNTS = {
  bidCount: 6,
  acceptedCount: 3,
  rejectedCount: 3,
  bidderCount: 2,
  extensionCount: 1,
  rejections: [
    { reason: "BELOW_INCREMENT", count: 2 },
    { reason: "BELOW_OPENING", count: 1 },
  ],
  highBid: { amount: "3.10", currency: "USD" },
};

describe("an auction's statistics", () => {
  it("while it is open, count bids and rate the leading amount, and tell nobody's maximum", async () => {
    const { id } = await auction();
    expect(await statistics(api.seller(Role.ANALYST), id)).toEqual({
      ...COUNTS,
      coverBid: null,
      highToCoverRate: null,
      priceToFace: "0.310000",
      priceToReserve: "1.550000",
    });
  });

  it("after the close, add the cover bid", async () => {
    const { id, part } = await auction();
    await part.close();
    expect(await statistics(api.seller(Role.EXECUTIVE), id)).toEqual({
      ...COUNTS,
      coverBid: { amount: "3.00" },
      highToCoverRate: "1.033333",
      priceToFace: "0.310000",
      priceToReserve: "1.550000",
    });
  });

  it("have no price when nothing was sold", async () => {
    const { id, part } = await auction(600n);
    await part.close();
    const nothing = { coverBid: null, highToCoverRate: null, priceToFace: null, priceToReserve: null };
    expect(await statistics(api.seller(Role.COMPLIANCE), id)).toEqual({ ...COUNTS, ...nothing });
  });

  it("of an auction without bids are zeros and nulls", async () => {
    const id = await world.auction({ opensIn: 100, closesIn: 200 });
    expect(await statistics(api.seller(Role.AUCTION_ADMIN), id)).toEqual({
      bidCount: 0,
      acceptedCount: 0,
      rejectedCount: 0,
      bidderCount: 0,
      extensionCount: 0,
      rejections: [],
      highBid: null,
      coverBid: null,
      highToCoverRate: null,
      priceToFace: null,
      priceToReserve: null,
    });
    expect((await timeline(id)).statistics.timeline).toEqual([]);
  });

  it("are null for firms, and for the seller's other roles", async () => {
    const { id } = await auction();
    expect(await statistics(api.firm(a, Role.BIDDER, Role.PARTNER), id)).toBeNull();
    expect(await statistics(api.seller(Role.FINANCE, Role.LEGAL, Role.PARTNER), id)).toBeNull();
  });

  it("of several auctions take as many statements as of one", async () => {
    const document = `query ($first: Int) { auctions(first: $first) { edges { node { statistics {
      bidCount timeline(points: 3) { bidCount } } } } } }`;
    await (await auction()).part.close();
    const count = async (first: number) => {
      api.statements.length = 0;
      const answer = await api.ask(api.seller(Role.ANALYST), document, { first });
      expect(answer.errors).toBeUndefined();
      return api.statements.length;
    };
    const one = await count(1);
    expect(await count(4)).toBe(one);
  });
});

describe("an auction's timeline", () => {
  it("tells at equal distances how the auction stood, from its opening to its close", async () => {
    const { id, part } = await auction();
    await part.voidBids(b);
    await part.close();
    const { opensAt, closedAt, statistics: found } = await timeline(id, 200);
    const points = found.timeline;
    expect(points).toHaveLength(200);
    expect([points[0]?.at, points.at(-1)?.at]).toEqual([opensAt, closedAt]);
    const entries = await world.database.query<
      { at: bigint; standing: { leadingAmount: string | null; bidCount: number } }[]
    >(
      "SELECT at, data -> 'standing' AS standing FROM journal_entry WHERE stream = $1 ORDER BY sequence DESC",
      [id],
    );
    const expected = points.map(({ at }) => {
      const last = entries.find((entry) => entry.at <= (parseInstant(at) ?? 0n));
      const leading = last?.standing.leadingAmount ?? null;
      const leadingAmount = leading === null ? null : { amount: (Number(leading) / 100).toFixed(2) };
      return { at, leadingAmount, bidCount: last?.standing.bidCount ?? 0 };
    });
    expect(points).toEqual(expected);
    expect(new Set(points.map(({ bidCount }) => bidCount)).size).toBeGreaterThan(1);
  });

  it("ends now while the auction is open; one point is the end; at most 200 are given", async () => {
    const { id } = await auction();
    const before = await world.now();
    const [only, ...more] = (await timeline(id, 1)).statistics.timeline;
    expect(more).toEqual([]);
    expect(only?.at && only.at > formatInstant(before)).toBe(true);
    expect(only).toMatchObject({ leadingAmount: { amount: "3.10" }, bidCount: 3 });
    expect((await timeline(id)).statistics.timeline).toHaveLength(50);
    for (const points of [0, 201]) {
      const answer = await api.ask(api.seller(Role.ANALYST), TIMELINE, { id, points });
      expect(answer.errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT", path: ["points"] });
    }
  });
});
