import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readSettings } from "../../src/platform/settings";
import { Callers } from "../support/callers";
import { ensureBuilt } from "../support/built";
import { freshDatabase, type TestDatabase } from "../support/database";
import { ServerProcess } from "../support/server-process";
import { TraceCollector } from "../support/trace-collector";

let folder: string;
let database: TestDatabase;
let collector: TraceCollector;
let server: ServerProcess;

beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(path.join(os.tmpdir(), "recoup-tracing-"));
  database = await freshDatabase();
  collector = await TraceCollector.start();
  server = ServerProcess.byNpm({
    DATABASE_URL: database.url,
    RECOUP_DATA_DIR: folder,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    LOG_LEVEL: "debug",
  });
});
afterAll(async () => {
  await server.end();
  await collector.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Asks as a seller's analyst; answers the request's id, by which its trace is known. */
async function ask(query: string): Promise<string> {
  const { http } = await server.ready();
  const callers = new Callers(readSettings({ RECOUP_DATA_DIR: folder }), () => http);
  const token = await callers.token({ org: "bank", kind: "SELLER", roles: ["ANALYST"] });
  const response = await fetch(http, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  await response.text();
  return String(response.headers.get("x-request-id"));
}

/** What the log says of a request, once it does. */
async function loggedOf(requestId: string): Promise<Record<string, unknown>> {
  await server.logged(requestId);
  return JSON.parse(String(server.err.find((line) => line.includes(requestId)))) as Record<string, unknown>;
}

describe("a server that npm started, with a collector of traces", () => {
  it("sends it the span of a request, whose trace the log names", async () => {
    const requestId = await ask("query Portfolios { portfolios { edges { node { id } } } }");
    const { trace_id: traceId, operation } = await loggedOf(requestId);
    expect(operation).toBe("Portfolios");
    const span = await collector.span(String(traceId));
    expect(span.attributes).toEqual(
      expect.arrayContaining([{ key: "recoup.request_id", value: { stringValue: requestId } }]),
    );
    expect(span.status.code).not.toBe(2);
  });

  it("sends what is left before it stops, and says what went wrong", async () => {
    const requestId = await ask(`{ node(id: "01900000-0000-7000-8000-000000000001") { id } }`);
    const { trace_id: traceId, codes } = await loggedOf(requestId);
    server.signal("SIGTERM");
    expect(await server.ended).toBe(0);
    const span = collector.spans.find((one) => one.traceId === traceId);
    expect(span?.attributes).toEqual(
      expect.arrayContaining([
        {
          key: "recoup.codes",
          value: { arrayValue: { values: (codes as string[]).map((code) => ({ stringValue: code })) } },
        },
      ]),
    );
    expect(codes).toEqual(["NOT_FOUND"]);
    expect(span?.status.code).toBe(2);
  });
});
