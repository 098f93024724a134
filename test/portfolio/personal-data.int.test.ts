import { Role, type Viewer } from "../../src/platform/access/viewer";
import { PortfolioHarness } from "./portfolio-harness";

const MAPPING = {
  mapping: {
    fields: [
      { field: "REFERENCE", column: "ref" },
      { field: "BALANCE", column: "balance" },
      { field: "DEBTOR_NAME", column: "name" },
      { field: "DEBTOR_TAX_ID", column: "tax" },
    ],
  },
};
const MARKER = "Marker Mustermann";
const ACCOUNTS = `query($id: ID!) { accounts(portfolioId: $id) { edges { node {
  id reference debtorErasedAt debtor { isMasked name street taxId } } } } }`;

interface Accounts {
  edges: { node: { id: string; reference: string; debtor: { isMasked: boolean; name: string } | null } }[];
}

let harness: PortfolioHarness;
let manager: Viewer;
let compliance: Viewer;
let references = 0;

beforeAll(async () => {
  harness = await PortfolioHarness.start();
  manager = await harness.person();
  compliance = await harness.person(Role.COMPLIANCE);
});
afterAll(() => harness.end());

/** A portfolio with two debtors, and one account without personal data. */
async function imported(): Promise<{ portfolioId: string; accountIds: string[] }> {
  const portfolioId = await harness.createPortfolio(manager);
  const rows = [`10.00,${MARKER},123`, "600.00,Other,456", "700.00,,"].map(
    (row) => `P${(references += 1)},${row}\n`,
  );
  const tape = `ref,balance,name,tax\n${rows.join("")}`;
  expect((await harness.importTape(manager, portfolioId, tape, MAPPING)).status).toBe(200);
  const { edges } = await harness.ask<Accounts>(manager, ACCOUNTS, { id: portfolioId });
  return { portfolioId, accountIds: edges.map(({ node }) => node.id) };
}

const unmask = (accountId: string, viewer = compliance) =>
  harness.command(
    viewer,
    "unmaskDebtor",
    { accountId, purpose: "Complaint 17" },
    "... on Debtor { isMasked name street taxId }",
  );

it("a row that is left out leaves the other debtors with their own accounts", async () => {
  const portfolioId = await harness.createPortfolio(manager);
  const names = ["First", "", "Second", "Third", "Fourth"];
  const references = ["PL1", "PL2", "PL3", "PL1", "PL4"];
  const rows = names.map((name, index) => `${references[index]},10.00,${name},\n`);
  const tape = `ref,balance,name,tax\n${rows.join("")}`;
  const skipping = { ...MAPPING, onRejected: "SKIP" };
  const { tapeImport } = await harness.importTape(manager, portfolioId, tape, skipping);
  expect(tapeImport).toMatchObject({ rowsAccepted: 4, rejections: [{ line: 5, code: "DUPLICATE_ACCOUNT" }] });
  const { edges } = await harness.ask<Accounts>(manager, ACCOUNTS, { id: portfolioId });
  const debtors: unknown[] = [];
  for (const { node } of edges) debtors.push(await unmask(node.id));
  expect(debtors).toMatchObject([
    { name: "First" },
    { code: "INVALID_STATE", state: "EMPTY" },
    { name: "Second" },
    { name: "Fourth" },
  ]);
});

