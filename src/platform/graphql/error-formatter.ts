import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { RequestContext } from "../context";
import { isCutOff, isDatabaseAway } from "../database/is-database-away";
import { ClientError, retryLater, unavailable } from "../errors";
import { loggedTrace } from "../observability/tracing";
import { isVariableError, syntaxMessage, validationMessage, variableError } from "./wording";

type Asker = Pick<RequestContext, "requestId" | "viewer" | "callersSpan">;

interface Wording {
  readonly message: string;
  readonly extensions: Record<string, unknown> & { readonly code: string };
}

/** Makes of everything that went wrong what a caller may read: the same on both transports (api.md, "Errors"). */
export class ErrorFormatter {
  constructor(private readonly logger: Logger) {}

  /** `asker` is `null` where nobody is known yet: a request that could not be read. */
  format(thrown: unknown, asker: Asker | null): GraphQLFormattedError {
    const error = thrown instanceof GraphQLError ? thrown : wrap(thrown);
    const requestId = asker?.requestId ?? randomUUID();
    const wording = wordingOf(error) ?? this.internal(error, requestId, asker);
    const { locations, path } = error.toJSON();
    return {
      message: wording.message,
      ...(locations ? { locations } : {}),
      ...(path ? { path } : {}),
      extensions: { ...wording.extensions, requestId },
    };
  }

  private internal(error: GraphQLError, requestId: string, asker: Asker | null): Wording {
    const err = rootCause(error);
    const organization = asker?.viewer?.organization.slug;
    const named = { requestId, ...loggedTrace(asker?.callersSpan ?? null), organization };
    this.logger.error({ err, ...named, path: error.path }, "an operation failed");
    if (isDatabaseAway(err)) return clientWording(unavailable());
    if (isCutOff(err)) return clientWording(retryLater());
    return { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } };
  }
}

/** The code of an error as `format` would give it. */
export function codeOf(error: GraphQLFormattedError): string {
  const code = error.extensions?.["code"];
  return typeof code === "string" ? code : "INTERNAL_SERVER_ERROR";
}

/** `null`: nothing that the caller should read. */
function wordingOf(error: GraphQLError): Wording | null {
  if (isVariableError(error)) {
    const { message, path } = variableError(error);
    return { message, extensions: { code: "BAD_USER_INPUT", path } };
  }
  if (error.path === undefined) return beforeExecution(error);
  const cause = rootCause(error);
  if (cause instanceof ClientError) return clientWording(cause);
  // A variable without a value, where an argument needs one: only execution can tell.
  if (cause instanceof GraphQLError && /^Argument "\w+" of /.test(cause.message))
    return { message: cause.message, extensions: { code: "BAD_USER_INPUT" } };
  return null;
}

/** Codes are trusted only before execution: a library's error inside a resolver is nothing for a caller to read. */
function beforeExecution(error: GraphQLError): Wording | null {
  const code = error.extensions["code"];
  switch (code) {
    case "GRAPHQL_PARSE_FAILED":
      return { message: syntaxMessage(error.message), extensions: { code } };
    case "GRAPHQL_VALIDATION_FAILED":
      return { message: validationMessage(error), extensions: { code } };
    case "OPERATION_RESOLUTION_FAILURE":
      return { message: "Name one of the document's operations in operationName.", extensions: { code } };
    case "BAD_REQUEST":
      return { message: error.message, extensions: { code } };
    default: {
      const cause = rootCause(error);
      return cause instanceof ClientError ? clientWording(cause) : null;
    }
  }
}

function clientWording(error: ClientError): Wording {
  return {
    message: error.message,
    extensions: { ...error.extensions, code: String(error.extensions["code"]) },
  };
}

function rootCause(error: GraphQLError): Error {
  let cause: Error = error;
  while (!(cause instanceof ClientError) && cause instanceof GraphQLError && cause.originalError)
    cause = cause.originalError;
  return cause;
}

function wrap(thrown: unknown): GraphQLError {
  const originalError = thrown instanceof Error ? thrown : new Error("Something that is no error was thrown");
  return new GraphQLError("Internal error", { originalError });
}
