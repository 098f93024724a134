import { COURSE_STEPS, PART_STEPS } from "../../src/auction/domain";
import { freshDatabase, type TestDatabase } from "../support/database";
import { runOnce } from "../support/database-server";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

it("every step has its place in the index, so that a last step is found without reading the bids behind it", async () => {
  const { rows } = await runOnce(
    database.url,
    "SELECT pg_get_indexdef('journal_entry_step'::regclass) AS made",
  );
  const [{ made } = { made: "" }] = rows as { made: string }[];
  const indexed = [...made.matchAll(/'(\w+)'/g)].map(([, type]) => type);
  expect(indexed.sort()).toEqual([...COURSE_STEPS, ...PART_STEPS].sort());
});
