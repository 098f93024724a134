import { SaleWorld } from "./sale-world";

const BIDS = [
  ["alpha", "1000.00", "5000.00"],
  ["beta", "2000.00", "4000.00"],
  ["gamma", "4200.00", "4200.00"],
] as const; // alpha wins at 4,210.00, then gamma at 4,200.00, then beta at 4,000.00

let world: SaleWorld;

beforeAll(async () => {
  world = await SaleWorld.start("alpha", "beta", "gamma");
}, 60_000);
afterAll(() => world.stop());

const bar = (firm: string) =>
  world.succeed(
    world.people.risk,
    "suspendBuyer",
    { buyerId: world.firmId(firm), reason: "test" },
    "... on Buyer { id }",
  );
const reinstate = (firm: string) =>
  world.succeed(
    world.people.risk,
    "reinstateBuyer",
    { buyerId: world.firmId(firm), reason: "test" },
    "... on Buyer { id }",
  );

/** Turns down the sale's request, which ends the sale. */
async function reject(saleId: string): Promise<void> {
  const query = "query ($id: ID!) { sale(id: $id) { authorizationRequest { id } } }";
  const { authorizationRequest } = await world.ask<{ authorizationRequest: { id: string } }>(
    world.people.finance,
    query,
    { id: saleId },
  );
  const input = { requestId: authorizationRequest.id, decision: "REJECT", rationale: "no" };
  await world.succeed(
    world.people.finance,
    "decideAuthorization",
    input,
    "... on AuthorizationRequest { id }",
  );
}

describe("an award", () => {
  it("makes the winner's sale and its request for authority, at the price that stands", async () => {
    const { auctionId, portfolioId } = await world.closedAuction(BIDS, { floor: "1000.00" });
    const sale = await world.award(auctionId);
    expect(sale).toMatchObject({
      __typename: "Sale",
      status: "AWAITING_AUTHORIZATION",
      price: { amount: "4210.00", currency: "USD" },
      rateOfFace: "0.042100",
      rank: 1,
      rationale: "best offer",
      buyer: { id: world.firmId("alpha"), name: "Alpha" },
      auction: { id: auctionId, status: "AWARDED" },
    });
    const { authorizationRequest } = await world.ask<{ authorizationRequest: object }>(
      world.people.finance,
      "query ($id: ID!) { sale(id: $id) { authorizationRequest { status tier requiredRoles matrixVersion } } }",
      { id: sale.id },
    );
    expect(authorizationRequest).toEqual({
      status: "PENDING",
      tier: "STANDARD",
      requiredRoles: ["FINANCE"],
      matrixVersion: 0,
    });
    expect(await world.entries(sale.id)).toEqual(["SaleMade", "AuthorizationRequested"]);
    expect((await world.portfolio(portfolioId)).status).toBe("IN_AUCTION");
  });

  it("repeated by the same person is the same award; by another, or otherwise, it is refused", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const sale = await world.award(auctionId);
    expect(await world.award(auctionId)).toEqual(sale);
    expect(await world.entries(sale.id)).toEqual(["SaleMade", "AuthorizationRequested"]);
    const another = world.person("another-admin", "AUCTION_ADMIN");
    expect(await world.refusedAward(auctionId, {}, another)).toBe("INVALID_STATE AWAITING_AUTHORIZATION");
    expect(await world.refusedAward(auctionId, { rationale: "other" })).toBe(
      "INVALID_STATE AWAITING_AUTHORIZATION",
    );
    expect(await world.refusedAward(auctionId, { toCover: true })).toBe(
      "INVALID_STATE AWAITING_AUTHORIZATION",
    );
  });

  it("made by two people at once is made once", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const people = [world.people.admin, world.person("another-admin", "AUCTION_ADMIN")];
    const input = { auctionId, rationale: "best offer" };
    const answers = await Promise.all(
      people.map((person) => world.mutate(person, "awardAuction", input, "... on Sale { id }")),
    );
    const types = answers.map((answer) => answer.data?.["awardAuction"]?.__typename);
    expect(types.sort()).toEqual(["Refusal", "Sale"]);
  });

  it("needs an auction that is over", async () => {
    const portfolioId = await world.market.portfolio();
    const auctionId = await world.market.auction(portfolioId);
    expect(await world.refusedAward(auctionId)).toBe("INVALID_STATE SCHEDULED");
  });

  it("is refused for a winner that was suspended after the close, until it is reinstated (case 14)", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    await bar("alpha");
    expect(await world.refusedAward(auctionId)).toBe("NOT_QUALIFIED");
    await reinstate("alpha");
    expect((await world.award(auctionId)).buyer).toMatchObject({ name: "Alpha" });
  });

  it("goes to the next ranked firm at its own maximum when the winner's licence has lapsed (cases 15 and 16)", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    expect(await world.refusedAward(auctionId, { toCover: true })).toBe("INVALID_STATE CLOSED");
    const lapse = "UPDATE qualification SET lapses_at = $2::timestamptz WHERE buyer_id = $1";
    await world.database.query(lapse, [world.firmId("alpha"), "2020-01-01"]);
    try {
      expect(await world.refusedAward(auctionId)).toBe("LICENCE_LAPSED");
      expect(await world.award(auctionId, { toCover: true })).toMatchObject({
        buyer: { name: "Gamma" },
        price: { amount: "4200.00" },
        rank: 2,
      });
    } finally {
      await world.database.query(lapse, [world.firmId("alpha"), "2099-12-31"]);
    }
  });

  it("goes on to the next ranked firm when a sale was rejected, until nobody is left and it is unsold (case 16)", async () => {
    const { auctionId, portfolioId } = await world.closedAuction(BIDS);
    const first = await world.award(auctionId);
    await reject(first.id);
    expect((await world.saleStatus(first.id)).status).toBe("REJECTED");
    expect(await world.refusedAward(auctionId)).toBe("INVALID_STATE AWARDED");
    const second = await world.award(auctionId, { toCover: true });
    expect(second.buyer).toMatchObject({ name: "Gamma" });
    const unsold = { auctionId, rationale: "nobody left" };
    expect(await world.refusal(world.people.admin, "declareUnsold", unsold)).toBe(
      "INVALID_STATE AWAITING_AUTHORIZATION",
    );
    await reject(second.id);
    expect(await world.refusal(world.people.admin, "declareUnsold", unsold)).toBe("INVALID_STATE AWARDED");
    const third = await world.award(auctionId, { toCover: true });
    expect(third).toMatchObject({ buyer: { name: "Beta" }, price: { amount: "4000.00" }, rank: 3 });
    await reject(third.id);
    expect(await world.refusedAward(auctionId, { toCover: true })).toBe("INVALID_STATE AWARDED");
    const auction = await world.succeed(
      world.people.admin,
      "declareUnsold",
      unsold,
      "... on Auction { id status }",
    );
    expect(auction).toMatchObject({ status: "UNSOLD" });
    expect(await world.portfolio(portfolioId)).toEqual({ status: "APPROVED", attempt: 2 });
  });

  it("never goes to an affiliate of the firm that dropped out (case 16)", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    await reject((await world.award(auctionId)).id);
    const pair = { buyerId: world.firmId("alpha"), affiliateId: world.firmId("gamma"), rationale: "test" };
    await world.succeed(world.people.risk, "confirmAffiliation", pair, "... on Buyer { id }");
    try {
      expect((await world.award(auctionId, { toCover: true })).buyer).toMatchObject({ name: "Beta" });
    } finally {
      for (const firm of ["alpha", "gamma"]) {
        const input = { buyerId: world.firmId(firm), rationale: "test" };
        await world.succeed(world.people.risk, "endAffiliation", input, "... on Buyer { id }");
      }
    }
  });

  it("of an interrupted outcome names the interruption in its rationale", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    await world.database.query(
      "UPDATE auction_state SET state = jsonb_set(state, '{outcome,interrupted}', 'true') WHERE auction_id = $1",
      [auctionId],
    );
    expect(await world.refusedAward(auctionId)).toBe("BAD_USER_INPUT");
    const rationale = "best offer although INTERRUPTED for 120 s";
    expect((await world.award(auctionId, { rationale })).status).toBe("AWAITING_AUTHORIZATION");
  });
});

