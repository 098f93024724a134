import { PipelinePool } from "../../../src/platform/database/pipeline-pool";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { LossyWay } from "../../support/lossy-way";

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

  it("does not wait for ever to part from a connection that is silent", async () => {
    way.losesAnswers = true;
    await expect(pool.use(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  });
});
