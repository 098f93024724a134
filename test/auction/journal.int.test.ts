import { Role, type Viewer } from "../../src/platform/access/viewer";
import type { Id } from "../../src/platform/ids";
import { commit, type Json, type JsonObject } from "../../src/platform/journal/chain";
import { valueAt } from "../../src/platform/journal/json-pointer";
import { AnalystsApi } from "../support/analysts-api";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";

const JOURNAL = `query ($stream: ID!) { journal(stream: $stream, first: 100) { edges { node {
  sequence type data actorCommitment disclosed { path value salt } } } } }`;

interface Node {
  readonly sequence: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly actorCommitment: string | null;
  readonly disclosed: readonly { readonly path: string; readonly value: Json; readonly salt: string }[];
}

let world: AuctionWorld;
let api: AnalystsApi;
let a: Id;
let b: Id;
let auctionId: Id;
let part: AuctionPart;

beforeAll(async () => {
  world = await AuctionWorld.start();
  api = await AnalystsApi.start(world);
  [a, b] = [await world.firm("a"), await world.firm("b")];
  auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
  part = new AuctionPart(world, auctionId);
  await part.admit([a, b], { limit: 9_000n });
  await world
    .arbiter()
    .decide(auctionId, [
      world.bid(auctionId, a, 100n, { maximum: 500n }),
      world.bid(auctionId, a, null, { maximum: 600n }),
      world.bid(auctionId, b, 90n),
      world.bid(auctionId, b, 200n),
    ]);
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

async function journal(viewer: Viewer): Promise<readonly Node[]> {
  const answer = await api.ask<{ journal: { edges: { node: Node }[] } }>(viewer, JOURNAL, {
    stream: auctionId,
  });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.journal.edges.map(({ node }) => node);
}

const types = (nodes: readonly Node[]) => nodes.map(({ type }) => type);

/** What of each bid was disclosed, by its place among the bids. */
function disclosedOfBids(nodes: readonly Node[]): object[] {
  return nodes
    .filter(({ type }) => type.startsWith("Bid"))
    .map(({ disclosed }) => Object.fromEntries(disclosed.map(({ path, value }) => [path, value])));
}

const actor = (id: Id) => ({ id, kind: "PERSON" });

describe("an auction's journal", () => {
  it("has every entry for the seller, with the firm behind each bid and nobody's maximum", async () => {
    const nodes = await journal(api.seller(Role.ANALYST));
    expect(types(nodes)).toEqual([
      "AuctionScheduled",
      "AuctionOpened",
      "BuyerAdmitted",
      "BuyerAdmitted",
      "BidAccepted",
      "BidAccepted",
      "BidRejected",
      "BidAccepted",
    ]);
    expect(disclosedOfBids(nodes)).toEqual([a, a, b, b].map((firm) => ({ "/data/buyerId": firm })));
    const limits = nodes.flatMap(({ disclosed }) => disclosed.filter(({ path }) => path === "/data/limit"));
    expect(limits.map(({ value }) => value)).toEqual(["9000", "9000"]);
  });

  it("has for a firm what it was told: its own part and bids, rivals' bids that moved the price, by paddle", async () => {
    const own = await journal(api.firm(a, Role.BIDDER));
    expect(types(own)).toEqual([
      "AuctionScheduled",
      "AuctionOpened",
      "BuyerAdmitted",
      "BidAccepted",
      "BidAccepted",
      "BidAccepted",
    ]);
    expect(disclosedOfBids(own)).toEqual([
      { "/actor": actor(a), "/data/buyerId": a, "/data/maximum": "500" },
      { "/actor": actor(a), "/data/buyerId": a, "/data/maximum": "600" },
      {},
    ]);
    const rival = await journal(api.firm(b, Role.BUYER_OFFICER));
    expect(types(rival)).toEqual([
      "AuctionScheduled",
      "AuctionOpened",
      "BuyerAdmitted",
      "BidAccepted",
      "BidRejected",
      "BidAccepted",
    ]);
    expect(disclosedOfBids(rival)).toEqual([
      {},
      { "/actor": actor(b), "/data/buyerId": b, "/data/maximum": null },
      { "/actor": actor(b), "/data/buyerId": b, "/data/maximum": "200" },
    ]);
  });

  it("gives with each value what proves it", async () => {
    for (const viewer of [api.seller(Role.COMPLIANCE), api.firm(a, Role.BIDDER), api.firm(b, Role.BIDDER)]) {
      const disclosed = (await journal(viewer)).flatMap((node) =>
        node.disclosed.map((one) => ({ node, one })),
      );
      expect(disclosed.length).toBeGreaterThan(4);
      for (const { node, one } of disclosed) {
        const committed =
          one.path === "/actor"
            ? node.actorCommitment
            : valueAt({ data: node.data }, `${one.path}/commitment`);
        expect(commit(one.value, Buffer.from(one.salt, "hex")).commitment).toBe(committed);
      }
    }
  });

  it("is not there for strangers, and no longer for a firm that was removed", async () => {
    const stranger = api.firm(await world.firm("stranger"), Role.BIDDER);
    const code = async (viewer: Viewer) =>
      (await api.ask(viewer, JOURNAL, { stream: auctionId })).errors?.[0]?.extensions["code"];
    expect(await code(stranger)).toBe("NOT_FOUND");
    expect(await code(api.seller(Role.FINANCE))).toBe("FORBIDDEN");
    await part.remove(b);
    expect(await code(api.firm(b, Role.BIDDER))).toBe("NOT_FOUND");
    expect(types(await journal(api.firm(a, Role.BIDDER))).slice(-1)).toEqual(["BidsVoided"]);
  });
});
