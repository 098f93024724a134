import { randomBytes } from "node:crypto";
import { graphql, type GraphQLSchema } from "graphql";
import { createBuyers, type BuyerReactions, type BuyersStage } from "../../src/buyers";
import { OrganizationKind, Role, type Viewer } from "../../src/platform/access/viewer";
import { RequestContext } from "../../src/platform/context";
import { Cursors } from "../../src/platform/cursors";
import { Transactions, type Transaction } from "../../src/platform/database/transactions";
import { requireViewerAtRoots } from "../../src/platform/graphql/require-viewer-at-roots";
import { buildRecoupSchema } from "../../src/platform/graphql/schema";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import { Journal } from "../../src/platform/journal/journal";
import { AccessHarness } from "../support/access-harness";

/** A reaction that was called, and how many entries the journal had then. */
export interface Reacted {
  readonly reaction: keyof BuyerReactions;
  readonly about: object;
  readonly entries: number;
}

/** The buyers stage and its part of the API on a database of its own. */
export class BuyersHarness {
  readonly transactions: Transactions;
  readonly stage: BuyersStage;
  readonly schema: GraphQLSchema;
  readonly reacted: Reacted[] = [];
  /** The next reaction fails. */
  failsNext = false;

  private constructor(readonly access: AccessHarness) {
    this.transactions = new Transactions(access.database);
    this.stage = createBuyers({
      database: access.database,
      transactions: this.transactions,
      journal: new Journal(systemRandomness, () => undefined),
      identifiers: systemIdentifiers,
      cursors: new Cursors(randomBytes(32)),
      actors: access.access.actors,
      reactions: {
        onBarred: (tx, about) => this.react(tx, "onBarred", about),
        onLicencesChanged: (tx, about) => this.react(tx, "onLicencesChanged", about),
        onExposureLimitSet: async (tx, about) => {
          await this.react(tx, "onExposureLimitSet", about);
          return null;
        },
        onTermsChanged: (tx, about) => this.react(tx, "onTermsChanged", about),
        onAffiliated: (tx, about) => this.react(tx, "onAffiliated", about),
      },
    });
    this.schema = buildRecoupSchema([...access.access.resolvers, ...this.stage.resolvers]);
    requireViewerAtRoots(this.schema);
  }

  static async start(): Promise<BuyersHarness> {
    return new BuyersHarness(await AccessHarness.start());
  }

  end(): Promise<void> {
    return this.access.end();
  }

  seller(slug = "north-bank", ...roles: readonly Role[]): Promise<Viewer> {
    const held = roles.length > 0 ? [...roles] : [Role.RISK];
    return this.access.viewer({ organization: slug, roles: held, subject: `${slug}.${held.join()}` });
  }

  firm(slug: string, role = Role.BUYER_OFFICER): Promise<Viewer> {
    const kind = OrganizationKind.BUYER;
    return this.access.viewer({ organization: slug, kind, roles: [role], subject: `${slug}.${role}` });
  }

  ask(viewer: Viewer | null, source: string, variableValues: Record<string, unknown> = {}) {
    const contextValue = new RequestContext("request", viewer);
    return graphql({ schema: this.schema, source, variableValues, contextValue });
  }

  /** The one root field of an operation that must not fail. */
  async answer<Answer>(viewer: Viewer, source: string, variables?: Record<string, unknown>): Promise<Answer> {
    const { data, errors } = await this.ask(viewer, source, variables);
    if (errors?.[0]) throw errors[0];
    return Object.values(data ?? {})[0] as Answer;
  }

  /** The code of the error that an operation must end with. */
  async errorCode(
    viewer: Viewer | null,
    source: string,
    variables?: Record<string, unknown>,
  ): Promise<unknown> {
    const { errors } = await this.ask(viewer, source, variables);
    return errors?.[0]?.extensions["code"];
  }

  entries(stream: string): Promise<{ type: string; actor: object; data: Record<string, unknown> }[]> {
    return this.access.database.query(
      "SELECT type, actor, data FROM journal_entry WHERE stream = $1 ORDER BY sequence",
      [stream],
    );
  }

