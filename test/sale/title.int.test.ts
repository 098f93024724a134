import { randomUUID } from "node:crypto";
import { SaleWorld } from "./sale-world";

const BIDS = [
  ["alpha", "900.00"],
  ["beta", "800.00"],
] as const;

let world: SaleWorld;

beforeAll(async () => {
  world = await SaleWorld.start("alpha", "beta");
}, 60_000);
afterAll(() => world.stop());

/** A portfolio of two accounts that are offered and one that is not, its auction closed with two bids. */
async function closedAuction(): Promise<{ portfolioId: string; auctionId: string }> {
  const { market } = world;
  const { compliance, admin } = world.people;
  const portfolioId = await market.draft();
  await market.upload(
    portfolioId,
    market.tape(3, (row) => ({ bankrupt: row === 2 ? "true" : "false" })),
  );
  await market.mutate(compliance, "screenPortfolio", { portfolioId }, "... on Portfolio { id }");
  await market.approveFloor(portfolioId, "0.00");
  const auctionId = await market.auction(portfolioId);
  for (const [firm] of BIDS) await market.admit(auctionId, world.firmId(firm));
  await market.open(auctionId);
  for (const [firm, amount] of [...BIDS].reverse()) await market.bid(firm, auctionId, { amount });
  await market.mutate(admin, "closeAuction", { auctionId, reason: "test" }, "... on Auction { id }");
  return { portfolioId, auctionId };
}

/** What is told of each account: whether it is offered, and whose it is. */
async function told(portfolioId: string, by = world.people.analyst): Promise<string[]> {
  const query = `query ($id: ID!) { accounts(portfolioId: $id) {
    edges { node { ownership screening { result } } } } }`;
  const { edges } = await world.ask<{
    edges: { node: { ownership: string; screening: { result: string } } }[];
  }>(by, query, { id: portfolioId });
  return edges.map(({ node }) => `${node.screening.result} ${node.ownership}`);
}

const OWNED = ["ELIGIBLE OWNED", "ELIGIBLE OWNED", "EXCLUDED OWNED"];
const PENDING = ["ELIGIBLE SALE_PENDING", "ELIGIBLE SALE_PENDING", "EXCLUDED OWNED"];

async function decide(saleId: string, decision: "REJECT" | "APPROVE"): Promise<void> {
  const query = "query ($id: ID!) { sale(id: $id) { authorizationRequest { id requiredRoles } } }";
  const { authorizationRequest } = await world.ask<{
    authorizationRequest: { id: string; requiredRoles: string[] };
  }>(world.people.finance, query, { id: saleId });
  const { id: requestId, requiredRoles } = authorizationRequest;
  for (const role of requiredRoles) {
    const person = world.person(`signs as ${role}`, role as "FINANCE");
    const input = { requestId, decision, rationale: "test" };
    await world.succeed(person, "decideAuthorization", input, "... on AuthorizationRequest { id }");
    if (decision === "REJECT") return;
  }
}

async function moves(portfolioId: string): Promise<{ from: string; to: string; accounts: number }[]> {
  return world.database.query(
    `SELECT data ->> 'from' AS "from", data ->> 'to' AS "to", (data ->> 'accounts')::int AS accounts
     FROM journal_entry WHERE stream = $1 AND type = 'TitleMoved' ORDER BY sequence`,
    [portfolioId],
  );
}

describe("the title to what a portfolio offers", () => {
  it("is pending from the award on, and its seller's again when the sale ends without a transfer", async () => {
    const { portfolioId, auctionId } = await closedAuction();
    expect(await told(portfolioId)).toEqual(OWNED);
    const first = await world.award(auctionId);
    expect(await told(portfolioId)).toEqual(PENDING);
    await decide(first.id, "REJECT");
    expect(await told(portfolioId)).toEqual(OWNED);
    const second = await world.award(auctionId, { toCover: true });
    expect(await told(portfolioId)).toEqual(PENDING);
    await decide(second.id, "APPROVE");
    expect(await world.saleStatus(second.id)).toEqual({ status: "AUTHORIZED" });
    expect(await told(portfolioId)).toEqual(PENDING); // until it is transferred
    expect(await moves(portfolioId)).toEqual([
      { from: "OWNED", to: "SALE_PENDING", accounts: 2 },
      { from: "SALE_PENDING", to: "OWNED", accounts: 2 },
      { from: "OWNED", to: "SALE_PENDING", accounts: 2 },
    ]);
  });

  it("is its seller's again when the buyer defaults", async () => {
    const { portfolioId, auctionId } = await closedAuction();
    await world.award(auctionId);
    const input = { auctionId, buyerId: world.firmId("alpha"), rationale: "Unpaid." };
    await world.succeed(world.people.executive, "declareDefault", input, "... on WinnerDefault { id }");
    expect(await told(portfolioId)).toEqual(OWNED);
  });

  it("is not moved by a command that is repeated, and is not for firms to see", async () => {
    const { portfolioId, auctionId } = await closedAuction();
    await world.award(auctionId);
    await world.award(auctionId);
    expect(await moves(portfolioId)).toHaveLength(1);
    const query = "query ($id: ID!) { accounts(portfolioId: $id) { edges { node { ownership } } } }";
    const { viewer } = world.market.firm("alpha");
    expect(await world.errorCode(viewer, query, { id: portfolioId })).toBe("FORBIDDEN");
  });
});

