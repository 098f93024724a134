import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { BusTransport, ConnectTransport, TransportEvents } from "./transport";

const SUBJECT = "recoup";
const RETRY_MS = 500;

/** Core NATS, for many nodes: `nats://[user:password@]host:port`. The library reconnects by itself, for ever. */
export function natsTransport(url: string): ConnectTransport {
  return async (events) => {
    const { host, username, password } = new URL(url);
    const connection = await connect({
      servers: host,
      ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
      name: "recoup events",
      noEcho: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RETRY_MS,
    }).catch((error: unknown) => {
      throw new Error("There is no NATS server at EVENT_BUS_URL", { cause: error });
    });
    const transport = new NatsTransport(connection, events);
    await connection.flush(); // the server has the subscription: from here on nothing is missed
    return transport;
  };
}

class NatsTransport implements BusTransport {
  constructor(
    private readonly connection: NatsConnection,
    events: TransportEvents,
  ) {
    connection.subscribe(SUBJECT, {
      callback: (error, message) => (error ? events.onTrouble(error) : events.onFrame(message.string())),
    });
    void this.watch(events);
  }

  async send(frames: readonly string[]): Promise<void> {
    for (const frame of frames) this.connection.publish(SUBJECT, frame);
    // While the connection is lost this waits, so that wake-ups gather here, each stream once, and not in the library.
    await this.connection.flush();
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async watch(events: TransportEvents): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === "disconnect") events.onTrouble(new Error("The connection to NATS was lost"));
      if (status.type === "error") events.onTrouble(status.error);
      if (status.type === "reconnect") events.onResumed();
    }
  }
}
