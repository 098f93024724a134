import { getNamedType, isRequiredArgument } from "graphql";
import { Role } from "../../src/platform/access/viewer";
import { buildAppSchema } from "../../src/stages";
import { NO_LIMITS } from "../support/all-seeing";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { everythingOf } from "../support/everything";
import { Market } from "../support/market";
import { StatementCounter } from "../support/statement-counter";

const schema = buildAppSchema();

/** Every list that can be asked for by itself, with all that its items lead to. */
const lists = Object.values(schema.getQueryType()?.getFields() ?? {})
  .filter(
    ({ type, args }) => getNamedType(type).name.endsWith("Connection") && !args.some(isRequiredArgument),
  )
  .map(({ name, type }) => ({
    name,
    query: `{ ${name}(first: 100) ${everythingOf(schema, getNamedType(type), 3)} }`,
  }));

const seller: Person = { org: "bank", kind: "SELLER", roles: [Role.COMPLIANCE] };
const firm: Person = { org: "firm-1", kind: "BUYER", roles: [Role.BIDDER] };
const operator: Person = { org: "recoup", kind: "OPERATOR", roles: [Role.OPERATOR] };

/** How many more there are of everything, the second time that is counted. */
const MORE = 4;
/** Which of two loaders' batches comes first may vary. */
const SLACK = 2;

const counter = new StatementCounter();
const firms: string[] = [];
const people = { seller, firm, operator };
let app: TestApp;
let market: Market;
let few: Measurements;
let many: Measurements;

beforeAll(async () => {
  app = await TestApp.start({ environment: NO_LIMITS });
  market = new Market(app, "bank");
  // Whoever is new is looked up, and made known.
  for (const person of Object.values(people)) await app.send(person, "{ viewer { id } }");
  for (let number = 0; number < 2; number += 1) await grow();
  counter.start();
  few = await measureAll();
  for (let number = 0; number < MORE; number += 1) await grow();
  many = await measureAll();
}, 60_000);
afterAll(async () => {
  counter.stop();
  await app.stop();
});

/** One more of everything that a list shows. */
async function grow(): Promise<void> {
  const { compliance, finance } = market.people;
  firms.push(await market.qualify(`firm-${firms.length + 1}`));
  const portfolioId = await market.portfolio({ accounts: 3 });
  const proposal = { portfolioId, amount: "1.00", rationale: "test" };
  await market.mutate(finance, "proposeFloor", proposal, "... on Floor { id }");
  const marking = { portfolioId, rationale: "test" };
  await market.mutate(compliance, "markPortfolioStrategic", marking, "... on StrategicMark { portfolioId }");
  const key = { name: "key", roles: ["COMPLIANCE"] };
  await market.mutate(compliance, "createApiKey", key, "... on CreatedApiKey { secret }");
  await proposeMatrix(`The ${firms.length}. matrix`);
  await bidden();
  const { requestId } = await market.award(await closed());
  const signature = { requestId, decision: "APPROVE", rationale: "test" };
  await market.mutate(finance, "decideAuthorization", signature, "... on AuthorizationRequest { id }");
  const annulment = { auctionId: await closed(), kind: "CANCEL", rationale: "test" };
  await market.mutate(market.people.admin, "proposeAnnulment", annulment, "... on Annulment { id }");
}

async function proposeMatrix(rationale: string): Promise<void> {
  const { compliance, executive } = market.people;
  const proposal = { rules: [{ tier: "ALL", requiredRoles: ["FINANCE"] }], rationale };
  const selection = "... on AuthorityMatrix { id }";
  const { id: matrixId } = await market.mutate(compliance, "proposeAuthorityMatrix", proposal, selection);
  await market.mutate(
    executive,
    "decideAuthorityMatrix",
    { matrixId, decision: "REJECT", rationale },
    selection,
  );
}

