/** Codes of `errors[].extensions.code` besides Apollo's own GRAPHQL_* (api.md, "Errors"). */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "SEALED"
  | "RATE_LIMITED"
  | "RETRY_LATER"
  | "UNAVAILABLE"
  | "INTERNAL_SERVER_ERROR";

/**
 * An error that its caller may read as it is. Everything else that is thrown reaches a caller as "Internal error".
 * A message never repeats a value that somebody sent: an amount or a name must not reach a log through it.
 * It is no GraphQLError, which takes many times as long to make: the transports make one where they need it.
 */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.extensions = { code, ...extensions };
  }
}

/** What was sent cannot be taken; `path` names the input field: ["input", "amount"]. */
export function badUserInput(message: string, path?: readonly string[]): ClientError {
  return new ClientError("BAD_USER_INPUT", message, path ? { path } : {});
}

export function unauthenticated(): ClientError {
  return new ClientError("UNAUTHENTICATED", "Send a valid token: Authorization: Bearer <token>.");
}

export function forbidden(): ClientError {
  return new ClientError("FORBIDDEN", "None of your roles allows this.");
}

/** Answers for what does not exist and for what is somebody else's alike, so that an identifier gives nothing away. */
export function notFound(): ClientError {
  return new ClientError("NOT_FOUND", "There is nothing with this identifier that you may see.");
}

export function sealed(message = "The auction is sealed until its opening."): ClientError {
  return new ClientError("SEALED", message);
}

export function retryLater(message = "Too much is waiting here; try again in a moment."): ClientError {
  return new ClientError("RETRY_LATER", message);
}

export function unavailable(): ClientError {
  return new ClientError("UNAVAILABLE", "The service cannot answer just now; try again in a moment.");
}
