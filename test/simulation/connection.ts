import type { DataSource, EntityManager } from "typeorm";
import type { PipelinePool } from "../../src/platform/database/pipeline-pool";
import type { StatementPipeline } from "../../src/platform/database/pipeline";
import { Transactions, type Transaction } from "../../src/platform/database/transactions";
import type { Scheduler } from "./scheduler";
import { connectionLost, type Outcome, type Session, type SimulatedDatabase } from "./simulated-database";

/** What may go wrong between a node and the database while the database is asked for something. */
export type ConnectionFault = "none" | "request lost" | "reply lost";

/** The way from one node to the database. */
export interface Line {
  readonly scheduler: Scheduler;
  readonly database: SimulatedDatabase;
  /** Microseconds that one way takes. */
  readonly latency: () => number;
  readonly fault: () => ConnectionFault;
  /** Microseconds until the node learns of a lost connection: at once by a reset, late when nobody says anything. */
  readonly silence: () => number;
  /** Lets the node go on: at once, when it is thawed, or never. */
  readonly deliver: (run: () => void) => void;
  /** The node's connections, which end when it dies. */
  readonly sessions: Set<Session>;
}

/** One connection, as the node has it: everything takes its time, and may be lost on the way there or back. */
export class Connection {
  private readonly session: Session;

  constructor(private readonly line: Line) {
    this.session = line.database.connect(line);
    line.sessions.add(this.session);
  }

  call<Result>(work: (session: Session) => Result | Promise<Result>): Promise<Result> {
    const { line, session } = this;
    const fault = line.fault();
    return new Promise<Result>((resolve, reject) => {
      const outcome: Outcome<Result> = {
        done: (result) => {
          if (fault === "reply lost") session.end();
          this.answer(() => resolve(result), reject);
        },
        failed: (error) => this.answer(() => reject(error), reject),
      };
      line.scheduler.after(line.latency(), () => {
        if (fault === "request lost") session.end();
        if (session.isLost) this.fail(reject);
        else session.perform(work, outcome);
      });
    });
  }

  /** Tells the node, or lets it find out that the connection is lost. */
  private answer(tell: () => void, reject: (error: Error) => void): void {
    if (this.session.isLost) this.fail(reject);
    else this.deliver(tell, this.line.latency());
  }

  private fail(reject: (error: Error) => void): void {
    this.deliver(() => reject(connectionLost()), this.line.silence());
  }

  private deliver(run: () => void, delay: number): void {
    const { line } = this;
    line.scheduler.after(delay, () => line.deliver(run));
  }

  /** The server learns of it when what was sent before has come. */
  close(): void {
    const { line, session } = this;
    line.sessions.delete(session);
    if (!session.transaction) return session.end();
    line.scheduler.after(line.latency(), () => session.end());
  }
}

/** The node's own `Transactions`, over the simulated database. */
export function simulatedTransactions(line: Line): Transactions {
  const database = { createQueryRunner: () => new SimulatedQueryRunner(line) };
  return new Transactions(database as unknown as DataSource);
}

/** The bidding pool: a connection for each user. */
export function simulatedPool(line: Line): Pick<PipelinePool, "use"> {
  return {
    async use(work) {
      const pipeline = new SimulatedPipeline(line);
      try {
        return await work(pipeline);
      } finally {
        pipeline.connection.close();
      }
    },
  };
}

/** The connection behind a transaction of `simulatedTransactions`. */
export function connectionOf(tx: Transaction): Connection {
  return (tx.manager as unknown as SimulatedManager).connection;
}

/** The connection behind a pipeline of `simulatedPool`. */
export function connectionBehind(pipeline: StatementPipeline): Connection {
  return (pipeline as SimulatedPipeline).connection;
}

class SimulatedPipeline implements StatementPipeline {
  readonly connection: Connection;

  constructor(line: Line) {
    this.connection = new Connection(line);
  }

  send(): never {
    throw new Error("The simulated stores speak no SQL");
  }

  end(): never {
    throw new Error("The simulated pool ends its pipelines");
  }
}

/** What TypeORM's query runner does for `Transactions`. */
class SimulatedQueryRunner {
  readonly manager: EntityManager;
  isTransactionActive = false;
  private readonly connection: Connection;

  constructor(line: Line) {
    this.connection = new Connection(line);
    this.manager = new SimulatedManager(this.connection) as unknown as EntityManager;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  async startTransaction(): Promise<void> {
    await this.connection.call((session) => session.begin());
    this.isTransactionActive = true;
  }

  async commitTransaction(): Promise<void> {
    await this.connection.call((session) => session.commit());
    this.isTransactionActive = false;
  }

  async rollbackTransaction(): Promise<void> {
    await this.connection.call((session) => session.rollback());
    this.isTransactionActive = false;
  }

  release(): Promise<void> {
    this.connection.close();
    return Promise.resolve();
  }
}

class SimulatedManager {
  constructor(readonly connection: Connection) {}

  /** The one statement that every transaction sends itself: it asks for the time. */
  query(sql: string): Promise<unknown> {
    if (sql !== "SELECT clock_timestamp() AS now") throw new Error("The simulated database speaks no SQL");
    return this.connection.call((session) => {
      void session.open; // an aborted transaction tells no time
      return [{ now: session.database.clock() }];
    });
  }
}
