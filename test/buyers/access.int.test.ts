import type { Viewer } from "../../src/platform/access/viewer";
import { RequestContext } from "../../src/platform/context";
import type { Entry } from "../../src/platform/journal/chain";
import { accessRows } from "../support/access-rows";
import {
  actualOutcomes,
  expectedOutcomes,
  fieldsWithoutRow,
  rowsWithoutField,
  type Ask,
} from "../support/access-table";
import { buyerRows, BuyerWorld } from "../support/buyer-rows";
import {
  apply,
  BuyersHarness,
  CONFIRM_AFFILIATION,
  DECIDE,
  EXPEL,
  onTerms,
  qualify,
  RENEW,
  statement,
  SUSPEND,
} from "./buyers-harness";

let harness: BuyersHarness;
let ask: Ask;
let world: BuyerWorld;

beforeAll(async () => {
  harness = await BuyersHarness.start();
  ask = async (caller, document, variables) => {
    if (caller === null) return harness.ask(null, document, variables);
    const { kind, role } = caller;
    const organization = `${caller.organization}-${kind.toLowerCase()}`;
    const subject = `${organization}.${role}`;
    const viewer = await harness.access.viewer({ organization, kind, roles: [role], subject });
    return harness.ask(viewer, document, variables);
  };
  world = new BuyerWorld(ask);
});
afterAll(() => harness.end());

describe("who may do what with firms and their qualifications", () => {
  it("is said for every field", () => {
    const rows = [...accessRows, ...buyerRows];
    expect(fieldsWithoutRow(harness.schema, rows)).toEqual([]);
    expect(rowsWithoutField(harness.schema, rows)).toEqual([]);
  });

  it.each(buyerRows.map((row) => [row.field, row] as const))("%s", async (_field, row) => {
    expect(await actualOutcomes(row, world, ask)).toEqual(expectedOutcomes(row));
  });
});

describe("what of a qualification each side sees", () => {
  let risk: Viewer;
  let firm: Viewer;
  let id: string;
  const ALL = `query ($id: ID!) { qualification(id: $id) {
    id status submittedAt decidedAt validUntil lapsesAt assetClasses exposureLimit { amount } suspendedAt expelledAt seller
    rationale decidedBy { name } suspensionReason expulsionReason
    application { operations conductRecord references affiliations }
    renewal { status rationale evidence { operations } } } }`;
  /** What only the seller knows. */
  const FILE = ["rationale", "decidedBy", "suspensionReason", "expulsionReason"];
  const look = (viewer: Viewer) => harness.answer<Record<string, unknown>>(viewer, ALL, { id });

  beforeAll(async () => {
    risk = await harness.seller("west-bank");
    firm = await harness.firm("west-firm");
    ({ id } = await apply(harness, firm, { seller: "west-bank" }));
    await harness.answer(risk, DECIDE, { input: { qualificationId: id, ...onTerms } });
    const { licences, insuranceValidUntil } = statement;
    await harness.answer(firm, RENEW, { input: { qualificationId: id, licences, insuranceValidUntil } });
    await harness.answer(risk, SUSPEND, { input: { buyerId: firm.organization.id, reason: "Complaints." } });
  });

  it("the seller everything, the firm all but the seller's file", async () => {
    const [seller, own] = [await look(risk), await look(firm)];
    expect(seller).toMatchObject({
      status: "SUSPENDED",
      rationale: "Sound.",
      decidedBy: { name: risk.actor.name },
      suspensionReason: "Complaints.",
    });
    expect(own).toEqual({ ...seller, rationale: null, decidedBy: null, suspensionReason: null });
    await harness.answer(risk, EXPEL, { input: { buyerId: firm.organization.id, reason: "Fraud." } });
    expect(await look(risk)).toMatchObject({ status: "EXPELLED", expulsionReason: "Fraud." });
    const after = await look(firm);
    expect(FILE.map((field) => after[field])).toEqual([null, null, null, null]);
    expect(after).toMatchObject({ status: "EXPELLED" });
  });

  it("another seller of the firm sees its own qualification of it, and nothing of this one", async () => {
    const east = await harness.seller("east-bank");
    const buyer = `{ buyer(id: "${firm.organization.id}") { qualification { id status } licences { number } } }`;
    expect(await harness.errorCode(east, ALL, { id })).toBe("NOT_FOUND");
    expect(await harness.errorCode(east, buyer)).toBe("NOT_FOUND");
    const licences = [{ jurisdiction: "US-NY", number: "east", validUntil: "2035-01-01" }];
    const applied = await apply(harness, firm, { seller: "east-bank", licences });
    expect(await harness.answer(east, buyer)).toEqual({
      qualification: { id: applied.id, status: "APPLIED" },
      licences: [{ number: "east" }],
    });
    expect(await harness.answer(risk, buyer)).toMatchObject({ qualification: { id, status: "EXPELLED" } });
    expect(await harness.answer(firm, buyer)).toMatchObject({ qualification: { id: applied.id } });
  });

  it("the journal: the seller all of it, the firm all but whom it belongs with, a rival nothing", async () => {
    const other = await harness.firm("west-other");
    const own = await qualify(harness, other, risk);
    const input = {
      buyerId: other.organization.id,
      affiliateId: firm.organization.id,
      rationale: "Same owners.",
    };
    await harness.answer(risk, CONFIRM_AFFILIATION, { input });
    const entries = await harness.entries(own.id);
    const read = async (viewer: Viewer) => {
      const access = await harness.stage.journalPolicy(viewer, own.id);
      return access && entries.filter((entry) => access.mayRead?.(entry as Entry)).map(({ type }) => type);
    };
    expect(await read(risk)).toEqual(["QualificationApplied", "BuyerQualified", "AffiliationConfirmed"]);
    expect(await read(other)).toEqual(["QualificationApplied", "BuyerQualified"]);
    expect(await read(firm)).toBeNull();
    expect(await harness.stage.journalPolicy(risk, firm.organization.id)).toBeNull();
  });

  it("a rival sees nothing, also by node", async () => {
    const rival = await harness.firm("rival");
    expect(await harness.errorCode(rival, ALL, { id })).toBe("NOT_FOUND");
    const found = (viewer: Viewer, sought: string) =>
      harness.stage.findNode(new RequestContext("request", viewer), sought);
    expect(await found(rival, id)).toBeNull();
    expect(await found(rival, firm.organization.id)).toBeNull();
    expect(await found(rival, "no id")).toBeNull();
    expect(await found(firm, id)).toMatchObject({ id });
    expect(await found(risk, id)).toMatchObject({ id, rationale: "Sound." });
    expect(await found(risk, firm.organization.id)).toMatchObject({ id: firm.organization.id });
  });
});
