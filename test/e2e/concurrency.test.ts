import { runCrowdedAuction, type Crowd } from "../support/crowded-auction";
import { answerBeforeCommit, DROP_UNIQUE_KEY, noKeys } from "../support/mutants/batch-stores";

const CROWD: Crowd = { firms: 64, bidsEach: 6, watchers: 6, lastsMilliseconds: 6_000 };
/** Enough to show a bug that is there. */
const FEW: Crowd = { firms: 12, bidsEach: 12, watchers: 2, lastsMilliseconds: 3_000 };

it("64 clients on two nodes, with retries and dropped connections across the closing time, find every promise kept", async () => {
  const { problems, accepted, bids } = await runCrowdedAuction(CROWD);
  expect(problems).toEqual([]);
  expect(accepted).toBeGreaterThan(0); // how many depends on the machine
  expect(bids).toBeGreaterThan(accepted);
});

describe("the checker has teeth", () => {
  it("finds keys that nobody looks up", async () => {
    const { problems } = await runCrowdedAuction({
      ...FEW,
      sql: DROP_UNIQUE_KEY,
      options: { batchStore: noKeys },
    });
    expect(problems.join("\n")).toMatch(/was decided \d+ times/);
  });

  it("finds an answer before its COMMIT", async () => {
    const { problems } = await runCrowdedAuction({ ...FEW, options: { batchStore: answerBeforeCommit } });
    expect(problems.join("\n")).toMatch(/was acknowledged and is lost/);
  });
});
