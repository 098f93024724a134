import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readSettings } from "../../src/platform/settings";
import { Callers } from "../support/callers";
import { ensureBuilt } from "../support/built";
import { freshDatabase, type TestDatabase } from "../support/database";
import { ServerProcess } from "../support/server-process";
import { TraceCollector } from "../support/trace-collector";
import { RawSocket } from "../platform/server/transports";

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
    OTEL_BSP_SCHEDULE_DELAY: "100", // milliseconds until a batch is sent
    LOG_LEVEL: "debug",
  });
});
afterAll(async () => {
  await server.end();
  await collector.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function analyst(): Promise<string> {
  const { http } = await server.ready();
  const callers = new Callers(readSettings({ RECOUP_DATA_DIR: folder }), () => http);
  return `Bearer ${await callers.token({ org: "bank", kind: "SELLER", roles: ["ANALYST"] })}`;
}

/** Asks as a seller's analyst; answers the request's id, by which its trace is known. */
async function ask(query: string, headers: Record<string, string> = {}): Promise<string> {
  const { http } = await server.ready();
  const response = await fetch(http, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: await analyst(), ...headers },
    body: JSON.stringify({ query }),
  });
  await response.text();
  return String(response.headers.get("x-request-id"));
}

const CALLERS_SPAN = "b7ad6b7169203331";
/** As a caller names its span that is recorded, of a trace of its own. */
const traceparent = (traceId: string, flags = "01") => `00-${traceId}-${CALLERS_SPAN}-${flags}`;

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

  it("goes on with the trace that a request names", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const requestId = await ask("query Portfolios { __typename }", { traceparent: traceparent(traceId) });
    expect(await loggedOf(requestId)).toMatchObject({ trace_id: traceId, requestId });
    expect(await collector.span(traceId)).toMatchObject({ parentSpanId: CALLERS_SPAN });
  });

  it("goes on with the trace that an operation on a WebSocket names in its extensions", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const { http: httpUrl, ws: wsUrl } = await server.ready();
    const socket = await RawSocket.open({ httpUrl, wsUrl });
    await socket.init(await analyst());
    const extensions = { traceparent: traceparent(traceId) };
    socket.send({ id: "1", type: "subscribe", payload: { query: "{ __typename }", extensions } });
    expect(await socket.next()).toMatchObject({ payload: { data: { __typename: "Query" } } });
    socket.close();
    expect(await collector.span(traceId)).toMatchObject({ parentSpanId: CALLERS_SPAN });
  });

  it.each([
    ["nothing of a trace", "not a trace"],
    ["a trace of zeros", traceparent("0".repeat(32))],
    ["two traces", `${traceparent("1".repeat(32))}, ${traceparent("2".repeat(32))}`],
  ])("begins a trace where a request names %s", async (_what, malformed) => {
    const requestId = await ask("{ __typename }", { traceparent: malformed });
    const traceId = requestId.replaceAll("-", "");
    expect(await loggedOf(requestId)).toMatchObject({ trace_id: traceId });
    expect((await collector.span(traceId)).parentSpanId ?? "").toBe("");
  });

  it("records nothing of a trace that its caller does not record", async () => {
    const traceId = "5bf92f3577b34da6a3ce929d0e0e4736";
    const requestId = await ask("{ __typename }", { traceparent: traceparent(traceId, "00") });
    expect(await loggedOf(requestId)).toMatchObject({ trace_id: traceId });
    const next = await ask("{ __typename }");
    await collector.span(next.replaceAll("-", "")); // sent behind it
    expect(collector.spans.map((span) => span.traceId)).not.toContain(traceId);
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
