import { readFileSync } from "node:fs";
import type { Viewer } from "../../src/platform/access/viewer";
import { REAL_TAPE, SBA_LOANS, SBA_SAMPLE } from "../support/sba-loans";
import { PortfolioHarness } from "./portfolio-harness";

const FIELDS = [
  { field: "REFERENCE", column: "ref" },
  { field: "BALANCE", column: "balance" },
  { field: "DUE_DATE", column: "due" },
  { field: "DEBTOR_NAME", column: "name" },
];
const MAPPING = { mapping: { fields: FIELDS } };
const HEADER = "ref,balance,due,name\n";
const row = (reference: string, balance = "10.00", name = "Jo") =>
  `${reference},${balance},2025-12-31,${name}\n`;
const PORTFOLIO =
  "query($id: ID!) { portfolio(id: $id) { status accountCount faceValue { amount } bookValue { amount } } }";
const SCREENING = `query($id: ID!) { portfolio(id: $id) {
  accountCount faceValue { amount } screening {
    eligible { accountCount faceValue { amount } }
    excluded { accountCount faceValue { amount } }
    needsReview { accountCount faceValue { amount } }
    byRule { rule version result reason inputs accountCount faceValue { amount } } }
  segments(by: [AGE_BUCKET]) { keys { dimension value } accountCount faceValue { amount } shareOfFace } } }`;

/** A cell for every column of an account, and what is stored of it. */
const EVERY_FIELD: Record<string, { cell: string; column: string; stored: unknown }> = {
  REFERENCE: { cell: '"I\tL\\1 Zoë ""€"""', column: "reference", stored: 'I\tL\\1 Zoë "€"' },
  BALANCE: { cell: "92233720368547.07", column: "balance_minor", stored: 9_223_372_036_854_707n },
  BOOK_VALUE: { cell: "0.01", column: "book_value_minor", stored: 1n },
  DUE_DATE: { cell: "2024-02-29", column: "due_date", stored: "2024-02-29" },
  CHARGE_OFF_DATE: { cell: "1999-12-31", column: "charge_off_date", stored: "1999-12-31" },
  LAST_PAYMENT_DATE: { cell: "0001-01-01", column: "last_payment_date", stored: "0001-01-01" },
  LIMITATION_DATE: { cell: "9999-12-31", column: "limitation_date", stored: "9999-12-31" },
  STATUS: { cell: "charged off", column: "status", stored: "CHARGED_OFF" },
  STATE: { cell: "ca", column: "state", stored: "US-CA" },
  INDUSTRY: { cell: "Bäckerei", column: "industry", stored: "Bäckerei" },
  DOCUMENTATION: { cell: "FULL", column: "documentation", stored: "FULL" },
  BANKRUPT: { cell: "Y", column: "is_bankrupt", stored: true },
  DECEASED: { cell: "N", column: "is_deceased", stored: false },
  IDENTITY_THEFT: { cell: "true", column: "has_identity_theft", stored: true },
  ACTIVE_DUTY: { cell: "false", column: "is_on_active_duty", stored: false },
  DISPUTED: { cell: "1", column: "is_disputed", stored: true },
  IN_LITIGATION: { cell: "0", column: "is_in_litigation", stored: false },
};

let harness: PortfolioHarness;
let manager: Viewer;

beforeAll(async () => {
  harness = await PortfolioHarness.start();
  manager = await harness.person();
});
afterAll(() => harness.end());

it("an accepted tape makes its rows the portfolio's accounts", async () => {
  const id = await harness.createPortfolio(manager);
  const expected = { rows: 2, faceValue: "30.50" };
  const { status, tapeImport } = await harness.importTape(
    manager,
    id,
    HEADER + row("IA1") + row("IA2", "20.50", '"Zoë, ""Z"""'),
    { ...MAPPING, expected },
  );
  expect(status).toBe(200);
  expect(tapeImport).toMatchObject({
    status: "ACCEPTED",
    rowsRead: 2,
    rowsAccepted: 2,
    rowsRejected: 0,
    faceValue: { amount: "30.50", currency: "USD" },
    rejections: [],
  });
  expect(await harness.ask(manager, PORTFOLIO, { id })).toEqual({
    status: "IMPORTED",
    accountCount: 2,
    faceValue: { amount: "30.50" },
    bookValue: null,
  });
  expect(await harness.journal(id)).toEqual(["PortfolioCreated", "TapeImportStarted", "TapeImported"]);
  expect(harness.reactions).toContain(`replaced ${id}`);
});

