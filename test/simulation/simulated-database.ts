import type { Id } from "../../src/platform/ids";
import { MICROSECONDS_PER_SECOND, type Instant } from "../../src/platform/time";
import { RowLocks } from "./row-locks";
import { SECOND, type Scheduler, type VirtualTime } from "./scheduler";
import { DatabaseError, Staging, Tables } from "./simulated-tables";

/** What the clock shows when the simulation begins. */
export const EPOCH: Instant = 1_900_000_000n * MICROSECONDS_PER_SECOND;

/** What one transaction made everybody's, for the checks. */
export interface Commit {
  readonly at: VirtualTime;
  /** The node, in one of its lives. */
  readonly by: unknown;
  readonly rows: Staging;
  /** What the clock showed, or would have shown had it not jumped ahead. */
  readonly steadyClock: Instant;
  /** The clock when the transaction had each row's lock: nothing that it wrote may look older. */
  readonly lockedAt: ReadonlyMap<string, Instant>;
  /** Each auction's last entry when it was committed. */
  readonly heads: ReadonlyMap<Id, number>;
}

/** A transaction in the server. */
export class ServerTransaction {
  readonly rows: Staging;
  readonly lockedAt = new Map<string, Instant>();
  /** After a failed statement nothing but its end is possible. */
  hasFailed = false;

  constructor(
    tables: Tables,
    /** The connection is ended when the client is silent for longer; the client may change it. */
    public silenceAllowed: number,
  ) {
    this.rows = new Staging(tables);
  }
}

/** A PostgreSQL as far as the node's code can tell: row locks, READ COMMITTED, unique keys, a clock that may be moved. */
export class SimulatedDatabase {
  readonly tables: Tables;
  readonly commits: Commit[] = [];
  /** When the clock jumped ahead, for a while. */
  readonly jumps: VirtualTime[] = [];
  readonly heartbeats = new Set<Instant>();
  readonly locks = new RowLocks<ServerTransaction>();
  private readonly sessions = new Set<Session>();
  private offset: Instant = 0n;
  private ahead: Instant = 0n;
  private isDown = false;

  constructor(
    readonly scheduler: Scheduler,
    /** How long the next commit takes. */
    private readonly commitTime: () => number,
    hasConstraints = true,
    /** How many times as fast as virtual time its clock runs. */
    private readonly pace = 1,
  ) {
    this.tables = new Tables(hasConstraints);
  }

  clock(): Instant {
    return this.steadyClock + this.ahead;
  }

  /** Moves the clock, as a fail-over to another machine may. */
  stepClock(by: Instant): void {
    this.offset += by;
    this.clockMoved();
  }

  /** Moves the clock ahead; what it answers sets it right again. */
  jumpClock(by: Instant): () => void {
    this.jumps.push(this.scheduler.now);
    this.ahead += by;
    return () => {
      this.ahead -= by;
      this.clockMoved();
    };
  }

  /** How far the clock was moved in all. */
  get clockOffset(): Instant {
    return this.offset + this.ahead;
  }

  connect(client: unknown): Session {
    const session = new Session(this, client, () => this.sessions.delete(session));
    this.sessions.add(session);
    if (this.isDown) session.terminate();
    return session;
  }

  /** Every connection is lost, and with it what was not committed; connections are refused until it is up again. */
  crash(): void {
    this.isDown = true;
    for (const session of [...this.sessions]) session.terminate();
  }

  recover(): void {
    this.isDown = false;
  }

  /** Ends who holds a transaction open and says nothing. */
  endSilent(): void {
    for (const session of [...this.sessions]) {
      const { transaction, silentSince } = session;
      if (!transaction || silentSince === null) continue;
      if (this.scheduler.now - silentSince > transaction.silenceAllowed) session.terminate();
    }
  }

  private get steadyClock(): Instant {
    return EPOCH + BigInt(this.scheduler.now * this.pace) + this.offset;
  }

  /** Back, it may show less than when a lock was taken. */
  private clockMoved(): void {
    const now = this.clock();
    for (const { transaction } of this.sessions) {
      for (const [row, at] of transaction?.lockedAt ?? []) if (at > now) transaction?.lockedAt.set(row, now);
    }
  }

