import fc from "fast-check";
import { Role, type Viewer } from "../../src/platform/access/viewer";
import { systemIdentifiers } from "../../src/platform/identifiers";
import { AccountStatus, type AccountFacts } from "../../src/portfolio/domain/account";
import type { Condition } from "../../src/portfolio/domain/condition";
import { holds } from "../../src/portfolio/domain/condition";
import { matchesFilter, type AccountFilter } from "../../src/portfolio/domain/account-filter";
import { screenAccount } from "../../src/portfolio/domain/screen";
import { rulesAsOf } from "../../src/portfolio/domain/screening-rules";
import { ageBucket, balanceTier } from "../../src/portfolio/domain/segments";
import { dateOfDayNumber, dayNumber } from "../../src/platform/time";
import { conditionSql, FACT_COLUMNS } from "../../src/portfolio/condition.sql";
import { filterSql } from "../../src/portfolio/account-filter.sql";
import { account, AS_OF } from "./builders";
import { PortfolioHarness } from "./portfolio-harness";

let harness: PortfolioHarness;
let manager: Viewer;

beforeAll(async () => {
  harness = await PortfolioHarness.start();
  manager = await harness.person();
});
afterAll(() => harness.end());

const near = fc.integer({ min: -400, max: 400 }).map((days) => dateOfDayNumber(dayNumber(AS_OF) + days));
const date = fc.option(near);
const flag = fc.constantFrom(true, false, null);
const facts: fc.Arbitrary<AccountFacts> = fc.record({
  balance: fc.constantFrom(0n, 1n, 49_999n, 50_000n, 200_000n, 200_001n, 1_000_001n),
  bookValue: fc.constant(null),
  dueDate: date,
  chargeOffDate: date,
  lastPaymentDate: date,
  limitationDate: date,
  status: fc.option(fc.constantFrom(...Object.values(AccountStatus))),
  state: fc.constantFrom("US-CA", "US-NY", null),
  industry: fc.constantFrom("53", "72", null),
  documentation: fc.constantFrom("FULL", null),
  ...{
    bankrupt: flag,
    deceased: flag,
    identityTheft: flag,
    activeDuty: flag,
    disputed: flag,
    inLitigation: flag,
  },
});
const manyFacts = fc.sample(facts, { numRuns: 400, seed: 11 });

/** Puts accounts into a portfolio that looks imported. */
async function portfolioWith(accounts: readonly AccountFacts[]): Promise<string> {
  const portfolioId = await harness.createPortfolio(manager, { asOf: AS_OF });
  const columns = Object.entries(FACT_COLUMNS);
  const rows = accounts.map((each, index) => ({
    id: systemIdentifiers.next(),
    reference: `${portfolioId}-${String(index).padStart(6, "0")}`,
    ...Object.fromEntries(
      columns.map(([fact, column]) => [column, String(each[fact as keyof AccountFacts] ?? "")]),
    ),
  }));
  const names = columns.map(([, column]) => column);
  await harness.query(
    `INSERT INTO account (id, portfolio_id, seller_id, reference, ${names.join(", ")})
    SELECT r.id, $1, $2, r.reference, ${names.map((name) => `(nullif(r.${name}, ''))::${typeOf(name)}`).join(", ")}
    FROM json_to_recordset($3) AS r (id uuid, reference text, ${names.map((name) => `${name} text`).join(", ")})`,
    [portfolioId, manager.organization.id, JSON.stringify(rows)],
  );
  await harness.query("UPDATE portfolio SET status = 'IMPORTED', account_count = $2 WHERE id = $1", [
    portfolioId,
    accounts.length,
  ]);
  return portfolioId;
}

function typeOf(column: string): string {
  if (column.endsWith("_date")) return "date";
  if (column.endsWith("_minor")) return "bigint";
  return /^(is|has)_/.test(column) ? "boolean" : "text";
}

const screen = (portfolioId: string, viewer = manager) =>
  harness.command(viewer, "screenPortfolio", { portfolioId }, "... on Portfolio { id status accountCount }");