it("an account is stored as its row says, cell by cell", async () => {
  const columns = Object.keys(EVERY_FIELD);
  const fields = columns.map((name) => ({ field: name, column: name }));
  const tape = [
    columns,
    Object.values(EVERY_FIELD).map(({ cell }) => cell),
    ["IL2", "7.00", ...columns.slice(2).map(() => "")],
  ];
  const id = await harness.createPortfolio(manager);
  const text = tape.map((cells) => cells.join(",") + "\n").join("");
  expect((await harness.importTape(manager, id, text, { mapping: { fields } })).status).toBe(200);
  const stored = await harness.query<Record<string, unknown>>(
    "SELECT * FROM account WHERE portfolio_id = $1 ORDER BY id",
    [id],
  );
  const { seller_id: sellerId } = (
    await harness.query<{ seller_id: string }>("SELECT seller_id FROM portfolio WHERE id = $1", [id])
  )[0]!;
  const values = Object.values(EVERY_FIELD).map(({ column, stored: value }) => [column, value]);
  expect(stored[0]).toMatchObject({
    ...Object.fromEntries(values),
    seller_id: sellerId,
    is_withdrawn: false,
  });
  const nothing = values.slice(2).map(([column]) => [column, null]);
  expect(stored[1]).toMatchObject({ reference: "IL2", balance_minor: 700n, ...Object.fromEntries(nothing) });
});

describe("a tape that cannot be taken changes nothing, and says why by line, column and code", () => {
  it.each([
    [
      "a row",
      HEADER + row("IB1") + row("IB2", "-5.00"),
      [{ line: 3, column: "balance", code: "BAD_AMOUNT" }],
    ],
    [
      "a reference twice",
      HEADER + row("IB1") + row("IB2") + row("IB1"),
      [{ line: 4, column: "ref", code: "DUPLICATE_ACCOUNT" }],
    ],
    [
      "Latin-1",
      Buffer.from(HEADER + row("IB1", "1.00", "Zoë"), "latin1"),
      [{ line: 2, column: null, code: "ENCODING" }],
    ],
    ["another delimiter", HEADER.replaceAll(",", ";"), [{ line: 1, column: null, code: "DELIMITER" }]],
    ["no accounts", HEADER, [{ line: 1, column: null, code: "TOTALS" }]],
  ])("%s", async (_name, tape, rejections) => {
    const id = await harness.createPortfolio(manager);
    const { status, tapeImport } = await harness.importTape(manager, id, tape, MAPPING);
    expect(status).toBe(422);
    expect(tapeImport).toMatchObject({ status: "REFUSED", rejections });
    expect(await harness.ask(manager, PORTFOLIO, { id })).toMatchObject({ status: "DRAFT", accountCount: 0 });
    expect(await harness.query("SELECT FROM account WHERE portfolio_id = $1", [id])).toEqual([]);
    expect(await harness.journal(id)).toEqual(["PortfolioCreated", "TapeImportStarted", "TapeRefused"]);
  });

  it("totals that are not what was expected", async () => {
    const id = await harness.createPortfolio(manager);
    const expected = { rows: 3, faceValue: "10.01" };
    const tape = HEADER + row("IC1");
    const { status, tapeImport } = await harness.importTape(manager, id, tape, { ...MAPPING, expected });
    expect(status).toBe(422);
    expect(tapeImport.rejections).toMatchObject([
      { line: 2, code: "TOTALS" },
      { line: 2, code: "TOTALS" },
    ]);
  });

  it("rejections come in pages, in the order of the file", async () => {
    const id = await harness.createPortfolio(manager);
    const tape = HEADER + row("", "x") + row("ID1", "x") + row("ID2") + row("ID3", "x");
    const { tapeImport } = await harness.importTape(manager, id, tape, MAPPING);
    const read = `query($id: ID!, $after: Cursor) { tapeImport(id: $id) {
      rowsRead rowsAccepted rowsRejected reason
      rejections(first: 3, after: $after) { edges { node { line column code } } pageInfo { hasNextPage endCursor } } } }`;
    interface Page {
      rejections: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }
    const first = await harness.ask<Page>(manager, read, { id: tapeImport.id });
    expect(first).toMatchObject({ rowsRead: 4, rowsAccepted: 1, rowsRejected: 3 });
    expect(first.rejections.edges.map(({ node }) => node)).toEqual([
      { line: 2, column: "ref", code: "REQUIRED" },
      { line: 2, column: "balance", code: "BAD_AMOUNT" },
      { line: 3, column: "balance", code: "BAD_AMOUNT" },
    ]);
    expect(first.rejections.pageInfo.hasNextPage).toBe(true);
    const { endCursor: after } = first.rejections.pageInfo;
    const second = await harness.ask<Page>(manager, read, { id: tapeImport.id, after });
    expect(second.rejections).toMatchObject({
      edges: [{ node: { line: 5, column: "balance", code: "BAD_AMOUNT" } }],
      pageInfo: { hasNextPage: false },
    });
  });
});

