import { DataSource } from "typeorm";
import { sweepStore } from "../../src/auction/course/auction-sweep.store";
import { dueRequests } from "../../src/authorization/authorization.store";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { freshDatabase, type TestDatabase } from "../support/database";
import { ExplainingPool, type PlanNode } from "../support/query-plan";

/** So many of each that reading them all would cost more than a search, whatever the machine. */
const MANY = 20_000;
const LATER = "now() + interval '1 day' + n * interval '1 second'";

let test: TestDatabase;
let database: DataSource;

beforeAll(async () => {
  test = await freshDatabase();
  database = await new DataSource(dataSourceOptions({ url: test.url, poolSize: 1 })).initialize();
  await database.query("SET session_replication_role = replica"); // rows by themselves: nothing that they refer to
  const auctions = (status: string, is: string) => `
    INSERT INTO auction_state (auction_id, portfolio_id, status, opens_at, closes_at, turns_at, is_sealed, state)
    SELECT gen_random_uuid(), gen_random_uuid(), '${status}', ${is}, false, '{}' FROM generate_series(1, ${MANY}) AS n`;
  await database.query(auctions("SCHEDULED", `${LATER}, ${LATER} + interval '1 hour', NULL`));
  await database.query(auctions("OPEN", `now(), ${LATER}, ${LATER}`));
  await database.query(`INSERT INTO journal_stream (id, kind, sequence, last_at, head_hash)
    SELECT auction_id, 'AUCTION', 1, now(), sha256('') FROM auction_state`);
  await database.query(
    `INSERT INTO intake_heartbeat SELECT date_trunc('second', now()) - n * interval '1 second'
     FROM generate_series(1, ${MANY}) AS n`,
  );
  await database.query(`INSERT INTO authorization_request
    (id, sale_id, seller_id, buyer_id, status, matrix_version, tier, required_roles, submitted_by, submitter_id, requested_at, expires_at)
    SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'PENDING', 0, 'ALL', '{FINANCE}',
      gen_random_uuid(), gen_random_uuid(), now(), ${LATER} FROM generate_series(1, ${MANY}) AS n`);
  await database.query(`INSERT INTO sale (id, auction_id, portfolio_id, seller_id, buyer_id, rank, currency, price_minor, face_minor,
      floor_minor, asset_class, jurisdictions, status, to_cover, rationale, awarded_by, awarder_id, made_at)
    SELECT sale_id, gen_random_uuid(), gen_random_uuid(), seller_id, buyer_id, 1, 'USD', 1, 1,
      0, 'CONSUMER_LOAN', '{US-CA}', 'AWAITING_AUTHORIZATION', false, 'test', submitted_by, submitter_id, now()
    FROM authorization_request`);
  await database.query("ANALYZE");
}, 60_000);
afterAll(async () => {
  await database.destroy();
  await test.drop();
});

const searched = (plan: readonly PlanNode[]) =>
  plan.flatMap((node) => (node["Index Cond"] === undefined ? [] : [node["Index Name"]]));
const readWhole = (plan: readonly PlanNode[]) =>
  plan.flatMap((node) =>
    node["Node Type"] === "Seq Scan" || (node["Index Name"] && node["Index Cond"] === undefined)
      ? [node["Index Name"] ?? node["Relation Name"]]
      : [],
  );

describe("among many that are not due, what is due is searched for and the others are not looked at", () => {
  it.each<[string, (pool: DataSource) => Promise<unknown>, readonly string[]]>([
    [
      "auctions",
      (pool) => sweepStore(pool).dueAuctions(100),
      ["auction_state_opening", "auction_state_closing", "auction_state_turning", "journal_stream_pkey"],
    ],
    ["authorization requests", (pool) => dueRequests(pool, 100), ["authorization_request_due", "sale_pkey"]],
    [
      "heartbeats that are old",
      (pool) =>
        sweepStore(pool)
          .beat({ canDecide: true })
          .catch(() => undefined), // it has no clock to answer
      ["intake_heartbeat_pkey"],
    ],
  ])("%s", async (_what, ask, indexes) => {
    const explaining = new ExplainingPool(database);
    await ask(explaining.pool);
    const [plan = []] = explaining.plans;
    expect(searched(plan).sort()).toEqual([...indexes].sort());
    expect(readWhole(plan)).toEqual([]);
  });
});
