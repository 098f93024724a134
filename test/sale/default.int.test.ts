import { SaleWorld, type Result } from "./sale-world";

// Cases 15 and 16 of auction-rules.md: a winner that cannot, or will not, stand by what it won.

const BIDS = [
  ["alpha", "1000.00", "5000.00"],
  ["beta", "2000.00", "4000.00"],
  ["gamma", "4200.00", "4200.00"],
] as const; // alpha wins at 4,210.00, then gamma at 4,200.00, then beta at 4,000.00

const DEFAULT = `... on WinnerDefault { id rank rationale depositForfeitedAt approvedBy { id } buyer { name }
  sale { id status } auction { id status } }`;

let world: SaleWorld;

beforeAll(async () => {
  world = await SaleWorld.start("alpha", "beta", "gamma");
}, 60_000);
afterAll(() => world.stop());

const order = (auctionId: string, firm = "alpha") => ({
  auctionId,
  buyerId: world.firmId(firm),
  rationale: "It did not sign.",
});
const declare = (auctionId: string, firm?: string): Promise<Result> =>
  world.succeed(world.people.executive, "declareDefault", order(auctionId, firm), DEFAULT);
const refused = (auctionId: string, firm?: string, by = world.people.executive) =>
  world.refusal(by, "declareDefault", order(auctionId, firm));

/** Lets a firm's licences lapse in the past, while something is tried. */
async function whileLapsed(firm: string, work: () => Promise<void>): Promise<void> {
  const lapse = (at: string) =>
    world.database.query("UPDATE qualification SET lapses_at = $2::timestamptz WHERE buyer_id = $1", [
      world.firmId(firm),
      at,
    ]);
  await lapse("2020-01-01");
  try {
    await work();
  } finally {
    await lapse("2099-12-31");
  }
}

/** Closed with these bids, under terms with these periods after the close. */
async function closedAuction(periods: Record<string, number>): Promise<string> {
  const auctionId = await world.market.auction(await world.market.portfolio(), periods);
  for (const firm of ["alpha", "beta", "gamma"]) await world.market.admit(auctionId, world.firmId(firm));
  await world.market.open(auctionId);
  for (const [firm, amount, maximum] of BIDS) await world.market.bid(firm, auctionId, { amount, maximum });
  await world.market.close(auctionId);
  return auctionId;
}