describe("with onRejected SKIP", () => {
  const SKIP = { ...MAPPING, onRejected: "SKIP" };

  it("rows that cannot be taken are left out, and reported", async () => {
    const id = await harness.createPortfolio(manager);
    const tape = HEADER + row("IE1") + row("IE2", "x") + row("IE3") + row("IE1") + row("IE4", "1.00", "=1");
    const expected = { rows: 5 };
    const { status, tapeImport } = await harness.importTape(manager, id, tape, { ...SKIP, expected });
    expect(status).toBe(200);
    expect(tapeImport).toMatchObject({
      status: "ACCEPTED",
      rowsRead: 5,
      rowsAccepted: 2,
      rowsRejected: 3,
      faceValue: { amount: "20.00" },
      rejections: [
        { line: 3, code: "BAD_AMOUNT" },
        { line: 5, code: "DUPLICATE_ACCOUNT" },
        { line: 6, code: "FORMULA" },
      ],
    });
    const accounts = await harness.query(
      "SELECT reference FROM account WHERE portfolio_id = $1 ORDER BY id",
      [id],
    );
    expect(accounts).toEqual([{ reference: "IE1" }, { reference: "IE3" }]);
  });

  it("an account that is in another portfolio of the seller is left out; in a withdrawn one it is free", async () => {
    const other = await harness.createPortfolio(manager);
    await harness.importTape(manager, other, HEADER + row("IF1"), MAPPING);
    const id = await harness.createPortfolio(manager);
    const tape = HEADER + row("IF1") + row("IF2");
    const refused = await harness.importTape(manager, id, tape, MAPPING);
    expect(refused.tapeImport.rejections).toMatchObject([
      { line: 2, column: "ref", code: "DUPLICATE_ACCOUNT" },
    ]);
    const skipped = await harness.importTape(manager, id, tape, SKIP);
    expect(skipped.tapeImport).toMatchObject({ status: "ACCEPTED", rowsAccepted: 1, rowsRejected: 1 });
    const input = { portfolioId: other, reason: "We keep it." };
    await harness.command(manager, "withdrawPortfolio", input, "... on Portfolio { id }");
    expect((await harness.importTape(manager, id, tape, MAPPING)).status).toBe(200);
  });

  it("another seller's accounts are in nobody's way", async () => {
    const stranger = await harness.person(undefined, "south-bank");
    const own = await harness.createPortfolio(manager);
    const theirs = await harness.createPortfolio(stranger);
    expect((await harness.importTape(manager, own, HEADER + row("IG1"), MAPPING)).status).toBe(200);
    expect((await harness.importTape(stranger, theirs, HEADER + row("IG1"), MAPPING)).status).toBe(200);
  });

  it("but what is cut off is refused all the same", async () => {
    const id = await harness.createPortfolio(manager);
    const { status, tapeImport } = await harness.importTape(manager, id, HEADER + row("IH1") + "IH2,5", SKIP);
    expect(status).toBe(400);
    expect(tapeImport).toMatchObject({ status: "REFUSED", rejections: [{ line: 3, code: "TRUNCATED" }] });
  });
});

it("a second tape replaces the first, and what was found out about its accounts", async () => {
  const id = await harness.createPortfolio(manager);
  await harness.importTape(manager, id, HEADER + row("II1") + row("II2"), MAPPING);
  await harness.command(manager, "screenPortfolio", { portfolioId: id }, "... on Portfolio { id }");
  await harness.importTape(manager, id, HEADER + row("II2", "7.00"), MAPPING);
  expect(await harness.ask(manager, SCREENING, { id })).toMatchObject({
    accountCount: 1,
    faceValue: { amount: "7.00" },
    screening: null,
  });
  const left = await harness.query<{ boxes: string; screenings: string }>(
    `SELECT (SELECT count(*)::text FROM personal_box b WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = b.account_id)) AS boxes,
      (SELECT count(*)::text FROM account_screening s
        WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = s.account_id)) AS screenings`,
  );
  expect(left).toEqual([{ boxes: "0", screenings: "0" }]);
});

