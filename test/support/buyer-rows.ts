import { BUYER_ROLES, SELLER_ROLES } from "../../src/platform/access/roles";
import { OrganizationKind, Role } from "../../src/platform/access/viewer";
import { buyers, MISSING_ID, sellers, type AccessRow, type Ask, type Caller } from "./access-table";

type Whose = Caller["organization"];

/** What the rows of buyers/ name: the firm of either side, qualified by the seller of the same side, with a renewal. */
export class BuyerWorld {
  private readonly made = new Map<Whose, Promise<Made>>();

  constructor(private readonly ask: Ask) {}

  of(whose: Whose): Promise<Made> {
    const made = this.made.get(whose) ?? this.make(whose);
    this.made.set(whose, made);
    return made;
  }

  private async make(whose: Whose): Promise<Made> {
    const officer: Caller = { organization: whose, kind: OrganizationKind.BUYER, role: Role.BUYER_OFFICER };
    const risk: Caller = { organization: whose, kind: OrganizationKind.SELLER, role: Role.RISK };
    const seller = await this.data<Organization>(risk, VIEWER, {});
    const { id: buyerId } = (await this.data<Organization>(officer, VIEWER, {})).organization;
    const { id: sellerId, slug } = seller.organization;
    const { id } = await this.data<{ id: string }>(officer, APPLY, { input: application(slug) });
    await this.data(risk, DECIDE, { input: verdict(id) });
    const renewed = await this.data<{ renewal: { id: string } }>(officer, RENEW, { input: renewal(id) });
    return { buyerId, sellerId, sellerSlug: slug, qualificationId: id, renewalId: renewed.renewal.id };
  }

  private async data<Data>(
    caller: Caller,
    document: string,
    variables: Record<string, unknown>,
  ): Promise<Data> {
    const answer = await this.ask(caller, document, variables);
    if (answer.errors?.length) throw new Error(`The table's world: ${JSON.stringify(answer.errors)}`);
    return Object.values(answer.data ?? {})[0] as Data;
  }
}

interface Made {
  readonly buyerId: string;
  readonly sellerId: string;
  readonly sellerSlug: string;
  readonly qualificationId: string;
  readonly renewalId: string;
}

interface Organization {
  readonly organization: { readonly id: string; readonly slug: string };
}

const VIEWER = "{ viewer { organization { id slug } } }";
const APPLY = mutation("applyForQualification", "Qualification");
const DECIDE = mutation("decideQualification", "Qualification");
const RENEW = mutation("renewLicences", "Qualification", "id renewal { id }");

function mutation(field: string, type: string, fields = "id"): string {
  const input = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
  return `mutation ($input: ${input}) { ${field}(input: $input) { ... on ${type} { ${fields} } ... on Refusal { code } } }`;
}

const licences = [{ jurisdiction: "US-CA", number: "CA-1", validUntil: "2035-12-31" }];
const application = (seller: string) => ({
  seller,
  licences,
  insuranceValidUntil: "2035-12-31",
  financialCapacity: { amount: "1000000.00", currency: "USD" },
  operations: "An own call centre.",
  conductRecord: "No proceedings.",
  references: [],
  affiliations: [],
});
const verdict = (qualificationId: string) => ({
  qualificationId,
  decision: "QUALIFY",
  rationale: "Sound.",
  validUntil: "2035-12-31",
  assetClasses: ["AUTO"],
  exposureLimit: { amount: "500000.00", currency: "USD" },
});
const renewal = (qualificationId: string) => ({
  qualificationId,
  licences,
  insuranceValidUntil: "2036-12-31",
});

type Row = AccessRow<BuyerWorld>;
type Naming = Pick<Row, "own" | "foreign" | "missing">;

const VETTERS = sellers(Role.RISK, Role.COMPLIANCE);
const READERS = [...sellers(...SELLER_ROLES), ...buyers(...BUYER_ROLES)];

/** Names one thing of either side, and one that nobody has. */
function naming(name: keyof Made, variables: (id: string) => object): Naming {
  return {
    own: async (world) => variables((await world.of("own"))[name]),
    foreign: async (world) => variables((await world.of("foreign"))[name]),
    missing: () => variables(MISSING_ID),
  };
}

