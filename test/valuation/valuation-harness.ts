import "reflect-metadata";
import { graphql, type GraphQLSchema } from "graphql";
import { Arg, ID, Query, Resolver } from "type-graphql";
import { OrganizationKind, Role, type Viewer } from "../../src/platform/access/viewer";
import { RequestContext } from "../../src/platform/context";
import { Transactions } from "../../src/platform/database/transactions";
import { requireViewerAtRoots } from "../../src/platform/graphql/require-viewer-at-roots";
import { buildRecoupSchema } from "../../src/platform/graphql/schema";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { Journal } from "../../src/platform/journal/journal";
import { PortfolioType } from "../../src/portfolio";
import { createValuation, type Valuation } from "../../src/valuation";
import { AccessHarness } from "../support/access-harness";

/** The valuation stage on a database of its own; portfolios are put there as they would stand. */
export class ValuationHarness {
  readonly transactions: Transactions;
  readonly stage: Valuation;
  readonly schema: GraphQLSchema;

  private constructor(readonly access: AccessHarness) {
    this.transactions = new Transactions(access.database);
    this.stage = createValuation({
      database: access.database,
      transactions: this.transactions,
      journal: new Journal(systemRandomness, () => undefined),
      identifiers: systemIdentifiers,
      actors: access.access.actors,
    });
    const portfolios = new EveryPortfolio((sql, parameters) => access.database.query(sql, parameters));
    this.schema = buildRecoupSchema([...access.access.resolvers, ...this.stage.resolvers, portfolios]);
    requireViewerAtRoots(this.schema);
  }

  static async start(): Promise<ValuationHarness> {
    return new ValuationHarness(await AccessHarness.start());
  }

  end(): Promise<void> {
    return this.access.end();
  }

  person(subject: string, role = Role.FINANCE, organization = "north-bank"): Promise<Viewer> {
    return this.access.viewer({ organization, roles: [role], subject });
  }

  firm(): Promise<Viewer> {
    const kind = OrganizationKind.BUYER;
    return this.access.viewer({ organization: "firm", kind, roles: [Role.BIDDER], subject: "bidder" });
  }

  async portfolio(
    owner: Viewer,
    standing: { status?: string; faceMinor?: bigint; currency?: string } = {},
  ): Promise<Id> {
    const { status = "SCREENED", faceMinor = 25_000_000n, currency = "USD" } = standing;
    const id = systemIdentifiers.next();
    await this.access.database.query(
      `INSERT INTO portfolio (id, seller_id, name, asset_class, currency, as_of, status, moved_by, account_count,
         face_value_minor, created_by, created_at)
       VALUES ($1, $2, 'Cards', 'CREDIT_CARD', $3, '2026-01-31', $4, $5, 0, $6, $5, now())`,
      [id, owner.organization.id, currency, status, owner.actor.id, status === "DRAFT" ? 0n : faceMinor],
    );
    return id;
  }

  async statusOf(portfolioId: Id): Promise<string> {
    const rows = await this.access.database.query<{ status: string }[]>(
      "SELECT status FROM portfolio WHERE id = $1",
      [portfolioId],
    );
    return rows[0]?.status ?? "missing";
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

  async errorCode(
    viewer: Viewer | null,
    source: string,
    variables?: Record<string, unknown>,
  ): Promise<unknown> {
    return (await this.ask(viewer, source, variables)).errors?.[0]?.extensions["code"];
  }

  entries(stream: Id): Promise<{ type: string; data: Record<string, unknown> }[]> {
    return this.access.database.query(
      "SELECT type, data FROM journal_entry WHERE stream = $1 ORDER BY sequence",
      [stream],
    );
  }
}

/** Shows any portfolio to anybody, so that what this stage adds to one is left to decide for itself. */
@Resolver()
class EveryPortfolio {
  constructor(private readonly query: (sql: string, parameters: unknown[]) => Promise<PortfolioType[]>) {}

  @Query(() => PortfolioType)
  async portfolio(@Arg("id", () => ID) id: Id): Promise<PortfolioType> {
    const rows = await this.query('SELECT id, seller_id AS "sellerId" FROM portfolio WHERE id = $1', [id]);
    return Object.assign(new PortfolioType(), rows[0]);
  }
}

export const PROPOSE = `mutation ($input: ProposeFloorInput!) { proposeFloor(input: $input) {
  __typename ... on Floor { id status amount { amount currency } rateOfFace validUntil proposedBy { name } rationale approvedAt }
  ... on Refusal { code state } } }`;
export const DECIDE = `mutation ($input: DecideFloorInput!) { decideFloor(input: $input) {
  __typename ... on Floor { id status approvedAt decidedBy { name } } ... on Refusal { code state } } }`;
export const FLOORS = `query ($id: ID!) { portfolio(id: $id) {
  currentFloor { id amount { amount currency } approvedAt } proposedFloor { id } } }`;

export interface Answered {
  readonly __typename: string;
  readonly id: Id;
  readonly status: string;
  readonly approvedAt: string | null;
}