const SCREENING = `query($id: ID!) { portfolio(id: $id) { status accountCount faceValue { amount } screening {
  eligible { accountCount faceValue { amount } }
  excluded { accountCount faceValue { amount } }
  needsReview { accountCount faceValue { amount } }
  byRule { rule version result reason inputs accountCount faceValue { amount } } } } }`;

interface Shown {
  status: string;
  accountCount: number;
  faceValue: { amount: string };
  screening: Record<
    "eligible" | "excluded" | "needsReview",
    { accountCount: number; faceValue: { amount: string } }
  > & {
    byRule: {
      rule: string;
      version: string;
      result: string;
      reason: string;
      inputs: string[];
      accountCount: number;
    }[];
  };
}

describe("the store's rules are the domain's", () => {
  it("for every account, whatever is known of it", async () => {
    const id = await portfolioWith(manyFacts);
    expect(await screen(id)).toMatchObject({ status: "SCREENED" });
    const rows = await harness.query<{ result: string; hits: string[] }>(
      `SELECT s.result, s.excluded_by || s.review_for || s.unknown_for AS hits
      FROM account a JOIN account_screening s ON s.account_id = a.id WHERE a.portfolio_id = $1 ORDER BY a.reference`,
      [id],
    );
    const expected = manyFacts.map((each) => screenAccount(each, rulesAsOf(AS_OF), AS_OF));
    expect(rows.map(({ result }) => result)).toEqual(expected.map(({ result }) => result));
    expect(rows.map(({ hits }) => [...hits].sort())).toEqual(
      expected.map(({ findings }) => findings.map(({ rule }) => rule).sort()),
    );
    await compareTotals(id, expected);
  });

  async function compareTotals(id: string, expected: ReturnType<typeof screenAccount>[]): Promise<void> {
    const { screening, accountCount } = await harness.ask<Shown>(manager, SCREENING, { id });
    const count = (result: string) => expected.filter((each) => String(each.result) === result).length;
    expect(accountCount).toBe(count("ELIGIBLE"));
    expect(screening.eligible.accountCount).toBe(count("ELIGIBLE"));
    expect(screening.excluded.accountCount).toBe(count("EXCLUDED"));
    expect(screening.needsReview.accountCount).toBe(count("NEEDS_REVIEW"));
    const findings = expected.flatMap((each) => each.findings);
    for (const { rule, reason, result, version, inputs, accountCount: hits } of screening.byRule) {
      const same = findings.filter((finding) => finding.rule === rule && finding.reason === reason);
      expect([rule, hits]).toEqual([rule, same.length]);
      expect(same[0]).toMatchObject({ result, version, inputs: { fact: inputs[0] } });
    }
    expect(screening.byRule.reduce((sum, each) => sum + each.accountCount, 0)).toBe(findings.length);
  }

  it("for every kind of condition, known and unknown", async () => {
    const id = await portfolioWith(manyFacts.slice(0, 100));
    const bound = fc.option(fc.integer({ min: -200, max: 200 }));
    const condition: fc.Arbitrary<Condition> = fc.oneof(
      fc.record({
        kind: fc.constant("flag" as const),
        fact: fc.constantFrom("bankrupt" as const, "disputed" as const),
      }),
      fc.record({
        kind: fc.constant("is" as const),
        fact: fc.constant("state" as const),
        value: fc.constantFrom("US-CA", "o'x"),
      }),
      fc.record({
        kind: fc.constant("missing" as const),
        fact: fc.constantFrom("dueDate" as const, "state" as const),
      }),
      fc.record({ kind: fc.constant("balanceAtMost" as const), minor: fc.constantFrom(0n, 50_000n) }),
      fc.record({
        kind: fc.constant("daysAfterAsOf" as const),
        fact: fc.constantFrom("dueDate" as const, "limitationDate" as const),
        ...{ atLeast: bound, atMost: bound },
      }),
    );
    await fc.assert(
      fc.asyncProperty(condition, async (each) => {
        const rows = await harness.query<{ answer: boolean | null }>(
          `SELECT ${conditionSql(each, "$2::date")} AS answer FROM account a
          WHERE a.portfolio_id = $1 AND $2::date IS NOT NULL ORDER BY a.reference`,
          [id, AS_OF],
        );
        const expected = manyFacts.slice(0, 100).map((known) => holds(each, known, AS_OF));
        expect(rows.map(({ answer }) => answer)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

it("segments of the store are the domain's, over any dimensions", async () => {
  const id = await portfolioWith(manyFacts);
  interface Segments {
    segments: { keys: { dimension: string; value: string }[]; accountCount: number }[];
  }
  const read = async (by: string[]) => {
    const query = `query($id: ID!, $by: [SegmentDimension!]!) {
      portfolio(id: $id) { segments(by: $by) { keys { dimension value } accountCount verySmallCount shareOfFace } } }`;
    const { segments } = await harness.ask<Segments>(manager, query, { id, by });
    return new Map(
      segments.map(({ keys, accountCount }) => [keys.map(({ value }) => value).join(), accountCount]),
    );
  };
  const count = (key: (each: AccountFacts) => string) => {
    const counts = new Map<string, number>();
    for (const each of manyFacts) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
    return counts;
  };
  const age = (each: AccountFacts) => ageBucket(each, AS_OF);
  const tier = (each: AccountFacts) => balanceTier(each.balance, "USD");
  expect(await read(["AGE_BUCKET"])).toEqual(count(age));
  expect(await read(["BALANCE_TIER", "AGE_BUCKET"])).toEqual(count((each) => `${tier(each)},${age(each)}`));
  expect(await read(["STATE", "INDUSTRY"])).toEqual(
    count((each) => `${each.state ?? "UNKNOWN"},${each.industry ?? "UNKNOWN"}`),
  );
  expect(await read(["ASSET_CLASS", "DOCUMENTATION"])).toEqual(
    count((each) => `CREDIT_CARD,${each.documentation ?? "UNKNOWN"}`),
  );
  expect(await read([])).toEqual(new Map([["", manyFacts.length]]));
});

it("filters of the store are the domain's", async () => {
  const id = await portfolioWith(manyFacts);
  const days = fc.option(fc.integer({ min: -50, max: 300 }));
  const filter: fc.Arbitrary<AccountFilter> = fc.record({
    minBalance: fc.option(fc.constantFrom(1n, 50_000n)),
    maxBalance: fc.option(fc.constantFrom(49_999n, 200_000n)),
    ...{ minDaysPastDue: days, maxDaysPastDue: days },
    states: fc.option(fc.subarray(["US-CA", "US-NY"])),
    industries: fc.option(fc.subarray(["53", "72"])),
  });
  await fc.assert(
    fc.asyncProperty(filter, async (each) => {
      const { sql, parameters } = filterSql(each, { asOf: "$2::date", first: 3 });
      const rows = await harness.query<{ reference: string }>(
        `SELECT a.reference FROM account a WHERE a.portfolio_id = $1 AND $2::date IS NOT NULL AND ${sql} ORDER BY 1`,
        [id, AS_OF, ...parameters],
      );
      const expected = manyFacts.flatMap((known, index) =>
        matchesFilter(known, each, AS_OF) ? `${id}-${String(index).padStart(6, "0")}` : [],
      );
      expect(rows.map(({ reference }) => reference)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

describe("screening", () => {
  it("is done once; whoever did it gets the same again, and others the state", async () => {
    const id = await portfolioWith([account()]);
    const first = await screen(id);
    expect(await screen(id)).toEqual(first);
    const compliance = await harness.person(Role.COMPLIANCE);
    expect(await screen(id, compliance)).toMatchObject({ code: "INVALID_STATE", state: "SCREENED" });
    expect(await harness.journal(id)).toEqual(["PortfolioCreated", "PortfolioScreened"]);
  });

  it("of a portfolio without a tape is refused, naming the state", async () => {
    const id = await harness.createPortfolio(manager);
    expect(await screen(id)).toMatchObject({ code: "INVALID_STATE", state: "DRAFT" });
  });
});

describe("accounts that need review are decided by people", () => {
  const ids = async (portfolioId: string, screening: string) => {
    const query = `query($portfolioId: ID!, $screening: [ScreeningResult!]) {
      accounts(portfolioId: $portfolioId, screening: $screening) { edges { node { id reference } } } }`;
    interface Accounts {
      edges: { node: { id: string } }[];
    }
    const { edges } = await harness.ask<Accounts>(manager, query, { portfolioId, screening });
    return edges.map(({ node }) => node.id);
  };
  const decide = (portfolioId: string, accountIds: string[], decision: string, viewer = manager) => {
    const input = { portfolioId, accountIds, decision, rationale: "Looked at the file." };
    return harness.command(viewer, "decideAccountReviews", input, "... on Portfolio { accountCount }");
  };

  it("all of those named or none; then they count with the eligible", async () => {
    const open = account({ state: null });
    const id = await portfolioWith([account(), open, open, open, account({ disputed: true })]);
    await screen(id);
    const [first, second, third] = await ids(id, "NEEDS_REVIEW");
    const [excluded] = await ids(id, "EXCLUDED");
    expect(await decide(id, [first!, excluded!], "ELIGIBLE")).toMatchObject({
      code: "INVALID_STATE",
      state: "EXCLUDED",
    });
    expect(await ids(id, "NEEDS_REVIEW")).toHaveLength(3);
    expect(await decide(id, [first!, second!], "ELIGIBLE")).toMatchObject({ accountCount: 3 });
    expect(await decide(id, [third!], "EXCLUDED")).toMatchObject({ accountCount: 3 });
    expect(await harness.ask<Shown>(manager, SCREENING, { id })).toMatchObject({
      faceValue: { amount: "3000.00" },
      screening: {
        eligible: { accountCount: 3 },
        excluded: { accountCount: 2 },
        needsReview: { accountCount: 0 },
        byRule: [
          { rule: "DISPUTED", accountCount: 1 },
          { rule: "NO_JURISDICTION", accountCount: 3 },
        ],
      },
    });
    expect(await harness.journal(id)).toEqual([
      ...["PortfolioCreated", "PortfolioScreened", "AccountsReviewed", "AccountsReviewed"],
    ]);
  });

  it("the same again changes nothing, and the other way round is refused", async () => {
    const id = await portfolioWith([account({ state: null })]);
    await screen(id);
    const review = await ids(id, "NEEDS_REVIEW");
    await decide(id, review, "ELIGIBLE");
    expect(await decide(id, review, "ELIGIBLE")).toMatchObject({ accountCount: 1 });
    expect(await decide(id, review, "EXCLUDED")).toMatchObject({ code: "INVALID_STATE", state: "ELIGIBLE" });
    expect(await harness.journal(id)).toHaveLength(3);
  });

  it("an account of another portfolio is not found", async () => {
    const id = await portfolioWith([account({ state: null })]);
    const other = await portfolioWith([account({ state: null })]);
    await screen(id);
    await screen(other);
    const foreign = await ids(other, "NEEDS_REVIEW");
    await expect(decide(id, foreign, "ELIGIBLE")).rejects.toMatchObject({
      extensions: { code: "NOT_FOUND" },
    });
  });

  it("who decided, when and why is shown with what the rules had found", async () => {
    const id = await portfolioWith([account({ state: null, limitationDate: "2026-02-01" })]);
    await screen(id);
    await decide(id, await ids(id, "NEEDS_REVIEW"), "ELIGIBLE");
    const query = `query($id: ID!) { accounts(portfolioId: $id) { edges { node { daysPastDue screening {
      result rationale decidedBy { name } findings { rule version result reason inputs } } } } } }`;
    expect(await harness.ask(manager, query, { id })).toMatchObject({
      edges: [
        {
          node: {
            daysPastDue: 215,
            screening: {
              result: "ELIGIBLE",
              rationale: "Looked at the file.",
              decidedBy: { name: manager.actor.name },
              findings: [
                {
                  rule: "LIMITATION_NEAR",
                  result: "NEEDS_REVIEW",
                  inputs: { asOf: AS_OF, limitationDate: "2026-02-01" },
                },
                { rule: "NO_JURISDICTION", version: "1", inputs: { asOf: AS_OF, state: null } },
              ],
            },
          },
        },
      ],
    });
  });
});
