import { Client } from "pg";
import { buildAppSchema } from "../../src/stages";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market } from "../support/market";
import { repeatedAccessRows } from "../support/repeated-access-rows";
import { repeatedAuctionRows } from "../support/repeated-auction-rows";
import { approveMatrix, repeatedSaleRows } from "../support/repeated-sale-rows";
import { repeatedSellerRows } from "../support/repeated-seller-rows";
import { colleagueOf, OWN, rowsAmiss, SAME } from "../support/repeated-table";

// "A command repeated by the same person that finds its own result gives that result again" (product.md): what a program
// does that does not know whether its first attempt was carried out.

let app: TestApp;
let market: Market;
let database: Client;

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
  database = new Client({ connectionString: app.database.url });
  await database.connect();
  await approveMatrix(market);
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

/** Of people and programs: an auction of an earlier row may come to its end meanwhile. */
async function countEntries(): Promise<number> {
  const sql =
    "SELECT count(*)::int AS count FROM journal_entry WHERE actor ->> 'kind' IS DISTINCT FROM 'SYSTEM'";
  return (await database.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
}

const rows = [...repeatedAccessRows, ...repeatedSellerRows, ...repeatedAuctionRows, ...repeatedSaleRows];

it("the table says of every mutation what repeating it comes to", () => {
  expect(rowsAmiss(buildAppSchema(), rows)).toEqual([]);
});

it.each(rows.map((row) => [row.field, row] as const))(
  "%s",
  async (field, { command, selection, repeated }) => {
    const { by, input } = await command(market);
    const colleague = colleagueOf(by);
    // A person is made known by the first token, which the journal tells.
    for (const person of [by, colleague]) await app.send(person, "{ viewer { id } }");
    const first = told(field, { data: { [field]: await market.mutate(by, field, input, selection) } });
    const repeat = async (person: Person) => {
      const entries = await countEntries();
      const again = told(field, await market.attempt(person, field, input, selection));
      if ((await countEntries()) > entries) return OWN;
      return again === first ? SAME : again;
    };
    const second = await repeat(by);
    const expected = "anew" in repeated ? { second: OWN } : { second: SAME, another: repeated.another };
    expect({ second, ...("another" in repeated && { another: await repeat(colleague) }) }).toEqual(expected);
  },
);

/** A result as text; a refusal by its code and the state that it names, an error by its code. */
function told(field: string, { data, errors }: Awaited<ReturnType<Market["attempt"]>>): string {
  const result = data?.[field];
  if (!result) return String(errors?.[0]?.extensions["code"]);
  if (result.__typename !== "Refusal") return JSON.stringify(result);
  return [result["code"], result["state"]].filter(Boolean).join(" ");
}
