import { PipelinePool } from "../../../src/platform/database/pipeline-pool";
import type { StatementPipeline } from "../../../src/platform/database/pipeline";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { LossyWay } from "../../support/lossy-way";

/** Longer than the session allows. */
const SLOW = { text: "SELECT pg_sleep(0.3)" };

let test: TestDatabase;
let way: LossyWay;
let pool: PipelinePool;

beforeEach(async () => {
  test = await freshDatabase();
  way = await LossyWay.to(test.url);
  const options = { url: way.url, name: "recoup test", settings: {}, answerWithinMilliseconds: 1_000 };
  pool = new PipelinePool({ ...options, pipelined: true }, 1);
  await pool.use((pipeline) => pipeline.send([{ text: "SELECT 1" }]));
});
afterEach(async () => {
  await pool.end();
  way.close();
  await test.drop();
});

describe("a pool of pipelined connections", () => {
  it("gives up a connection on which no answer comes, and works again when answers do", async () => {
    way.losesAnswers = true;
    const asked = pool.use((pipeline) => pipeline.send([{ text: "SELECT 1" }, { text: "SELECT 2" }]));
    await expect(asked).rejects.toThrow("did not answer in time");
    way.losesAnswers = false;
    const [result] = await pool.use((pipeline) => pipeline.send([{ text: "SELECT 3 AS three" }]));
    expect(result?.rows).toEqual([{ three: 3 }]);
  });

  it("warms a connection up once before it is used, without the session's limits of time", async () => {
    const warmUp = jest.fn((pipeline: StatementPipeline) => pipeline.send([SLOW]).then(() => undefined));
    const settings = { statement_timeout: "100ms" };
    const warm = new PipelinePool(
      { url: test.url, name: "recoup test", settings, pipelined: true, warmUp },
      1,
    );
    const ask = () => warm.use((pipeline) => pipeline.send([{ text: "SELECT 1 AS one" }]));
    expect((await ask())[0]?.rows).toEqual([{ one: 1 }]);
    await ask();
    expect(warmUp).toHaveBeenCalledTimes(1);
    await expect(warm.use((pipeline) => pipeline.send([SLOW]))).rejects.toThrow("statement timeout");
    await ask();
    expect(warmUp).toHaveBeenCalledTimes(2);
    await warm.end();
  });

  it("leaves no connection behind that could not be warmed up", async () => {
    const warmUp = () => Promise.reject(new Error("cold"));
    const cold = new PipelinePool(
      { url: test.url, name: "recoup cold", settings: {}, pipelined: true, warmUp },
      1,
    );
    await expect(cold.use(() => Promise.resolve())).rejects.toThrow("cold");
    const [others] = await pool.use((pipeline) =>
      pipeline.send([{ text: "SELECT FROM pg_stat_activity WHERE application_name = 'recoup cold'" }]),
    );
    expect(others?.rowCount).toBe(0);
  });

  it("does not wait for ever to part from a connection that is silent", async () => {
    way.losesAnswers = true;
    await expect(pool.use(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  });
});
