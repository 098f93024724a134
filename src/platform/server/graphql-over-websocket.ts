import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { handleProtocols } from "graphql-ws";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import type { Authenticator } from "../access/authenticator";
import type { Pipeline } from "../graphql/pipeline";
import type { Metrics } from "../observability/metrics";
import type { OperationLog } from "../observability/operation-log";
import type { Limits } from "../settings-limits";
import { CloseCode } from "./close-codes";
import { GraphQLSocket } from "./graphql-socket";
import { LiveCredentials } from "./live-credentials";
import { SocketConnection } from "./socket-connection";
import { SocketOperations } from "./socket-operations";
import type { Timeouts } from "./timeouts";
import { within } from "./within";

interface WebSocketParts {
  readonly pipeline: Pipeline;
  readonly authenticator: Authenticator;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly log: OperationLog;
  readonly timeouts: Timeouts;
}

/** Serves graphql-transport-ws: queries, mutations and subscriptions through the same pipeline as HTTP. */
export class GraphQLOverWebSocket {
  private readonly server: WebSocketServer;
  private readonly credentials: LiveCredentials;
  private readonly operations: SocketOperations;

  constructor(private readonly parts: WebSocketParts) {
    this.credentials = new LiveCredentials(parts.authenticator);
    this.operations = new SocketOperations({ ...parts, credentials: this.credentials });
    this.server = new WebSocketServer({
      noServer: true,
      maxPayload: parts.limits.frameBytes,
      perMessageDeflate: false,
      handleProtocols,
    });
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.server.handleUpgrade(request, stream, head, (socket) => this.opened(socket, stream, request));
  }

  /** Answers what runs, sends every client to another node, and ends those that do not go; each within the grace. */
  async close(): Promise<void> {
    const { graceMilliseconds } = this.parts.timeouts;
    await within(graceMilliseconds, this.operations.drain());
    const closed = [...this.server.clients].map(
      (socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    );
    for (const socket of this.server.clients) socket.close(CloseCode.RESTART, "Service restart");
    await within(graceMilliseconds, Promise.all(closed));
    for (const socket of this.server.clients) socket.terminate();
    this.credentials.close();
    this.server.close();
  }

  private opened(webSocket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    const { metrics, logger, timeouts, limits } = this.parts;
    webSocket.on("error", (error) => logger.debug({ err: error }, "a WebSocket failed"));
    if (this.server.clients.size > limits.sockets)
      return webSocket.close(CloseCode.TRY_AGAIN_LATER, "Too many connections");
    const socket = new GraphQLSocket(webSocket, stream, logger, timeouts.silenceMilliseconds);
    const connection = new SocketConnection(socket, request.socket.remoteAddress ?? "");
    metrics.sockets.inc();
    socket.open(this.operations.protocol, connection, (code) => {
      connection.closed();
      metrics.sockets.dec();
      metrics.socketsClosed.inc({ code });
    });
  }
}
