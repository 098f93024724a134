import { startTracing, traceOperation } from "../../src/platform/observability/tracing";

/** Traces one operation to the collector that the first argument names, and stops. */
const stop = startTracing(process.argv[2] ?? null);
traceOperation({
  name: "PlaceBid",
  startedAt: new Date(),
  requestId: "018f0000-0000-4000-8000-000000000001",
  transport: "websocket",
  codes: ["RETRY_LATER"],
  callersSpan: null,
});
void stop();
