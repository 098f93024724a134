import { Role, type Viewer } from "../../src/platform/access/viewer";
import { isRefusal } from "../../src/platform/refusal";
import { eligibleJurisdictions, lockPortfolio, movePortfolio, type PortfolioMove } from "../../src/portfolio";
import { PortfolioHarness } from "./portfolio-harness";

const MAPPING = {
  mapping: {
    fields: [
      { field: "REFERENCE", column: "ref" },
      { field: "BALANCE", column: "balance" },
      { field: "BOOK_VALUE", column: "book" },
      { field: "DUE_DATE", column: "due" },
      { field: "STATE", column: "state" },
      { field: "STATUS", constant: "DELINQUENT" },
      ...["BANKRUPT", "DECEASED", "IDENTITY_THEFT", "ACTIVE_DUTY", "DISPUTED", "IN_LITIGATION"].map(
        (field) => ({
          field,
          constant: "false",
        }),
      ),
      { field: "LIMITATION_DATE", constant: "2035-01-01" },
    ],
  },
};
const PORTFOLIO = `query($id: ID!) { portfolio(id: $id) { id name status attempt assetClass currency asOf accountCount
  faceValue { amount currency } bookValue { amount } parent { id } screening { eligible { accountCount } }
  segments(by: [STATE]) { keys { value } accountCount faceValue { amount } shareOfFace } } }`;

let harness: PortfolioHarness;
let manager: Viewer;
let references = 0;

beforeAll(async () => {
  harness = await PortfolioHarness.start();
  manager = await harness.person();
});
afterAll(() => harness.end());

/** A screened portfolio of accounts of which everything is known: balance, days past due, state. */
async function screened(
  rows: readonly (readonly [balance: string, due: string, state: string])[],
): Promise<string> {
  const id = await harness.createPortfolio(manager);
  const lines = rows.map(
    ([balance, due, state]) => `Q${(references += 1)},${balance},1.00,${due},${state}\n`,
  );
  const { status } = await harness.importTape(
    manager,
    id,
    `ref,balance,book,due,state\n${lines.join("")}`,
    MAPPING,
  );
  expect(status).toBe(200);
  await harness.command(manager, "screenPortfolio", { portfolioId: id }, "... on Portfolio { id }");
  return id;
}

const move = (id: string, step: PortfolioMove) =>
  harness.transactions.run(async (tx) => {
    const found = await lockPortfolio(tx, id);
    return movePortfolio(tx, found!, step, manager.actor);
  });

describe("a new portfolio", () => {
  it("is a draft of the caller's organization", async () => {
    const id = await harness.createPortfolio(manager, { name: "  Spring sale ", currency: "EUR" });
    expect(await harness.ask(manager, PORTFOLIO, { id })).toEqual({
      ...{ id, name: "Spring sale", status: "DRAFT", attempt: 1, assetClass: "CREDIT_CARD", currency: "EUR" },
      ...{
        asOf: "2026-01-31",
        accountCount: 0,
        faceValue: { amount: "0.00", currency: "EUR" },
        bookValue: null,
      },
      ...{ parent: null, screening: null, segments: [] },
    });
  });

  it.each([
    [{ name: " " }, ["input", "name"]],
    [{ name: "x".repeat(201) }, ["input", "name"]],
    [{ asOf: "1969-12-31" }, ["input", "asOf"]],
  ])("%j is bad input", async (more, path) => {
    await expect(harness.createPortfolio(manager, more)).rejects.toMatchObject({
      extensions: { code: "BAD_USER_INPUT", path },
    });
  });
});

