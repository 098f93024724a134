import type { Duplex } from "node:stream";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import helmet from "helmet";
import type { Logger } from "pino";
import { isCutOff, isDatabaseAway } from "../database/is-database-away";
import { Explorer } from "./explorer";
import type { GraphQLOverHttp } from "./graphql-over-http";
import { answerLive, answerReady, type HealthCheck } from "./health";
import { BODY_CUT_OFF, type HttpRoute } from "./http-route";

export const GRAPHQL_PATH = "/graphql";

/** Against clients that send headers slowly, or nothing at all. An upload may take long as long as it moves. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 0,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};
const IDLE_MILLISECONDS = 120_000;

interface HttpServerParts {
  readonly graphql: GraphQLOverHttp;
  readonly routes: readonly HttpRoute[];
  readonly health: readonly HealthCheck[];
  readonly logger: Logger;
  readonly development: boolean;
}

export function createHttpServer(parts: HttpServerParts): Server {
  const explorer = parts.development ? new Explorer() : null;
  const setSecurityHeaders = helmet();
  const responses = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(TIMEOUTS, (request, response) => {
    responses.set(request.socket, response);
    response.once("close", () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections()); // the last answer before a shutdown
    });
    setSecurityHeaders(request, response, () => {
      answer(parts, explorer, request, response).catch((error: unknown) =>
        failed(parts.logger, response, error),
      );
    });
  });
  server.setTimeout(IDLE_MILLISECONDS);
  // A client may end its side of the connection when it has asked, and wait for the answer on the other.
  Object.assign(server, { httpAllowHalfOpen: true });
  const unread = new WeakSet<Duplex>();
  server.on("clientError", (error, socket) => {
    if (unread.has(socket)) return; // each piece behind what cannot be read is told, too
    unread.add(socket);
    unreadable(error, socket, responses.get(socket));
  });
  return server;
}

/** What cannot be read as (the rest of) a request. `response`: to the one before it, or to the one that it is a part of. */
function unreadable(error: NodeJS.ErrnoException, socket: Duplex, response?: ServerResponse): void {
  if (!response) return refuseUnread(error, socket);
  const { req: request, headersSent, writableFinished } = response;
  const isCutOff = !request.complete && error.code === "HPE_INVALID_EOF_STATE";
  if (!writableFinished && (request.complete || isCutOff)) {
    response.shouldKeepAlive = false;
    response.once("finish", () => socket.end());
    if (isCutOff) request.emit(BODY_CUT_OFF);
  } else if (request.complete || !headersSent) refuseUnread(error, socket);
  else socket.end(); // it was answered without its body
}

async function answer(
  { graphql, routes, health }: HttpServerParts,
  explorer: Explorer | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  if (url?.pathname === GRAPHQL_PATH) {
    if (explorer && Explorer.isAskedFor(request, url)) return explorer.answer(response);
    return graphql.answer(request, response, url);
  }
  if (url?.pathname === "/health/live") return answerLive(response);
  if (url?.pathname === "/health/ready") return answerReady(response, health);
  const route = routes.find(
    ({ method, path }) => method === request.method && url?.pathname.startsWith(path),
  );
  if (route && url) return route.handle(request, response, url);
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is nothing here.\n");
}

function urlOf(request: IncomingMessage): URL | null {
  const target = request.url ?? "/";
  return URL.canParse(target, "http://localhost") ? new URL(target, "http://localhost") : null;
}

/** What cannot be read as a request is answered as Node does it without us. */
function refuseUnread({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  const status =
    code === "HPE_HEADER_OVERFLOW"
      ? "431 Request Header Fields Too Large"
      : code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "408 Request Timeout"
        : "400 Bad Request";
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  socket.destroy();
}

function failed(logger: Logger, response: ServerResponse, error: unknown): void {
  logger.error({ err: error }, "a request could not be answered");
  const isPassing = isDatabaseAway(error) || isCutOff(error);
  if (!response.headersSent)
    response.writeHead(isPassing ? 503 : 500, {
      connection: "close",
      ...(isPassing && { "retry-after": "5" }),
    });
  response.end();
}
