import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { graphql, type ExecutionResult } from "graphql";
import { DataSource } from "typeorm";
import { ActorKind, OrganizationKind, type Role, type Viewer } from "../../src/platform/access/viewer";
import { noBus } from "../../src/platform/bus/no-bus";
import { RequestContext } from "../../src/platform/context";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import type { Id } from "../../src/platform/ids";
import { Metrics } from "../../src/platform/observability/metrics";
import { RateLimits } from "../../src/platform/server/rate-limits";
import { readSettings } from "../../src/platform/settings";
import { createApplication, type Application } from "../../src/stages";
import type { AuctionWorld } from "./auction-world";

/** The application's schema and routes over a world's database, with the analysts' pool beside the others'. */
export class AnalystsApi {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), "recoup-test-"));
  /** Statements sent by either pool since a test last emptied it. */
  readonly statements: string[] = [];
  /** Signs tickets. */
  readonly signingKey = generateKeyPairSync("ed25519").privateKey;
  private readonly application: Application;
  private readonly server: Server;

  private constructor(
    private readonly world: AuctionWorld,
    readonly database: DataSource,
    readonly analysts: DataSource,
  ) {
    const settings = readSettings({ RECOUP_DATA_DIR: this.folder });
    for (const pool of [database, analysts]) this.listen(pool);
    this.application = createApplication({
      settings,
      keys: {
        master: Buffer.alloc(32, 1),
        sealing: Buffer.alloc(32, 1),
        signing: this.signingKey,
        issuer: this.signingKey,
      },
      database,
      analysts,
      biddingPool: world.pool,
      bus: noBus,
      rateLimits: new RateLimits(settings.limits),
      metrics: new Metrics(),
      publicUrl: () => this.url,
      onError: (error) => world.errors.push(error),
    });
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", this.url);
      const route = this.application.routes.find(
        ({ method, path }) => method === request.method && url.pathname.startsWith(path),
      );
      if (route)
        void route.handle(request, response, url).catch((error: unknown) => world.errors.push(error));
      else response.writeHead(404).end();
    });
  }

  static async start(world: AuctionWorld): Promise<AnalystsApi> {
    const { url = "" } = world.database.options as { readonly url?: string };
    const connect = () => new DataSource(dataSourceOptions({ url, poolSize: 3 })).initialize();
    const api = new AnalystsApi(world, await connect(), await connect());
    await new Promise<void>((resolve) => api.server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async ask<Data = Record<string, unknown>>(
    viewer: Viewer | null,
    source: string,
    variableValues: Record<string, unknown> = {},
  ): Promise<ExecutionResult<Data>> {
    const contextValue = new RequestContext(randomUUID(), viewer);
    const { schema } = this.application;
    const answer = await graphql({ schema, source, variableValues, contextValue });
    return JSON.parse(JSON.stringify(answer)) as ExecutionResult<Data>;
  }

  seller(...roles: readonly Role[]): Viewer {
    return viewerOf(this.world.sellerId, OrganizationKind.SELLER, roles);
  }

  firm(buyerId: Id, ...roles: readonly Role[]): Viewer {
    return viewerOf(buyerId, OrganizationKind.BUYER, roles);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.application.stop();
    await this.database.destroy();
    await this.analysts.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listen(pool: DataSource): void {
    const create = pool.createQueryRunner.bind(pool);
    pool.createQueryRunner = (...mode) => {
      const runner = create(...mode);
      const query = runner.query.bind(runner) as (text: string, ...more: unknown[]) => Promise<unknown>;
      runner.query = ((text: string, ...more: unknown[]) => {
        this.statements.push(text);
        return query(text, ...more);
      }) as typeof runner.query;
      return runner;
    };
  }
}

function viewerOf(organizationId: Id, kind: OrganizationKind, roles: readonly Role[]): Viewer {
  return {
    actor: { id: randomUUID(), kind: ActorKind.PERSON, name: "Ada" },
    organization: { id: organizationId, slug: "slug", name: "Name", kind },
    roles,
    credentialId: randomUUID(),
    expiresAt: null,
  };
}