describe("a carve-out", () => {
  const carve = (portfolioId: string, filter: object, name = "Part") =>
    harness.command<{ id: string }>(
      manager,
      "carveOutPortfolio",
      { portfolioId, name, filter },
      "... on Portfolio { id name status accountCount faceValue { amount } parent { id } }",
    );

  // product.md: "500 to 2,000 and more than 180 days"; the as-of date is 2026-01-31, 181 days before is 2025-08-03.
  it("moves the accounts that match, with their state, and both count anew", async () => {
    const id = await screened([
      ["500.00", "2025-08-03", "CA"],
      ["2000.00", "2024-01-01", "NY"],
      ["500.00", "2025-08-04", "CA"],
      ["499.99", "2025-08-03", "CA"],
      ["2000.01", "2025-08-03", "CA"],
      ["1000.00", "2026-01-31", "CA"],
    ]);
    const filter = { minBalance: "500.00", maxBalance: "2000.00", minDaysPastDue: 181 };
    const part = await carve(id, filter);
    expect(part).toMatchObject({
      ...{
        name: "Part",
        status: "SCREENED",
        accountCount: 2,
        faceValue: { amount: "2500.00" },
        parent: { id },
      },
    });
    expect(await harness.ask(manager, PORTFOLIO, { id })).toMatchObject({
      accountCount: 3,
      faceValue: { amount: "3000.00" },
      bookValue: { amount: "3.00" },
      screening: { eligible: { accountCount: 3 } },
    });
    expect(await harness.ask(manager, PORTFOLIO, { id: part.id })).toMatchObject({
      bookValue: { amount: "2.00" },
      screening: { eligible: { accountCount: 2 } },
      segments: [
        { keys: [{ value: "US-CA" }], faceValue: { amount: "500.00" }, shareOfFace: "0.200000" },
        { keys: [{ value: "US-NY" }], faceValue: { amount: "2000.00" }, shareOfFace: "0.800000" },
      ],
    });
    expect((await harness.journal(id)).at(-1)).toBe("PortfolioCarvedOut");
    expect(await harness.journal(part.id)).toEqual(["PortfolioCreated"]);
  });

  it("by jurisdiction takes CA for US-CA", async () => {
    const id = await screened([
      ["10.00", "2025-01-01", "CA"],
      ["10.00", "2025-01-01", "NY"],
    ]);
    expect(await carve(id, { states: ["NY"] })).toMatchObject({ accountCount: 1 });
  });

  it.each([
    ["nothing to choose by", {}, ["input", "filter"]],
    ["nothing that matches", { minBalance: "1000.00" }, ["input", "filter"]],
    ["an amount without decimals", { minBalance: "1000" }, ["input", "filter", "minBalance"]],
    ["no jurisdiction", { states: ["Bavaria"] }, ["input", "filter", "states"]],
  ])("with %s is bad input", async (_name, filter, path) => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    await expect(carve(id, filter)).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT", path } });
  });

  it("of a portfolio that is valued is refused, naming the state", async () => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    await move(id, "PROPOSE_FLOOR");
    expect(await carve(id, { minBalance: "1.00" })).toMatchObject({ code: "INVALID_STATE", state: "VALUED" });
  });
});

describe("withdrawing", () => {
  const withdraw = (portfolioId: string, viewer = manager) =>
    harness.command(
      viewer,
      "withdrawPortfolio",
      { portfolioId, reason: "We keep it." },
      "... on Portfolio { id status }",
    );

  it("is possible before the sale; the stages that follow end what is open first", async () => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    expect(await withdraw(id)).toMatchObject({ status: "WITHDRAWN" });
    expect(harness.reactions).toContain(`withdrawing ${id}`);
    expect(await withdraw(id)).toMatchObject({ status: "WITHDRAWN" });
    const other = await harness.person(undefined, "north-bank", "somebody-else");
    expect(await withdraw(id, other)).toMatchObject({ code: "INVALID_STATE", state: "WITHDRAWN" });
    expect((await harness.journal(id)).filter((type) => type === "PortfolioWithdrawn")).toHaveLength(1);
  });

  it("a portfolio that is sold is refused", async () => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    for (const step of [
      "PROPOSE_FLOOR",
      "APPROVE_FLOOR",
      "SCHEDULE_AUCTION",
      "OPEN_AUCTION",
      "SELL",
    ] as const) {
      expect(isRefusal(await move(id, step))).toBe(false);
    }
    expect(await withdraw(id)).toMatchObject({ code: "INVALID_STATE", state: "SOLD" });
  });
});

