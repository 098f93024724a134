import { Committee, type Rule } from "./committee";

const MATRIX = `... on AuthorityMatrix { id version status rationale proposedBy { name } decidedBy { name }
  rules { tier requiredRoles isStrategic faceUpTo { amount currency } priceUpTo { amount currency } priceToFloor } }`;
const IN_FORCE = `{ authorityMatrix { id version status rules { tier requiredRoles } proposedBy { name } } }`;

const SMALL: Rule = {
  tier: "SMALL",
  requiredRoles: ["RISK"],
  isStrategic: false,
  faceUpTo: { amount: "100000.00", currency: "USD" },
  priceUpTo: { amount: "1000000.00", currency: "USD" },
  priceToFloor: "1.500000",
};
const REST: Rule = { tier: "REST", requiredRoles: ["LEGAL", "EXECUTIVE"] };

let committee: Committee;

beforeAll(async () => {
  committee = await Committee.start();
}, 60_000);
afterAll(() => committee.stop());

const propose = (rules: readonly Rule[], by = committee.people.compliance) =>
  committee.world.succeed(by, "proposeAuthorityMatrix", { rules, rationale: "test" }, MATRIX);
const refusedProposal = (rules: readonly Rule[], by = committee.people.compliance) =>
  committee.world.refusal(by, "proposeAuthorityMatrix", { rules, rationale: "test" });
const decide = (matrixId: string, decision = "APPROVE", by = committee.people.executive) =>
  committee.world.succeed(by, "decideAuthorityMatrix", { matrixId, decision, rationale: "agreed" }, MATRIX);
const refusedDecision = (matrixId: string, by = committee.people.executive) =>
  committee.world.refusal(by, "decideAuthorityMatrix", {
    matrixId,
    decision: "APPROVE",
    rationale: "agreed",
  });

