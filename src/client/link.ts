/** An operation as it is sent, on either transport. */
export interface OperationRequest {
  readonly query: string;
  readonly variables: unknown;
}

/** An error of an answer, as far as it is read here. */
export interface AnswerError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown; readonly requestId?: unknown; readonly path?: unknown };
}

/** An answer as it comes, on either transport. */
export interface OperationAnswer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
}

/** A way to the server. What is aborted is not waited for; everything else fails with a RecoupError. */
export interface Link {
  execute(request: OperationRequest, signal: AbortSignal): Promise<OperationAnswer>;
}

export function isAnswer(value: unknown): value is OperationAnswer {
  return typeof value === "object" && value !== null && ("data" in value || "errors" in value);
}