describe("case 16: a winner in default", () => {
  it("case 16: loses its deposit, by a dated event with a named approver, and its sale falls through", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const sale = await world.award(auctionId);
    const declared = await declare(auctionId);
    expect(declared).toMatchObject({
      rank: 1,
      rationale: "It did not sign.",
      buyer: { name: "Alpha" },
      sale: { id: sale.id, status: "FELL_THROUGH" },
      auction: { id: auctionId, status: "AWARDED" },
    });
    expect(await declare(auctionId)).toEqual(declared);
    expect(await world.entries(sale.id)).toEqual([
      "SaleMade",
      "AuthorizationRequested",
      "AuthorizationInvalidated",
      "SaleFellThrough",
    ]);
    const node =
      "query ($id: ID!) { node(id: $id) { ... on WinnerDefault { depositForfeitedAt rank rationale approvedBy { id } } } }";
    const { viewer } = world.market.firm("alpha");
    expect(await world.ask(viewer, node, { id: declared.id })).toEqual({
      depositForfeitedAt: declared["depositForfeitedAt"],
      rank: null,
      rationale: null,
      approvedBy: null,
    });
    expect(await world.errorCode(world.market.firm("beta").viewer, node, { id: declared.id })).toBe(
      "NOT_FOUND",
    );
    const own = "{ buyer(id: $id) { qualification { id } } }";
    const { qualification } = await world.ask<{ qualification: { id: string } }>(
      viewer,
      `query ($id: ID!) ${own}`,
      { id: world.firmId("alpha") },
    );
    expect((await world.entries(qualification.id)).at(-1)).toBe("DepositForfeited");
  });

  it("case 16: the sale is made anew for the next ranked firm at its own price, with an authority of its own", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const first = await world.award(auctionId);
    await declare(auctionId);
    const second = await world.award(auctionId, { toCover: true });
    expect(second).toMatchObject({ rank: 2, price: { amount: "4200.00" }, buyer: { name: "Gamma" } });
    const query = "query ($id: ID!) { sale(id: $id) { authorizationRequest { id status } } }";
    const requestOf = async (id: string) =>
      (
        await world.ask<{ authorizationRequest: { id: string; status: string } }>(
          world.people.finance,
          query,
          { id },
        )
      ).authorizationRequest;
    const [old, own] = [await requestOf(first.id), await requestOf(second.id)];
    expect([old.status, own.status]).toEqual(["INVALIDATED", "PENDING"]);
    expect(own.id).not.toBe(old.id);
  });

  it("case 16: nobody affiliated with it is offered the sale", async () => {
    const [one, other] = ["delta", "epsilon"];
    for (const firm of [one, other]) world.firms.set(firm, await world.market.qualify(firm));
    const { auctionId } = await world.closedAuction([
      [one, "1000.00", "5000.00"],
      [other, "2000.00", "4500.00"],
      ["beta", "4600.00", "4600.00"],
    ]); // delta, then beta, then epsilon
    await world.award(auctionId);
    await world.succeed(
      world.people.risk,
      "confirmAffiliation",
      { buyerId: world.firmId("beta"), affiliateId: world.firmId(one), rationale: "One owner." },
      "... on Buyer { id }",
    );
    await declare(auctionId, one);
    expect(await world.award(auctionId, { toCover: true })).toMatchObject({
      rank: 3,
      buyer: { name: "Epsilon" },
    });
    await world.succeed(
      world.people.risk,
      "endAffiliation",
      { buyerId: world.firmId("beta"), rationale: "Sold." },
      "... on Buyer { id }",
    );
  });

  it("case 16: below the reserve, or with nobody left, it is UNSOLD, and the portfolio is back on the market", async () => {
    const { auctionId, portfolioId } = await world.closedAuction(
      [
        ["gamma", "4200.00", "4200.00"],
        ["alpha", "4210.00", "5000.00"],
      ],
      { floor: "4205.00" },
    );
    await world.award(auctionId);
    expect(await declare(auctionId)).toMatchObject({ auction: { status: "UNSOLD" } });
    expect(await world.portfolio(portfolioId)).toEqual({ status: "APPROVED", attempt: 2 });
    const alone = await world.closedAuction([["alpha", "1000.00", "5000.00"]]);
    await world.award(alone.auctionId);
    expect(await declare(alone.auctionId)).toMatchObject({ auction: { status: "UNSOLD" } });
  });

  it("case 16: bids behind the winner's bind for the standby period", async () => {
    const auctionId = await closedAuction({ standbySeconds: 3_600 });
    await world.award(auctionId);
    const state =
      'UPDATE auction_state SET state = state || \'{"endedAt":"2020-01-01T00:00:00.000000Z"}\' WHERE auction_id = $1';
    await world.database.query(state, [auctionId]);
    expect(await declare(auctionId)).toMatchObject({ auction: { status: "UNSOLD" } });
  });

  it("is declared by somebody else than whoever awarded it, of the firm that the result stands with, once", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    expect(await refused(auctionId)).toBe("INVALID_STATE CLOSED");
    const both = world.person("both", "AUCTION_ADMIN", "EXECUTIVE");
    await world.award(auctionId, {}, both);
    expect(await refused(auctionId, "alpha", both)).toBe("SEPARATION_OF_DUTIES");
    expect(await refused(auctionId, "gamma")).toBe("INVALID_STATE AWARDED");
    expect(await refused(auctionId, "alpha", world.people.admin)).toBe("FORBIDDEN");
    await declare(auctionId);
    expect(await refused(auctionId, "alpha", world.people.compliance)).toBe("INVALID_STATE AWARDED");
  });

  it("is kept: the database itself changes no default, and none that the awarder approved", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    await world.award(auctionId);
    const { id } = await declare(auctionId);
    expect(await world.sqlRefusal("DELETE FROM winner_default WHERE id = $1", [id])).not.toBe("not refused");
    const copy = `INSERT INTO winner_default SELECT gen_random_uuid(), auction_id, seller_id, buyer_id, sale_id, approver_id,
      rank, approved_by, approver_id, declared_at, rationale FROM winner_default WHERE id = $1`;
    expect(await world.sqlRefusal(copy, [id])).toBe("separation_of_duties");
  });
});

describe("case 15: a licence that lapses between bid and award", () => {
  it("case 15: refuses the award until it is renewed, and nobody is passed over within the cure period", async () => {
    const auctionId = await closedAuction({ cureSeconds: 3_600 });
    await whileLapsed("alpha", async () => {
      expect(await world.refusedAward(auctionId)).toBe("LICENCE_LAPSED");
      expect(await world.refusedAward(auctionId, { toCover: true })).toBe("INVALID_STATE CLOSED");
      expect(await refused(auctionId)).toBe("INVALID_STATE");
      const unsold = { auctionId, rationale: "Nobody." };
      expect(await world.refusal(world.people.admin, "declareUnsold", unsold)).toBe("INVALID_STATE CLOSED");
    });
    expect(await world.award(auctionId)).toMatchObject({ rank: 1, buyer: { name: "Alpha" } });
  });

  it("case 15: the cure period over, the winner is in default, though it renews then", async () => {
    const auctionId = await closedAuction({});
    await whileLapsed("alpha", async () => {
      expect(await declare(auctionId)).toMatchObject({ rank: 1, sale: null, auction: { status: "CLOSED" } });
    });
    expect(await world.refusedAward(auctionId)).toBe("INVALID_STATE CLOSED");
    expect(await world.award(auctionId, { toCover: true })).toMatchObject({
      rank: 2,
      buyer: { name: "Gamma" },
    });
  });
});

it("terms say the periods, between none and a year", async () => {
  const portfolioId = await world.market.portfolio();
  const auctionId = await world.market.auction(portfolioId, { cureSeconds: 60, standbySeconds: 3_600 });
  const query = "query ($id: ID!) { auction(id: $id) { terms { cureSeconds standbySeconds } } }";
  expect(await world.ask(world.people.analyst, query, { id: auctionId })).toEqual({
    terms: { cureSeconds: 60, standbySeconds: 3_600 },
  });
});