describe("the authority matrix", () => {
  it("is the default until the seller has one, which takes two people", async () => {
    expect(await committee.world.ask(committee.people.analyst, IN_FORCE)).toMatchObject({
      id: null,
      version: 0,
      status: "APPROVED",
      proposedBy: null,
      rules: [{ tier: "STRATEGIC" }, { tier: "STANDARD" }, { tier: "LARGE" }],
    });
    const proposed = await propose([SMALL, REST]);
    expect(proposed).toMatchObject({
      version: 1,
      status: "PROPOSED",
      rules: [SMALL, { ...REST, isStrategic: null, faceUpTo: null, priceUpTo: null, priceToFloor: null }],
    });
    expect(await committee.world.ask(committee.people.analyst, IN_FORCE)).toMatchObject({ version: 0 });
    expect(await decide(proposed.id)).toMatchObject({
      status: "APPROVED",
      proposedBy: { name: "seller.compliance" },
      decidedBy: { name: "seller.executive" },
    });
    expect(await committee.world.ask(committee.people.analyst, IN_FORCE)).toMatchObject({
      id: proposed.id,
      version: 1,
      rules: [
        { tier: "SMALL", requiredRoles: ["RISK"] },
        { tier: "REST", requiredRoles: ["LEGAL", "EXECUTIVE"] },
      ],
    });
  });

  it("decides by size, and by the price against the floor, who must sign", async () => {
    await committee.enact(SMALL, REST);
    const [above, near] = [
      await committee.sale({ floor: "2000.00" }),
      await committee.sale({ floor: "3000.00" }),
    ];
    expect(await committee.lastRequest(above.saleId)).toMatchObject({
      tier: "SMALL",
      requiredRoles: ["RISK"],
    });
    expect(await committee.lastRequest(near.saleId)).toMatchObject({ tier: "REST" });
  });

  it("replaced, has every open authority asked for anew, under the new one", async () => {
    await committee.enact(SMALL, REST);
    const [waiting, granted] = [await committee.sale(), await committee.sale()];
    await committee.decide(committee.people.risk, granted.requestId);
    await committee.enact({ ...REST, tier: "ALL" });
    for (const { saleId } of [waiting, granted]) {
      expect(await committee.lastRequest(saleId)).toMatchObject({
        status: "INVALIDATED",
        invalidationReason: "MATRIX_CHANGED",
        sale: { status: "AWAITING_AUTHORIZATION" },
      });
      expect(await committee.request(saleId)).toMatchObject({ status: "PENDING", tier: "ALL" });
    }
    const { edges } = await committee.world.ask<{ edges: { node: { version: number; status: string } }[] }>(
      committee.people.analyst,
      "{ authorityMatrices(first: 2) { edges { node { version status } } } }",
    );
    expect(edges.map(({ node }) => node.status)).toEqual(["APPROVED", "SUPERSEDED"]);
  });

  it("is not decided by its proposer, by others than executives, or twice", async () => {
    const both = committee.world.person("both", "COMPLIANCE", "EXECUTIVE");
    const { id } = await propose([REST], both);
    expect(await refusedDecision(id, both)).toBe("SEPARATION_OF_DUTIES");
    expect(await refusedDecision(id, committee.people.compliance)).toBe("FORBIDDEN");
    expect(await refusedDecision(id, { org: "other", kind: "SELLER", roles: ["EXECUTIVE"] })).toBe(
      "NOT_FOUND",
    );
    const rejected = await decide(id, "REJECT");
    expect(await decide(id, "REJECT")).toEqual(rejected);
    expect(await refusedDecision(id)).toBe("INVALID_STATE REJECTED");
  });

  it("waits as one proposal at a time; repeated by the same person it is the same", async () => {
    const { id } = await propose([REST]);
    expect((await propose([REST])).id).toBe(id);
    expect(await refusedProposal([SMALL, REST])).toBe("ALREADY_EXISTS");
    expect(await refusedProposal([REST], committee.people.finance)).toBe("FORBIDDEN");
    await decide(id, "REJECT");
  });

  it.each([
    ["no rule at all", []],
    ["no rule for every sale", [SMALL]],
    ["rules that no sale reaches", [REST, SMALL]],
    ["a role that authority is not asked of", [{ ...REST, requiredRoles: ["AUCTION_ADMIN"] }]],
    ["a rule without roles", [{ ...REST, requiredRoles: [] }]],
    [
      "an amount with other decimals than its currency's",
      [{ ...SMALL, faceUpTo: { amount: "1.0", currency: "USD" } }, REST],
    ],
    ["a negative multiple", [{ ...SMALL, priceToFloor: "-1.000000" }, REST]],
    ["a tier without a name", [{ ...REST, tier: " " }]],
  ])("is not proposed with %s", async (_what, rules) => {
    expect(await refusedProposal(rules as readonly Rule[])).toBe("BAD_USER_INPUT");
  });

  it("is its seller's own", async () => {
    await committee.enact(REST);
    const stranger = { org: "other", kind: "SELLER", roles: ["ANALYST"] } as const;
    expect(await committee.world.ask(stranger, IN_FORCE)).toMatchObject({ version: 0 });
    expect(await committee.world.errorCode(committee.world.market.firm("alpha").bidder, IN_FORCE)).toBe(
      "FORBIDDEN",
    );
  });

  it("is kept by the database: decided by two people, its rules unchanged", async () => {
    const { id } = await propose([REST]);
    const decideBySql = (decider: string) =>
      committee.world.sqlRefusal(
        `UPDATE authority_matrix SET status = 'REJECTED', decided_by = gen_random_uuid(), decider_id = ${decider},
           decided_at = now(), decision_rationale = 'x' WHERE id = $1`,
        [id],
      );
    expect(await decideBySql("proposer_id")).toBe("separation_of_duties");
    expect(await decideBySql("gen_random_uuid()")).toMatch(/_fkey$/);
    const change = (sql: string) => committee.world.sqlRefusal(sql, [id]);
    expect(
      await change("UPDATE authority_rule SET required_roles = '{RISK}' WHERE matrix_id = $1"),
    ).toContain("append-only");
    expect(await change("DELETE FROM authority_rule WHERE matrix_id = $1")).toContain("append-only");
    expect(await change("UPDATE authority_matrix SET status = 'SUPERSEDED' WHERE id = $1")).toContain(
      "does not go from",
    );
    await decide(id, "REJECT");
  });

  it("approved while a sale is being made holds for that sale, or invalidates its request", async () => {
    const { id } = await propose([{ ...REST, tier: "RACED" }]);
    const bids = [
      ["alpha", "1000.00", "5000.00"],
      ["beta", "2000.00", "4000.00"],
    ] as const;
    const { auctionId } = await committee.world.closedAuction(bids);
    const [sale] = await Promise.all([committee.world.award(auctionId), decide(id)]);
    const { status, tier } = (await committee.lastRequest(sale.id)) as unknown as {
      status: string;
      tier: string;
    };
    expect(tier === "RACED" ? status : `${status} by the old matrix`).toBe(
      tier === "RACED" ? "PENDING" : "INVALIDATED by the old matrix",
    );
  });
});

