import { Role, type Viewer } from "../../src/platform/access/viewer";
import {
  apply,
  APPLY,
  BuyersHarness,
  DECIDE,
  DECIDE_RENEWAL,
  EXPEL,
  onTerms,
  qualify,
  REINSTATE,
  RENEW,
  REVIEW,
  statement,
  SUSPEND,
  type Answered,
} from "./buyers-harness";

let harness: BuyersHarness;
let risk: Viewer;
let count = 0;

beforeAll(async () => {
  harness = await BuyersHarness.start();
  risk = await harness.seller();
});
afterAll(() => harness.end());

const newFirm = () => harness.firm(`firm-${(count += 1)}`);
const changed = (viewer: Viewer, document: string, input: object) =>
  harness.answer<Answered & { renewal: Answered }>(viewer, document, { input });
const types = async (id: string) => (await harness.entries(id)).map(({ type }) => type);

describe("applying", () => {
  it("makes a qualification of the firm by the seller, journalled in a stream of its own", async () => {
    const firm = await newFirm();
    const applied = await apply(harness, firm);
    expect(applied).toMatchObject({
      __typename: "Qualification",
      status: "APPLIED",
      seller: "north-bank",
      buyer: { id: firm.organization.id, name: firm.organization.name },
    });
    expect(await types(applied.id)).toEqual(["QualificationApplied"]);
  });

  it("to nobody that is a seller is NOT_FOUND, whatever was written", async () => {
    const firm = await newFirm();
    await newFirm();
    for (const seller of ["nobody", `firm-${count}`, "a b", "nul\u0000", ""]) {
      expect(await harness.errorCode(firm, APPLY, { input: { ...statement, seller } })).toBe("NOT_FOUND");
    }
  });

  it("again by the same person gives the same qualification; otherwise it is refused, naming the state", async () => {
    const firm = await newFirm();
    const { id } = await apply(harness, firm);
    expect((await apply(harness, firm)).id).toBe(id);
    expect(await apply(harness, firm, { operations: "Others." })).toMatchObject({
      code: "INVALID_STATE",
      state: "APPLIED",
    });
    const colleague = await harness.access.viewer({
      organization: firm.organization.slug,
      kind: firm.organization.kind,
      roles: [Role.BUYER_OFFICER],
      subject: "colleague",
    });
    expect(await apply(harness, colleague)).toMatchObject({ code: "INVALID_STATE", state: "APPLIED" });
    expect(await types(id)).toEqual(["QualificationApplied"]);
  });

  it("of two at once by two people one is taken", async () => {
    const firm = await newFirm();
    const answers = await Promise.all([
      apply(harness, firm, { operations: "One." }),
      apply(harness, firm, { operations: "Two." }),
    ]);
    expect(answers.map((answer) => answer.__typename).sort()).toEqual(["Qualification", "Refusal"]);
  });

  it("anew after a rejection makes another qualification, which is then the firm's", async () => {
    const firm = await newFirm();
    const first = await apply(harness, firm);
    const reject = { qualificationId: first.id, decision: "REJECT", rationale: "Thin." };
    expect(await changed(risk, DECIDE, reject)).toMatchObject({
      status: "REJECTED",
      validUntil: null,
      assetClasses: [],
    });
    const second = await apply(harness, firm);
    expect(second).toMatchObject({ __typename: "Qualification", status: "APPLIED" });
    expect(second.id).not.toBe(first.id);
    const own = await harness.answer<{ edges: { node: Answered }[] }>(
      firm,
      "{ qualifications { edges { node { id status } } } }",
    );
    expect(own.edges.map(({ node }) => node)).toEqual([
      { id: first.id, status: "REJECTED" },
      { id: second.id, status: "APPLIED" },
    ]);
  });

  it.each([
    [
      "a jurisdiction that is none",
      { licences: [{ ...statement.licences[0], jurisdiction: "US-ZZ" }] },
      "licences,0,jurisdiction",
    ],
    [
      "a licence without a number",
      { licences: [{ ...statement.licences[0], number: " " }] },
      "licences,0,number",
    ],
    ["a licence twice", { licences: [statement.licences[0], statement.licences[0]] }, "licences,1"],
    ["too many licences", { licences: Array(201).fill(statement.licences[0]) }, "licences"],
    ["a wrong amount", { financialCapacity: { amount: "1.5", currency: "USD" } }, "financialCapacity,amount"],
    ["no text", { operations: "  " }, "operations"],
    ["NUL in a text", { conductRecord: "a\u0000b" }, "conductRecord"],
    ["half a character", { references: ["ok", "\ud800"] }, "references,1"],
    ["too long a text", { operations: "x".repeat(10_001) }, "operations"],
    ["too many affiliations", { affiliations: Array(51).fill("a") }, "affiliations"],
  ])("with %s is BAD_USER_INPUT, naming the field", async (_name, differences, path) => {
    const { errors } = await harness.ask(await newFirm(), APPLY, { input: { ...statement, ...differences } });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      path: ["input", ...path.split(",")],
    });
  });
});

