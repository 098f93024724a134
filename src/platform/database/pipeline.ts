import { Client, type QueryConfig, type QueryResult } from "pg";
import type { Duplex } from "node:stream";
import { SESSION_OPTIONS, typeParsers } from "./data-source";

export interface Statement {
  /** Prepared once a connection under this name; absent for BEGIN, COMMIT and the like. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

export const ROLLBACK: Statement = { text: "ROLLBACK" };

/** One connection on which several statements travel together: the network is crossed once for all of them. */
export interface StatementPipeline {
  /**
   * Sends the statements in one flush and answers their results in order. They run one after the other, each with a
   * snapshot of its own. The first failure is thrown; inside a transaction the ones behind it have then done nothing.
   */
  send(statements: readonly Statement[]): Promise<QueryResult[]>;
  end(): Promise<void>;
}

/** What a connection does for the first time takes longer than ever after: plans are made, catalogs read. */
export type WarmUp = (pipeline: StatementPipeline) => Promise<void>;

export interface PipelineOptions {
  readonly url: string;
  readonly name: string;
  /** GUCs of the session, in PostgreSQL's own words: `{ lock_timeout: "1s" }`. */
  readonly settings: Readonly<Record<string, string>>;
  /** More for the session, as `DataSourceSettings.sessionOptions`. */
  readonly sessionOptions?: string;
  /** Off: statements are sent one by one. Same answers, slower; for servers behind poolers that know no pipelining. */
  readonly pipelined: boolean;
  /** A connection without an answer for this long is given up: a network may swallow answers and say nothing. */
  readonly answerWithinMilliseconds?: number;
  /** Done once with a connection before it is used, with time enough; absent: nothing. */
  readonly warmUp?: WarmUp;
  /** Told once when the connection is lost. */
  readonly onLost: () => void;
}

/** Longer than the server's own limits let anything take that bids wait for. */
const ANSWER_WITHIN_MS = 5_000;
const WARM_WITHIN_MS = 30_000;

export async function connectPipeline(options: PipelineOptions): Promise<StatementPipeline> {
  const settings = Object.entries(options.settings).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(" ", "\\ ")}`,
  );
  const client = new Client({
    connectionString: options.url,
    application_name: options.name,
    types: typeParsers,
    options: [SESSION_OPTIONS, ...settings, options.sessionOptions ?? ""].join(" ").trim(),
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    ...(options.pipelined ? { pipeline: true } : {}),
  });
  client.on("error", options.onLost);
  client.once("end", options.onLost);
  await client.connect();
  const waiting = (milliseconds: number) => {
    const patience = new Patience(client, milliseconds);
    return options.pipelined ? new Pipelined(client, patience) : new OneByOne(client, patience);
  };
  if (options.warmUp) await warmUp(waiting(WARM_WITHIN_MS), options.warmUp);
  return waiting(options.answerWithinMilliseconds ?? ANSWER_WITHIN_MS);
}

/** The session's own limit of time is for what bids wait for. */
async function warmUp(pipeline: StatementPipeline, work: WarmUp): Promise<void> {
  try {
    await pipeline.send([{ text: "SET statement_timeout = 0" }]);
    await work(pipeline);
    await pipeline.send([{ text: "RESET statement_timeout" }]);
  } catch (error) {
    await pipeline.end().catch(() => undefined); // nobody else would
    throw error;
  }
}

function socketOf(client: Client): Duplex {
  return (client as unknown as { connection: { stream: Duplex } }).connection.stream;
}

/** Waits for a connection's answers, and cuts it off when none comes. */
class Patience {
  constructor(
    private readonly client: Client,
    private readonly milliseconds: number,
  ) {}

  async wait<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const giveUp = () => socketOf(this.client).destroy(new Error("The database did not answer in time"));
    const timer = setTimeout(giveUp, this.milliseconds);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }
}

class Pipelined implements StatementPipeline {
  private readonly socket: Duplex;

  constructor(
    private readonly client: Client,
    private readonly patience: Patience,
  ) {
    this.socket = socketOf(client);
  }

  async send(statements: readonly Statement[]): Promise<QueryResult[]> {
    this.socket.cork(); // pg corks each statement; corked around all of them they leave in one write
    const sent = statements.map((statement) => this.client.query(statement as QueryConfig));
    this.socket.uncork();
    const settled = await this.patience.wait(Promise.allSettled(sent));
    return settled.map((result) => {
      if (result.status === "rejected") throw result.reason as Error;
      return result.value;
    });
  }

  async end(): Promise<void> {
    await this.patience.wait(this.client.end());
  }
}

class OneByOne implements StatementPipeline {
  constructor(
    private readonly client: Client,
    private readonly patience: Patience,
  ) {}

  async send(statements: readonly Statement[]): Promise<QueryResult[]> {
    const results: QueryResult[] = [];
    let failure: Error | null = null;
    for (const statement of statements) {
      // Every statement is sent, also behind a failure: the last may be the COMMIT that ends a failed transaction.
      await this.patience.wait(this.client.query(statement as QueryConfig)).then(
        (result) => results.push(result),
        (error: Error) => (failure ??= error),
      );
    }
    if (failure) throw failure as Error;
    return results;
  }

  async end(): Promise<void> {
    await this.patience.wait(this.client.end());
  }
}
