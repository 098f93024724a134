import { Client } from "pg";
import { OrganizationKind, Role } from "../../src/platform/access/viewer";
import { buildAppSchema } from "../../src/stages";
import { overHttp, overWebSocket } from "../platform/server/transports";
import { AccessWorld, accessRows } from "../support/access-rows";
import {
  actualOutcomes,
  EVERYBODY,
  expectedOutcomes,
  fieldsWithoutRow,
  MISSING_ID,
  rowsWithoutField,
  type AccessRow,
  type AllowedCaller,
  type Ask,
  type Caller,
} from "../support/access-table";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { auctionRows } from "../support/auction-rows";
import { buyerRows, BuyerWorld } from "../support/buyer-rows";
import { floorRows, type FloorWorld } from "../support/floor-rows";
import { MarketWorld, personOf } from "../support/market-world";
import { nodeRows } from "../support/node-rows";
import { otherRows } from "../support/other-rows";
import { portfolioRows } from "../support/portfolio-rows";
import { saleRows } from "../support/sale-rows";

type Answered = Awaited<ReturnType<Ask>>;

let app: TestApp;
let database: Client;
let world: MarketWorld;
let access: AccessWorld;
let buyers: BuyerWorld;
let floors: FloorWorld;
/** Every stream of the foreign side, and the number of its last entry. */
let foreignStreams: Readonly<Record<string, number>>;