/** An open auction in which the first firm leads and the last has bid. */
async function bidden(): Promise<string> {
  const auctionId = await market.auction(await market.portfolio({ accounts: 3 }));
  const names = [...new Set([`firm-${firms.length}`, "firm-1"])];
  for (const id of new Set([firms[0], firms.at(-1)])) await market.admit(auctionId, String(id));
  await market.open(auctionId);
  for (const [index, name] of names.entries())
    await market.bid(name, auctionId, { amount: `${100 + 10 * index}.00` });
  return auctionId;
}

async function closed(): Promise<string> {
  const auctionId = await bidden();
  await market.close(auctionId);
  return auctionId;
}

interface Measured {
  readonly items: number;
  readonly statements: number;
}

type Measurements = Readonly<Record<keyof typeof people, ReadonlyMap<string, Measured>>>;

async function measureAll(): Promise<Measurements> {
  return { seller: await measure(seller), firm: await measure(firm), operator: await measure(operator) };
}

/** What each list that this person may ask for holds, and takes. */
async function measure(person: Person): Promise<ReadonlyMap<string, Measured>> {
  const measured = new Map<string, Measured>();
  for (const { name, query } of lists) {
    const { data, errors } = await app.send<Record<string, { edges: unknown[] }>>(person, query);
    if (errors?.[0]?.extensions["code"] === "FORBIDDEN") continue;
    const items = data?.[name]?.edges.length;
    if (items === undefined) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    measured.set(name, { items, statements: counter.statements.length });
  }
  return measured;
}

/** Whose lists, and which of them hold more the second time. */
const growing = {
  seller: [
    ...["annulments", "apiKeys", "auctions", "authorityMatrices", "authorizationRequests", "bids", "buyers"],
    ...["portfolios", "qualifications", "sales"],
  ],
  firm: ["auctions", "bids", "portfolios", "sales"],
  operator: ["organizations"],
};

describe.each(Object.keys(people) as (keyof typeof people)[])("what a %s asks for", (who) => {
  it.each(growing[who])("%s: the number of statements does not grow with the number of items", (name) => {
    const [before, after] = [few[who].get(name), many[who].get(name)];
    expect(after?.items).toBeGreaterThanOrEqual((before?.items ?? 0) + MORE);
    expect(after?.statements).toBeLessThanOrEqual((before?.statements ?? 0) + SLACK);
  });
});

describe("what is asked of one thing", () => {
  /** How many statements everything in a list of this thing's takes. */
  const count = async (field: string, argument: string, id: string): Promise<number> => {
    const type = getNamedType(schema.getQueryType()?.getFields()[field]?.type);
    if (!type) throw new Error(`There is no ${field}`);
    const query = `query ($id: ID!) { ${field}(${argument}: $id, first: 100) ${everythingOf(schema, type, 2)} }`;
    const { errors } = await app.send(seller, query, { id });
    expect(errors).toBeUndefined();
    return counter.statements.length;
  };

  it("accounts: the number of statements does not grow with the number of items", async () => {
    const [small, large] = [
      await market.portfolio({ accounts: 2 }),
      await market.portfolio({ accounts: 40 }),
    ];
    const statements = await count("accounts", "portfolioId", small);
    expect(await count("accounts", "portfolioId", large)).toBeLessThanOrEqual(statements + SLACK);
  });

  it("journal: the number of statements does not grow with the number of items", async () => {
    const short = await market.auction(await market.portfolio({ accounts: 2 }));
    const statements = await count("journal", "stream", short);
    expect(await count("journal", "stream", await bidden())).toBeLessThanOrEqual(statements + SLACK);
  });
});

it("every list is counted for somebody", () => {
  const counted = new Set(Object.values(growing).flat());
  const never = lists.map(({ name }) => name).filter((name) => !counted.has(name));
  expect(never).toEqual([]);
});

it("the counter sees what a request asks for", async () => {
  await app.send(seller, "{ portfolios { edges { node { id } } } }");
  expect(counter.statements.join("\n")).toContain("portfolio");
});