describe("a row of sale", () => {
  it("cannot be changed but for its status, nor removed, nor go a way that there is not", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const { id } = await world.award(auctionId);
    const update = (set: string) => world.sqlRefusal(`UPDATE sale SET ${set} WHERE id = $1`, [id]);
    expect(await update("price_minor = 1")).toContain("append-only");
    expect(await update("awarder_id = awarded_by")).toContain("append-only");
    expect(await update("status = 'AGREED'")).toContain("does not go from");
    expect(await update("status = 'AUTHORIZED'")).toContain("authority granted");
    expect(await world.sqlRefusal("DELETE FROM sale WHERE id = $1", [id])).toContain("append-only");
  });

  it("is one at a time of an auction, to firms that took part, of the seller's own, at the floor or above", async () => {
    const { auctionId } = await world.closedAuction(BIDS);
    const { id } = await world.award(auctionId);
    const copy = (changes: Record<string, string>) => {
      const columns = [
        "portfolio_id",
        "seller_id",
        "buyer_id",
        "rank",
        "price_minor",
        "face_minor",
        "floor_minor",
      ];
      const values = columns.map((column) => changes[column] ?? column);
      return world.sqlRefusal(
        `INSERT INTO sale (id, auction_id, ${columns.join()}, currency, asset_class, jurisdictions, status, to_cover,
           rationale, awarded_by, awarder_id, made_at)
         SELECT gen_random_uuid(), auction_id, ${values.join()}, currency, asset_class, jurisdictions,
           ${changes["status"] ?? "status"}, ${changes["to_cover"] ?? "true"}, 'x', awarded_by, awarder_id, made_at
         FROM sale WHERE id = '${id}'`,
      );
    };
    const gamma = { buyer_id: `'${world.firmId("gamma")}'`, rank: "2" };
    expect(await copy(gamma)).toBe("sale_live");
    expect(await copy({ rank: "2" })).toBe("sale_auction_id_buyer_id_key");
    expect(await copy({ ...gamma, floor_minor: "price_minor + 1" })).toBe("not_below_floor");
    expect(await copy({ ...gamma, to_cover: "false" })).toBe("cover_is_behind_the_winner");
    const dead = { ...gamma, status: "'REJECTED'" };
    expect(await copy({ ...dead, seller_id: "buyer_id" })).toMatch(/^sale_.*_fkey$/);
    expect(await copy({ ...dead, buyer_id: "seller_id" })).toMatch(/^sale_.*_fkey$/);
    expect(await copy({ ...dead, portfolio_id: "auction_id" })).toMatch(/^sale_.*_fkey$/);
    expect(await copy(dead)).toBe("not refused");
  });
});
