import { Jobs, type RecurringJob } from "../../../src/platform/jobs/jobs";
import { systemTimers } from "../../../src/platform/timers";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { databaseUrl, runOnce } from "../../support/database-server";
import { ManualTimers } from "../../support/manual-timers";

let database: TestDatabase;
const started: Jobs[] = [];

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
  await database.drop();
});

async function startJobs(
  job: RecurringJob,
  onError: (error: unknown) => void = () => undefined,
): Promise<Jobs> {
  const jobs = new Jobs({ databaseUrl: database.url, jobs: [job], timers: systemTimers, onError });
  started.push(jobs);
  await jobs.start();
  return jobs;
}

/** A job whose runs a test can wait for. */
function observed(run: () => Promise<void> = () => Promise.resolve()) {
  let runs = 0;
  let wake = () => {};
  const job: RecurringJob = {
    name: "sweep",
    run: async () => {
      runs += 1;
      wake();
      await run();
    },
  };
  const reached = async (count: number): Promise<void> => {
    while (runs < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { job, reached };
}

describe("recurring jobs", () => {
  it("run once on start, for what fell due while no node was there", async () => {
    const { job, reached } = observed();
    await startJobs(job);
    await reached(1);
  });

  it("tell of a run that failed, and stay in the queue for the next", async () => {
    const { job } = observed(() => Promise.reject(new Error("the sweep broke")));
    const told = await new Promise<unknown>((resolve) => void startJobs(job, resolve));
    expect(String(told)).toContain("the sweep broke");
    const { rows } = await runOnce(
      database.url,
      "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'sweep'",
    );
    expect(rows).toEqual([{ key: "sweep" }]);
  });

  it("go on by themselves when the database ended their connections", async () => {
    const { job, reached } = observed();
    await startJobs(job);
    await reached(1);
    await runOnce(
      database.url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recoup jobs'",
    );
    await runOnce(database.url, "SELECT graphile_worker.add_job('sweep', '{}'::json)");
    await reached(2);
  });

  it("are queued again every minute, also after a minute in which the database could not be reached", async () => {
    const timers = new ManualTimers();
    const { job } = observed();
    let told = () => {};
    const onError = () => told();
    const jobs = new Jobs({ databaseUrl: database.url, jobs: [job], timers, onError });
    started.push(jobs);
    await jobs.start();
    const name = new URL(database.url).pathname.slice(1);
    const admin = (sql: string) => runOnce(databaseUrl(database.url, "postgres"), sql);
    await admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    const lost = new Promise<void>((resolve) => (told = resolve));
    await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    timers.advance(60_000);
    await lost; // and no rejection that nobody handles, which would end the node
    await admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    const queued = "SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'sweep' AND run_at > now()";
    while ((await runOnce(database.url, queued)).rows.length === 0) timers.advance(2_000);
  });

  it("finish what runs before they stop", async () => {
    let finish = () => {};
    let isFinished = false;
    const { job, reached } = observed(
      () =>
        new Promise<void>((resolve) => {
          finish = () => {
            isFinished = true;
            resolve();
          };
        }),
    );
    const jobs = await startJobs(job);
    await reached(1);
    const stopped = jobs.stop();
    started.length = 0;
    finish();
    await stopped;
    expect(isFinished).toBe(true);
  });
});
