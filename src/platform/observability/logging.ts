import { traceIdOf } from "./tracing";
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from "pino";

/** Never in a log, whatever object carries it: credentials, amounts (a sealed bid's among them), personal data. */
const SECRET_FIELDS = [
  "authorization",
  "token",
  "secret",
  "password",
  "cookie",
  "amount",
  "maximum",
  "variables",
  "debtor",
  "name",
  "street",
  "city",
  "taxId",
];

/**
 * What a log may say of an error. The database's carry much more: a statement's parameters, and the row that a constraint
 * refused, with maxima and names in them.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.constructor.name,
    message: error.message,
    stack: error.stack,
    code,
    constraint,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

function withTrace(line: Record<string, unknown>): Record<string, unknown> {
  const { requestId } = line;
  return typeof requestId === "string" ? { trace_id: traceIdOf(requestId), ...line } : line;
}

export interface LoggerOptions {
  /** Spans are sent: what is said of a request names its trace, too, as OpenTelemetry calls it. */
  readonly traces?: boolean;
  readonly destination?: DestinationStream;
}

/** JSON lines on stderr: stdout belongs to the one line that says that the node is ready. */
export function createLogger(
  level: string,
  { traces = false, destination = pino.destination(2) }: LoggerOptions = {},
): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      ...(traces && { formatters: { log: withTrace } }),
      serializers: { err: describeError },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[redacted]",
      },
    },
    destination,
  );
}
