import type { Duplex } from "node:stream";
import { Client } from "pg";
import type { Timers } from "../timers";
import type { BusTransport, ConnectTransport, TransportEvents } from "./transport";

const CHANNEL = "recoup";
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
/** A connection that takes longer for a notification is taken for lost: a network may swallow everything in silence. */
const SEND_MS = 2_000;

/**
 * LISTEN and NOTIFY on a connection of its own. Within the transactions that decide, NOTIFY would take a lock of the
 * whole cluster at every commit. It does not pass poolers in transaction mode: give it the server's own address.
 */
export function postgresTransport(url: string, timers: Timers): ConnectTransport {
  return async (events) => {
    const transport = new PostgresTransport(url, timers, events);
    await transport.connect();
    return transport;
  };
}

class PostgresTransport implements BusTransport {
  private client: Client | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly timers: Timers,
    private readonly events: TransportEvents,
  ) {}

  async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: "recoup events",
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
      query_timeout: SEND_MS,
    });
    client.on("error", this.events.onTrouble);
    try {
      await client.connect();
      const self = (client as Client & { readonly processID: number }).processID;
      client.on("notification", ({ processId, payload }) => {
        if (processId !== self && payload) this.events.onFrame(payload);
      });
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.closed) return client.end();
    this.client = client;
    client.once("end", () => this.lose());
  }

  async send(frames: readonly string[]): Promise<void> {
    const { client } = this;
    if (!client) return; // what is lost by it was told when the connection was
    try {
      const notify = "SELECT pg_notify($1, frame) FROM unnest($2::text[]) AS frame";
      await client.query(notify, [CHANNEL, frames]);
    } catch (error) {
      socketOf(client).destroy();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end();
  }

  private lose(): void {
    this.client = null;
    if (!this.closed) this.retry(FIRST_RETRY_MS);
  }

  private retry(milliseconds: number): void {
    this.timers.after(milliseconds, () => {
      if (this.closed) return;
      this.connect().then(this.events.onResumed, (error: unknown) => {
        this.events.onTrouble(error);
        this.retry(Math.min(milliseconds * 2, LONGEST_RETRY_MS));
      });
    });
  }
}

function socketOf(client: Client): Duplex {
  return (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection.stream;
}
