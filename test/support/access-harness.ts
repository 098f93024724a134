import { generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import { graphql, type GraphQLSchema } from "graphql";
import { DataSource } from "typeorm";
import { createAccess, type Access, type AccessPorts } from "../../src/platform/access/access";
import { signDevelopmentToken, type DevelopmentToken } from "../../src/platform/access/development-issuer";
import { OrganizationKind, Role, type Viewer } from "../../src/platform/access/viewer";
import { noBus } from "../../src/platform/bus/no-bus";
import { RequestContext } from "../../src/platform/context";
import { Cursors } from "../../src/platform/cursors";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { Transactions } from "../../src/platform/database/transactions";
import { requireViewerAtRoots } from "../../src/platform/graphql/require-viewer-at-roots";
import { buildRecoupSchema } from "../../src/platform/graphql/schema";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import { Journal } from "../../src/platform/journal/journal";
import type { Instant } from "../../src/platform/time";
import { freshDatabase, type TestDatabase } from "./database";

/** Access on a database of its own, with the API's part of it; nothing sweeps until a test asks. */
export class AccessHarness {
  readonly issuerKey: KeyObject;
  readonly access: Access;
  readonly schema: GraphQLSchema;
  readonly errors: unknown[] = [];
  /** The node's clock stands still until a test moves it. */
  now: Instant = BigInt(Date.now()) * 1_000n;

  private constructor(
    readonly testDatabase: TestDatabase,
    readonly database: DataSource,
    change: (ports: AccessPorts) => AccessPorts,
  ) {
    this.issuerKey = generateKeyPairSync("ed25519").privateKey;
    this.access = createAccess(
      change({
        database,
        transactions: new Transactions(database),
        journal: new Journal(systemRandomness, () => undefined),
        identifiers: systemIdentifiers,
        randomness: systemRandomness,
        cursors: new Cursors(randomBytes(32)),
        issuer: this.issuerKey,
        now: () => this.now,
        bus: noBus,
        onError: (error) => this.errors.push(error),
      }),
    );
    this.schema = buildRecoupSchema(this.access.resolvers);
    requireViewerAtRoots(this.schema);
  }

  /** `database`: an open one to join, as a second node does. */
  static async start(
    change: (ports: AccessPorts) => AccessPorts = (ports) => ports,
    joined?: AccessHarness,
  ): Promise<AccessHarness> {
    const testDatabase = joined ? joined.testDatabase : await freshDatabase();
    const database = await new DataSource(dataSourceOptions({ url: testDatabase.url })).initialize();
    return new AccessHarness(testDatabase, database, change);
  }

  async stop(): Promise<void> {
    await this.access.revocations.stop();
    await this.database.destroy();
  }

  /** Stops, and drops the database. */
  async end(): Promise<void> {
    await this.stop();
    await this.testDatabase.drop();
  }

  /** "Bearer …" of a person of north-bank, with FINANCE, unless told otherwise. */
  async bearer(token: Partial<DevelopmentToken> = {}): Promise<string> {
    const organization = token.organization ?? "north-bank";
    const subject = token.subject ?? `${organization}.ada`;
    return `Bearer ${await signDevelopmentToken(this.issuerKey, {
      organization,
      kind: OrganizationKind.SELLER,
      roles: [Role.FINANCE],
      subject,
      name: subject,
      issuedAt: Number(this.now / 1_000_000n),
      lifetimeSeconds: 3_600,
      ...token,
    })}`;
  }

  async viewer(token: Partial<DevelopmentToken> = {}): Promise<Viewer> {
    const viewer = await this.access.authenticator.authenticate(await this.bearer(token));
    if (!viewer) throw new Error("A credential was sent, and there is no viewer");
    return viewer;
  }

  operator(subject = "operator"): Promise<Viewer> {
    return this.viewer({
      organization: "recoup",
      kind: OrganizationKind.OPERATOR,
      roles: [Role.OPERATOR],
      subject,
    });
  }

  ask(viewer: Viewer | null, source: string, variableValues: Record<string, unknown> = {}) {
    const contextValue = new RequestContext("request", viewer);
    return graphql({ schema: this.schema, source, variableValues, contextValue });
  }

  /** The data of an operation that must not fail. */
  async data<Data>(
    viewer: Viewer | null,
    source: string,
    variables?: Record<string, unknown>,
  ): Promise<Data> {
    const { data, errors } = await this.ask(viewer, source, variables);
    if (errors?.[0]) throw errors[0];
    return data as Data;
  }

  /** An organization's journal: types and data, in order. */
  async journal(organizationId: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
    return this.database.query("SELECT type, data FROM journal_entry WHERE stream = $1 ORDER BY sequence", [
      organizationId,
    ]);
  }
}