it("a second tape that is refused leaves the first as it was", async () => {
  const id = await harness.createPortfolio(manager);
  await harness.importTape(manager, id, HEADER + row("IJ1"), MAPPING);
  await harness.importTape(manager, id, HEADER + row("IJ2") + row("IJ3", "x"), MAPPING);
  const accounts = await harness.query("SELECT reference FROM account WHERE portfolio_id = $1", [id]);
  expect(accounts).toEqual([{ reference: "IJ1" }]);
});

it("a mapping that cannot be used is refused before anything is uploaded", async () => {
  const id = await harness.createPortfolio(manager);
  const fields = [...FIELDS, { field: "STATUS", column: "s", values: [{ code: "X", value: "GONE" }] }];
  const refusal = await harness.startImport(manager, id, { mapping: { fields } });
  expect(refusal).toMatchObject({
    __typename: "Refusal",
    code: "INVALID_MAPPING",
    path: ["input", "mapping", "fields", "4", "values", "0", "value"],
  });
});

it("a portfolio that went on while its tape was on the way refuses the tape", async () => {
  const id = await harness.createPortfolio(manager);
  const started = await harness.startImport(manager, id, MAPPING);
  const input = { portfolioId: id, reason: "Not for sale." };
  await harness.command(manager, "withdrawPortfolio", input, "... on Portfolio { id }");
  const { status, tapeImport } = await harness.put(started, HEADER + row("IK1"));
  expect(status).toBe(422);
  expect(tapeImport).toMatchObject({ status: "REFUSED", rejections: [] });
  expect(tapeImport.reason).toContain("WITHDRAWN");
});

it("the real numbers of the sample tape come out of the store as they do of the rules", async () => {
  const id = await harness.createPortfolio(manager, SBA_LOANS.portfolio);
  const { mapping } = SBA_LOANS;
  const { status } = await harness.importTape(manager, id, readFileSync(SBA_SAMPLE), { mapping });
  expect(status).toBe(200);
  await harness.command(manager, "screenPortfolio", { portfolioId: id }, "... on Portfolio { id }");
  const screening = await harness.ask(manager, SCREENING, { id });
  expect(screening).toMatchObject({
    accountCount: 7,
    faceValue: { amount: "127000.00" },
    screening: {
      eligible: { accountCount: 7, faceValue: { amount: "127000.00" } },
      excluded: { accountCount: 5, faceValue: { amount: "400728.00" } },
      needsReview: { accountCount: 0, faceValue: { amount: "0.00" } },
    },
  });
});

const theRealTape = REAL_TAPE ? it : it.skip;

theRealTape("the real tape gives product.md's numbers over the API", async () => {
  const id = await harness.createPortfolio(manager, SBA_LOANS.portfolio);
  const { mapping, expected } = SBA_LOANS;
  const tape = readFileSync(REAL_TAPE ?? "");
  const { tapeImport } = await harness.importTape(manager, id, tape, { mapping, expected });
  expect(tapeImport).toMatchObject({ status: "ACCEPTED", rowsAccepted: 2_102, rowsRejected: 0 });
  await harness.command(manager, "screenPortfolio", { portfolioId: id }, "... on Portfolio { id }");
  expect(await harness.ask(manager, SCREENING, { id })).toMatchObject({
    accountCount: 529,
    faceValue: { amount: "24542716.00" },
    screening: {
      eligible: { accountCount: 529, faceValue: { amount: "24542716.00" } },
      excluded: { accountCount: 1_416 + 157 },
      needsReview: { accountCount: 0 },
    },
    segments: [
      { keys: [{ value: "1-30" }] },
      { keys: [{ value: "31-60" }] },
      { keys: [{ value: "61-90" }] },
      { keys: [{ value: "91-180" }], accountCount: 57, faceValue: { amount: "2469318.00" } },
      { keys: [{ value: "181-365" }], accountCount: 136, faceValue: { amount: "6290998.00" } },
      { keys: [{ value: "366+" }], accountCount: 319, faceValue: { amount: "14667781.00" } },
    ],
  });
});
