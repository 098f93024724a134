import { WebSocket } from "ws";
import { isAnswer, type AnswerError, type OperationAnswer, type OperationRequest } from "./link";
import { RecoupError } from "./recoup-error";

/** Who hears of an operation on a connection; after `complete` or `fail` nothing more comes. */
export interface OperationObserver {
  next(answer: OperationAnswer): void;
  complete(): void;
  fail(error: RecoupError): void;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly token: string;
  /** How long opening may take. */
  readonly timeoutMilliseconds: number;
  /** A server that is silent for longer is asked; one that then does not answer is gone. */
  readonly silenceMilliseconds: number;
  /** Called once, before those whose operations ran on it, when it has ended or could not be opened. */
  readonly onClosed: (code: number) => void;
}

const BAD_MESSAGE = 4004;

/** The server will not have this client, however often it comes: it breaks the protocol, or speaks another. */
const FINAL_CODES: ReadonlySet<number> = new Set([
  1002,
  1003,
  1007,
  1008,
  1009,
  1010,
  BAD_MESSAGE,
  4400,
  4401,
  4406,
  4409,
  4429,
  4500,
]);

interface ServerMessage {
  readonly type?: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/**
 * One WebSocket in the graphql-transport-ws protocol, from its opening to its end. What runs on it fails with it;
 * nothing is sent again from here.
 */
export class Connection {
  private readonly socket: WebSocket;
  private readonly observers = new Map<string, OperationObserver>();
  private readonly ended: Promise<RecoupError>;
  private operations = 0;
  private hasHeard = true;
  private onAcknowledged: () => void = () => undefined;

  private constructor({ url, token, silenceMilliseconds, onClosed }: ConnectionOptions) {
    this.socket = new WebSocket(url, "graphql-transport-ws", { perMessageDeflate: false });
    this.socket.on("open", () =>
      this.send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }),
    );
    this.socket.on("message", (data) => this.receive((data as Buffer).toString()));
    this.socket.on("error", () => undefined); // "close" follows, and says as much
    const heartbeat = setInterval(() => this.listen(), silenceMilliseconds);
    this.ended = new Promise((resolve) => {
      this.socket.once("close", (code, reason) => {
        clearInterval(heartbeat);
        onClosed(code);
        const error = closedError(code, String(reason));
        this.failAll(error);
        resolve(error);
      });
    });
  }

  /** Settles when the server has acknowledged it. */
  static open(options: ConnectionOptions): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const connection = new Connection(options);
      const timer = setTimeout(() => connection.socket.terminate(), options.timeoutMilliseconds);
      connection.onAcknowledged = () => {
        clearTimeout(timer);
        resolve(connection);
      };
      void connection.ended.then((error) => {
        clearTimeout(timer);
        reject(error);
      });
    });
  }

  /** Starts an operation; the function returned ends it early. */
  run(request: OperationRequest, observer: OperationObserver): () => void {
    this.operations += 1;
    const id = String(this.operations);
    this.observers.set(id, observer);
    this.send({ type: "subscribe", id, payload: request });
    return () => {
      if (this.observers.delete(id)) this.send({ type: "complete", id });
    };
  }

  async close(): Promise<void> {
    this.socket.close(1000, "Done");
    await this.ended;
  }

  /** On a socket that is closing nothing is sent: what runs is about to fail with it. */
  private send(message: unknown): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private receive(text: string): void {
    this.hasHeard = true;
    const { type, id = "", payload } = readMessage(text);
    const observer = this.observers.get(id);
    if (type === "complete" || type === "error") this.observers.delete(id);
    if (type === "connection_ack") this.onAcknowledged();
    else if (type === "ping") this.send({ type: "pong" });
    else if (type === "next" && isAnswer(payload)) observer?.next(payload);
    else if (type === "error" && Array.isArray(payload))
      observer?.fail(RecoupError.fromAnswer(payload as AnswerError[]));
    else if (type === "complete") observer?.complete();
    else if (type !== "pong") this.socket.close(BAD_MESSAGE, "Invalid message received");
  }

  private failAll(error: RecoupError): void {
    const observers = [...this.observers.values()];
    this.observers.clear();
    for (const observer of observers) observer.fail(error);
  }

  /** A network that swallows everything closes nothing: whoever does not answer in time is gone. */
  private listen(): void {
    if (!this.hasHeard) return this.socket.terminate();
    this.hasHeard = false;
    this.send({ type: "ping" });
  }
}

function closedError(code: number, reason: string): RecoupError {
  const message = `The connection was closed (${code}${reason && `: ${reason}`}).`;
  return new RecoupError(FINAL_CODES.has(code) ? "PROTOCOL" : "NETWORK", message);
}

function readMessage(text: string): ServerMessage {
  try {
    return (JSON.parse(text) ?? {}) as ServerMessage;
  } catch {
    return {};
  }
}