describe("a strategic portfolio", () => {
  const MARK =
    "... on StrategicMark { portfolioId rationale unmarkedAt markedBy { name } unmarkedBy { name } }";
  const mark = (portfolioId: string, by = committee.people.compliance) =>
    committee.world.succeed(by, "markPortfolioStrategic", { portfolioId, rationale: "core" }, MARK);
  const unmark = (portfolioId: string, by = committee.people.executive) =>
    committee.world.succeed(by, "unmarkPortfolioStrategic", { portfolioId, rationale: "not any more" }, MARK);

  beforeAll(() =>
    committee.enact({ tier: "STRATEGIC", requiredRoles: ["FINANCE", "LEGAL"], isStrategic: true }, REST),
  );

  it("has its sale authorized by the matrix's rule for such, and what waited is asked for anew", async () => {
    const { saleId, portfolioId } = await committee.sale();
    expect(await committee.lastRequest(saleId)).toMatchObject({ tier: "REST" });
    expect(await mark(portfolioId)).toMatchObject({
      portfolioId,
      unmarkedAt: null,
      markedBy: { name: "seller.compliance" },
    });
    expect(await committee.lastRequest(saleId)).toMatchObject({
      invalidationReason: "STRATEGIC_FLAG_CHANGED",
    });
    expect(await committee.request(saleId)).toMatchObject({
      tier: "STRATEGIC",
      requiredRoles: ["FINANCE", "LEGAL"],
    });
    const query = "query ($id: ID!) { portfolio(id: $id) { strategicMark { rationale } } }";
    expect(await committee.world.ask(committee.people.analyst, query, { id: portfolioId })).toEqual({
      strategicMark: { rationale: "core" },
    });
    expect(
      await committee.world.ask(committee.world.market.firm("alpha").viewer, query, { id: portfolioId }),
    ).toEqual({
      strategicMark: null,
    });
    await unmark(portfolioId);
    expect(await committee.request(saleId)).toMatchObject({ tier: "REST" });
    expect(await committee.world.entries(portfolioId)).toEqual(
      expect.arrayContaining(["PortfolioMarkedStrategic", "PortfolioUnmarkedStrategic"]),
    );
  });

  it("is marked by one person, and unmarked by another executive alone", async () => {
    const portfolioId = await committee.world.market.portfolio();
    const input = { portfolioId, rationale: "not any more" };
    const { executive, compliance, finance } = committee.people;
    expect(await committee.world.refusal(executive, "unmarkPortfolioStrategic", input)).toBe(
      "INVALID_STATE NOT_STRATEGIC",
    );
    const marked = await mark(portfolioId, executive);
    expect(await mark(portfolioId, executive)).toEqual(marked);
    expect(await committee.world.refusal(compliance, "markPortfolioStrategic", input)).toBe("ALREADY_EXISTS");
    expect(await committee.world.refusal(executive, "unmarkPortfolioStrategic", input)).toBe(
      "SEPARATION_OF_DUTIES",
    );
    expect(await committee.world.refusal(compliance, "unmarkPortfolioStrategic", input)).toBe("FORBIDDEN");
    expect(await committee.world.refusal(finance, "markPortfolioStrategic", input)).toBe("FORBIDDEN");
    const another = committee.world.person("another-executive", "EXECUTIVE");
    const unmarked = await unmark(portfolioId, another);
    expect(unmarked).toMatchObject({ unmarkedBy: { name: "another-executive" } });
    expect(await unmark(portfolioId, another)).toEqual(unmarked);
  });

  it("of another seller is not there", async () => {
    const portfolioId = await committee.world.market.portfolio();
    const stranger = { org: "other", kind: "SELLER", roles: ["EXECUTIVE"] } as const;
    const input = { portfolioId, rationale: "x" };
    for (const mutation of ["markPortfolioStrategic", "unmarkPortfolioStrategic"]) {
      expect(await committee.world.refusal(stranger, mutation, input)).toBe("NOT_FOUND");
      expect(await committee.world.refusal(stranger, mutation, { ...input, portfolioId: "nothing" })).toBe(
        "NOT_FOUND",
      );
    }
  });

  it("is unmarked by another person than the one who marked it, by the database too", async () => {
    const portfolioId = await committee.world.market.portfolio();
    await mark(portfolioId);
    const sql = `UPDATE strategic_portfolio SET unmarked_by = gen_random_uuid(), unmarker_id = marker_id,
      unmarked_at = now(), unmarking_rationale = 'x' WHERE portfolio_id = $1`;
    expect(await committee.world.sqlRefusal(sql, [portfolioId])).toBe("separation_of_duties");
  });
});