const inInput = (variables: (id: string) => object) => (id: string) => ({ input: variables(id) });
const barring = naming(
  "buyerId",
  inInput((buyerId) => ({ buyerId, reason: "Complaints." })),
);
const nothing = () => ({});

export const buyerRows: readonly Row[] = [
  {
    field: "Query.buyers",
    document: "{ buyers { edges { node { id name qualification { id } licences { number } } } } }",
    allows: READERS,
    own: nothing,
  },
  {
    field: "Query.qualifications",
    document: "{ qualifications { edges { node { id seller buyer { id } } } } }",
    allows: READERS,
    own: nothing,
  },
  {
    field: "Query.buyer",
    document: "query ($id: ID!) { buyer(id: $id) { id affiliates { id } isAffiliatedWithSeller } }",
    allows: READERS,
    ...naming("buyerId", (id) => ({ id })),
  },
  {
    field: "Query.qualification",
    document: "query ($id: ID!) { qualification(id: $id) { id status decidedBy { id } } }",
    allows: READERS,
    ...naming("qualificationId", (id) => ({ id })),
  },
  {
    field: "Mutation.applyForQualification",
    document: APPLY,
    allows: buyers(Role.BUYER_OFFICER),
    own: async (world) => ({ input: application((await world.of("own")).sellerSlug) }),
    missing: () => ({ input: application("nobody") }),
  },
  {
    field: "Mutation.reviewQualification",
    document: mutation("reviewQualification", "Qualification"),
    allows: VETTERS,
    ...naming(
      "qualificationId",
      inInput((qualificationId) => ({ qualificationId })),
    ),
  },
  {
    field: "Mutation.decideQualification",
    document: DECIDE,
    allows: VETTERS,
    ...naming("qualificationId", inInput(verdict)),
  },
  {
    field: "Mutation.renewLicences",
    document: RENEW,
    allows: buyers(Role.BUYER_OFFICER),
    ...naming("qualificationId", inInput(renewal)),
  },
  {
    field: "Mutation.decideRenewal",
    document: mutation("decideRenewal", "Qualification"),
    allows: VETTERS,
    ...naming(
      "renewalId",
      inInput((renewalId) => ({ renewalId, decision: "REJECT", rationale: "No." })),
    ),
  },
  {
    field: "Mutation.suspendBuyer",
    document: mutation("suspendBuyer", "Buyer"),
    allows: VETTERS,
    ...barring,
  },
  {
    field: "Mutation.reinstateBuyer",
    document: mutation("reinstateBuyer", "Buyer"),
    allows: VETTERS,
    ...barring,
  },
  {
    field: "Mutation.setExposureLimit",
    document: mutation("setExposureLimit", "Buyer"),
    allows: VETTERS,
    ...naming(
      "buyerId",
      inInput((buyerId) => ({
        buyerId,
        limit: { amount: "90000000.00", currency: "USD" },
        rationale: "Why.",
      })),
    ),
  },
  {
    field: "Mutation.setAssetClasses",
    document: mutation("setAssetClasses", "Buyer"),
    allows: VETTERS,
    ...naming(
      "buyerId",
      inInput((buyerId) => ({ buyerId, assetClasses: ["AUTO"], rationale: "Why." })),
    ),
  },
  {
    field: "Mutation.confirmAffiliation",
    document: mutation("confirmAffiliation", "Buyer"),
    allows: VETTERS,
    own: async (world) => {
      const { buyerId, sellerId } = await world.of("own");
      return { input: { buyerId, affiliateId: sellerId, rationale: "Same owners." } };
    },
    foreign: async (world) => {
      const [{ buyerId }, foreign] = [await world.of("own"), await world.of("foreign")];
      return { input: { buyerId, affiliateId: foreign.buyerId, rationale: "Same owners." } };
    },
    missing: async (world) => {
      const { buyerId } = await world.of("own");
      return { input: { buyerId, affiliateId: MISSING_ID, rationale: "Same owners." } };
    },
  },
  {
    field: "Mutation.endAffiliation",
    document: mutation("endAffiliation", "Buyer"),
    allows: VETTERS,
    ...naming(
      "buyerId",
      inInput((buyerId) => ({ buyerId, rationale: "Sold." })),
    ),
  },
  { field: "Mutation.expelBuyer", document: mutation("expelBuyer", "Buyer"), allows: VETTERS, ...barring },
];
