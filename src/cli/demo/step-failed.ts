import { RecoupError } from "../../client";

/** A step or a claim of the story went another way than told. */
export class StepFailed extends Error {}

interface Answer {
  readonly __typename: string;
}

interface RefusalAnswer {
  readonly __typename: "Refusal";
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
}

/** What a mutation made; a Refusal ends the story. */
export function granted<Result extends Answer>(
  answer: Result | null,
  what: string,
): Exclude<Result, { readonly __typename: "Refusal" }> {
  if (answer === null) throw new StepFailed(`${what}: the server answered nothing`);
  if (isRefusal(answer)) throw new StepFailed(`${what} was refused. ${reasonOf(answer)}`);
  return answer as Exclude<Result, { readonly __typename: "Refusal" }>;
}

/** What a query must find. */
export function found<Result>(answer: Result | null | undefined, what: string): Result {
  if (answer === null || answer === undefined) throw new StepFailed(`${what} is not there`);
  return answer;
}

/** A failure as people read it. */
export function describeFailure(error: unknown): string {
  if (error instanceof StepFailed) return error.message;
  if (error instanceof RecoupError) return reasonOf(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isRefusal(answer: Answer): answer is RefusalAnswer {
  return answer.__typename === "Refusal";
}

function reasonOf({
  code,
  message,
  path,
}: {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
}): string {
  return `${code}: ${message}${path && path.length > 0 ? ` (${path.join(".")})` : ""}`;
}
