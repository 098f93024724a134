import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from "@apollo/server";
import { GraphQLError, OperationTypeNode } from "graphql";
import type { Authenticator } from "../access/authenticator";
import type { Viewer } from "../access/viewer";
import { RequestContext } from "../context";
import { ClientError } from "../errors";
import type { OperationRequest, Pipeline } from "../graphql/pipeline";
import { callersSpan } from "../observability/tracing";
import type { OperationLog } from "../observability/operation-log";
import type { Limits } from "../settings-limits";
import { answerErrors } from "./graphql-response";
import { readJson, UnreadableRequest } from "./request-body";
import type { Timeouts } from "./timeouts";

interface HttpParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly pipeline: Pipeline;
  readonly authenticator: Authenticator;
  readonly limits: Limits;
  readonly log: OperationLog;
  readonly timeouts: Timeouts;
}

/** Serves GraphQL over HTTP: GET for queries, POST with JSON for queries and mutations. */
export class GraphQLOverHttp {
  constructor(private readonly parts: HttpParts) {}

  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const caller = { callersSpan: callersSpan(request.headers) };
    let viewer: Viewer | null = null;
    response.setHeader("x-request-id", requestId);
    response.setHeader("cache-control", "no-store");
    try {
      if (request.method !== "GET" && request.method !== "POST")
        throw new UnreadableRequest(405, "Send GET or POST.");
      viewer = await this.parts.authenticator.authenticate(request.headers.authorization);
      const body = request.method === "POST" ? await this.readBody(request) : undefined;
      const operation =
        request.method === "POST" ? operationOfBody(body) : operationOfSearch(url.searchParams);
      if (operation) await this.admit(operation, viewer, request);
      const context = new RequestContext(requestId, viewer, caller);
      send(response, await this.execute(request, url, body, context));
    } catch (thrown) {
      if (thrown instanceof UnreadableRequest) response.setHeader("connection", "close");
      const errors = refusals(thrown).map((error) =>
        this.parts.pipeline.formatter.format(error, { requestId, viewer, ...caller }),
      );
      this.parts.log.finished({
        transport: "http",
        operation: null,
        context: { requestId, viewer, ...caller },
        startedAt,
        errors,
      });
      answerErrors(response, errors, { accept: request.headers.accept, status: statusOf(thrown) });
    }
  }

  private async readBody(request: IncomingMessage): Promise<unknown> {
    const body = await readJson(request, {
      bytes: this.parts.limits.bodyBytes,
      milliseconds: this.parts.timeouts.bodyMilliseconds,
    });
    if (Array.isArray(body))
      throw new UnreadableRequest(400, "Send one operation a request: batches are not taken.");
    return body;
  }

  private async admit(
    operation: OperationRequest,
    viewer: Viewer | null,
    request: IncomingMessage,
  ): Promise<void> {
    const caller = viewer?.credentialId ?? request.socket.remoteAddress ?? "";
    const admission = await this.parts.pipeline.admit(operation, viewer, caller);
    if (admission.kind === "refused") throw new AggregateError(admission.errors);
    if (admission.operation.node.operation === OperationTypeNode.SUBSCRIPTION)
      throw new UnreadableRequest(
        400,
        "Subscriptions run over WebSocket (graphql-transport-ws) at this same path.",
      );
  }

  private execute(
    request: IncomingMessage,
    url: URL,
    body: unknown,
    context: RequestContext,
  ): Promise<HTTPGraphQLResponse> {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
    return this.parts.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? "GET", headers, search: url.search, body },
      context: () => Promise.resolve(context),
    });
  }
}

/** `null` where the request is not of the shape that it must have: Apollo Server says what is wrong with it. */
function operationOfBody(body: unknown): OperationRequest | null {
  const { query, operationName, variables } = (body ?? {}) as Record<string, unknown>;
  return operationOf(query, operationName, variables);
}

function operationOfSearch(search: URLSearchParams): OperationRequest | null {
  let variables: unknown;
  try {
    variables = JSON.parse(search.get("variables") ?? "null");
  } catch {
    return null;
  }
  return operationOf(search.get("query"), search.get("operationName"), variables);
}

function operationOf(query: unknown, operationName: unknown, variables: unknown): OperationRequest | null {
  if (typeof query !== "string" || query === "") return null;
  if (operationName != null && typeof operationName !== "string") return null;
  if (variables != null && (typeof variables !== "object" || Array.isArray(variables))) return null;
  return { query, operationName, variables: variables as OperationRequest["variables"] };
}

function refusals(thrown: unknown): readonly unknown[] {
  if (thrown instanceof AggregateError) return thrown.errors;
  if (!(thrown instanceof UnreadableRequest)) return [thrown];
  return [new GraphQLError(thrown.message, { extensions: { code: "BAD_REQUEST" } })];
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof UnreadableRequest) return thrown.status;
  const isBadCredential = thrown instanceof ClientError && thrown.extensions["code"] === "UNAUTHENTICATED";
  return isBadCredential ? 401 : undefined;
}

function send(response: ServerResponse, result: HTTPGraphQLResponse): void {
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.statusCode = result.status ?? 200;
  if (result.body.kind !== "complete") throw new Error("Incremental delivery is not part of this schema");
  response.end(result.body.string);
}
