import { DataSource } from "typeorm";
import type { BidOrder } from "../../src/client/bidding";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { TestApp } from "../support/app";
import type { Answer, Person } from "../support/callers";
import { Market } from "../support/market";

/** What a mutation answered: its success or a Refusal. */
export type Result = Readonly<Record<string, unknown>> & { readonly __typename: string; readonly id: string };

/** A firm's bid in an auction that is closed afterwards. */
type Bid = readonly [firm: string, amount: string, maximum: string];

export interface ClosedAuction {
  readonly auctionId: string;
  readonly portfolioId: string;
}

const SALE =
  "id status price { amount currency } rateOfFace rank rationale buyer { id name } auction { id status }";

/** A node, a seller, firms that it qualified, and auctions up to their close; all through the API. */
export class SaleWorld {
  readonly firms = new Map<string, string>();
  readonly people: Market["people"];

  private constructor(
    readonly app: TestApp,
    readonly market: Market,
    /** To look at rows and to try constraints. */
    readonly database: DataSource,
  ) {
    this.people = market.people;
  }

  static async start(...firms: readonly string[]): Promise<SaleWorld> {
    const app = await TestApp.start();
    const database = await new DataSource(
      dataSourceOptions({ url: app.database.url, poolSize: 4 }),
    ).initialize();
    const world = new SaleWorld(app, new Market(app), database);
    await world.ask(world.people.admin, "{ viewer { id } }"); // the seller's first token makes it known
    for (const firm of firms) world.firms.set(firm, await world.market.qualify(firm));
    return world;
  }

  async stop(): Promise<void> {
    await this.database.destroy();
    await this.app.stop();
  }

  /** Somebody else of the seller with these roles. */
  person(sub: string, ...roles: Person["roles"]): Person {
    return { org: "seller", kind: "SELLER", roles, sub };
  }

  firmId(name: string): string {
    const id = this.firms.get(name);
    if (!id) throw new Error("No such firm was qualified");
    return id;
  }

  /** An auction of 100 accounts of 1,000.00 each, closed early after these bids. */
  async closedAuction(bids: readonly Bid[], { floor = "0.00" } = {}): Promise<ClosedAuction> {
    const portfolioId = await this.market.portfolio({ floor });
    const auctionId = await this.market.auction(portfolioId);
    for (const firm of new Set(bids.map(([name]) => name)))
      await this.market.admit(auctionId, this.firmId(firm));
    await this.market.open(auctionId);
    for (const [firm, amount, maximum] of bids) await this.bid(firm, { auctionId, amount, maximum });
    await this.succeed(
      this.people.admin,
      "closeAuction",
      { auctionId, reason: "test" },
      "... on Auction { id }",
    );
    return { auctionId, portfolioId };
  }

  /** Sends one mutation that takes one input, whatever comes back. */
  mutate(
    person: Person,
    field: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Answer<Record<string, Result | null>>> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) {
      ${field}(input: $input) { __typename ${selection} ... on Refusal { code message state path } } }`;
    return this.app.send(person, document, { input });
  }

  /** The result of a mutation that must succeed. */
  async succeed(
    person: Person,
    field: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Result> {
    const answer = await this.mutate(person, field, input, selection);
    const result = answer.data?.[field];
    if (!result || result.__typename === "Refusal") throw new Error(`${field}: ${JSON.stringify(answer)}`);
    return result;
  }

  /** The code of the Refusal, or of the error, that a mutation must end with, and the state that it names. */
  async refusal(person: Person, field: string, input: Record<string, unknown>): Promise<string> {
    const answer = await this.mutate(person, field, input, "");
    const result = answer.data?.[field];
    if (result?.__typename === "Refusal") return [result["code"], result["state"]].filter(Boolean).join(" ");
    const code = answer.errors?.[0]?.extensions["code"];
    return typeof code === "string" ? code : `not refused: ${JSON.stringify(answer)}`;
  }

  award(auctionId: string, more: Record<string, unknown> = {}, by = this.people.admin): Promise<Result> {
    return this.succeed(
      by,
      "awardAuction",
      { auctionId, rationale: "best offer", ...more },
      `... on Sale { ${SALE} }`,
    );
  }

  refusedAward(
    auctionId: string,
    more: Record<string, unknown> = {},
    by = this.people.admin,
  ): Promise<string> {
    return this.refusal(by, "awardAuction", { auctionId, rationale: "best offer", ...more });
  }

  /** A query's one field, which must be answered. */
  async ask<Data>(person: Person, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const answer = await this.app.send(person, query, variables);
    if (answer.errors?.[0]) throw new Error(JSON.stringify(answer.errors));
    return Object.values(answer.data ?? {})[0] as Data;
  }

  async errorCode(person: Person, query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
    return (await this.app.send(person, query, variables)).errors?.[0]?.extensions["code"];
  }

  portfolio(id: string): Promise<{ status: string; attempt: number }> {
    return this.ask(this.people.analyst, "query ($id: ID!) { portfolio(id: $id) { status attempt } }", {
      id,
    });
  }

  saleStatus(id: string): Promise<{ status: string }> {
    return this.ask(this.people.analyst, "query ($id: ID!) { sale(id: $id) { status } }", { id });
  }

  /** The types of a stream's entries, in order. */
  async entries(stream: string): Promise<string[]> {
    const sql = "SELECT type FROM journal_entry WHERE stream = $1 ORDER BY sequence";
    return (await this.database.query<{ type: string }[]>(sql, [stream])).map(({ type }) => type);
  }

  /** The constraint or rule by which the database refuses a statement. */
  async sqlRefusal(sql: string, parameters: readonly unknown[] = []): Promise<string> {
    return this.database.query(sql, [...parameters]).then(
      () => "not refused",
      (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
    );
  }

  private async bid(firm: string, order: BidOrder): Promise<void> {
    const client = this.app.client(this.market.firm(firm).bidder);
    const answer = await client.placeBid({ ...order, confirmHigh: true });
    if (answer.__typename === "Refusal" || answer.bid.decision === "REJECTED") {
      throw new Error(`The bid was refused: ${JSON.stringify(answer)}`);
    }
  }
}
