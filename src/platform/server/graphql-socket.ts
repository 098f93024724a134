import type { Duplex } from "node:stream";
import type { Server as GraphQLProtocol } from "graphql-ws";
import type { Logger } from "pino";
import { WebSocket, type RawData } from "ws";
import { CloseCode } from "./close-codes";
import { gather, writeLater } from "./gathered-writes";
import { textFrame } from "./text-frame";

/** A client that does not read its answers is not read from, either. */
const UNREAD_BYTES = 1_000_000;

/** Connects one WebSocket to the graphql-transport-ws protocol. */
export class GraphQLSocket {
  private isAlive = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    private readonly logger: Logger,
    private readonly silenceMilliseconds: number,
  ) {}

  open<Extra>(protocol: GraphQLProtocol<Extra>, extra: Extra, onClosed: (code: number) => void): void {
    const { socket } = this;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (message) => this.answer(message),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => socket.on("message", (data, isBinary) => this.receive(data, isBinary, handle)),
      },
      extra,
    );
    const pings = setInterval(() => this.ping(), this.silenceMilliseconds).unref();
    socket.on("pong", () => (this.isAlive = true));
    socket.once("close", (code, reason) => {
      clearInterval(pings);
      onClosed(code);
      closed(code, String(reason)).catch((error: unknown) => this.failed(error));
    });
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /**
   * Sends a message whose bytes are made, of which the body may be the same for many sockets, at the end of this turn of
   * the event loop. Settles when it has been handed to the network, which a client that does not read holds up.
   */
  deliver(head: Buffer, body: Buffer): Promise<void> {
    return new Promise((resolve) =>
      writeLater(() =>
        this.write(resolve, (onWritten) => this.stream.write(textFrame(head, body), onWritten)),
      ),
    );
  }

  /**
   * What one turn of the event loop answers leaves in one write, such as a result and the message that ends its operation.
   * Is not waited for: a client that does not read its answers is not read from.
   */
  private answer(message: string): void {
    const resolve = () => undefined;
    this.write(resolve, (onWritten) => {
      gather(this.stream);
      this.socket.send(message, onWritten);
    });
  }

  private write(resolve: () => void, send: (onWritten: (error?: Error | null) => void) => void): void {
    const { socket } = this;
    if (socket.readyState !== WebSocket.OPEN) return resolve();
    send((error) => {
      if (socket.isPaused && socket.bufferedAmount < UNREAD_BYTES) socket.resume();
      if (error) socket.terminate(); // the client has gone: no answer can fail any more
      resolve();
    });
    if (socket.bufferedAmount > UNREAD_BYTES) socket.pause();
  }

  private receive(data: RawData, isBinary: boolean, handle: (message: string) => Promise<void>): void {
    if (isBinary) return this.close(CloseCode.BAD_MESSAGE, "Only text is understood");
    // With ws's default binaryType a message is one Buffer.
    handle((data as Buffer).toString()).catch((error: unknown) => this.failed(error));
  }

  /** A client that did not answer the last time is gone. */
  private ping(): void {
    if (!this.isAlive) return this.socket.terminate();
    this.isAlive = false;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }

  private failed(error: unknown): void {
    // graphql-ws throws at messages that only a server sends.
    if (error instanceof Error && error.message.startsWith("Unexpected message of type"))
      return this.close(CloseCode.BAD_MESSAGE, "Invalid message received");
    if (this.socket.readyState !== WebSocket.OPEN) return; // it went while something was being sent
    this.logger.error({ err: error }, "a WebSocket message could not be handled");
    this.close(CloseCode.INTERNAL, "Internal error");
  }
}