describe("deciding", () => {
  it("qualifies on terms, under review or not, and keeps what it was based on", async () => {
    const firm = await newFirm();
    const { id } = await apply(harness, firm);
    expect(await changed(risk, REVIEW, { qualificationId: id })).toMatchObject({ status: "UNDER_REVIEW" });
    expect(await changed(risk, DECIDE, { qualificationId: id, ...onTerms })).toEqual({
      __typename: "Qualification",
      id,
      status: "QUALIFIED",
      validUntil: "2034-12-31",
      decidedBy: { name: risk.actor.name },
      rationale: "Sound.",
      assetClasses: ["AUTO", "CONSUMER_LOAN"],
      exposureLimit: { amount: "500000.00", currency: "USD" },
      lapsesAt: "2035-01-01T00:00:00.000000Z",
    });
    const entries = await harness.entries(id);
    expect(entries.map(({ type }) => type)).toEqual([
      "QualificationApplied",
      "QualificationReviewStarted",
      "BuyerQualified",
    ]);
    const application = entries[0]?.data["evidence"] as { id: string };
    expect(entries[2]?.data["evidence"]).toMatchObject({ id: application.id, licences: statement.licences });
  });

  it("hides free text and people in the journal: the seller's from the firm, each side's people from the other", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    const text = JSON.stringify(await harness.entries(id));
    for (const word of [
      onTerms.rationale,
      statement.operations,
      statement.conductRecord,
      "west-debt",
      risk.actor.id,
      firm.actor.id,
    ]) {
      expect(text).not.toContain(word);
    }
    const secrets = await harness.access.database.query<
      { path: string; readers: string[]; sequence: number }[]
    >(
      "SELECT sequence, path, readers FROM journal_secret WHERE stream = $1 AND path IN ('/actor', '/data/reason') ORDER BY 1, 2",
      [id],
    );
    expect(secrets).toEqual([
      { sequence: 1, path: "/actor", readers: [firm.organization.id] },
      { sequence: 2, path: "/actor", readers: [risk.organization.id] },
      { sequence: 2, path: "/data/reason", readers: [risk.organization.id] },
    ]);
  });

  it("again by the same person gives the same; another's or another decision is refused", async () => {
    const { id } = await qualify(harness, await newFirm(), risk);
    expect(await changed(risk, DECIDE, { qualificationId: id, ...onTerms })).toMatchObject({
      id,
      status: "QUALIFIED",
    });
    const refused = { __typename: "Refusal", code: "INVALID_STATE", state: "QUALIFIED" };
    const reject = { qualificationId: id, decision: "REJECT", rationale: "No." };
    expect(await changed(risk, DECIDE, reject)).toEqual(refused);
    const compliance = await harness.seller("north-bank", Role.COMPLIANCE);
    expect(await changed(compliance, DECIDE, { qualificationId: id, ...onTerms })).toEqual(refused);
    expect(await types(id)).toEqual(["QualificationApplied", "BuyerQualified"]);
  });

  it("of two people at once, one decides and the other is told the state", async () => {
    const { id } = await apply(harness, await newFirm());
    const compliance = await harness.seller("north-bank", Role.COMPLIANCE);
    const answers = await Promise.all([
      changed(risk, DECIDE, { qualificationId: id, ...onTerms }),
      changed(compliance, DECIDE, { qualificationId: id, decision: "REJECT", rationale: "Thin." }),
    ]);
    const taken = answers.find((answer) => answer.__typename === "Qualification");
    const refused = answers.find((answer) => answer.__typename === "Refusal");
    expect(refused).toMatchObject({ code: "INVALID_STATE", state: taken?.status });
    expect(await types(id)).toHaveLength(2);
  });

  it.each(["validUntil", "assetClasses", "exposureLimit"])("to qualify needs %s", async (field) => {
    const { id } = await apply(harness, await newFirm());
    const input = { qualificationId: id, ...onTerms, [field]: null };
    const { errors } = await harness.ask(risk, DECIDE, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", path: ["input", field] });
  });

  it("takes no limit of zero", async () => {
    const { id } = await apply(harness, await newFirm());
    const input = { qualificationId: id, ...onTerms, exposureLimit: { amount: "0.00", currency: "USD" } };
    expect(await harness.errorCode(risk, DECIDE, { input })).toBe("BAD_USER_INPUT");
  });

  it("with a date that is past shows LAPSED, whichever it is", async () => {
    const past = "2020-01-01";
    const lapsed = (differences: Parameters<typeof qualify>[3]) =>
      newFirm().then((firm) => qualify(harness, firm, risk, differences));
    expect(await lapsed({ terms: { validUntil: past } })).toMatchObject({ status: "LAPSED" });
    expect(await lapsed({ application: { insuranceValidUntil: past } })).toMatchObject({ status: "LAPSED" });
    const licences = [...statement.licences, { jurisdiction: "US-TX", number: "1", validUntil: past }];
    expect(await lapsed({ application: { licences } })).toMatchObject({ status: "LAPSED" });
  });
});