/** Every text of the database's own tables, as an administrator would search it. */
async function occurrences(text: string): Promise<string[]> {
  const tables = await harness.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await harness.query(`SELECT FROM "${name}" AS t WHERE t::text LIKE $1`, [`%${text}%`]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

it("personal data is masked for everybody, in the order of the tape, and nowhere in the database in the clear", async () => {
  const { portfolioId } = await imported();
  const { edges } = await harness.ask<Accounts>(compliance, ACCOUNTS, { id: portfolioId });
  expect(edges.map(({ node }) => node.debtor)).toMatchObject([
    { isMasked: true, name: "•••", taxId: "•••" },
    { isMasked: true, name: "•••" },
    null,
  ] as object[]);
  expect(await occurrences(MARKER)).toEqual([]);
});

describe("unmasking", () => {
  it("shows one debtor to COMPLIANCE, and journals who and what for", async () => {
    const { portfolioId, accountIds } = await imported();
    expect(await unmask(accountIds[0]!)).toMatchObject({
      isMasked: false,
      name: MARKER,
      street: null,
      taxId: "123",
    });
    const entries = await harness.query<{ actor: object; data: object }>(
      "SELECT actor, data FROM journal_entry WHERE stream = $1 AND type = 'DebtorUnmasked'",
      [portfolioId],
    );
    expect(entries).toMatchObject([
      { actor: { id: compliance.actor.id }, data: { accountId: accountIds[0] } },
    ]);
    expect(await occurrences(MARKER)).toEqual([]);
  });

  it("is refused to others, for others' accounts, without a purpose, and where there is nothing", async () => {
    const { accountIds } = await imported();
    await expect(unmask(accountIds[0]!, manager)).rejects.toMatchObject({
      extensions: { code: "FORBIDDEN" },
    });
    const stranger = await harness.person(Role.COMPLIANCE, "south-bank");
    await expect(unmask(accountIds[0]!, stranger)).rejects.toMatchObject({
      extensions: { code: "NOT_FOUND" },
    });
    const input = { accountId: accountIds[0], purpose: "  " };
    await expect(
      harness.command(compliance, "unmaskDebtor", input, "... on Debtor { name }"),
    ).rejects.toMatchObject({
      extensions: { code: "BAD_USER_INPUT", path: ["input", "purpose"] },
    });
    expect(await unmask(accountIds[2]!)).toMatchObject({ code: "INVALID_STATE", state: "EMPTY" });
  });
});

describe("erasing", () => {
  it("a debtor deletes its box; the account and the others stay", async () => {
    const { portfolioId, accountIds } = await imported();
    const input = { accountId: accountIds[0], purpose: "Article 17" };
    const erase = () =>
      harness.command(compliance, "eraseDebtor", input, "... on Account { debtor { name } debtorErasedAt }");
    const erased = await erase();
    expect(erased).toMatchObject({ debtor: null, debtorErasedAt: expect.any(String) as string });
    expect(await erase()).toEqual(erased);
    expect(await harness.query("SELECT FROM personal_box WHERE account_id = $1", [accountIds[0]])).toEqual(
      [],
    );
    expect(await unmask(accountIds[0]!)).toMatchObject({ code: "INVALID_STATE", state: "ERASED" });
    expect(await unmask(accountIds[1]!)).toMatchObject({ name: "Other" });
    expect((await harness.journal(portfolioId)).filter((type) => type === "DebtorErased")).toHaveLength(1);
  });

  it("a portfolio deletes its key, and with it all that its boxes hold", async () => {
    const { portfolioId, accountIds } = await imported();
    const input = { portfolioId, purpose: "Retention is over" };
    const erase = () =>
      harness.command(compliance, "erasePersonalData", input, "... on Portfolio { accountCount }");
    expect(await erase()).toMatchObject({ accountCount: 3 });
    expect(await erase()).toMatchObject({ accountCount: 3 });
    expect(await harness.query("SELECT FROM portfolio_key WHERE portfolio_id = $1", [portfolioId])).toEqual(
      [],
    );
    expect(await unmask(accountIds[0]!)).toMatchObject({ code: "INVALID_STATE", state: "ERASED" });
    const { edges } = await harness.ask<Accounts>(manager, ACCOUNTS, { id: portfolioId });
    expect(edges.map(({ node }) => node.debtor)).toEqual([null, null, null]);
    expect((await harness.journal(portfolioId)).filter((type) => type === "PersonalDataErased")).toHaveLength(
      1,
    );
  });

  it("is for COMPLIANCE alone", async () => {
    const { portfolioId } = await imported();
    const input = { portfolioId, purpose: "Because" };
    const attempt = harness.command(manager, "erasePersonalData", input, "... on Portfolio { id }");
    await expect(attempt).rejects.toMatchObject({ extensions: { code: "FORBIDDEN" } });
  });
});

it("accounts that are carved out take their debtors along, whatever becomes of the portfolio that they left", async () => {
  const { portfolioId, accountIds } = await imported();
  const input = { portfolioId, name: "Large ones", filter: { minBalance: "500.00" } };
  const carved = await harness.command<{ id: string }>(
    manager,
    "carveOutPortfolio",
    input,
    "... on Portfolio { id }",
  );
  await harness.command(
    compliance,
    "erasePersonalData",
    { portfolioId, purpose: "Over" },
    "... on Portfolio { id }",
  );
  expect(await unmask(accountIds[0]!)).toMatchObject({ state: "ERASED" });
  expect(await unmask(accountIds[1]!)).toMatchObject({ name: "Other", taxId: "456" });
  const erasure = { portfolioId: carved.id, purpose: "Over" };
  await harness.command(compliance, "erasePersonalData", erasure, "... on Portfolio { id }");
  expect(await unmask(accountIds[1]!)).toMatchObject({ state: "ERASED" });
});

it("a box that was put beside another account, or changed, does not open", async () => {
  const { accountIds } = await imported();
  await harness.query(
    "UPDATE personal_box SET box = (SELECT box FROM personal_box WHERE account_id = $2) WHERE account_id = $1",
    accountIds.slice(0, 2),
  );
  await expect(unmask(accountIds[0]!)).rejects.toThrow();
  await harness.query(
    "UPDATE personal_box SET box = set_byte(box, 20, get_byte(box, 20) # 1) WHERE account_id = $1",
    [accountIds[1]],
  );
  await expect(unmask(accountIds[1]!)).rejects.toThrow();
});
