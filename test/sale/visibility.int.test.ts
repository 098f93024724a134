import { TypedDocumentString } from "../../src/client/operations";
import type { Person } from "../support/callers";
import { SaleWorld } from "./sale-world";

const BIDS = [
  ["alpha", "1000.00", "5000.00"],
  ["beta", "2000.00", "4000.00"],
] as const;
const SALE = `query ($id: ID!) { sale(id: $id) {
  id status rank rationale price { amount } awardedBy { name } buyer { name } auction { id portfolio { id } }
  authorizationRequest { id } } }`;
const STRANGER = { org: "other", kind: "SELLER", roles: ["EXECUTIVE"] } as const;

let world: SaleWorld;

beforeAll(async () => {
  world = await SaleWorld.start("alpha", "beta");
}, 60_000);
afterAll(() => world.stop());

async function awarded(): Promise<{ saleId: string; requestId: string; auctionId: string }> {
  const { auctionId } = await world.closedAuction(BIDS);
  const { id: saleId } = await world.award(auctionId);
  const sale = await world.ask<{ authorizationRequest: { id: string } }>(world.people.admin, SALE, {
    id: saleId,
  });
  return { saleId, auctionId, requestId: sale.authorizationRequest.id };
}

function decide(requestId: string, decision: string, by: Person = world.people.finance) {
  const input = { requestId, decision, rationale: "the committee's words" };
  return world.succeed(by, "decideAuthorization", input, "... on AuthorizationRequest { id status }");
}

