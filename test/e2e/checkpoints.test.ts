import { Client } from "pg";
import { CheckpointsDocument, type CheckpointsSubscription } from "../../src/client";
import { noteSigner } from "../../src/platform/proof/signed-note";
import { loadKeys } from "../../src/platform/keys";
import { TestApp } from "../support/app";
import { Market } from "../support/market";
import { Watch } from "../support/watch";

let app: TestApp;
let market: Market;
let buyerId: string;

beforeAll(async () => {
  app = await TestApp.start({ nodes: 2 });
  market = new Market(app);
  await market.draft(); // the seller is known from when its people first come
  buyerId = await market.qualify("alpha");
}, 60_000);
afterAll(() => app.stop());

async function openAuction(): Promise<string> {
  const id = await market.auction(await market.portfolio({ accounts: 1 }));
  await market.admit(id, buyerId);
  await market.open(id);
  return id;
}

async function readiness(node = app.node): Promise<{ status: number; missing: Record<string, string> }> {
  const response = await fetch(new URL("/health/ready", node.httpUrl));
  const { missing = {} } = (await response.json()) as { missing?: Record<string, string> };
  return { status: response.status, missing };
}

it("checkpoints are pushed on every node at opening, close and award, and end with the auction", async () => {
  const id = await openAuction();
  const client = app.client(market.firm("alpha").viewer, {
    transport: "socket",
    node: app.nodes[1] ?? app.node,
  });
  const seen = new Watch<CheckpointsSubscription>(client.subscribe(CheckpointsDocument, { auctionId: id }));
  const atOpening = await seen.until(() => true);
  await market.bid("alpha", id, { amount: "100.00" });
  await market.close(id);
  const atClose = await seen.until(({ checkpoints }) => checkpoints.size > atOpening.checkpoints.size);
  await market.award(id);
  await seen.completed;
  const sizes = seen.events.map(({ checkpoints }) => checkpoints.size);
  expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
  expect(seen.events.at(-1)?.checkpoints.size).toBeGreaterThan(atClose.checkpoints.size);
  const { verifier } = noteSigner("recoup", loadKeys(app.settings).signing);
  for (const { checkpoints } of seen.events) expect(verifier.open(checkpoints.note)).not.toBeNull();
});

it("a node on a journal that was put back opens nothing, says so, and goes on with the rest", async () => {
  const running = await openAuction();
  const waiting = await market.auction(await market.portfolio({ accounts: 1 }));
  await market.close(await openAuction());
  await app
    .client(market.people.admin, { transport: "socket" })
    .subscribe(CheckpointsDocument, { auctionId: running })
    .next(); // of its opening
  await cutOff(running);

  const node = await app.addNode();
  expect(await readiness(node)).toMatchObject({ status: 503 });
  expect((await readiness(node)).missing["journal"]).toContain("The journal is not the one that was signed.");
  expect((await readiness()).status).toBe(200); // the others have not looked since
  const answer = await fetch(node.httpUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await app.token(market.people.admin)}`,
    },
    body: JSON.stringify({
      query: `mutation ($id: ID!) { openAuction(input: { auctionId: $id }) { __typename ... on Refusal { code } } }`,
      variables: { id: waiting },
    }),
  });
  expect(await answer.json()).toMatchObject({
    data: { openAuction: { __typename: "Refusal", code: "JOURNAL_IN_DOUBT" } },
  });
});

/** As whoever put an older copy of the database back would leave it: the last entry of the stream is gone. */
async function cutOff(stream: string): Promise<void> {
  const database = new Client({ connectionString: app.database.url });
  await database.connect();
  try {
    await database.query("SET session_replication_role = replica"); // no trigger stands in the way of an owner
    await database.query(
      `DELETE FROM journal_entry WHERE stream = $1 AND sequence = (SELECT sequence FROM journal_stream WHERE id = $1)`,
      [stream],
    );
    await database.query(
      `UPDATE journal_stream SET (sequence, head_hash, last_at) = (SELECT sequence, hash, at FROM journal_entry
       WHERE stream = $1 ORDER BY sequence DESC LIMIT 1) WHERE id = $1`,
      [stream],
    );
  } finally {
    await database.end();
  }
}