beforeAll(async () => {
  app = await TestApp.start();
  database = new Client({ connectionString: app.database.url });
  await database.connect();
  access = new AccessWorld(ask);
  buyers = new BuyerWorld(ask);
  world = new MarketWorld(app, buyers);
  await world.make("foreign");
  foreignStreams = await streams();
  await world.make("own");
  floors = {
    portfolioOf: (whose) => Promise.resolve(world.of(whose).valuedId),
    floorOf: (whose) => Promise.resolve(world.of(whose).floorId),
  };
  // A person is made known by the first token, which the journal tells.
  for (const caller of EVERYBODY)
    await send(personOf({ organization: "own", ...caller }), "{ viewer { id } }", {});
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

/** Over HTTP, a subscription over a WebSocket. What is refused must not have changed anything. */
async function ask(...[caller, document, variables]: Parameters<Ask>): Promise<Answered> {
  const before = await countEntries();
  const answer = await send(caller && personOf(caller), document, variables);
  if (answer.errors && (await countEntries()) !== before)
    throw new Error("What was refused changed something");
  return answer;
}

async function send(person: Person | null, query: string, variables: object): Promise<Answered> {
  const transport = query.startsWith("subscription") ? overWebSocket : overHttp;
  const authorization = person ? `Bearer ${await app.token(person)}` : undefined;
  return (await transport(app.node, { query, variables: { ...variables } }, authorization)) as Answered;
}

async function streams(): Promise<Record<string, number>> {
  const { rows } = await database.query<{ id: string; sequence: number }>(
    "SELECT id, sequence FROM journal_stream WHERE kind <> 'JOURNAL'",
  );
  return Object.fromEntries(rows.map(({ id, sequence }) => [id, sequence]));
}

async function countEntries(): Promise<unknown> {
  const { rows } = await database.query<{ count: string }>(
    "SELECT sum(sequence) AS count FROM journal_stream WHERE kind <> 'JOURNAL'",
  );
  return rows[0]?.count;
}

/** What of a side is an organization. */
const ORGANIZATIONS: ReadonlySet<string> = new Set(["sellerId", "buyerId", "rivalId"]);

/** The whole answer but for what is of the request. */
function withoutRequestId(answer: Answered): string {
  return JSON.stringify(answer, (key, value: unknown) => (key === "requestId" ? null : value));
}

/** In this order: what ends something comes after what needs it. */
const parts = [
  ["platform", accessRows, () => access],
  ["any object", nodeRows, () => world],
  ["portfolio", portfolioRows, () => world],
  ["valuation", floorRows, () => floors],
  ["auction", auctionRows, () => world],
  ["sale", saleRows, () => world],
  ["buyers", buyerRows, () => buyers],
] as const;

const allRows = parts.flatMap(([, rows, worldOf]) =>
  rows.map((row) => ({ field: row.field, row: row as AccessRow<unknown>, worldOf })),
);

it("the table has a row for every root field of the schema", () => {
  const schema = buildAppSchema();
  expect(fieldsWithoutRow(schema, allRows)).toEqual([]);
  expect(rowsWithoutField(schema, allRows)).toEqual([]);
});

it("no identifier of another organization is an object to anybody", async () => {
  for (const allowed of EVERYBODY) {
    const caller: Caller = { organization: "own", ...allowed };
    const node = async (id: string) =>
      withoutRequestId(await ask(caller, "query ($id: ID!) { node(id: $id) { id } }", { id }));
    const missing = await node(MISSING_ID);
    for (const [name, id] of Object.entries<string>({ ...world.of("foreign") })) {
      // The operator keeps organizations, and nothing else.
      const isKept = allowed.kind === OrganizationKind.OPERATOR && ORGANIZATIONS.has(name);
      expect([name, await node(id)]).toEqual([
        name,
        isKept ? withoutRequestId({ data: { node: { id } } }) : missing,
      ]);
    }
  }
}, 60_000);

it("a firm's identifier is a Buyer's to the firm and to its seller, and an Organization's to the operator", async () => {
  const query = "query ($id: ID!) { node(id: $id) { __typename id } }";
  const id = world.of("own").buyerId;
  const types: Record<string, unknown> = {};
  for (const { kind, role } of EVERYBODY) {
    const { data } = await ask({ organization: "own", kind, role }, query, { id });
    types[kind] = [
      ...new Set([types[kind], (data?.["node"] as { __typename: string }).__typename].flat()),
    ].filter(Boolean);
  }
  expect(types).toEqual({ SELLER: ["Buyer"], BUYER: ["Buyer"], OPERATOR: ["Organization"] });
});

describe("an identifier that is none answers like nobody's", () => {
  const MALFORMED = [
    "",
    "1",
    "abc",
    `{${MISSING_ID}}`,
    MISSING_ID.slice(1),
    "'; --",
    "\0",
    "é".repeat(5_000),
  ];
  const named = allRows.filter(({ row }) => row.missing !== undefined);

  it.each(named.map((one) => [one.field, one] as const))("%s", async (_field, { row, worldOf }) => {
    const caller: Caller = { organization: "own", ...(row.allows[0] as AllowedCaller) };
    const variables = JSON.stringify(await row.missing?.(worldOf(), caller));
    const answerTo = async (id: string) => {
      const named = variables.replaceAll(JSON.stringify(MISSING_ID), JSON.stringify(id));
      return withoutRequestId(await ask(caller, row.document, JSON.parse(named) as Record<string, unknown>));
    };
    const missing = await answerTo(MISSING_ID);
    for (const id of MALFORMED) expect([id, await answerTo(id)]).toEqual([id, missing]);
  });
});

describe("other things that the same fields can be asked", () => {
  it.each(otherRows)("%s", async (_title, row) => {
    expect(await actualOutcomes(row, world, ask)).toEqual(expectedOutcomes(row));
  });
});

it("somebody without a role is FORBIDDEN everything but to ask who they are", async () => {
  const nobodyMuch: Person = { org: "own-seller", kind: "SELLER", roles: [], sub: "nobody much" };
  const like: Caller = { organization: "own", kind: OrganizationKind.SELLER, role: Role.FINANCE };
  const codes = new Map<string, unknown>();
  for (const { field, row, worldOf } of allRows) {
    const { errors } = await send(nobodyMuch, row.document, await row.own(worldOf(), like));
    codes.set(field, errors?.[0]?.extensions?.["code"] ?? "OK");
  }
  const allowed = [...codes].filter(([, code]) => code !== "FORBIDDEN");
  expect(allowed).toEqual([
    ["Query.viewer", "OK"],
    ["Query.node", "OK"],
  ]);
  const seen: string[] = [];
  for (const [name, id] of Object.entries<string>({ ...world.of("own") })) {
    const { data } = await send(nobodyMuch, "query ($id: ID!) { node(id: $id) { id } }", { id });
    if (data?.["node"]) seen.push(name);
  }
  expect(seen).toEqual(["sellerId"]);
});

describe.each(parts)("%s", (_part, rows, worldOf) => {
  it.each(rows.map((row) => [row.field, row as AccessRow<unknown>] as const))("%s", async (_field, row) => {
    expect(await actualOutcomes(row, worldOf(), ask)).toEqual(expectedOutcomes(row));
  });
});

it("after all of this nothing of the other side has changed but what its own people did", async () => {
  const { rows } = await database.query<{ type: string }>(
    `SELECT DISTINCT type FROM journal_entry e JOIN json_each_text($1) AS stream ON stream.key = e.stream::text
     WHERE e.sequence > stream.value::integer ORDER BY type`,
    [JSON.stringify(foreignStreams)],
  );
  expect(rows.map(({ type }) => type)).toEqual(["ApiKeyCreated", "UserCreated"]);
});