describe("suspending, reinstating, expelling", () => {
  it("bars the firm and lets it back, with a reaction before the entry", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    const buyerId = firm.organization.id;
    const before = harness.reacted.length;
    const entriesBefore = await harness.countEntries();
    const suspended = await changed(risk, SUSPEND, { buyerId, reason: "Complaints." });
    expect(suspended).toMatchObject({
      __typename: "Buyer",
      id: buyerId,
      qualification: { id, status: "SUSPENDED" },
    });
    expect(await changed(risk, REINSTATE, { buyerId, reason: "Resolved." })).toMatchObject({
      qualification: { status: "QUALIFIED", suspendedAt: null },
    });
    expect(await changed(risk, EXPEL, { buyerId, reason: "Fraud." })).toMatchObject({
      qualification: { status: "EXPELLED" },
    });
    expect(await types(id)).toEqual([
      "QualificationApplied",
      "BuyerQualified",
      "BuyerSuspended",
      "BuyerReinstated",
      "BuyerExpelled",
    ]);
    const firmIds = { sellerId: risk.organization.id, buyerId };
    const reacted = harness.reacted.slice(before);
    expect(reacted.map(({ reaction, about }) => [reaction, about])).toEqual([
      ["onBarred", { ...firmIds, reason: "SUSPENDED", by: risk.actor }],
      ["onBarred", { ...firmIds, reason: "EXPELLED", by: risk.actor }],
    ]);
    expect(reacted.map(({ entries }) => entries)).toEqual([entriesBefore, entriesBefore + 2]);
    expect(await apply(harness, firm)).toMatchObject({ code: "INVALID_STATE", state: "EXPELLED" });
  });

  it("repeated by the same person gives the same and reacts once", async () => {
    const firm = await newFirm();
    await qualify(harness, firm, risk);
    const input = { buyerId: firm.organization.id, reason: "Complaints." };
    await changed(risk, SUSPEND, input);
    const before = harness.reacted.length;
    expect(await changed(risk, SUSPEND, input)).toMatchObject({ qualification: { status: "SUSPENDED" } });
    expect(await changed(risk, SUSPEND, { ...input, reason: "Others." })).toMatchObject({
      code: "INVALID_STATE",
      state: "SUSPENDED",
    });
    expect(harness.reacted).toHaveLength(before);
  });

  it("a reaction that fails undoes it all", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    harness.failsNext = true;
    const { errors } = await harness.ask(risk, SUSPEND, {
      input: { buyerId: firm.organization.id, reason: "x" },
    });
    expect(errors).toHaveLength(1);
    expect(await types(id)).toEqual(["QualificationApplied", "BuyerQualified"]);
    const shown = await harness.answer<Answered>(risk, `{ qualification(id: "${id}") { status } }`);
    expect(shown.status).toBe("QUALIFIED");
  });

  it("of a suspension and an expulsion at once both happen, in some order, or the second is refused", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    const buyerId = firm.organization.id;
    await Promise.all([
      changed(risk, SUSPEND, { buyerId, reason: "One." }),
      changed(risk, EXPEL, { buyerId, reason: "Two." }),
    ]);
    const last = (await types(id)).slice(2);
    expect([["BuyerSuspended", "BuyerExpelled"], ["BuyerExpelled"]]).toContainEqual(last);
  });
});