describe("a sale is seen", () => {
  it("by every role of its seller in full, by its firm without the committee's part, by nobody else", async () => {
    const { saleId, auctionId } = await awarded();
    for (const person of Object.values(world.people)) {
      expect(await world.ask(person, SALE, { id: saleId })).toMatchObject({
        id: saleId,
        rank: 1,
        rationale: "best offer",
        awardedBy: { name: "seller.auction_admin" },
        authorizationRequest: { id: expect.any(String) as string },
      });
    }
    for (const person of Object.values(world.market.firm("alpha"))) {
      expect(await world.ask(person, SALE, { id: saleId })).toMatchObject({
        id: saleId,
        status: "AWAITING_AUTHORIZATION",
        price: { amount: "4010.00" },
        buyer: { name: "Alpha" },
        auction: { id: auctionId },
        rank: null,
        rationale: null,
        awardedBy: null,
        authorizationRequest: null,
      });
    }
    for (const person of [world.market.firm("beta").viewer, STRANGER]) {
      expect(await world.errorCode(person, SALE, { id: saleId })).toBe("NOT_FOUND");
      expect(await world.errorCode(person, "query ($id: ID!) { node(id: $id) { id } }", { id: saleId })).toBe(
        "NOT_FOUND",
      );
    }
    const operator = { org: "operator", kind: "OPERATOR", roles: ["OPERATOR"] } as const;
    expect(await world.errorCode(operator, SALE, { id: saleId })).toBe("FORBIDDEN");
  });

  it("in lists, by status and auction, by pages, for its own parties", async () => {
    const [first, second] = [await awarded(), await awarded()];
    const query = `query ($filter: SaleFilter, $first: Int, $after: Cursor) {
      sales(filter: $filter, first: $first, after: $after) {
        edges { node { id rationale } } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      edges: { node: { id: string; rationale: string | null } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const list = (person: Person, variables: object) => world.ask<Page>(person, query, { ...variables });
    const filter = { status: ["AWAITING_AUTHORIZATION"], auctionIds: [first.auctionId, second.auctionId] };
    const page = await list(world.people.analyst, { filter, first: 1 });
    expect(page.edges.map(({ node }) => node.id)).toEqual([second.saleId]);
    const next = await list(world.people.analyst, { filter, first: 1, after: page.pageInfo.endCursor });
    expect(next.edges.map(({ node }) => node.id)).toEqual([first.saleId]);
    expect([page.pageInfo.hasNextPage, next.pageInfo.hasNextPage]).toEqual([true, false]);
    const own = await list(world.market.firm("alpha").bidder, { filter });
    expect(own.edges.map(({ node }) => node)).toEqual([
      { id: second.saleId, rationale: null },
      { id: first.saleId, rationale: null },
    ]);
    expect((await list(world.market.firm("beta").bidder, { filter })).edges).toEqual([]);
    expect((await list(STRANGER, { filter })).edges).toEqual([]);
    expect((await list(world.people.analyst, { filter: { auctionIds: ["nothing"] } })).edges).toEqual([]);
  });

  it("in its journal: by the firm only what changed its status, without the committee's words or names", async () => {
    const { saleId, requestId } = await awarded();
    await decide(requestId, "APPROVE", world.people.finance);
    const query = `query ($stream: ID!) { journal(stream: $stream) { edges { node { type actor { name } data disclosed { value } } } } }`;
    interface Read {
      edges: { node: { type: string; actor: { name: string } | null; data: Record<string, unknown> } }[];
    }
    const read = async (person: Person) =>
      (await world.ask<Read>(person, query, { stream: saleId })).edges.map(({ node }) => node);
    const full = await read(world.people.executive);
    expect(full.map(({ type }) => type).slice(0, 3)).toEqual([
      "SaleMade",
      "AuthorizationRequested",
      "AuthorizationSigned",
    ]);
    expect(full[0]).toMatchObject({ actor: { name: "seller.auction_admin" } });
    expect(JSON.stringify(full)).toContain("the committee's words");
    const own = await read(world.market.firm("alpha").viewer);
    expect(own.map(({ type, actor }) => [type, actor])).toEqual(
      full.filter(({ data }) => data["previousStatus"] !== data["status"]).map(({ type }) => [type, null]),
    );
    expect(JSON.stringify(own)).not.toContain("best offer");
    expect(await world.errorCode(world.market.firm("beta").viewer, query, { stream: saleId })).toBe(
      "NOT_FOUND",
    );
  });
});

interface Seen {
  readonly saleEvents: { __typename: string; cursor: string; sequence: number; sale: { status: string } };
}

const EVENTS = new TypedDocumentString<Seen, { saleId: string; after?: string }>(
  `subscription ($saleId: ID!, $after: Cursor) { saleEvents(saleId: $saleId, after: $after) {
     __typename cursor sequence at sale { id status auction { status portfolio { name } } buyer { name } } } }`,
);

/** What a person sees of a sale until the feed completes, or `count` events. */
async function watch(
  person: Person,
  saleId: string,
  { after, count = Infinity }: { after?: string; count?: number } = {},
) {
  const seen: Seen["saleEvents"][] = [];
  const events = world.app
    .client(person)
    .subscribe(EVENTS, { saleId, ...(after !== undefined && { after }) });
  for await (const { saleEvents } of events) {
    seen.push(saleEvents);
    if (seen.length === count) break;
  }
  return seen;
}

const inShort = (seen: readonly Seen["saleEvents"][]) =>
  seen.map(({ __typename, sale }) => `${__typename} ${sale.status}`);

describe("saleEvents", () => {
  it("begins with the sale as it stands, goes on live, and completes when nothing can follow", async () => {
    const { saleId, requestId } = await awarded();
    const seller = watch(world.people.analyst, saleId);
    const firm = watch(world.market.firm("alpha").viewer, saleId);
    await decide(requestId, "REJECT");
    expect(inShort(await seller).slice(-2)).toEqual([
      "AuthorizationSigned AWAITING_AUTHORIZATION",
      "SaleRejected REJECTED",
    ]);
    expect((await seller)[0]?.__typename).toBe("SaleSnapshot");
    expect(inShort(await firm).at(-1)).toBe("SaleRejected REJECTED");
    expect(inShort(await watch(world.people.analyst, saleId))).toEqual(["SaleSnapshot REJECTED"]);
  });

  it("gives each audience from a cursor on exactly what it may see, with the status after each event", async () => {
    const { saleId, requestId } = await awarded();
    const [snapshot] = await watch(world.people.analyst, saleId, { count: 1 });
    const after = snapshot?.cursor ?? "";
    await decide(requestId, "RETURN");
    const again = await world.succeed(
      world.people.admin,
      "requestAuthorization",
      { saleId },
      "... on AuthorizationRequest { id requiredRoles }",
    );
    await decide(again.id, "REJECT");
    expect(inShort(await watch(world.people.analyst, saleId, { after }))).toEqual([
      "AuthorizationSigned AWAITING_AUTHORIZATION",
      "AuthorizationReturned AWAITING_AUTHORIZATION",
      "AuthorizationRequested AWAITING_AUTHORIZATION",
      "AuthorizationSigned AWAITING_AUTHORIZATION",
      "SaleRejected REJECTED",
    ]);
    const [first] = await watch(world.people.analyst, saleId, { after, count: 1 });
    expect((await watch(world.people.analyst, saleId, { after: first?.cursor ?? "" })).length).toBe(4);
    const own = await watch(world.market.firm("alpha").viewer, saleId, { after });
    expect(inShort(own)).toEqual(["SaleRejected REJECTED"]);
  });

  it("of somebody else's sale is NOT_FOUND, and a cursor of another sale BAD_USER_INPUT", async () => {
    const [one, two] = [await awarded(), await awarded()];
    for (const person of [world.market.firm("beta").viewer, STRANGER]) {
      await expect(watch(person, one.saleId, { count: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const [snapshot] = await watch(world.people.analyst, one.saleId, { count: 1 });
    const after = snapshot?.cursor ?? "";
    await expect(watch(world.people.analyst, two.saleId, { after, count: 1 })).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });
});