  async countEntries(database: Pick<Transaction, "query"> = this.access.database): Promise<number> {
    const rows = await database.query<{ count: number }>(
      "SELECT count(*)::integer AS count FROM journal_entry",
    );
    return (rows as { count: number }[])[0]?.count ?? 0;
  }

  private async react(tx: Transaction, reaction: keyof BuyerReactions, about: object): Promise<void> {
    if (this.failsNext) {
      this.failsNext = false;
      throw new Error("A reaction that fails");
    }
    this.reacted.push({ reaction, about, entries: await this.countEntries(tx) });
  }
}

export const statement = {
  seller: "north-bank",
  licences: [{ jurisdiction: "US-CA", number: "CA-1", validUntil: "2035-12-31" }],
  insuranceValidUntil: "2035-06-30",
  financialCapacity: { amount: "1000000.00", currency: "USD" },
  operations: "An own call centre.",
  conductRecord: "No proceedings.",
  references: ["North Bank"],
  affiliations: ["west-debt"],
};

export const onTerms = {
  decision: "QUALIFY",
  rationale: "Sound.",
  validUntil: "2034-12-31",
  assetClasses: ["CONSUMER_LOAN", "AUTO"],
  exposureLimit: { amount: "500000.00", currency: "USD" },
};

export const APPLY = `mutation ($input: ApplyForQualificationInput!) { applyForQualification(input: $input) {
  __typename ... on Qualification { id status seller buyer { id name } submittedAt } ... on Refusal { code state path } } }`;
export const REVIEW = `mutation ($input: ReviewQualificationInput!) { reviewQualification(input: $input) {
  __typename ... on Qualification { id status } ... on Refusal { code state } } }`;
export const DECIDE = `mutation ($input: DecideQualificationInput!) { decideQualification(input: $input) {
  __typename ... on Qualification { id status validUntil decidedBy { name } rationale assetClasses
    exposureLimit { amount currency } lapsesAt } ... on Refusal { code state } } }`;
const standing = (
  name: string,
) => `mutation ($input: ${name}Input!) { it: ${name.charAt(0).toLowerCase()}${name.slice(1)}(input: $input) {
  __typename ... on Buyer { id qualification { id status suspendedAt } affiliates { id } isAffiliatedWithSeller }
  ... on Refusal { code state } } }`;
export const SUSPEND = standing("SuspendBuyer");
export const REINSTATE = standing("ReinstateBuyer");
export const EXPEL = standing("ExpelBuyer");
export const CONFIRM_AFFILIATION = standing("ConfirmAffiliation");
export const END_AFFILIATION = standing("EndAffiliation");
export const RENEW = `mutation ($input: RenewLicencesInput!) { renewLicences(input: $input) {
  __typename ... on Qualification { id status renewal { id status } } ... on Refusal { code state } } }`;
export const DECIDE_RENEWAL = `mutation ($input: DecideRenewalInput!) { decideRenewal(input: $input) {
  __typename ... on Qualification { id status validUntil evidence { id } renewal { id status } } ... on Refusal { code state } } }`;

export interface Answered {
  readonly __typename: string;
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly state?: string;
}

/** A firm's application to north-bank, or to another seller. */
export function apply(harness: BuyersHarness, firm: Viewer, differences: object = {}): Promise<Answered> {
  return harness.answer<Answered>(firm, APPLY, { input: { ...statement, ...differences } });
}

/** A qualification on the usual terms. */
export async function qualify(
  harness: BuyersHarness,
  firm: Viewer,
  seller: Viewer,
  differences: { application?: object; terms?: object } = {},
): Promise<Answered> {
  const { id } = await apply(harness, firm, { seller: seller.organization.slug, ...differences.application });
  const input = { qualificationId: id, ...onTerms, ...differences.terms };
  return harness.answer<Answered>(seller, DECIDE, { input });
}
