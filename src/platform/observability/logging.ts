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

/** JSON lines on stderr: stdout belongs to the one line that says that the node is ready. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[redacted]",
      },
    },
    destination,
  );
}