describe("renewing", () => {
  const licences = [{ jurisdiction: "US-NY", number: "NY-9", validUntil: "2036-01-01" }];

  it("counts once the seller has confirmed it, and cures what has lapsed", async () => {
    const firm = await newFirm();
    const lapsed = await qualify(harness, firm, risk, { application: { insuranceValidUntil: "2020-01-01" } });
    expect(lapsed.status).toBe("LAPSED");
    const input = { qualificationId: lapsed.id, licences, insuranceValidUntil: "2036-01-01" };
    const renewing = await changed(firm, RENEW, input);
    expect(renewing).toMatchObject({ status: "LAPSED", renewal: { status: "PENDING" } });
    const before = harness.reacted.length;
    const confirm = {
      renewalId: renewing.renewal.id,
      decision: "CONFIRM",
      rationale: "Seen.",
      validUntil: "2036-06-30",
    };
    expect(await changed(risk, DECIDE_RENEWAL, confirm)).toMatchObject({
      status: "QUALIFIED",
      validUntil: "2036-06-30",
      evidence: { id: renewing.renewal.id },
      renewal: { status: "CONFIRMED" },
    });
    expect(harness.reacted.slice(before)).toMatchObject([
      {
        reaction: "onLicencesChanged",
        about: { sellerId: risk.organization.id, buyerId: firm.organization.id },
      },
    ]);
    const buyer = await harness.answer<object>(
      risk,
      `{ buyer(id: "${firm.organization.id}") { licences { jurisdiction number validUntil }
        qualification { application { licences { number } } } } }`,
    );
    expect(buyer).toEqual({ licences, qualification: { application: { licences: [{ number: "CA-1" }] } } });
  });

  it("a newer renewal takes the place of one that waits, which is then not found", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    const renew = (insuranceValidUntil: string) =>
      changed(firm, RENEW, { qualificationId: id, licences, insuranceValidUntil });
    const first = await renew("2036-01-01");
    expect((await renew("2036-01-01")).renewal.id).toBe(first.renewal.id);
    const second = await renew("2037-01-01");
    const reject = (renewalId: string) => ({ input: { renewalId, decision: "REJECT", rationale: "No." } });
    expect(await harness.errorCode(risk, DECIDE_RENEWAL, reject(first.renewal.id))).toBe("NOT_FOUND");
    expect(await harness.answer(risk, DECIDE_RENEWAL, reject(second.renewal.id))).toMatchObject({
      status: "QUALIFIED",
      validUntil: "2034-12-31",
      renewal: { status: "REJECTED" },
    });
  });

  it("is the firm's to send and the seller's to decide", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    const stranger = await newFirm();
    const input = { qualificationId: id, licences, insuranceValidUntil: "2036-01-01" };
    expect(await harness.errorCode(stranger, RENEW, { input })).toBe("NOT_FOUND");
    const renewing = await changed(firm, RENEW, input);
    const south = await harness.seller("south-bank");
    const confirm = {
      renewalId: renewing.renewal.id,
      decision: "CONFIRM",
      rationale: "Seen.",
      validUntil: "2036-06-30",
    };
    expect(await harness.errorCode(south, DECIDE_RENEWAL, { input: confirm })).toBe("NOT_FOUND");
    expect(await harness.errorCode(risk, DECIDE_RENEWAL, { input: { ...confirm, validUntil: null } })).toBe(
      "BAD_USER_INPUT",
    );
  });
});