describe("the database refuses", () => {
  let portfolioId: string;
  let saleId: string;
  const STEP = `INSERT INTO title (portfolio_id, number, ownership, sale_id, moved_at, moved_by)
    VALUES ($1, $2, $3, $4, clock_timestamp(), $1)`;

  beforeAll(async () => {
    const closed = await closedAuction();
    ({ portfolioId } = closed);
    saleId = (await world.award(closed.auctionId)).id;
  });

  it("a step that does not follow from the last one, is no sale's, or another sale's", async () => {
    const other = await world.award((await closedAuction()).auctionId);
    const refusals = [
      [2, "SALE_PENDING", saleId],
      [3, "SOLD", saleId],
      [2, "OWNED", other.id],
      [2, "DROPPED", saleId],
    ].map(([number, ownership, sale]) => world.sqlRefusal(STEP, [portfolioId, number, ownership, sale]));
    expect(await Promise.all(refusals)).toEqual([
      "A title does not go from SALE_PENDING to SALE_PENDING in this way",
      "A title does not go from SALE_PENDING to SOLD in this way",
      "A title does not go from SALE_PENDING to OWNED in this way",
      "A title does not go from SALE_PENDING to DROPPED in this way",
    ]);
    const untouched = await world.market.portfolio();
    expect(await world.sqlRefusal(STEP, [untouched, 1, "SOLD", saleId])).toMatch("from OWNED to SOLD");
    for (const sale of [randomUUID(), saleId])
      expect(await world.sqlRefusal(STEP, [untouched, 1, "SALE_PENDING", sale])).toBe("title_sale");
  });

  it("a step that is changed or taken away", async () => {
    for (const sql of [
      "UPDATE title SET ownership = 'OWNED' WHERE portfolio_id = $1",
      "DELETE FROM title WHERE portfolio_id = $1",
    ])
      expect(await world.sqlRefusal(sql, [portfolioId])).toBe("title is append-only");
  });

  it("accounts that come to what is being sold, or leave it, and to withdraw it", async () => {
    const STAYS = "The accounts of a portfolio whose title is not its seller's stay as they are";
    const untouched = await world.market.portfolio();
    const copy = `INSERT INTO account (id, portfolio_id, seller_id, reference, balance_minor)
      SELECT gen_random_uuid(), $1, seller_id, 'another', 1 FROM portfolio WHERE id = $1`;
    expect(await world.sqlRefusal(copy, [portfolioId])).toBe(STAYS);
    expect(await world.sqlRefusal("DELETE FROM account WHERE portfolio_id = $1", [portfolioId])).toBe(STAYS);
    const move = "UPDATE account SET portfolio_id = $2 WHERE portfolio_id = $1";
    expect(await world.sqlRefusal(move, [portfolioId, untouched])).toBe(STAYS);
    expect(await world.sqlRefusal(move, [untouched, portfolioId])).toBe(STAYS);
    const withdraw = "UPDATE portfolio SET status = 'WITHDRAWN' WHERE id = $1";
    expect(await world.sqlRefusal(withdraw, [portfolioId])).toBe(
      "A portfolio that is being sold is not withdrawn",
    );
    const erase = "UPDATE account SET debtor_erased_at = clock_timestamp() WHERE portfolio_id = $1";
    expect(await world.sqlRefusal(erase, [portfolioId])).toBe("not refused");
  });

  it("an account that is free again although its portfolio was not withdrawn, and one that is sold twice", async () => {
    const free = "UPDATE account SET is_withdrawn = true WHERE portfolio_id = $1";
    const untouched = await world.market.portfolio();
    for (const id of [portfolioId, untouched])
      expect(await world.sqlRefusal(free, [id])).toMatch("stay as they are");
    const again = `INSERT INTO account (id, portfolio_id, seller_id, reference, balance_minor)
      SELECT gen_random_uuid(), $2, seller_id, reference, 1 FROM account WHERE portfolio_id = $1 LIMIT 1`;
    expect(await world.sqlRefusal(again, [portfolioId, untouched])).toBe("account_reference");
  });
});