it("a portfolio that comes back from its auction counts one more attempt", async () => {
  const id = await screened([["10.00", "2025-01-01", "CA"]]);
  await move(id, "PROPOSE_FLOOR");
  await move(id, "APPROVE_FLOOR");
  await move(id, "SCHEDULE_AUCTION");
  expect(await move(id, "RETURN_TO_MARKET")).toMatchObject({ status: "APPROVED", attempt: 2 });
  expect(await move(id, "SELL")).toMatchObject({ code: "INVALID_STATE", state: "APPROVED" });
});

it("buyers need licences where the eligible accounts are", async () => {
  const id = await screened([
    ["10.00", "2025-01-01", "NY"],
    ["10.00", "2025-01-01", "CA"],
    ["10.00", "2026-01-31", "TX"],
    ["10.00", "2025-01-01", ""],
  ]);
  expect(await harness.transactions.run((tx) => eligibleJurisdictions(tx, id))).toEqual(["US-CA", "US-NY"]);
});

describe("the list of portfolios", () => {
  interface Page {
    edges: { cursor: string; node: { name: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const list = (viewer: Viewer, filter: object, after?: string) =>
    harness.ask<Page>(
      viewer,
      `query($filter: PortfolioFilter, $after: Cursor) { portfolios(filter: $filter, first: 2, after: $after) {
        edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }`,
      { filter, after },
    );

  it("comes in pages, filtered, one's own only", async () => {
    const lister = await harness.person(undefined, "east-bank");
    for (const name of ["Auto 1", "Auto 2", "100% cards", "Auto 3"])
      await harness.createPortfolio(lister, { name });
    const first = await list(lister, { nameContains: "auto" });
    expect(first.edges.map(({ node }) => node.name)).toEqual(["Auto 1", "Auto 2"]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await list(lister, { nameContains: "auto" }, first.pageInfo.endCursor);
    expect(second).toMatchObject({ edges: [{ node: { name: "Auto 3" } }], pageInfo: { hasNextPage: false } });
    expect((await list(lister, { nameContains: "0%" })).edges).toHaveLength(1);
    expect((await list(lister, { nameContains: "_" })).edges).toHaveLength(0);
    expect((await list(lister, { status: ["SCREENED"] })).edges).toHaveLength(0);
    expect((await list(lister, { assetClass: ["CREDIT_CARD"], status: ["DRAFT"] })).edges).toHaveLength(2);
  });

  it("asks the store six times, however many there are: page, parents, screenings, outcomes, segments", async () => {
    const { database } = harness.access;
    const createQueryRunner = jest.spyOn(database, "createQueryRunner");
    const query = `query { portfolios(first: 100) { edges { node { name bookValue { amount } parent { id }
      screening { byRule { rule } } segments(by: [STATE]) { accountCount } } } } }`;
    const { edges } = await harness.ask<{ edges: object[] }>(manager, query);
    expect(edges.length).toBeGreaterThan(10);
    expect(createQueryRunner).toHaveBeenCalledTimes(6);
    createQueryRunner.mockRestore();
  });
});

describe("what is not the caller's is not there", () => {
  const OPERATIONS: readonly (readonly [name: string, source: string])[] = [
    ["portfolio", "query($id: ID!) { portfolio(id: $id) { id } }"],
    ["accounts", "query($id: ID!) { accounts(portfolioId: $id) { edges { cursor } } }"],
    ["tapeImport", "query($id: ID!) { tapeImport(id: $id) { id } }"],
    ["node", "query($id: ID!) { node(id: $id) { id } }"],
  ];

  it.each(OPERATIONS)("%s", async (name, source) => {
    const stranger = await harness.person(undefined, "south-bank");
    const foreign = await harness.createPortfolio(stranger);
    const tape = await harness.startImport(stranger, foreign, MAPPING);
    for (const id of [
      foreign,
      tape.id,
      manager.actor.id,
      "00000000-0000-7000-8000-000000000000",
      "not-an-id",
    ]) {
      const { data, errors } = await harness.run(manager, source, { id });
      expect([name, data?.[name] ?? null, errors?.[0]?.extensions["code"]]).toEqual([
        name,
        null,
        "NOT_FOUND",
      ]);
    }
  });

  it("a firm sees a portfolio that is offered to it, without what is the seller's", async () => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    const firm = await harness.firm();
    const hidden = await harness.run(firm, PORTFOLIO, { id });
    expect(hidden.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    harness.offered.add(id);
    expect(await harness.ask(firm, PORTFOLIO, { id })).toMatchObject({
      ...{ id, accountCount: 1, faceValue: { amount: "10.00" }, segments: [{ accountCount: 1 }] },
      ...{ bookValue: null, parent: null, screening: null },
    });
    const { edges } = await harness.ask<{ edges: { node: object }[] }>(
      firm,
      "{ portfolios { edges { node { id } } } }",
    );
    expect(edges).toEqual([{ node: { id } }]);
    const accounts = await harness.run(
      firm,
      "query($id: ID!) { accounts(portfolioId: $id) { edges { cursor } } }",
      { id },
    );
    expect(accounts.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
    harness.offered.delete(id);
  });

  it.each([Role.FINANCE, Role.ANALYST, Role.PARTNER])("%s reads and commands nothing", async (role) => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    const reader = await harness.person(role);
    expect(await harness.ask(reader, PORTFOLIO, { id })).toMatchObject({ id, bookValue: { amount: "1.00" } });
    await expect(harness.createPortfolio(reader)).rejects.toMatchObject({
      extensions: { code: "FORBIDDEN" },
    });
    const screening = harness.command(
      reader,
      "screenPortfolio",
      { portfolioId: id },
      "... on Portfolio { id }",
    );
    await expect(screening).rejects.toMatchObject({ extensions: { code: "FORBIDDEN" } });
  });
});

describe("the database itself refuses", () => {
  const refuses = (sql: string, parameters: unknown[] = []) =>
    expect(harness.query(sql, parameters)).rejects.toThrow(
      /violates|does not go|is in no portfolio|no such account/,
    );
  const account = `INSERT INTO account (id, portfolio_id, seller_id, reference, balance_minor)
    VALUES (gen_random_uuid(), $1, $2, $3, $4)`;

  it("a state that cannot follow", async () => {
    const id = await screened([["10.00", "2025-01-01", "CA"]]);
    await refuses("UPDATE portfolio SET status = 'LISTED' WHERE id = $1", [id]);
    await refuses("UPDATE portfolio SET status = 'DRAFT' WHERE id = $1", [id]);
  });

  it("an account of no portfolio or of another seller's, a negative balance, a reference twice", async () => {
    const id = await harness.createPortfolio(manager);
    const stranger = await harness.person(undefined, "south-bank");
    await refuses(account, ["00000000-0000-7000-8000-000000000000", manager.organization.id, "DB1", 1]);
    await refuses(account, [id, stranger.organization.id, "DB1", 1]);
    await refuses(account, [id, manager.organization.id, "DB1", -1]);
    await refuses(account, [id, manager.organization.id, "", 1]);
    await harness.query(account, [id, manager.organization.id, "DB1", 1]);
    await refuses(account, [id, manager.organization.id, "DB1", 1]);
    await refuses("UPDATE account SET portfolio_id = gen_random_uuid() WHERE reference = 'DB1'");
  });

  it("a box or a screening without an account, and a verdict that does not follow from the rules", async () => {
    await refuses("INSERT INTO personal_box VALUES (gen_random_uuid(), decode(repeat('00', 40), 'hex'))");
    const screening = (result: string, excludedBy: string) =>
      `INSERT INTO account_screening VALUES ((SELECT id FROM account LIMIT 1), '${result}', ${excludedBy}, '{}', '{}')
      ON CONFLICT (account_id) DO UPDATE SET result = EXCLUDED.result, excluded_by = EXCLUDED.excluded_by`;
    await refuses("INSERT INTO account_screening VALUES (gen_random_uuid(), 'ELIGIBLE', '{}', '{}', '{}')");
    await refuses(screening("ELIGIBLE", "'{PAID}'"));
    await refuses(screening("EXCLUDED", "'{}'"));
  });
});
