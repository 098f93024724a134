import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const tracer = trace.getTracer("recoup");

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
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();
  return async () => {
    await provider.shutdown();
    trace.disable();
  };
}

export function traceOperation({ name, startedAt, requestId, transport, codes }: TracedOperation): void {
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
