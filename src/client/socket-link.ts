import { Connection } from "./connection";
import type { Credential } from "./credential";
import type { Link, OperationAnswer, OperationRequest } from "./link";
import { RecoupError } from "./recoup-error";

/** The server's close code for a bad, expired or revoked token. */
const TOKEN_REFUSED = 4403;

export interface SocketLinkOptions {
  readonly url: string;
  readonly credential: Credential;
  readonly timeoutMilliseconds: number;
  readonly silenceMilliseconds: number;
}

/** Who hears of a subscription. */
export interface Watcher {
  /** It has been sent on a connection that the server took. */
  onStarted(): void;
  onData(data: unknown): void;
}

/** All operations and subscriptions of a client share one WebSocket, opened when it is needed and again after a drop. */
export class SocketLink implements Link {
  private opening: Promise<Connection> | null = null;

  constructor(private readonly options: SocketLinkOptions) {}

  async execute(request: OperationRequest, signal: AbortSignal): Promise<OperationAnswer> {
    const connection = await this.connection();
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const cancel = connection.run(request, {
        next: resolve,
        complete: () => reject(new RecoupError("PROTOCOL", "The operation ended without an answer.")),
        fail: reject,
      });
      signal.addEventListener("abort", cancel);
    });
  }

  /** Runs a subscription until the server completes it or the signal is aborted; fails when it or its connection does. */
  async watch(request: OperationRequest, watcher: Watcher, signal: AbortSignal): Promise<void> {
    const connection = await this.connection();
    if (signal.aborted) return;
    await new Promise<void>((resolve, reject) => {
      const cancel = connection.run(request, {
        next: ({ data, errors }) => {
          if (!errors) return watcher.onData(data);
          cancel();
          reject(RecoupError.fromAnswer(errors));
        },
        complete: resolve,
        fail: reject,
      });
      signal.addEventListener("abort", () => {
        cancel();
        resolve();
      });
      watcher.onStarted();
    });
  }

  async close(): Promise<void> {
    const connection = await this.opening?.catch(() => null);
    await connection?.close();
  }

  private connection(): Promise<Connection> {
    this.opening ??= this.open();
    return this.opening;
  }

  private async open(): Promise<Connection> {
    const { credential, ...options } = this.options;
    try {
      const token = await credential.get();
      const onClosed = (code: number) => {
        this.opening = null;
        if (code === TOKEN_REFUSED) credential.refuse(token);
      };
      const connection = await Connection.open({ ...options, token, onClosed });
      credential.accept(token);
      return connection;
    } catch (error) {
      this.opening = null;
      throw error;
    }
  }
}
