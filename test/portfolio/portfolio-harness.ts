import "reflect-metadata";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { graphql, parse, subscribe, type ExecutionResult, type GraphQLSchema } from "graphql";
import { OrganizationKind, Role, type Viewer } from "../../src/platform/access/viewer";
import { RequestContext } from "../../src/platform/context";
import { Cursors } from "../../src/platform/cursors";
import { Transactions } from "../../src/platform/database/transactions";
import { requireViewerAtRoots } from "../../src/platform/graphql/require-viewer-at-roots";
import { NodeResolver } from "../../src/platform/graphql/node.resolver";
import { buildRecoupSchema } from "../../src/platform/graphql/schema";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { Journal } from "../../src/platform/journal/journal";
import { Tickets } from "../../src/platform/tickets";
import { systemTimers } from "../../src/platform/timers";
import { createPortfolio, type PortfolioStage, type PortfolioStagePorts } from "../../src/portfolio";
import { AccessHarness } from "../support/access-harness";

export interface Started {
  readonly id: Id;
  readonly upload: { readonly url: string; readonly method: string };
}

export interface Uploaded {
  readonly status: number;
  readonly tapeImport: {
    readonly id: Id;
    readonly status: string;
    readonly rowsRead: number;
    readonly rowsAccepted: number;
    readonly rowsRejected: number;
    readonly faceValue: { readonly amount: string } | null;
    readonly reason: string | null;
    readonly rejections: { line: number; column: string | null; code: string; message: string }[];
  };
}

/** The portfolio stage on a database of its own, its uploads on a real HTTP server. */
export class PortfolioHarness {
  readonly transactions: Transactions;
  readonly stage: PortfolioStage;
  readonly schema: GraphQLSchema;
  /** The portfolios that firms may see. */
  readonly offered = new Set<Id>();
  /** What the reactions were told. */
  readonly reactions: string[] = [];
  private readonly server: Server;

  private constructor(
    readonly access: AccessHarness,
    change: (ports: PortfolioStagePorts) => PortfolioStagePorts,
  ) {
    this.transactions = new Transactions(access.database);
    this.stage = createPortfolio(change(this.ports()));
    const resolvers = [...access.access.resolvers, ...this.stage.resolvers];
    this.schema = buildRecoupSchema([...resolvers, new NodeResolver([this.stage.findNode])]);
    requireViewerAtRoots(this.schema);
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      void this.stage.routes[0]?.handle(request, response, url).catch((error: unknown) => {
        response.writeHead(500).end(JSON.stringify({ reason: String(error) }));
      });
    });
  }

  static async start(
    change: (ports: PortfolioStagePorts) => PortfolioStagePorts = (ports) => ports,
  ): Promise<PortfolioHarness> {
    const harness = new PortfolioHarness(await AccessHarness.start(), change);
    harness.server.listen(0, "127.0.0.1");
    await once(harness.server, "listening");
    return harness;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.access.end();
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  person(
    role: Role = Role.PORTFOLIO_MANAGER,
    organization = "north-bank",
    subject?: string,
  ): Promise<Viewer> {
    return this.access.viewer({ organization, roles: [role], subject: subject ?? `${organization}.${role}` });
  }

  firm(organization = "firm"): Promise<Viewer> {
    const kind = OrganizationKind.BUYER;
    return this.access.viewer({
      organization,
      kind,
      roles: [Role.BIDDER],
      subject: `${organization}.bidder`,
    });
  }

  async run(viewer: Viewer, source: string, variableValues: object = {}): Promise<ExecutionResult> {
    const contextValue = new RequestContext("test", viewer);
    return graphql({ schema: this.schema, source, variableValues: { ...variableValues }, contextValue });
  }

  /** The data of an operation that must not fail: its one root field. */
  async ask<Data>(viewer: Viewer, source: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.run(viewer, source, variables);
    if (errors) throw errors[0]!;
    return Object.values(data ?? {})[0] as Data;
  }

  /** A mutation with one input, which answers these fields. */
  async command<Data = Record<string, unknown>>(
    viewer: Viewer,
    name: string,
    input: object,
    fields: string,
  ): Promise<Data> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const refusal = "... on Refusal { code message path state }";
    return this.ask(
      viewer,
      `mutation($input: ${type}) { ${name}(input: $input) { __typename ${fields} ${refusal} } }`,
      { input },
    );
  }

  async createPortfolio(viewer: Viewer, more: object = {}): Promise<Id> {
    const input = { name: "Cards", assetClass: "CREDIT_CARD", currency: "USD", asOf: "2026-01-31", ...more };
    const { id } = await this.command<{ id: Id }>(
      viewer,
      "createPortfolio",
      input,
      "... on Portfolio { id }",
    );
    return id;
  }

  startImport(viewer: Viewer, portfolioId: Id, more: object): Promise<Started> {
    const input = { portfolioId, fileName: "tape.csv", ...more };
    return this.command(
      viewer,
      "startTapeImport",
      input,
      "... on TapeImport { id status upload { url method } }",
    );
  }

  async put({ upload }: Started, body: BodyInit, init: RequestInit = {}): Promise<Uploaded> {
    const response = await fetch(upload.url, { method: upload.method, body, ...init });
    const tapeImport = (await response.json()) as Uploaded["tapeImport"];
    if (response.status === 500) throw new Error(`An upload failed: ${tapeImport.reason}`);
    return { status: response.status, tapeImport };
  }

  async importTape(
    viewer: Viewer,
    portfolioId: Id,
    tape: string | Uint8Array,
    more: object,
  ): Promise<Uploaded> {
    return this.put(await this.startImport(viewer, portfolioId, more), tape as BodyInit);
  }

  async follow(viewer: Viewer, tapeImportId: Id): Promise<AsyncIterable<ExecutionResult>> {
    const source =
      "subscription($id: ID!) { tapeImportProgress(id: $id) { id status rowsRead rowsAccepted } }";
    const results = await subscribe({
      schema: this.schema,
      document: parse(source),
      variableValues: { id: tapeImportId },
      contextValue: new RequestContext("test", viewer, { cache: false }),
    });
    if (!(Symbol.asyncIterator in results)) throw results.errors?.[0] ?? new Error("Not a subscription");
    return results;
  }

  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.access.database.query(sql, parameters);
  }

  /** The types of a portfolio's entries. */
  async journal(portfolioId: Id): Promise<string[]> {
    const rows = await this.query<{ type: string }>(
      "SELECT type FROM journal_entry WHERE stream = $1 ORDER BY sequence",
      [portfolioId],
    );
    return rows.map(({ type }) => type);
  }

  private ports(): PortfolioStagePorts {
    return {
      database: this.access.database,
      transactions: this.transactions,
      journal: new Journal(systemRandomness, () => undefined),
      identifiers: systemIdentifiers,
      randomness: systemRandomness,
      masterKey: randomBytes(32),
      cursors: new Cursors(randomBytes(32)),
      tickets: new Tickets(generateKeyPairSync("ed25519").privateKey),
      publicUrl: () => this.address,
      timers: systemTimers,
      actors: this.access.access.actors,
      visibility: { offeredTo: () => Promise.resolve([...this.offered]) },
      reactions: {
        onAccountsReplaced: (_tx, id) => Promise.resolve(void this.reactions.push(`replaced ${id}`)),
        onWithdrawing: (_tx, id) => {
          this.reactions.push(`withdrawing ${id}`);
          return Promise.resolve(null);
        },
      },
    };
  }
}
