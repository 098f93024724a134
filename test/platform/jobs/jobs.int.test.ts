import { Jobs, type RecurringJob } from "../../../src/platform/jobs/jobs";
import { systemTimers } from "../../../src/platform/timers";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { runOnce } from "../../support/database-server";

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
    schedule: "* * * * *",
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
      "SELECT identifier FROM graphile_worker._private_known_crontabs",
    );
    expect(rows).toEqual([{ identifier: "sweep" }]);
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
