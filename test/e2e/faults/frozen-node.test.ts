import { Client } from "pg";
import { DurableDatabase } from "../../support/faults/durable-database";
import { FaultCluster } from "../../support/faults/fault-cluster";
import { untilBlocked } from "../../support/faults/until-blocked";

const FLOOR = "... on Floor { id amount { amount } }";

let database: DurableDatabase;
let cluster: FaultCluster;
let observer: Client;

beforeAll(async () => {
  database = await DurableDatabase.start();
  cluster = await FaultCluster.start(database);
  observer = new Client({ connectionString: cluster.databaseUrl });
  await observer.connect();
});
afterAll(async () => {
  await observer.end();
  await cluster.stop();
  await database.remove();
});

it("a node that freezes in the middle of a command holds up no other, and what it had begun is undone", async () => {
  const [here, there] = [cluster.marketAt(0), cluster.marketAt(1)];
  const { finance } = here.people;
  const portfolioId = await here.portfolio({ accounts: 3 });
  const propose = (amount: string) => ({ portfolioId, amount, rationale: "test" });
  const before = await amounts(portfolioId);
  await observer.query("BEGIN");
  await observer.query("SELECT FROM journal_stream WHERE id = $1 FOR UPDATE", [portfolioId]);
  const frozen = there.attempt(finance, "proposeFloor", propose("7.00"), FLOOR);
  await untilBlocked(observer, "recoup", 1); // with the portfolio's row in its hand
  cluster.node(1).signal("SIGSTOP"); // what it waits for is given to it from now on, and not taken up
  await observer.query("ROLLBACK");

  await here.mutate(finance, "proposeFloor", propose("9.00"), FLOOR);
  cluster.node(1).signal("SIGCONT");
  expect((await frozen).errors).toMatchObject([{ extensions: { code: "UNAVAILABLE" } }]);
  await there.mutate(finance, "proposeFloor", propose("8.00"), FLOOR);
  expect(await amounts(portfolioId)).toEqual([...before, "900", "800"]);
  expect(await cluster.verify()).toMatch(/The journal is sound/);
});

async function amounts(portfolioId: string): Promise<string[]> {
  const { rows } = await observer.query<{ amount_minor: string }>(
    "SELECT amount_minor FROM floor WHERE portfolio_id = $1 ORDER BY id",
    [portfolioId],
  );
  return rows.map(({ amount_minor: amount }) => amount);
}
