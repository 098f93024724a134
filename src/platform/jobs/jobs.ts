import { Logger, run, runMigrations, type Runner, type RunnerOptions } from "graphile-worker";
import { Pool } from "pg";
import { WatchedClient } from "../database/watched-client";
import type { Timers } from "../timers";

/** How often each job runs. */
const EVERY_MS = 60_000;
/** How long after a failure the work is taken up again. */
const RETRY_MS = 2_000;

/** Levels of the library's log that somebody should read. */
const NOTABLE: readonly string[] = ["error", "warning"];

/** Work that time brings, once a minute. It must find for itself what is due: a run may come late, twice, or not at all. */
export interface RecurringJob {
  /** The same on every node: of each name one run is queued at a time. */
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Makes or updates the queue's own schema, which takes the right to create one. */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => undefined) });
}

export interface JobsPorts {
  readonly databaseUrl: string;
  readonly jobs: readonly RecurringJob[];
  readonly timers: Timers;
  /** Something went wrong, and will be tried again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Runs recurring work on whichever node is free, by a queue in PostgreSQL (graphile-worker, in a schema of its own). On
 * start each job runs once, for what fell due while no node was there. Nothing depends on it for being right.
 */
export class Jobs {
  private readonly pool: Pool;
  private runner: Runner | null = null;
  private hasStopped = false;
  private stopQueueing: () => void = () => undefined;
  private cancelRetry: (() => void) | null = null;

  constructor(private readonly ports: JobsPorts) {
    this.pool = new Pool({
      connectionString: ports.databaseUrl,
      application_name: "recoup jobs",
      max: 4,
      Client: WatchedClient,
    });
    this.pool.on("error", ports.onError);
  }

  async start(): Promise<void> {
    await this.runQueue();
    const { timers, onError } = this.ports;
    this.stopQueueing = timers.every(EVERY_MS, () => void this.queueAll(nextRun()).catch(onError));
  }

  /** Lets what runs finish. */
  async stop(): Promise<void> {
    this.hasStopped = true;
    this.stopQueueing();
    this.cancelRetry?.();
    await this.runner?.stop();
    await this.pool.end();
  }

  private async runQueue(): Promise<void> {
    const runner = await run(this.options());
    this.runner = runner;
    void runner.promise.then(
      () => this.lose(runner),
      () => this.lose(runner), // what failed was logged
    );
    await this.queueAll(new Date());
  }

  /** Each under its name: what another node has queued already is the same run. */
  private async queueAll(runAt: Date): Promise<void> {
    for (const { name } of this.ports.jobs)
      await this.runner?.addJob(name, {}, { jobKey: name, maxAttempts: 1, runAt });
  }

  private options(): RunnerOptions {
    const { jobs } = this.ports;
    return {
      pgPool: this.pool,
      noHandleSignals: true,
      logger: new Logger(() => (level, message) => {
        if (NOTABLE.includes(level)) this.ports.onError(new Error(message));
      }),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, () => job.run()])),
      parsedCronItems: [],
    };
  }

  /** The runner ends when the database does; so it is started anew until the database is back. */
  private lose(runner: Runner): void {
    if (this.hasStopped || this.runner !== runner) return;
    this.runner = null;
    this.retry();
  }

  private retry(): void {
    this.cancelRetry = this.ports.timers.after(RETRY_MS, () => {
      this.runQueue().catch((error: unknown) => {
        this.ports.onError(error);
        if (!this.hasStopped && !this.runner) this.retry();
      });
    });
  }
}

/** The next whole minute, so that all nodes mean the same run. */
function nextRun(): Date {
  return new Date(Math.ceil(Date.now() / EVERY_MS) * EVERY_MS);
}
