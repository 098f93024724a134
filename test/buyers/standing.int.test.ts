import { lockFirms, readAdmission, type AdmissionRequest } from "../../src/buyers";
import type { Viewer } from "../../src/platform/access/viewer";
import { formatInstant, parseInstant, type Instant } from "../../src/platform/time";
import {
  apply,
  BuyersHarness,
  CONFIRM_AFFILIATION,
  DECIDE_RENEWAL,
  END_AFFILIATION,
  EXPEL,
  qualify,
  RENEW,
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
const qualifiedFirm = async (differences?: Parameters<typeof qualify>[3]) => {
  const firm = await newFirm();
  await qualify(harness, firm, risk, differences);
  return firm;
};
const idOf = (viewer: Viewer) => viewer.organization.id;

interface Eligibility {
  readonly state: string;
  readonly is_qualified: boolean;
  readonly is_expelled: boolean;
  readonly suspended_at: Instant | null;
  readonly lapses_at: Instant | null;
  readonly is_affiliated_with_seller: boolean;
}

const eligibility = async (firm: Viewer): Promise<Eligibility | undefined> => {
  const rows = await harness.access.database.query<Eligibility[]>(
    "SELECT * FROM buyer_eligibility WHERE seller_id = $1 AND buyer_id = $2",
    [idOf(risk), idOf(firm)],
  );
  return rows[0];
};

describe("what an auction reads of a firm", () => {
  it("is nothing of one that never applied or was rejected", async () => {
    expect(await eligibility(await newFirm())).toBeUndefined();
    const firm = await newFirm();
    await qualify(harness, firm, risk, { terms: { decision: "REJECT" } });
    expect(await eligibility(firm)).toBeUndefined();
  });

  it("is its state, its terms, and when the first of its dates lapses", async () => {
    const firm = await newFirm();
    await apply(harness, firm);
    expect(await eligibility(firm)).toMatchObject({ state: "APPLIED", is_qualified: false, lapses_at: null });
    const licences = [{ jurisdiction: "US-CA", number: "1", validUntil: "2030-07-01" }];
    const other = await qualifiedFirm({ application: { licences } });
    const row = await eligibility(other);
    expect(row).toMatchObject({
      state: "QUALIFIED",
      is_qualified: true,
      is_expelled: false,
      suspended_at: null,
      asset_classes: ["AUTO", "CONSUMER_LOAN"],
      exposure_limit_minor: 50_000_000n,
      exposure_limit_currency: "USD",
      is_affiliated_with_seller: false,
    });
    expect(formatInstant(row?.lapses_at ?? 0n)).toBe("2030-07-02T07:00:00.000000Z");
  });

  it("follows suspension and expulsion", async () => {
    const firm = await qualifiedFirm();
    await harness.answer(risk, SUSPEND, { input: { buyerId: idOf(firm), reason: "x" } });
    expect(typeof (await eligibility(firm))?.suspended_at).toBe("bigint");
    await harness.answer(risk, EXPEL, { input: { buyerId: idOf(firm), reason: "x" } });
    expect(await eligibility(firm)).toMatchObject({ is_qualified: false, is_expelled: true });
  });

  it("holds the licences that count, each until the end of its day there", async () => {
    const firm = await newFirm();
    const { id } = await qualify(harness, firm, risk);
    const licences = async () => {
      const rows = await harness.access.database.query<{ jurisdiction: string; lapses_at: Instant }[]>(
        "SELECT jurisdiction, lapses_at FROM buyer_licence WHERE buyer_id = $1 ORDER BY 1",
        [idOf(firm)],
      );
      return rows.map((row) => [row.jurisdiction, formatInstant(row.lapses_at)]);
    };
    const before = [["US-CA", "2036-01-01T08:00:00.000000Z"]];
    expect(await licences()).toEqual(before);
    const renewed = [
      { jurisdiction: "US-NY", number: "1", validUntil: "2031-01-01" },
      { jurisdiction: "US-NY", number: "2", validUntil: "2036-06-30" },
    ];
    const input = { qualificationId: id, licences: renewed, insuranceValidUntil: "2036-01-01" };
    const { renewal } = await harness.answer<{ renewal: Answered }>(firm, RENEW, { input });
    expect(await licences()).toEqual(before);
    const confirm = {
      renewalId: renewal.id,
      decision: "CONFIRM",
      rationale: "Seen.",
      validUntil: "2036-01-01",
    };
    await harness.answer(risk, DECIDE_RENEWAL, { input: confirm });
    expect(await licences()).toEqual([["US-NY", "2036-07-01T04:00:00.000000Z"]]);
  });
});

describe("admission", () => {
  const admission = (firm: Viewer, asked: Partial<AdmissionRequest> = {}) =>
    harness.transactions.run(async (tx) => {
      await lockFirms(tx, idOf(firm));
      return readAdmission(tx, {
        sellerId: idOf(risk),
        buyerId: idOf(firm),
        assetClass: "AUTO",
        jurisdictions: ["US-CA"],
        others: [],
        ...asked,
      });
    });

  it("is open to a firm that is qualified, licensed and alone", async () => {
    expect(await admission(await qualifiedFirm())).toEqual({
      isQualified: true,
      lapsesAt: parseInstant("2035-01-01T00:00:00Z"),
      isLicensed: true,
      isAffiliated: false,
    });
  });

  it("is closed to others", async () => {
    const closed = { isQualified: false, lapsesAt: null, isLicensed: false, isAffiliated: false };
    expect(await admission(await newFirm())).toEqual(closed);
    const elsewhere = { jurisdictions: ["US-CA", "US-TX"] };
    expect(await admission(await qualifiedFirm(), elsewhere)).toMatchObject({ isLicensed: false });
    const lapsed = await qualifiedFirm({ application: { insuranceValidUntil: "2020-01-01" } });
    expect(await admission(lapsed)).toMatchObject({ lapsesAt: parseInstant("2020-01-02T00:00:00Z") });
    const suspended = await qualifiedFirm();
    await harness.answer(risk, SUSPEND, { input: { buyerId: idOf(suspended), reason: "x" } });
    expect(await admission(suspended)).toMatchObject({ isQualified: false });
  });

  it("of a second firm of one group is refused, and so is one of the seller's own", async () => {
    const [a, b, c] = [await qualifiedFirm(), await qualifiedFirm(), await qualifiedFirm()];
    const confirm = (buyer: Viewer, affiliate: Viewer) =>
      harness.answer(risk, CONFIRM_AFFILIATION, {
        input: { buyerId: idOf(buyer), affiliateId: idOf(affiliate), rationale: "Same owners." },
      });
    await confirm(a, b);
    expect(await admission(a, { others: [idOf(b)] })).toMatchObject({ isAffiliated: true });
    expect(await admission(a, { others: [idOf(c)] })).toMatchObject({ isAffiliated: false });
    await confirm(c, risk);
    expect(await admission(c)).toMatchObject({ isAffiliated: true });
    expect(await admission(a)).toMatchObject({ isAffiliated: false });
    await confirm(b, c); // which joins a, through b, with the seller
    expect(await admission(a)).toMatchObject({ isAffiliated: true });
    expect(await eligibility(a)).toMatchObject({ is_affiliated_with_seller: true });
  });
});

describe("affiliation", () => {
  const input = (buyer: Viewer, affiliateId: string) => ({
    input: { buyerId: idOf(buyer), affiliateId, rationale: "Same owners." },
  });

  it("is shown to the seller alone, journalled with both firms, reacted to once, and ended", async () => {
    const [a, b] = [await newFirm(), await newFirm()];
    const [first, second] = [await qualify(harness, a, risk), await qualify(harness, b, risk)];
    const before = harness.reacted.length;
    const confirm = () => harness.answer(risk, CONFIRM_AFFILIATION, input(a, idOf(b)));
    const expected = { affiliates: [{ id: idOf(b) }], isAffiliatedWithSeller: false };
    expect(await confirm()).toMatchObject(expected);
    expect(await confirm()).toMatchObject(expected);
    const about = { sellerId: idOf(risk), buyerIds: [idOf(a), idOf(b)].sort() };
    expect(harness.reacted.slice(before)).toMatchObject([{ reaction: "onAffiliated", about }]);
    for (const { id } of [first, second]) {
      const entries = await harness.entries(id);
      expect(entries.map(({ type }) => type).filter((type) => type === "AffiliationConfirmed")).toHaveLength(
        1,
      );
      expect(JSON.stringify(entries.slice(2))).not.toMatch(new RegExp(`${idOf(a)}|${idOf(b)}|owners`));
    }
    const own = await harness.answer(
      a,
      `{ buyer(id: "${idOf(a)}") { affiliates { id } isAffiliatedWithSeller } }`,
    );
    expect(own).toEqual({ affiliates: null, isAffiliatedWithSeller: null });
    const end = { input: { buyerId: idOf(a), rationale: "Sold." } };
    expect(await harness.answer(risk, END_AFFILIATION, end)).toMatchObject({ affiliates: [] });
    expect((await harness.entries(first.id)).at(-1)?.type).toBe("AffiliationEnded");
  });

  it("is one seller's finding, of firms that applied to it", async () => {
    const [a, stranger] = [await qualifiedFirm(), await newFirm()];
    const south = await harness.seller("south-bank");
    expect(await harness.errorCode(risk, CONFIRM_AFFILIATION, input(a, idOf(stranger)))).toBe("NOT_FOUND");
    expect(await harness.errorCode(risk, CONFIRM_AFFILIATION, input(a, idOf(south)))).toBe("NOT_FOUND");
    expect(await harness.errorCode(south, CONFIRM_AFFILIATION, input(a, idOf(south)))).toBe("NOT_FOUND");
    expect(await harness.errorCode(risk, CONFIRM_AFFILIATION, input(a, "no id"))).toBe("NOT_FOUND");
    expect(await harness.errorCode(risk, CONFIRM_AFFILIATION, input(a, idOf(a)))).toBe("BAD_USER_INPUT");
  });

  it("confirmed crosswise at once ends in one group and no deadlock", async () => {
    const firms = await Promise.all([qualifiedFirm(), qualifiedFirm(), qualifiedFirm()]);
    const [a, b, c] = firms;
    const pairs = [[a, b], [b, c], [c, a], [b, a]] as const; // prettier-ignore
    await Promise.all(pairs.map(([x, y]) => harness.answer(risk, CONFIRM_AFFILIATION, input(x, idOf(y)))));
    const groups = await harness.access.database.query<{ count: number }[]>(
      "SELECT count(DISTINCT group_id)::integer AS count FROM affiliation WHERE organization_id = ANY ($1)",
      [firms.map(idOf)],
    );
    expect(groups).toEqual([{ count: 1 }]);
  });
});

describe("lists", () => {
  const BUYERS = `query ($filter: BuyerFilter, $first: Int, $after: Cursor) {
    buyers(filter: $filter, first: $first, after: $after) {
      edges { cursor node { id name qualification { id status validUntil assetClasses exposureLimit { amount currency } }
        licences { jurisdiction number validUntil } } }
      pageInfo { hasNextPage endCursor } } }`;
  interface Page {
    readonly edges: { readonly node: { id: string; qualification: Answered } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  }
  let seller: Viewer;
  const firms = new Map<string, string>();

  beforeAll(async () => {
    seller = await harness.seller("list-bank");
    const make = async (name: string, differences: Parameters<typeof qualify>[3] = {}) => {
      const firm = await newFirm();
      firms.set(idOf(firm), name);
      await qualify(harness, firm, seller, differences);
      return firm;
    };
    await make("qualified");
    await make("rejected", { terms: { decision: "REJECT" } });
    await make("lapsed", { terms: { validUntil: "2020-01-01", assetClasses: ["MORTGAGE"] } });
    const suspended = await make("suspended");
    const expelled = await make("expelled", {
      application: { licences: [{ jurisdiction: "US-NY", number: "1", validUntil: "2035-01-01" }] },
    });
    const again = await make("applied again", { terms: { decision: "REJECT" } });
    await apply(harness, again, { seller: "list-bank" });
    await harness.answer(seller, SUSPEND, { input: { buyerId: idOf(suspended), reason: "x" } });
    await harness.answer(seller, EXPEL, { input: { buyerId: idOf(expelled), reason: "x" } });
  });

  const names = async (filter: object | null, viewer = seller) => {
    const { edges } = await harness.answer<Page>(viewer, BUYERS, { filter });
    return edges.map(({ node }) => firms.get(node.id)).sort();
  };

  it.each([
    ["QUALIFIED", ["qualified"]],
    ["REJECTED", ["rejected"]],
    ["LAPSED", ["lapsed"]],
    ["SUSPENDED", ["suspended"]],
    ["EXPELLED", ["expelled"]],
    ["APPLIED", ["applied again"]],
    ["UNDER_REVIEW", []],
  ])("a filter for %s finds what shows it", async (status, expected) => {
    const { edges } = await harness.answer<Page>(seller, BUYERS, { filter: { status: [status] } });
    expect(edges.map(({ node }) => node.qualification.status)).toEqual(expected.map(() => status));
    expect(await names({ status: [status] })).toEqual(expected);
  });

  it("filters by asset class and by jurisdiction, together too", async () => {
    expect(await names({ assetClass: ["MORTGAGE"] })).toEqual(["lapsed"]);
    expect(await names({ jurisdiction: ["US-NY", "US-TX"] })).toEqual(["expelled"]);
    expect(await names({ jurisdiction: ["US-NY"], status: ["QUALIFIED"] })).toEqual([]);
    expect(await names({ status: [] })).toEqual([]);
    expect(await harness.errorCode(seller, BUYERS, { filter: { jurisdiction: ["nul\u0000"] } })).toBe(
      "BAD_USER_INPUT",
    );
  });

  it("pages through all of the seller's, each once, in order", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: Page = await harness.answer<Page>(seller, BUYERS, { first: 4, after });
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual([...firms.keys()].sort());
  });

  it("show a firm itself, and nothing of others", async () => {
    const [firmId] = [...firms.keys()];
    const firm = await harness.firm(`firm-${count + 1 - firms.size}`);
    expect(idOf(firm)).toBe(firmId);
    expect(await names(null, firm)).toEqual(["qualified"]);
    expect(await names(null, await newFirm())).toEqual([]);
    expect(await names(null, await harness.seller("empty-bank"))).toEqual([]);
  });

  it("take the same number of statements however long they are", async () => {
    const statements = async (first: number) => {
      const query = jest.spyOn(harness.access.database.driver, "createQueryRunner");
      await harness.answer<Page>(seller, BUYERS, { first });
      const made = query.mock.calls.length;
      query.mockRestore();
      return made;
    };
    const ofOne = await statements(1);
    expect(ofOne).toBeGreaterThan(0);
    expect(await statements(6)).toBe(ofOne);
  });
});
