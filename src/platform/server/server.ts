import type { AddressInfo } from "node:net";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Authenticator } from "../access/authenticator";
import type { Documents } from "../graphql/documents";
import { ErrorFormatter } from "../graphql/error-formatter";
import { Pipeline } from "../graphql/pipeline";
import type { Metrics } from "../observability/metrics";
import { hostInUrl } from "../observability/metrics-server";
import { OperationLog } from "../observability/operation-log";
import type { Limits } from "../settings-limits";
import { createApollo } from "./apollo";
import { GraphQLOverHttp } from "./graphql-over-http";
import { GraphQLOverWebSocket } from "./graphql-over-websocket";
import type { HealthCheck } from "./health";
import type { HttpRoute } from "./http-route";
import { createHttpServer, GRAPHQL_PATH } from "./http-server";
import type { RateLimits } from "./rate-limits";
import { DEFAULT_TIMEOUTS, type Timeouts } from "./timeouts";
import { within } from "./within";

export interface ServerParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly authenticator: Authenticator;
  readonly limits: Limits;
  readonly rateLimits: RateLimits;
  readonly routes: readonly HttpRoute[];
  readonly health: readonly HealthCheck[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** A span of each operation is sent; absent: none. */
  readonly traces?: boolean;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The explorer is served, everybody may introspect, and errors suggest names. */
  readonly development: boolean;
  readonly timeouts?: Partial<Timeouts>;
}

export interface RunningServer {
  readonly httpUrl: string;
  readonly wsUrl: string;
  readonly port: number;
  /** Takes nothing new, answers what runs, closes WebSockets with 1012; then the port is free. */
  close(): Promise<void>;
}

/** Serves one schema over HTTP and WebSocket, on one port. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const formatter = new ErrorFormatter(parts.logger);
  const log = new OperationLog(parts.logger, parts.metrics, parts.traces ?? false);
  const pipeline = new Pipeline({ ...parts, formatter, counter: parts.rateLimits.operations });
  const timeouts = { ...DEFAULT_TIMEOUTS, ...parts.timeouts };
  const apollo = createApollo({ ...parts, pipeline, log });
  await apollo.start();
  const graphql = new GraphQLOverHttp({ ...parts, apollo, pipeline, log, timeouts });
  const server = createHttpServer({ ...parts, graphql });
  const sockets = new GraphQLOverWebSocket({ ...parts, pipeline, log, timeouts });
  server.on("upgrade", (request, stream, head) => {
    if (request.url?.split("?")[0] === GRAPHQL_PATH) sockets.upgrade(request, stream, head);
    else
      stream
        .on("error", () => stream.destroy())
        .end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(parts.port, parts.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const place = `${hostInUrl(parts.host)}:${port}${GRAPHQL_PATH}`;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await Promise.all([within(timeouts.graceMilliseconds, closed), sockets.close()]);
    server.closeAllConnections();
    await closed;
    await apollo.stop();
  };
  let closing: Promise<void> | null = null;
  return { httpUrl: `http://${place}`, wsUrl: `ws://${place}`, port, close: () => (closing ??= close()) };
}
