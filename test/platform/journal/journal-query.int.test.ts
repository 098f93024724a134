import { readFileSync } from "node:fs";
import path from "node:path";
import DataLoader from "dataloader";
import { graphql, Kind, parse, print, type GraphQLSchema } from "graphql";
import { DataSource } from "typeorm";
import { actorView, type ActorType } from "../../../src/platform/access/access.graphql";
import { ActorKind, OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import { RequestContext } from "../../../src/platform/context";
import { Cursors } from "../../../src/platform/cursors";
import { dataSourceOptions } from "../../../src/platform/database/data-source";
import { Transactions } from "../../../src/platform/database/transactions";
import { sealed } from "../../../src/platform/errors";
import { buildRecoupSchema } from "../../../src/platform/graphql/schema";
import { systemRandomness } from "../../../src/platform/identifiers";
import { commit, entryHash, type Json, type JsonObject } from "../../../src/platform/journal/chain";
import { hidden } from "../../../src/platform/journal/hidden";
import { Journal, type JournalAppend } from "../../../src/platform/journal/journal";
import { ReadJournal, type StreamPolicy } from "../../../src/platform/journal/journal-query";
import { JournalResolver } from "../../../src/platform/journal/journal-query.resolver";
import { parseInstant } from "../../../src/platform/time";
import { freshDatabase, type TestDatabase } from "../../support/database";

const id = (last: string) => `01900000-0000-7000-8000-${last.padStart(12, "0")}`;
const [SELLER, FIRM, PERSON, FIRMS_PERSON] = [id("a1"), id("b1"), id("c1"), id("c2")];
const [AUCTION, SALE, PORTFOLIO] = [id("1"), id("2"), id("3")];

const operations = readFileSync(path.join(__dirname, "../../../schema/operations/analyst.graphql"), "utf8");
const JOURNAL = parse(operations).definitions.find(
  (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === "Journal",
);
const WHOLE = `query ($stream: ID!) { journal(stream: $stream, first: 100) { edges { node {
  sequence type at actor { id kind name } actorCommitment data hash previousHash rulesVersion
  disclosed { path value salt } } } } }`;

interface Node {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly actor: ActorType | null;
  readonly actorCommitment: string | null;
  readonly data: JsonObject;
  readonly hash: string;
  readonly previousHash: string;
  readonly rulesVersion: string;
  readonly disclosed: readonly { path: string; value: Json; salt: string }[];
}

interface Answer {
  readonly journal?: {
    readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

let test: TestDatabase;
let database: DataSource;
let schema: GraphQLSchema;

beforeAll(async () => {
  test = await freshDatabase();
  const options = dataSourceOptions({ url: test.url, poolSize: 2 });
  database = await new DataSource({ ...options, entities: [], migrations: [] }).initialize();
  const resolver = new JournalResolver({
    readJournal: new ReadJournal({
      database,
      policies: { AUCTION: auctionPolicy, SALE: () => Promise.reject(sealed()) },
    }),
    cursors: new Cursors(Buffer.alloc(32, 1)),
    actors: ({ cache }) =>
      new DataLoader((ids) => Promise.resolve(ids.map((actor) => actorView(actorNamed(actor)))), { cache }),
  });
  schema = buildRecoupSchema([resolver]);
  await append([
    { type: "AuctionOpened", actor: actorNamed(PERSON), data: {} },
    {
      type: "BidAccepted",
      actor: hidden({ id: FIRMS_PERSON, kind: "PERSON" }, FIRM),
      data: { amount: "100.00", maximum: hidden("500.00", FIRM) },
    },
    { type: "NoteTaken", actor: actorNamed(PERSON), data: { text: hidden("of the seller's", SELLER) } },
    { type: "AuctionClosed", actor: actorNamed(PERSON), data: {} },
  ]);
  await append([{ type: "SaleMade", actor: actorNamed(PERSON), data: {} }], SALE, "SALE");
  await append([{ type: "PortfolioCreated", actor: actorNamed(PERSON), data: {} }], PORTFOLIO, "PORTFOLIO");
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

/** The seller reads all, the firm all but the notes; what the stage keeps itself comes with the opening. */
const auctionPolicy: StreamPolicy = (viewer, stream) => {
  const isSeller = viewer.organization.id === SELLER;
  if (!isSeller && viewer.organization.id !== FIRM) return Promise.resolve(null);
  expect(stream).toBe(AUCTION);
  return Promise.resolve({
    mayRead: (entry) => isSeller || entry.type !== "NoteTaken",
    disclose: (entries) =>
      Promise.resolve(
        entries
          .filter((entry) => entry.type === "AuctionOpened")
          .map(({ sequence }) => ({ sequence, path: "/data/own", salt: Buffer.alloc(16), value: "row" })),
      ),
  });
};

function actorNamed(actor: string) {
  return { id: actor, kind: ActorKind.PERSON, name: actor === PERSON ? "Ada" : "Bea" };
}

async function append(
  entries: readonly Omit<JournalAppend, "stream" | "kind">[],
  stream = AUCTION,
  kind: JournalAppend["kind"] = "AUCTION",
): Promise<void> {
  const journal = new Journal(systemRandomness, () => undefined);
  await new Transactions(database).run(async (tx) => {
    for (const entry of entries) await journal.append(tx, { ...entry, stream, kind });
  });
}

function viewerOf(organization: string, roles: readonly Role[], kind = OrganizationKind.SELLER): Viewer {
  return {
    actor: actorNamed(PERSON),
    organization: { id: organization, slug: "org", name: "Org", kind },
    roles,
    credentialId: PERSON,
    expiresAt: null,
  };
}

const analyst = viewerOf(SELLER, [Role.ANALYST]);
const bidder = viewerOf(FIRM, [Role.BIDDER], OrganizationKind.BUYER);

async function ask(viewer: Viewer | null, source: string, variables: Record<string, unknown>) {
  const contextValue = new RequestContext("test", viewer);
  const { data, errors } = await graphql({ schema, source, contextValue, variableValues: variables });
  return { answer: data as Answer | null, code: errors?.[0]?.extensions["code"] };
}

async function read(viewer: Viewer): Promise<Node[]> {
  const { answer, code } = await ask(viewer, WHOLE, { stream: AUCTION });
  if (!answer?.journal) throw new Error(`The journal was not read: ${String(code)}`);
  return answer.journal.edges.map((edge) => edge.node);
}

/** The hash as any reader computes it from what the API gave. */
function hashOf(node: Node): string {
  const actor = node.actorCommitment
    ? { commitment: node.actorCommitment }
    : { id: node.actor!.id, kind: node.actor!.kind };
  const { sequence, type, data, rulesVersion } = node;
  const content = { stream: AUCTION, sequence, type, at: parseInstant(node.at)!, actor, data, rulesVersion };
  return entryHash(Buffer.from(node.previousHash, "hex"), content).toString("hex");
}

describe("the journal over the API", () => {
  it("answers the contract's operation page by page", async () => {
    const pages: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { answer } = await ask(analyst, print(JOURNAL!), { stream: AUCTION, first: 3, after });
      pages.push(
        answer?.journal?.edges.map(({ node }) => [node.sequence, node.type, node.actor?.name ?? null]),
      );
      more = answer?.journal?.pageInfo.hasNextPage ?? false;
      after = answer?.journal?.pageInfo.endCursor ?? null;
    }
    expect(pages).toEqual([
      [
        [1, "AuctionOpened", "Ada"],
        [2, "BidAccepted", null],
        [3, "NoteTaken", "Ada"],
      ],
      [[4, "AuctionClosed", "Ada"]],
    ]);
  });

  it("lets every reader of all entries verify the chain", async () => {
    const nodes = await read(analyst);
    expect(nodes.map(hashOf)).toEqual(nodes.map((node) => node.hash));
    expect(nodes.map((node) => node.previousHash)).toEqual([
      "0".repeat(64),
      ...nodes.slice(0, -1).map((n) => n.hash),
    ]);
  });

  it("shows a hidden value and who acted to those who may know, with what proves it", async () => {
    const bid = (await read(bidder))[1]!;
    expect(bid.actor).toMatchObject({ id: FIRMS_PERSON, name: "Bea", kind: "PERSON" });
    expect(bid.disclosed.map(({ path, value }) => [path, value])).toEqual([
      ["/actor", { id: FIRMS_PERSON, kind: "PERSON" }],
      ["/data/maximum", "500.00"],
    ]);
    const proofs = bid.disclosed.map(({ value, salt }) => commit(value, Buffer.from(salt, "hex")).commitment);
    expect(proofs).toEqual([bid.actorCommitment, (bid.data["maximum"] as { commitment: string }).commitment]);
    expect(hashOf(bid)).toBe(bid.hash);
  });

  it("shows neither to others", async () => {
    const nodes = await read(analyst);
    expect(nodes[1]).toMatchObject({ actor: null, disclosed: [] });
    expect(nodes[2]?.disclosed).toMatchObject([{ path: "/data/text", value: "of the seller's" }]);
    expect(JSON.stringify(nodes)).not.toMatch(/500\.00|Bea/);
  });

  it("leaves out the entries that the stage withholds, and fills pages all the same", async () => {
    expect((await read(bidder)).map((node) => node.sequence)).toEqual([1, 2, 4]);
    const { answer } = await ask(bidder, print(JOURNAL!), { stream: AUCTION, first: 3 });
    expect(answer?.journal?.edges.map(({ node }) => node.sequence)).toEqual([1, 2, 4]);
    expect(answer?.journal?.pageInfo.hasNextPage).toBe(false);
  });

  it("discloses what the stage keeps in rows of its own", async () => {
    expect((await read(bidder))[0]?.disclosed).toEqual([
      { path: "/data/own", value: "row", salt: "0".repeat(32) },
    ]);
  });

  it.each([
    ["nobody", null, AUCTION, "UNAUTHENTICATED"],
    [
      "a seller's role that reads no journals",
      viewerOf(SELLER, [Role.PORTFOLIO_MANAGER]),
      AUCTION,
      "FORBIDDEN",
    ],
    ["a seller's partner program", viewerOf(SELLER, [Role.PARTNER]), AUCTION, "FORBIDDEN"],
    ["the operator", viewerOf(id("d1"), [Role.OPERATOR], OrganizationKind.OPERATOR), AUCTION, "FORBIDDEN"],
    ["another seller", viewerOf(id("a2"), [Role.ANALYST]), AUCTION, "NOT_FOUND"],
    ["another firm", viewerOf(id("b2"), [Role.BIDDER], OrganizationKind.BUYER), AUCTION, "NOT_FOUND"],
    ["whoever asks for a stream that does not exist", analyst, id("9"), "NOT_FOUND"],
    ["whoever asks for what is no identifier", analyst, "no identifier", "NOT_FOUND"],
    ["whoever asks for a kind of stream that nobody may read", analyst, PORTFOLIO, "NOT_FOUND"],
    ["whoever asks for a sealed stream", analyst, SALE, "SEALED"],
  ])("answers %s as it should", async (_, viewer, stream, code) => {
    expect(await ask(viewer, WHOLE, { stream })).toEqual({ answer: null, code });
  });

  it("refuses a cursor of another stream", async () => {
    const { answer } = await ask(analyst, print(JOURNAL!), { stream: AUCTION, first: 1 });
    const after = answer?.journal?.pageInfo.endCursor;
    expect((await ask(analyst, print(JOURNAL!), { stream: SALE, first: 1, after })).code).toBe(
      "BAD_USER_INPUT",
    );
  });
});
