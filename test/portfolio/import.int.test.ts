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
