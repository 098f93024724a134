import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator } from "@opentelemetry/sdk-trace-node";

const tracer = trace.getTracer("recoup");

/** A request's trace has the request's own number, so that every line of the log that names the one names the other. */
export function traceIdOf(requestId: string): string {
  return requestId.replaceAll("-", "");
}

/** The next trace's number. The library asks for it while a span is started, and takes no other. */
const ids = Object.assign(new RandomIdGenerator(), { next: "", generateTraceId: () => ids.next });

/** What a span says of an operation; amounts and names never get here. */
export interface TracedOperation {
  readonly name: string;
  readonly startedAt: Date;
  readonly requestId: string;
  readonly transport: string;
  readonly codes: readonly string[];
}

/**
 * Sends a span of each operation to the collector that the standard setting OTEL_EXPORTER_OTLP_ENDPOINT names, in
 * batches; without it, spans are made by nobody and cost next to nothing. Answers how to send what is left and stop.
 */
export function startTracing(endpoint: string | null): () => Promise<void> {
  if (endpoint === null) return () => Promise.resolve();
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  const spanProcessors = [new BatchSpanProcessor(exporter)];
  const provider = new NodeTracerProvider({ idGenerator: ids, spanProcessors });
  provider.register();
  return async () => {
    await provider.shutdown();
    trace.disable();
  };
}

export function traceOperation({ name, startedAt, requestId, transport, codes }: TracedOperation): void {
  ids.next = traceIdOf(requestId);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, startTime: startedAt });
  if (span.isRecording()) {
    span.setAttributes({ "recoup.request_id": requestId, "recoup.transport": transport });
    if (codes.length > 0) {
      span.setAttribute("recoup.codes", [...codes]);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
  }
  span.end();
}
