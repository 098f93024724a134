import { SaleWorld } from "./sale-world";

const BIDS = [
  ["alpha", "1000.00", "5000.00"],
  ["beta", "2000.00", "4000.00"],
] as const;
const ANNULMENT =
  "... on Annulment { id kind status rationale secondRationale proposedBy { name } secondedBy { name } auction { status } }";

let world: SaleWorld;

beforeAll(async () => {
  world = await SaleWorld.start("alpha", "beta");
}, 60_000);
afterAll(() => world.stop());

const propose = (auctionId: string, kind: string, by = world.people.admin) =>
  world.succeed(by, "proposeAnnulment", { auctionId, kind, rationale: "the tape was wrong" }, ANNULMENT);
const second = (annulmentId: string, decision = "APPROVE", by = world.people.executive) =>
  world.succeed(by, "secondAnnulment", { annulmentId, decision, rationale: "agreed" }, ANNULMENT);
const refusedSecond = (annulmentId: string, by = world.people.executive) =>
  world.refusal(by, "secondAnnulment", { annulmentId, decision: "APPROVE", rationale: "agreed" });

describe("a closed auction (case 20)", () => {
  it.each([
    ["CANCEL", "CANCELLED", "AuctionCancelled"],
    ["NOT_AWARD", "NOT_AWARDED", "AuctionNotAwarded"],
  ])("%s takes two people, and its portfolio returns to market", async (kind, status, entry) => {
    const { auctionId, portfolioId } = await world.closedAuction(BIDS);
    const proposed = await propose(auctionId, kind);
    expect(proposed).toMatchObject({ status: "PROPOSED", secondedBy: null, auction: { status: "CLOSED" } });
    expect(await second(proposed.id)).toMatchObject({
      status: "APPROVED",
      rationale: "the tape was wrong",
      secondRationale: "agreed",
      proposedBy: { name: "seller.auction_admin" },
      secondedBy: { name: "seller.executive" },
      auction: { status },
    });
    expect((await world.entries(auctionId)).at(-1)).toBe(entry);
    expect(await world.portfolio(portfolioId)).toEqual({ status: "APPROVED", attempt: 2 });
    expect(await world.refusedAward(auctionId)).toBe(`INVALID_STATE ${status}`);
  });

  it("is not cancelled by one person", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const input = { auctionId, reason: "test" };
    expect(await world.refusal(world.people.admin, "cancelAuction", input)).toBe("SEPARATION_OF_DUTIES");
  });

  it("stays as it was when the second person rejects", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const { id } = await propose(auctionId, "NOT_AWARD");
    expect(await second(id, "REJECT")).toMatchObject({ status: "REJECTED", auction: { status: "CLOSED" } });
    expect((await world.award(auctionId)).status).toBe("AWAITING_AUTHORIZATION");
  });

  it("is not decided by the proposer, also with another role, by another key, or by one of the same role", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const both = world.person("both", "AUCTION_ADMIN", "EXECUTIVE");
    const { id } = await propose(auctionId, "CANCEL", both);
    expect(await refusedSecond(id, both)).toBe("SEPARATION_OF_DUTIES");
    expect(await refusedSecond(id, world.person("another-admin", "AUCTION_ADMIN"))).toBe("FORBIDDEN");
    expect(await refusedSecond(id, { org: "other", kind: "SELLER", roles: ["EXECUTIVE"] })).toBe("NOT_FOUND");
    expect(await second(id, "APPROVE", world.people.compliance)).toMatchObject({
      auction: { status: "CANCELLED" },
    });
  });

  it("has one proposal at a time; repeated by the same person it is the same", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const { id } = await propose(auctionId, "CANCEL");
    expect((await propose(auctionId, "CANCEL")).id).toBe(id);
    const other = { auctionId, kind: "NOT_AWARD", rationale: "the tape was wrong" };
    expect(await world.refusal(world.people.admin, "proposeAnnulment", other)).toBe("ALREADY_EXISTS");
    const decided = await second(id);
    expect(await second(id)).toEqual(decided);
    expect(await refusedSecond(id, world.people.compliance)).toBe("INVALID_STATE APPROVED");
  });

  it("is not annulled while its sale stands, also when that was made after the proposal", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const { id } = await propose(auctionId, "NOT_AWARD");
    const sale = await world.award(auctionId);
    expect(await refusedSecond(id)).toBe("INVALID_STATE AWAITING_AUTHORIZATION");
    expect((await world.saleStatus(sale.id)).status).toBe("AWAITING_AUTHORIZATION");
  });

  it("of another seller is not there", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const stranger = { org: "other", kind: "SELLER", roles: ["AUCTION_ADMIN"] } as const;
    const input = { auctionId, kind: "CANCEL", rationale: "x" };
    expect(await world.refusal(stranger, "proposeAnnulment", input)).toBe("NOT_FOUND");
    expect(
      await world.refusal(world.people.admin, "proposeAnnulment", { ...input, auctionId: "nothing" }),
    ).toBe("NOT_FOUND");
  });
});

it("annulments are listed for every role of the seller, by status and auction, and for nobody else", async () => {
  const { auctionId } = await world.closedAuction(BIDS);
  const { id } = await propose(auctionId, "CANCEL");
  const query = `query ($filter: AnnulmentFilter) { annulments(filter: $filter) { edges { node { id } } } }`;
  const list = (filter: object, person = world.people.analyst) =>
    world.ask<{ edges: { node: { id: string } }[] }>(person, query, { filter });
  expect((await list({ status: ["PROPOSED"], auctionIds: [auctionId] })).edges).toEqual([{ node: { id } }]);
  expect((await list({ status: ["APPROVED"], auctionIds: [auctionId] })).edges).toEqual([]);
  const stranger = { org: "other", kind: "SELLER", roles: ["ANALYST"] } as const;
  expect((await list({}, stranger)).edges).toEqual([]);
  expect(await world.errorCode(world.market.firm("alpha").viewer, query)).toBe("FORBIDDEN");
  const node = "query ($id: ID!) { node(id: $id) { id } }";
  expect(await world.ask(world.people.analyst, node, { id })).toEqual({ id });
  expect(await world.errorCode(stranger, node, { id })).toBe("NOT_FOUND");
});

it("the database refuses a second person who is the first, and a change of what was decided", async () => {
  const { auctionId } = await world.closedAuction(BIDS);
  const { id } = await propose(auctionId, "CANCEL");
  const decide = (seconder: string) =>
    world.sqlRefusal(
      `UPDATE annulment SET status = 'APPROVED', seconded_by = gen_random_uuid(), seconder_id = ${seconder},
         seconded_at = now(), second_rationale = 'x' WHERE id = $1`,
      [id],
    );
  expect(await decide("proposer_id")).toBe("separation_of_duties");
  expect(await decide("NULL")).toBe("decided");
  expect(await decide("gen_random_uuid()")).toMatch(/_fkey$/);
  expect(await world.sqlRefusal("UPDATE annulment SET kind = 'NOT_AWARD' WHERE id = $1", [id])).toContain(
    "append-only",
  );
  await second(id, "REJECT");
  expect(await world.sqlRefusal("UPDATE annulment SET status = 'APPROVED' WHERE id = $1", [id])).toContain(
    "append-only",
  );
});
