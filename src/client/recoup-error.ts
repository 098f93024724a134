import type { AnswerError } from "./link";

/**
 * Why an operation has no answer. `code` is the server's (NOT_FOUND, BAD_USER_INPUT, SEALED, …), or one of the client's:
 * - NETWORK: the connection could not be made, or was lost before the answer
 * - TIMEOUT: no answer in time
 * - PROTOCOL: the other end does not speak the protocol, or refuses what this client speaks
 * - CLOSED: the client was closed
 *
 * After NETWORK and TIMEOUT nobody here knows whether the operation was carried out.
 */
export class RecoupError extends Error {
  readonly code: string;
  /** What the operator finds this request by in the server's logs; null when the server did not answer. */
  readonly requestId: string | null;
  /** The input field that a BAD_USER_INPUT is about. */
  readonly path: readonly string[] | null;

  constructor(
    code: string,
    message: string,
    options: { requestId?: string | null; path?: readonly string[] | null; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "RecoupError";
    this.code = code;
    this.requestId = options.requestId ?? null;
    this.path = options.path ?? null;
  }

  /** From `errors` of a GraphQL answer: the first tells. */
  static fromAnswer(errors: readonly AnswerError[]): RecoupError {
    const [first] = errors;
    if (!first) return new RecoupError("PROTOCOL", "The server answered with errors, but named none.");
    const { code, requestId, path } = first.extensions ?? {};
    return new RecoupError(typeof code === "string" ? code : "PROTOCOL", first.message, {
      requestId: typeof requestId === "string" ? requestId : null,
      path: Array.isArray(path) ? path.map(String) : null,
    });
  }
}

const TRANSIENT: ReadonlySet<string> = new Set([
  "NETWORK",
  "TIMEOUT",
  "RETRY_LATER",
  "RATE_LIMITED",
  "UNAVAILABLE",
]);

/** Whether the same thing, tried again, may do better. */
export function isTransient(error: unknown): error is RecoupError {
  return error instanceof RecoupError && TRANSIENT.has(error.code);
}
