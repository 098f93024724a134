import type { Viewer } from "../../src/platform/access/viewer";
import { apply, BuyersHarness, EXPEL, qualify, SUSPEND } from "./buyers-harness";

let harness: BuyersHarness;
let risk: Viewer;
let count = 0;

beforeAll(async () => {
  harness = await BuyersHarness.start();
  risk = await harness.seller();
});
afterAll(() => harness.end());

const newFirm = () => harness.firm(`firm-${(count += 1)}`);
const sql = (text: string, parameters: unknown[] = []) =>
  harness.access.database.query<unknown>(text, parameters);
const set = (id: string, assignment: string) =>
  sql(`UPDATE qualification SET ${assignment} WHERE id = $1`, [id]);

describe("the database itself refuses", () => {
  let firm: Viewer;
  let applied: string;
  let qualified: string;

  beforeAll(async () => {
    firm = await newFirm();
    applied = (await apply(harness, firm)).id;
    qualified = (await qualify(harness, await newFirm(), risk)).id;
  });

  it("a second live qualification of a firm by a seller, and two sides of the wrong kind", async () => {
    const copy = (changes: string) =>
      sql(
        `WITH made AS (
           INSERT INTO qualification_evidence SELECT gen_random_uuid(), gen_random_uuid(), submitted_by, submitted_at,
             insurance_valid_until, financial_capacity_minor, financial_capacity_currency, operations, conduct_record,
             reference_list, affiliations FROM qualification_evidence WHERE qualification_id = $1
           RETURNING id, qualification_id)
         INSERT INTO qualification (id, seller_id, buyer_id, state, application_id, evidence_id, submitted_by, submitted_at)
         SELECT made.qualification_id, ${changes}, 'APPLIED', made.id, made.id, q.submitted_by, q.submitted_at
         FROM qualification q, made WHERE q.id = $1`,
        [applied],
      );
    await expect(copy("q.seller_id, q.buyer_id")).rejects.toThrow("qualification_live");
    await expect(copy("q.buyer_id, q.seller_id")).rejects.toThrow("foreign key");
  });

  it.each([
    ["a state that there is not", "state = 'LAPSED'", "does not go from APPLIED to LAPSED"],
    ["qualifying without a decision", "state = 'QUALIFIED'", "decided"],
    [
      "a decision by the applicant",
      "state = 'REJECTED', decided_by = submitted_by, decided_at = now(), rationale = 'x'",
      "separation_of_duties",
    ],
    ["terms without a qualification", "valid_until = '2030-01-01'", "terms"],
    [
      "a suspension of an applicant",
      "suspended_by = id, suspended_at = now(), suspension_reason = 'x'",
      "suspended",
    ],
    ["a review that nobody started", "state = 'UNDER_REVIEW'", "review_started"],
    ["an expulsion of an applicant", "state = 'EXPELLED'", "EXPELLED"],
    ["evidence of another qualification", "evidence_id = gen_random_uuid()", "evidence_in_force"],
    ["a renewal of an applicant", "renewal_id = application_id, renewal_status = 'PENDING'", "renewal"],
  ])("for an applicant %s", async (_name, assignment, constraint) => {
    await expect(set(applied, assignment)).rejects.toThrow(constraint);
  });

  it.each([
    ["going back", "state = 'APPLIED'", "does not go from QUALIFIED to APPLIED"],
    ["being rejected", "state = 'REJECTED'", "does not go from QUALIFIED to REJECTED"],
    ["an expulsion by nobody", "state = 'EXPELLED'", "expelled"],
    ["a limit of zero", "exposure_limit_minor = 0", "exposure_limit_minor"],
    ["a limit without a currency", "exposure_limit_currency = NULL", "terms"],
    ["no asset class", "asset_classes = '{}'", "asset_classes"],
    ["an asset class that there is not", "asset_classes = '{BOATS}'", "asset_classes"],
    ["no date to lapse", "lapses_at = NULL", "terms"],
    [
      "a suspension before the decision",
      "suspended_by = id, suspended_at = '2000-01-01', suspension_reason = 'x'",
      "in_order",
    ],
    ["a suspension without a reason", "suspended_by = id, suspended_at = now()", "suspended"],
    [
      "a reinstatement of what is not suspended",
      "reinstated_by = id, reinstated_at = now(), reinstatement_reason = 'x'",
      "reinstated",
    ],
    [
      "a renewal decided by nobody",
      "renewal_id = application_id, renewal_status = 'CONFIRMED'",
      "renewal_decided",
    ],
    [
      "another's evidence",
      `renewal_status = 'PENDING', renewal_id = (SELECT application_id FROM qualification WHERE state = 'APPLIED')`,
      "foreign key",
    ],
  ])("for a qualified firm %s", async (_name, assignment, constraint) => {
    await expect(set(qualified, assignment)).rejects.toThrow(constraint);
  });

  it("an expelled firm's return", async () => {
    const expelled = await newFirm();
    const { id } = await qualify(harness, expelled, risk);
    await harness.answer(risk, EXPEL, { input: { buyerId: expelled.organization.id, reason: "x" } });
    await expect(set(id, "state = 'QUALIFIED'")).rejects.toThrow("does not go from EXPELLED to QUALIFIED");
  });

  it("any change of evidence", async () => {
    for (const table of ["qualification_evidence", "qualification_licence"]) {
      await expect(sql(`DELETE FROM ${table}`)).rejects.toThrow("append-only");
      await expect(sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("append-only");
    }
    await expect(sql("UPDATE qualification_evidence SET operations = 'x'")).rejects.toThrow("append-only");
    await expect(sql("UPDATE qualification_licence SET valid_until = '2099-01-01'")).rejects.toThrow(
      "append-only",
    );
  });

  it("evidence of no qualification", async () => {
    const orphan = sql(
      `INSERT INTO qualification_evidence SELECT gen_random_uuid(), gen_random_uuid(), submitted_by, submitted_at,
         insurance_valid_until, financial_capacity_minor, financial_capacity_currency, operations, conduct_record,
         reference_list, affiliations FROM qualification_evidence LIMIT 1`,
    );
    await expect(orphan).rejects.toThrow("foreign key");
  });
});

it("a firm's commands wait for each other, and for whoever holds its lock", async () => {
  const firm = await newFirm();
  await qualify(harness, firm, risk);
  const input = { buyerId: firm.organization.id, reason: "x" };
  const order: string[] = [];
  let suspended: Promise<unknown> = Promise.resolve();
  await harness.transactions.run(async (tx) => {
    await tx.query("SELECT FROM organization WHERE id = $1 FOR NO KEY UPDATE", [firm.organization.id]);
    suspended = harness.answer(risk, SUSPEND, { input }).then(() => order.push("suspended"));
    await waitForLock();
    order.push("released");
  });
  await suspended;
  expect(order).toEqual(["released", "suspended"]);
});

/** Until somebody waits for a row, which PostgreSQL says. */
async function waitForLock(): Promise<void> {
  for (;;) {
    const waiting = await harness.access.database.query<unknown[]>(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (waiting.length > 0) return;
  }
}
