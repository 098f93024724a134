import { once } from "node:events";
import { WebSocket } from "ws";
import type { RunningServer } from "../../../src/platform/server/server";
import type { Answer } from "./harness";

/** Where a server is. */
type Addresses = Pick<RunningServer, "httpUrl" | "wsUrl">;

export interface Operation {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/** Sends an operation and answers what came back, without what belongs to the transport. */
export type Transport = (server: Addresses, operation: Operation, authorization?: string) => Promise<Answer>;

export const overHttp: Transport = async (server, operation, authorization) => {
  const response = await post(server, JSON.stringify(operation), authorization ? { authorization } : {});
  return (await response.json()) as Answer;
};

export const overWebSocket: Transport = async (server, operation, authorization) => {
  const socket = await RawSocket.open(server);
  await socket.init(authorization);
  socket.send({ id: "1", type: "subscribe", payload: operation });
  const message = await socket.next();
  socket.close();
  return message.type === "error"
    ? { errors: message.payload as Answer["errors"] & object }
    : (message.payload as Answer);
};

export function post(
  server: Addresses,
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(server.httpUrl, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket that says what a test wants it to say, right or wrong. */
export class RawSocket {
  private readonly messages: Message[] = [];
  private waiting: ((message: Message) => void) | null = null;
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    this.closed = once(socket, "close").then(([code]) => code as number);
    socket.on("message", (data) => {
      const message = JSON.parse((data as Buffer).toString()) as Message;
      if (this.waiting) this.waiting(message);
      else this.messages.push(message);
      this.waiting = null;
    });
  }

  static async open(server: Addresses, protocols: string[] = ["graphql-transport-ws"]): Promise<RawSocket> {
    const socket = new WebSocket(server.wsUrl, protocols);
    const raw = new RawSocket(socket);
    await once(socket, "open");
    return raw;
  }

  async init(authorization?: string): Promise<void> {
    this.send({ type: "connection_init", ...(authorization ? { payload: { authorization } } : {}) });
    const { type } = await this.next();
    if (type !== "connection_ack") throw new Error(`Expected connection_ack, got ${type}`);
  }

  send(message: unknown): void {
    this.socket.send(
      typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message),
    );
  }

  next(): Promise<Message> {
    const message = this.messages.shift();
    if (message) return Promise.resolve(message);
    return new Promise((resolve, reject) => {
      this.waiting = resolve;
      void this.closed.then((code) => reject(new Error(`Closed with ${code}`)));
    });
  }

  /** Starts an operation and answers the first that is heard of it. */
  async ask(id: string, operation: Operation): Promise<Message> {
    this.send({ id, type: "subscribe", payload: operation });
    for (;;) {
      const message = await this.next();
      if (message.id === id) return message;
    }
  }

  close(): void {
    this.socket.close();
  }
}
