import {
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type SpanContext,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator } from "@opentelemetry/sdk-trace-node";

const tracer = trace.getTracer("recoup");

/** The caller's own span, of which a request is a part; null: it named none, or nothing is traced here. */
export type CallersSpan = SpanContext | null;

/** As W3C Trace Context writes it, in the headers of a request or the extensions of a message. What is malformed is none. */
export function callersSpan(carrier: Readonly<Record<string, unknown>> | null | undefined): CallersSpan {
  const { traceparent, tracestate } = carrier ?? {};
  if (typeof traceparent !== "string") return null;
  const written = { traceparent, ...(typeof tracestate === "string" && { tracestate }) };
  return trace.getSpanContext(propagation.extract(ROOT_CONTEXT, written)) ?? null;
}

/** A trace that begins here has the request's own number, so that every line of the log that names the one names the other. */
export function traceIdOf(requestId: string): string {
  return requestId.replaceAll("-", "");
}

/** The trace as a line of the log names it, where it is not the request's own. */
export function loggedTrace(span: CallersSpan): { readonly trace_id?: string } {
  return span ? { trace_id: span.traceId } : {};
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
  readonly callersSpan: CallersSpan;
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
    propagation.disable();
  };
}

/** A caller whose trace is not recorded gets no span here, either: its `traceparent` says so. */
export function traceOperation(operation: TracedOperation): void {
  const { name, startedAt, requestId, transport, codes, callersSpan: parent } = operation;
  ids.next = traceIdOf(requestId);
  const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, startTime: startedAt }, context);
  if (span.isRecording()) {
    span.setAttributes({ "recoup.request_id": requestId, "recoup.transport": transport });
    if (codes.length > 0) {
      span.setAttribute("recoup.codes", [...codes]);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
  }
  span.end();
}
