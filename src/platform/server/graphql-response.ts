import type { ServerResponse } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import { codeOf } from "../graphql/error-formatter";

const GRAPHQL_RESPONSE = "application/graphql-response+json";
const JSON_RESPONSE = "application/json";

/** Does the client prefer the media type whose status codes tell what went wrong? GraphQL over HTTP, "Accept". */
export function prefersGraphqlResponse(accept: string | undefined): boolean {
  const ranges = (accept ?? "").toLowerCase().split(",").map(parseRange);
  const quality = (type: string) => ranges.find((range) => range.type === type)?.quality ?? 0;
  const [modern, legacy] = [quality(GRAPHQL_RESPONSE), quality(JSON_RESPONSE)];
  if (modern === 0) return false;
  if (modern !== legacy) return modern > legacy;
  return (
    ranges.find(({ type }) => type === GRAPHQL_RESPONSE || type === JSON_RESPONSE)?.type === GRAPHQL_RESPONSE
  );
}

function parseRange(range: string): { type: string; quality: number } {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith("q="));
  return { type, quality: quality ? Number(quality.slice(2)) || 0 : 1 };
}

/** Answers an operation that was not executed. Under application/json a refused document is an answer like any other. */
export function answerErrors(
  response: ServerResponse,
  errors: readonly GraphQLFormattedError[],
  options: { accept: string | undefined; status?: number | undefined },
): void {
  const modern = prefersGraphqlResponse(options.accept);
  const status = options.status ?? statusOf(errors) ?? (modern ? 400 : 200);
  response.writeHead(status, {
    "content-type": `${modern ? GRAPHQL_RESPONSE : JSON_RESPONSE}; charset=utf-8`,
    ...(status === 405 ? { allow: "GET, POST" } : {}),
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(status === 429 ? { "retry-after": "1" } : {}),
  });
  response.end(JSON.stringify({ errors }));
}

function statusOf(errors: readonly GraphQLFormattedError[]): number | undefined {
  const codes = errors.map(codeOf);
  if (codes.includes("RATE_LIMITED")) return 429;
  if (codes.includes("UNAVAILABLE")) return 503;
  return codes.includes("INTERNAL_SERVER_ERROR") ? 500 : undefined;
}
