import type { DataSource, EntityManager } from "typeorm";
import { isRefusal } from "../refusal";
import type { Instant } from "../time";
import { readClock } from "./read-clock";

/** One transaction at READ COMMITTED. */
export class Transaction {
  private readonly committed: (() => void)[] = [];
  private readonly last: (() => Promise<void>)[] = [];

  constructor(readonly manager: EntityManager) {}

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result: unknown = await this.manager.query(sql, [...parameters]);
    // TypeORM answers UPDATE and DELETE as [rows, count]
    return (Array.isArray(result) && Array.isArray(result[0]) ? result[0] : result) as Row[];
  }

  /** The time to decide by: the database's clock, read in a statement of its own, so after every lock taken before. */
  async now(): Promise<Instant> {
    return readClock(this.manager);
  }

  /**
   * For what takes as long as there are accounts: no statement and no wait for a lock is cut off. `silence`, in PostgreSQL's
   * words, is how long nothing may be asked meanwhile; absent: no longer than in any other transaction.
   */
  async beginLongWork({ silence = null }: { readonly silence?: string | null } = {}): Promise<void> {
    await this.query(LONG_WORK, [silence]);
  }

  /** Runs when, and only when, the transaction has committed. */
  afterCommit(callback: () => void): void {
    this.committed.push(callback);
  }

  /** Runs at the end of the transaction, unless it is rolled back before. */
  beforeCommit(work: () => Promise<void>): void {
    this.last.push(work);
  }

  /** For whoever runs the transaction. */
  async finish(): Promise<void> {
    for (const work of this.last) await work();
  }

  /** For whoever runs the transaction. */
  announceCommit(): void {
    for (const callback of this.committed) callback();
  }
}

const LONG_WORK = `SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
  set_config(silence, coalesce($1, current_setting(silence)), true)
  FROM (VALUES ('idle_in_transaction_session_timeout')) AS setting (silence)`;

/** Where transactions are run; a port, so that a simulation can put its own in. */
export type TransactionRunner = Pick<Transactions, "run">;

/** Runs work in transactions: commits what it answers, rolls back a Refusal and whatever is thrown. */
export class Transactions {
  constructor(private readonly database: DataSource) {}

  async run<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.database.createQueryRunner();
    await runner.connect();
    try {
      await runner.startTransaction("READ COMMITTED");
      const tx = new Transaction(runner.manager);
      const result = await work(tx);
      if (isRefusal(result)) {
        await runner.rollbackTransaction();
        return result;
      }
      await tx.finish();
      await runner.commitTransaction();
      tx.announceCommit();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
