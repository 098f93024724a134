import type { Viewer } from "../../src/platform/access/viewer";
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
