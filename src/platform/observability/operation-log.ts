import type { GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { RequestContext } from "../context";
import { codeOf } from "../graphql/error-formatter";
import type { KnownOperation } from "../graphql/documents";
import type { Metrics, Transport } from "./metrics";
import { loggedTrace, traceOperation } from "./tracing";

interface FinishedOperation {
  readonly transport: Transport;
  /** `null`: the request named no operation that could run. */
  readonly operation: KnownOperation | null;
  readonly context: Pick<RequestContext, "requestId" | "viewer" | "callersSpan">;
  /** `performance.now()` when it arrived. */
  readonly startedAt: number;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
}

/** Counts every operation, and logs it at level debug: at thousands of bids a second a line each would cost more than they. */
export class OperationLog {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
    private readonly traces: boolean,
  ) {}

  finished({ transport, operation, context, startedAt, errors = [] }: FinishedOperation): void {
    const milliseconds = performance.now() - startedAt;
    const kind = operation?.node.operation ?? "none";
    const label = operation?.label ?? "none";
    this.metrics.operationSeconds.observe({ transport, kind, operation: label }, milliseconds / 1_000);
    for (const error of errors) this.metrics.operationErrors.inc({ transport, code: codeOf(error) });
    if (this.traces) {
      const { requestId, callersSpan } = context;
      const startedAt = new Date(Date.now() - milliseconds);
      const codes = errors.map(codeOf);
      traceOperation({ name: label, startedAt, requestId, transport, codes, callersSpan });
    }
    if (!this.logger.isLevelEnabled("debug")) return;
    this.logger.debug(
      {
        transport,
        kind,
        operation: operation?.node.name?.value,
        requestId: context.requestId,
        ...loggedTrace(context.callersSpan),
        organization: context.viewer?.organization.slug,
        milliseconds: Math.round(milliseconds * 10) / 10,
        codes: errors.map(codeOf),
      },
      "operation",
    );
  }
}
