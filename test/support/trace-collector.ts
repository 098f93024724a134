import { EventEmitter, once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A span as OTLP over HTTP carries it, as far as tests look at it. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  /** Absent, or empty: it begins the trace. */
  readonly parentSpanId?: string;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: {
      readonly stringValue?: string;
      readonly arrayValue?: { readonly values: readonly { readonly stringValue: string }[] };
    };
  }[];
  /** 2: it failed. */
  readonly status: { readonly code?: number };
}

interface Export {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
}

/** A small OpenTelemetry collector: takes spans by OTLP over HTTP, and tells what came. */
export class TraceCollector {
  readonly spans: ReceivedSpan[] = [];
  private readonly events = new EventEmitter();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      if (request.method !== "POST" || request.url !== "/v1/traces")
        return void response.writeHead(404).end();
      void json(request).then((body) => {
        const { resourceSpans } = body as Export;
        this.spans.push(
          ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
        );
        response.setHeader("content-type", "application/json").end("{}");
        this.events.emit("spans");
      });
    });
  }

  static async start(): Promise<TraceCollector> {
    const collector = new TraceCollector();
    collector.server.listen(0, "127.0.0.1");
    await once(collector.server, "listening");
    return collector;
  }

  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The span of this trace, once it is here. */
  async span(traceId: string): Promise<ReceivedSpan> {
    for (;;) {
      const span = this.spans.find((one) => one.traceId === traceId);
      if (span) return span;
      await once(this.events, "spans");
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
