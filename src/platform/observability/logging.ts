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

/** JSON lines on stderr: stdout belongs to the one line that says that the node is ready. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[redacted]",
      },
    },
    destination,
  );
}
