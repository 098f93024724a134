import { readFileSync } from "node:fs";
import { formatAmount, parseAmount } from "../../src/platform/money";
import { AccountStatus } from "../../src/portfolio/domain/account";
import { compileMapping, type FieldMapping } from "../../src/portfolio/domain/mapping";
import { screenAccount } from "../../src/portfolio/domain/screen";
import { rulesAsOf } from "../../src/portfolio/domain/screening-rules";
import { ageBucket } from "../../src/portfolio/domain/segments";
import { isUnreadable, TapeReader } from "../../src/portfolio/domain/tape-reader";
import { checkTotals, countRows, NOTHING_COUNTED } from "../../src/portfolio/domain/tape-totals";
import { REAL_TAPE, SBA_LOANS, SBA_SAMPLE } from "../support/sba-loans";

const { asOf, currency } = SBA_LOANS.portfolio;
const FIELDS = SBA_LOANS.mapping.fields;

/** Reads and screens a tape as the server would, in memory. */
function readTape(file: string, fields = FIELDS) {
  const complete = fields.map((each) => ({
    ...{ column: null, format: null, values: null, constant: null },
    ...each,
  }));
  const mapping = compileMapping({ delimiter: ",", fields: complete as FieldMapping[] }, currency);
  if ("message" in mapping) throw new Error(mapping.message);
  const reader = new TapeReader(mapping);
  const [first, last] = [reader.push(readFileSync(file)), reader.end()];
  if (isUnreadable(first) || isUnreadable(last)) throw new Error("The tape cannot be read");
  const rows = [...first, ...last];
  const rules = rulesAsOf(asOf);
  const accounts = rows.flatMap(({ account }) => {
    if (!account) return [];
    const { result, findings } = screenAccount(account, rules, asOf);
    return [{ balance: account.balance, bucket: ageBucket(account, asOf), result, findings }];
  });
  return { rows, accounts, counts: countRows(NOTHING_COUNTED, rows), lastLine: reader.lastLine };
}

type Account = ReturnType<typeof readTape>["accounts"][number];

/** "17 accounts, 1114619.00" */
function total(accounts: readonly Account[]): string {
  const face = accounts.reduce((sum, { balance }) => sum + balance, 0n);
  return `${accounts.length} accounts, ${formatAmount(face, currency)}`;
}

const hitBy = (rule: string) => (account: Account) =>
  account.findings.some((finding) => finding.rule === rule);
const withResult = (result: string) => (account: Account) => String(account.result) === result;
const inBucket = (bucket: string) => (account: Account) => account.bucket === bucket;

describe("the sample of the SBA's tape, by the shipped mapping", () => {
  const { rows, accounts } = readTape(SBA_SAMPLE);

  it("is taken whole, codes outside the published dictionary included", () => {
    expect(rows.flatMap(({ rejections }) => rejections)).toEqual([]);
    expect(rows.map(({ account }) => account?.documentation)).toEqual(
      ["FULL", "FULL", "FULL", "FULL", "FULL", null, null, null, null, "LOW", "FULL", "FULL"], // prettier-ignore
    );
  });

  it("has seven accounts to sell: the paid, the one of the cut-off day and the one after it are out", () => {
    expect(total(accounts.filter(withResult("ELIGIBLE")))).toBe("7 accounts, 127000.00");
    expect(total(accounts.filter(hitBy("PAID")))).toBe("3 accounts, 16728.00");
    expect(total(accounts.filter(hitBy("NOT_DELINQUENT")).filter(withResult("EXCLUDED")))).toBe(
      "4 accounts, 384000.00", // of the paid ones too it is asked, and not known, whether they were past due
    );
    const buckets = ["1-30", "61-90", "91-180", "181-365", "366+"];
    expect(
      buckets.map((bucket) => accounts.filter(withResult("ELIGIBLE")).filter(inBucket(bucket)).length),
    ).toEqual([1, 1, 2, 2, 1]);
  });

  it("has nothing to sell without the seller's attestation: unknown data never means eligible", () => {
    const unattested = readTape(
      SBA_SAMPLE,
      FIELDS.filter(({ constant }) => constant === undefined),
    );
    expect(unattested.accounts.filter(withResult("ELIGIBLE"))).toEqual([]);
    expect(total(unattested.accounts.filter(withResult("NEEDS_REVIEW")))).toBe("7 accounts, 127000.00");
  });
});

const whereTheRealTapeIs = REAL_TAPE ? describe : describe.skip;

whereTheRealTapeIs("the real tape, by the shipped mapping (product.md's numbers)", () => {
  const { rows, accounts, counts, lastLine } = readTape(REAL_TAPE ?? SBA_SAMPLE);
  const eligible = accounts.filter(withResult("ELIGIBLE"));
  const excluded = accounts.filter(withResult("EXCLUDED"));

  it("2,102 rows taken, none rejected, and the totals that were expected", () => {
    expect(counts).toMatchObject({ rowsRead: 2_102, rowsRejected: 0 });
    const { rows: expectedRows, faceValue } = SBA_LOANS.expected;
    expect(
      checkTotals(counts, { rows: expectedRows, faceValue: parseAmount(faceValue, currency) }, lastLine),
    ).toEqual([]);
    expect(rows).toHaveLength(2_102);
  });

  it("529 eligible, 1,416 excluded as paid, 157 as not delinquent at the cut-off", () => {
    expect(total(eligible)).toBe("529 accounts, 24542716.00");
    expect(excluded.filter(hitBy("PAID"))).toHaveLength(1_416);
    expect(
      excluded.filter((account) => !hitBy("PAID")(account) && hitBy("NOT_DELINQUENT")(account)),
    ).toHaveLength(157);
    expect(accounts).toHaveLength(529 + 1_416 + 157);
  });

  it("by days since charge-off", () => {
    const upTo90 = eligible.filter(({ bucket }) => ["1-30", "31-60", "61-90"].includes(bucket));
    expect(total(upTo90)).toBe("17 accounts, 1114619.00");
    expect(total(eligible.filter(inBucket("91-180")))).toBe("57 accounts, 2469318.00");
    expect(total(eligible.filter(inBucket("181-365")))).toBe("136 accounts, 6290998.00");
    expect(total(eligible.filter(inBucket("366+")))).toBe("319 accounts, 14667781.00");
  });

  it("eleven of the paid ones carry a charge-off date", () => {
    expect(
      rows.filter(({ account }) => account?.status === AccountStatus.PAID && account.chargeOffDate !== null),
    ).toHaveLength(11);
  });
});
