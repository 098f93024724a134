import type { Duplex } from "node:stream";
import { Client, type ClientConfig } from "pg";

/** How long nothing is heard of what was asked before the database is asked about it, and between two such questions. */
const SILENCE_MS = 1_500;
/** How long it may take to answer that, or to take a connection: a machine may be busy. */
const PATIENCE_MS = 10_000;
/** How often in a row the database must know nothing of it: its answer may have been on the way the first time. */
const LOOKS = 2;

/** As pools hand it on: their own options and those of `extra`. */
interface WatchedClientConfig extends ClientConfig {
  readonly silenceMilliseconds?: number;
  readonly patienceMilliseconds?: number;
}

/**
 * A connection that is given up when no answer can come any more. A network may swallow everything and say nothing, and
 * no limit on time tells that from long work; so after a silence the database is asked, on another connection, whether
 * it works for this one. If it does not, or does not answer either, what was asked fails and the pool makes a new one.
 */
export class WatchedClient extends Client {
  private readonly silence: number;
  private readonly patience: number;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly config: WatchedClientConfig = {}) {
    super({ ...config, ...KEPT_ALIVE });
    this.silence = config.silenceMilliseconds ?? SILENCE_MS;
    this.patience = config.patienceMilliseconds ?? PATIENCE_MS;
    this.on("drain", () => this.rest());
    this.once("end", () => this.rest());
  }

  /** Whatever is asked, in one of pg's many forms. */
  override query(...request: unknown[]): never {
    if (!this.timer) this.watch(0);
    return super.query(...(request as [string])) as never;
  }

  private get stream(): Inside["connection"]["stream"] {
    return (this as unknown as Inside).connection.stream;
  }

  private rest(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  /** `looks`: how often in a row the database knew nothing of what was asked. */
  private watch(looks: number): void {
    const heard = this.stream.bytesRead;
    const timer = setTimeout(() => void look(), this.silence).unref();
    this.timer = timer;
    const isSilent = () => this.timer === timer && this.stream.bytesRead === heard;
    const look = async () => {
      await new Promise(setImmediate); // what has come while this process was busy is heard first
      const isLost = isSilent() && !(await this.isWorkedFor()) && isSilent();
      if (this.timer !== timer) return; // all was answered meanwhile
      if (isLost && looks + 1 === LOOKS) this.giveUp();
      else this.watch(isLost ? looks + 1 : 0);
    };
  }

  /** Whether the database works for this connection, as far as it can be asked. */
  private async isWorkedFor(): Promise<boolean> {
    const { processID } = this as unknown as Inside;
    const limits = { connectionTimeoutMillis: this.patience, query_timeout: this.patience };
    const other = new Client({ ...this.config, ...limits });
    other.on("error", () => undefined); // whoever waits for it is told
    try {
      await other.connect();
      const { rows } = await other.query<{ state: string }>(
        "SELECT state FROM pg_stat_activity WHERE pid = $1",
        [processID],
      );
      return rows.some(({ state }) => !state.startsWith("idle"));
    } catch (error) {
      return (error as { code?: unknown }).code === TOO_MANY_CONNECTIONS; // it lives, and has no time for questions
    } finally {
      void other.end().catch(() => undefined); // not waited for: nobody may be there
    }
  }

  private giveUp(): void {
    this.stream.destroy(Object.assign(new Error("The database did not answer"), { code: "ETIMEDOUT" }));
  }
}

/** What the types do not tell of. */
interface Inside {
  readonly connection: { readonly stream: Duplex & { readonly bytesRead: number } };
  readonly processID: number;
}

const TOO_MANY_CONNECTIONS = "53300";

/** While nothing is asked, the system finds out by itself that nobody is there any more. */
const KEPT_ALIVE = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: PATIENCE_MS,
};
