import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createLogger } from "../../src/platform/observability/logging";
import { readSettings, type Settings } from "../../src/platform/settings";
import { createClient, type ClientOptions, type RecoupClient } from "../../src/client";
import { startNode, type RunningNode } from "../../src/node";
import type { ApplicationOptions } from "../../src/stages";
import { Callers, type Answer, type Person } from "./callers";
import { freshDatabase, type TestDatabase } from "./database";

/** Whole nodes in this process, on one database of their own, spoken to over real HTTP and WebSockets. */
export class TestApp {
  readonly nodes: RunningNode[] = [];
  private readonly clients: RecoupClient[] = [];
  private readonly callers: Callers;

  private constructor(
    readonly database: TestDatabase,
    readonly settings: Settings,
    private readonly folder: string,
  ) {
    this.callers = new Callers(settings, () => this.node.httpUrl);
  }

  static async start(
    more: { environment?: NodeJS.ProcessEnv; nodes?: number; options?: ApplicationOptions } = {},
  ): Promise<TestApp> {
    const database = await freshDatabase();
    const folder = mkdtempSync(path.join(os.tmpdir(), "recoup-test-"));
    const settings = readSettings({
      DATABASE_URL: database.url,
      RECOUP_DATA_DIR: folder,
      RECOUP_DURABILITY: "off",
      PORT: "0",
      LOG_LEVEL: process.env["TEST_LOG_LEVEL"] ?? "silent",
      ...more.environment,
    });
    const app = new TestApp(database, settings, folder);
    for (let node = 0; node < (more.nodes ?? 1); node += 1) await app.addNode(more.options);
    return app;
  }

  async addNode(options: ApplicationOptions = {}): Promise<RunningNode> {
    const node = await startNode(this.settings, createLogger(this.settings.logLevel), options);
    this.nodes.push(node);
    return node;
  }

  get node(): RunningNode {
    const [node] = this.nodes;
    if (!node) throw new Error("No node runs");
    return node;
  }

  /** A token that outlives the test, the same whenever it is asked for. */
  token(person: Person): Promise<string> {
    return this.callers.token(person);
  }

  /** The project's own client, as this person. */
  client(person: Person, more: Partial<ClientOptions> & { node?: RunningNode } = {}): RecoupClient {
    const { node = this.node, ...options } = more;
    const client = createClient({ url: node.httpUrl, token: () => this.token(person), ...options });
    this.clients.push(client);
    return client;
  }

  /** Any document over HTTP, with whatever comes back. */
  send<Data = Record<string, unknown>>(
    person: Person | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<Data>> {
    return this.callers.send(person, query, variables);
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