  async commit(session: Session, transaction: ServerTransaction): Promise<void> {
    if (!transaction.hasFailed) for (const row of transaction.rows.exposuresToLock) await session.lock(row);
    const duration = this.commitTime();
    if (duration > 0) await this.scheduler.wait(duration);
    if (session.transaction !== transaction) throw connectionLost();
    if (!transaction.hasFailed) {
      transaction.rows.apply();
      const heads = new Map<Id, number>();
      for (const [id, { head }] of this.tables.auctions) heads.set(id, head.sequence);
      this.commits.push({
        at: this.scheduler.now,
        by: session.client,
        rows: transaction.rows,
        steadyClock: this.steadyClock,
        lockedAt: transaction.lockedAt,
        heads,
      });
    }
    session.transaction = null;
    this.locks.releaseAll(transaction);
  }
}

/** Who is told what came of some work. */
export interface Outcome<Result> {
  readonly done: (result: Result) => void;
  readonly failed: (error: Error) => void;
}

/** A connection as the server has it. */
export class Session {
  transaction: ServerTransaction | null = null;
  /** Since when the server waits for the client; null while it works for it. */
  silentSince: VirtualTime | null;
  isLost = false;
  private callOffWaiting: ((error: Error) => void) | null = null;
  private isCommitting = false;

  constructor(
    readonly database: SimulatedDatabase,
    /** Who is connected. */
    readonly client: unknown,
    private readonly onEnd: () => void,
  ) {
    this.silentSince = database.scheduler.now;
  }

  /**
   * Works for the client, and tells what came of it: at once, unless the work has to wait for something. A failure inside a
   * transaction leaves it good for nothing but its end.
   */
  perform<Result>(work: (session: Session) => Result | Promise<Result>, outcome: Outcome<Result>): void {
    this.silentSince = null;
    let result: Result | Promise<Result>;
    try {
      result = work(this);
    } catch (error) {
      return this.failed(error, outcome);
    }
    if (!(result instanceof Promise)) return this.done(result, outcome);
    result.then(
      (value) => this.done(value, outcome),
      (error: unknown) => this.failed(error, outcome),
    );
  }

  private done<Result>(result: Result, outcome: Outcome<Result>): void {
    this.silentSince = this.database.scheduler.now;
    outcome.done(result);
  }

  private failed(error: unknown, outcome: Outcome<never>): void {
    if (this.transaction) this.transaction.hasFailed = true;
    this.silentSince = this.database.scheduler.now;
    outcome.failed(error as Error);
  }

  begin(silenceAllowed = Infinity): void {
    this.transaction = new ServerTransaction(this.database.tables, silenceAllowed);
  }

  get open(): ServerTransaction {
    if (!this.transaction) throw new DatabaseError("25P01", "There is no transaction");
    if (this.transaction.hasFailed) throw new DatabaseError("25P02", "The transaction is aborted");
    return this.transaction;
  }

  /** `patience`: microseconds to wait for the row at most. */
  async lock(row: string, patience = Infinity): Promise<void> {
    const transaction = this.open;
    const { locks, scheduler } = this.database;
    if (!locks.take(row, transaction)) {
      const { taken, callOff } = locks.wait(row, transaction);
      const giveUp = () => callOff(new DatabaseError("55P03", "canceling statement due to lock timeout"));
      const callOffPatience = Number.isFinite(patience) ? scheduler.after(patience, giveUp) : () => undefined;
      this.callOffWaiting = callOff;
      try {
        await taken;
      } finally {
        callOffPatience();
        this.callOffWaiting = null;
      }
    }
    if (!transaction.lockedAt.has(row)) transaction.lockedAt.set(row, this.database.clock());
  }

  /** Of a failed transaction it is a rollback, and says nothing. */
  async commit(): Promise<void> {
    const { transaction } = this;
    if (!transaction) return;
    this.isCommitting = true;
    try {
      await this.database.commit(this, transaction);
    } catch (error) {
      this.rollback();
      throw error;
    } finally {
      this.isCommitting = false;
    }
  }

  rollback(): void {
    const { transaction } = this;
    this.transaction = null;
    if (transaction) this.database.locks.releaseAll(transaction);
  }

  /** The connection is gone; a commit that the server works on is finished all the same. */
  end(): void {
    this.isLost = true;
    this.callOffWaiting?.(connectionLost());
    if (!this.isCommitting) this.rollback();
    this.onEnd();
  }

  /** The connection and all that is not committed yet is gone. */
  terminate(): void {
    this.isCommitting = false;
    this.end();
  }
}

export function connectionLost(): Error {
  return new Error("Connection terminated unexpectedly");
}

/** How long a bidding connection waits for a lock, and may be silent in a transaction; and everybody else's. */
export const BIDDING_LOCK_PATIENCE = SECOND;
export const BIDDING_SILENCE = SECOND;
export const LEDGER_SILENCE = 3 * SECOND;
