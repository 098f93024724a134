import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export type Transport = "http" | "websocket";

/** What a node counts. Stages register their own metrics: `new Gauge({ …, registers: [metrics.registry] })`. */
export class Metrics {
  readonly registry = new Registry();

  readonly operationSeconds = new Histogram({
    name: "recoup_graphql_operation_seconds",
    help: "Time from an operation's arrival to its answer; a subscription's until it is set up.",
    labelNames: ["transport", "kind", "operation"] as const,
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  readonly operationErrors = new Counter({
    name: "recoup_graphql_errors_total",
    help: "Errors that operations answered, by code.",
    labelNames: ["transport", "code"] as const,
    registers: [this.registry],
  });

  readonly sockets = new Gauge({
    name: "recoup_websocket_connections",
    help: "Open WebSockets.",
    registers: [this.registry],
  });

  readonly socketsClosed = new Counter({
    name: "recoup_websocket_closed_total",
    help: "Closed WebSockets, by close code.",
    labelNames: ["code"] as const,
    registers: [this.registry],
  });

  readonly subscribers = new Gauge({
    name: "recoup_subscribers",
    help: "Running subscriptions.",
    registers: [this.registry],
  });

  readonly deliveries = new Counter({
    name: "recoup_deliveries_total",
    help: "Events sent to subscribers.",
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: "recoup_" });
  }
}
