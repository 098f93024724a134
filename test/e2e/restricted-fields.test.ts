import { Client } from "pg";
import { BUYER_ROLES, SELLER_ROLES } from "../../src/platform/access/roles";
import { Role } from "../../src/platform/access/viewer";
import { buildAppSchema } from "../../src/stages";
import { AllSeeing, NO_LIMITS, type Known } from "../support/all-seeing";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market } from "../support/market";
import type { Watch } from "../support/watch";

/** Who looks: everybody of the seller and of two firms that bid, of others, and the operator. */
interface Reader extends Person {
  readonly name: string;
  readonly side: "bank" | "hawk" | "lynx" | "other" | "operator";
  readonly role: Role;
}

const HISTORIANS: readonly Role[] = [Role.ANALYST, Role.AUCTION_ADMIN, Role.COMPLIANCE, Role.EXECUTIVE];

const ofBank = ({ side }: Reader) => side === "bank";
const ofBankOrHawk = ({ side }: Reader) => side === "bank" || side === "hawk";
const ofHawk = ({ side }: Reader) => side === "hawk";
const historians = ({ side, role }: Reader) => side === "bank" && HISTORIANS.includes(role);
const nobody = () => false;

/** What must not be read by everybody: something that occurs nowhere else, and who may read it. */
interface Secret {
  readonly mark: string;
  readonly readers: (reader: Reader) => boolean;
  /** From the close on, where that is different. */
  readonly readersAfterwards?: (reader: Reader) => boolean;
}

const secrets = {
  "the maximum of the leader": { mark: "7777.77", readers: ofHawk },
  "the maximum of the one behind, which becomes the cover bid": {
    mark: "1111.11",
    readers: ({ side }) => side === "lynx",
    readersAfterwards: ({ side }) => side === "lynx" || side === "bank",
  },
  "a rejected bid": { mark: "222.22", readers: (reader) => ofHawk(reader) || historians(reader) },
  "the limit of a participant": { mark: "55555.55", readers: ofBankOrHawk },
  // The operator keeps the firm's people, and does not learn who of them bids.
  "the person who bids": {
    mark: "hawk.bidder",
    readers: ({ side }) => side === "hawk" || side === "operator",
  },
  "the reserve that is not disclosed": { mark: "654.32", readers: ofBank },
  "the book value": { mark: "321.09", readers: ofBank },
  "the sum of the book values": { mark: "963.27", readers: ofBank },
  "an account": { mark: "ACCOUNT-MARK", readers: ofBank },
  "a debtor's name": { mark: "Zebulon Quartz", readers: nobody },
  "a debtor's tax number": { mark: "987-65-4321", readers: nobody },
  "a firm's exposure limit": { mark: "444444.44", readers: ofBankOrHawk },
  "what a firm wrote about itself": { mark: "works by carrier pigeon", readers: ofBankOrHawk },
  "why a firm was qualified": { mark: "words of the vetting", readers: ofBank },
  "why a firm was removed": { mark: "words of the removal", readers: historians },
  "why a floor was proposed": { mark: "words of the floor", readers: ofBank },
  "why an account was let through": { mark: "words of the review", readers: ofBank },
  "what data was unmasked for": { mark: "words of the unmasking", readers: historians },
  "why a sale is strategic": { mark: "words of the strategy", readers: ofBank },
  "whose signatures are needed, and why": { mark: "words of the matrix", readers: ofBank },
  "what a program is called": { mark: "words of the key", readers: ofBank },
  "the address that takes a tape": {
    mark: "/uploads/tapes/",
    readers: ({ side, role }) => side === "bank" && role === Role.PORTFOLIO_MANAGER,
  },
  "why the auction was closed": {
    mark: "words of the close",
    readers: nobody,
    readersAfterwards: historians,
  },
  "why it was awarded": { mark: "words of the award", readers: nobody, readersAfterwards: ofBank },
  "why somebody signed": { mark: "words of the signature", readers: nobody, readersAfterwards: ofBank },
} satisfies Readonly<Record<string, Secret>>;

let app: TestApp;
let database: Client;
let bank: Market;
let everything: AllSeeing;
let auctionId: string;
const known: Known[] = [];
const feeds = new Map<Reader, Watch<unknown>>();

const reader = (side: Reader["side"], org: string, kind: Person["kind"], role: Role): Reader => ({
  ...{ name: `${org} ${role}`, side, org, kind, role, roles: [role] },
  sub: `${org}.${role.toLowerCase()}`,
});
const readers: readonly Reader[] = [
  ...SELLER_ROLES.map((role) => reader("bank", "bank", "SELLER", role)),
  ...BUYER_ROLES.map((role) => reader("hawk", "hawk", "BUYER", role)),
  ...BUYER_ROLES.map((role) => reader("lynx", "lynx", "BUYER", role)),
  reader("other", "other-bank", "SELLER", Role.COMPLIANCE),
  reader("other", "other-firm", "BUYER", Role.BIDDER),
  reader("operator", "recoup", "OPERATOR", Role.OPERATOR),
];

beforeAll(async () => {
  app = await TestApp.start({ environment: NO_LIMITS });
  database = new Client({ connectionString: app.database.url });
  await database.connect();
  everything = new AllSeeing(app, buildAppSchema());
  bank = new Market(app, "bank");
  for (const one of readers) await app.send(one, "{ viewer { id } }");
  const portfolioId = await offer();
  await bidOn(portfolioId);
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

/** A portfolio with something of everything that is nobody else's business. */
async function offer(): Promise<string> {
  const { manager, compliance, executive } = bank.people;
  const portfolioId = await bank.draft();
  const tape = bank.tape(3, (row) => ({
    account: `ACCOUNT-MARK-${row}`,
    bankrupt: row === 0 ? "" : "false",
    book_value: "321.09",
    debtor: "Zebulon Quartz",
    tax_id: "987-65-4321",
  }));
  const tapeImportId = await bank.upload(portfolioId, tape);
  await bank.mutate(manager, "screenPortfolio", { portfolioId }, "... on Portfolio { id }");
  const accountId = await bank.accountToReview(portfolioId);
  await bank.mutate(
    compliance,
    "decideAccountReviews",
    { portfolioId, accountIds: [accountId], decision: "ELIGIBLE", rationale: "words of the review" },
    "... on Portfolio { id }",
  );
  const purpose = { accountId, purpose: "words of the unmasking" };
  const debtor = await bank.mutate(
    compliance,
    "unmaskDebtor",
    purpose,
    "... on Debtor { name taxId isMasked }",
  );
  expect(debtor).toMatchObject({ isMasked: false, name: "Zebulon Quartz", taxId: "987-65-4321" });
  await bank.approveFloor(portfolioId, "654.32", "words of the floor");
  const mark = { portfolioId, rationale: "words of the strategy" };
  await bank.mutate(executive, "markPortfolioStrategic", mark, "... on StrategicMark { portfolioId }");
  const matrix = { rules: [{ tier: "ALL", requiredRoles: ["FINANCE"] }], rationale: "words of the matrix" };
  await bank.mutate(compliance, "proposeAuthorityMatrix", matrix, "... on AuthorityMatrix { id }");
  const key = { name: "words of the key", roles: ["PORTFOLIO_MANAGER"] };
  await bank.mutate(manager, "createApiKey", key, "... on CreatedApiKey { secret }");
  const waiting = await bank.announce(await bank.draft({ name: "Draft" }));
  known.push(
    { type: "Portfolio", id: portfolioId },
    { type: "Account", id: accountId },
    { type: "TapeImport", id: tapeImportId },
    { type: "TapeImport", id: waiting.id },
  );
  return portfolioId;
}

/** An auction with a leader, one behind, a firm that was removed, and bids that were rejected. */
async function bidOn(portfolioId: string): Promise<void> {
  const exposureLimit = { amount: "444444.44", currency: "USD" };
  const operations = "works by carrier pigeon";
  const rationale = "words of the vetting";
  const hawkId = await bank.qualify("hawk", { exposureLimit, rationale }, { operations });
  const [lynxId, wrenId] = [await bank.qualify("lynx"), await bank.qualify("wren")];
  auctionId = await bank.auction(portfolioId);
  const { data } = await app.send<{ auction: { cursor: string } }>(
    bank.people.admin,
    "query ($id: ID!) { auction(id: $id) { cursor } }",
    { id: auctionId },
  );
  await bank.admit(auctionId, hawkId, { limit: "55555.55" });
  for (const id of [lynxId, wrenId]) await bank.admit(auctionId, id);
  const removal = { auctionId, buyerId: wrenId, reason: "words of the removal" };
  await bank.mutate(bank.people.admin, "removeBuyer", removal, "... on Participant { id }");
  for (const one of readers)
    feeds.set(one, everything.watch(one, "auctionEvents", { auctionId, after: data?.auction.cursor }));
  await bank.open(auctionId);
  const bids = [
    await bank.bid("hawk", auctionId, { amount: "700.00", maximum: "7777.77" }),
    await bank.bid("hawk", auctionId, { amount: "222.22" }),
    await bank.bid("lynx", auctionId, { amount: "900.00", maximum: "1111.11" }),
  ];
  expect(bids.map(({ decision }) => decision)).toEqual(["ACCEPTED", "REJECTED", "ACCEPTED"]);
  known.push(
    { type: "Auction", id: auctionId },
    { type: "Buyer", id: hawkId },
    { type: "Buyer", id: lynxId },
    { type: "Organization", id: hawkId },
    ...bids.map(({ id }) => ({ type: "Bid", id })),
    ...(await otherNodes()),
  );
}

/** What else there is with an identifier of its own, found where its owners find it. */
async function otherNodes(): Promise<Known[]> {
  const { rows } = await database.query<Known>(
    `SELECT 'Participant' AS type, id FROM participant UNION ALL
     SELECT 'Qualification', id FROM qualification UNION ALL
     SELECT 'Floor', id FROM floor UNION ALL
     SELECT 'ApiKey', id FROM api_key UNION ALL
     SELECT 'User', id FROM app_user WHERE subject = 'hawk.bidder' UNION ALL
     SELECT 'Organization', id FROM organization WHERE slug = 'bank'`,
  );
  return rows;
}

function secretsIn(text: string): string[] {
  return Object.entries(secrets).flatMap(([name, { mark }]) => (text.includes(mark) ? [name] : []));
}

function secretsFor(one: Reader, when: "OPEN" | "AWARDED"): string[] {
  return Object.entries<Secret>(secrets).flatMap(([name, { readers: now, readersAfterwards: later }]) =>
    (when === "AWARDED" ? (later ?? now) : now)(one) ? [name] : [],
  );
}

/** Reading leaves no trace but that of data that left. */
async function countEntries(): Promise<number> {
  // What leaves is journalled, and time alone records the journal's heads.
  const others = "'BidHistoryExported', 'AuctionExported', 'HeadsRecorded'";
  const sql = `SELECT 1 FROM journal_entry WHERE type NOT IN (${others})`;
  return (await database.query(sql)).rows.length;
}

async function expectToRead(one: Reader, expected: readonly string[]): Promise<void> {
  const before = await countEntries();
  expect(secretsIn(await everything.read(one, known))).toEqual(expected);
  expect(await countEntries()).toBe(before);
}

describe("while the auction is open, by every field of the schema", () => {
  it.each(readers.map((one) => [one.name, one] as const))(
    "%s reads what it may read, and no more",
    async (_name, one) => {
      await expectToRead(one, secretsFor(one, "OPEN"));
    },
  );
});

describe("once it is closed and awarded", () => {
  beforeAll(async () => {
    const { admin, finance } = bank.people;
    const close = { auctionId, reason: "words of the close" };
    await bank.mutate(admin, "closeAuction", close, "... on Auction { id }");
    const award = { auctionId, rationale: "words of the award" };
    const selection = "... on Sale { id authorizationRequest { id } }";
    const sale = await bank.mutate(admin, "awardAuction", award, selection);
    const { id: requestId } = sale["authorizationRequest"] as { id: string };
    const signature = { requestId, decision: "APPROVE", rationale: "words of the signature" };
    await bank.mutate(finance, "decideAuthorization", signature, "... on AuthorizationRequest { id }");
    known.push({ type: "Sale", id: sale.id }, { type: "AuthorizationRequest", id: requestId });
  });

  it.each(readers.map((one) => [one.name, one] as const))(
    "%s reads what it may read, and no more",
    async (_name, one) => {
      await expectToRead(one, secretsFor(one, "AWARDED"));
    },
  );

  it.each(readers.map((one) => [one.name, one] as const))(
    "%s was told no more by the feed",
    async (_name, one) => {
      const feed = feeds.get(one);
      const refusal = await feed?.completed.catch((error: { code: string }) => error.code);
      const isIn = one.side === "bank" || one.side === "hawk" || one.side === "lynx";
      expect(refusal).toBe(isIn ? undefined : one.side === "operator" ? "FORBIDDEN" : "NOT_FOUND");
      expect(feed?.events.length).toBeGreaterThan(isIn ? 4 : -1);
      const told = secretsIn(JSON.stringify(feed?.events));
      expect(secretsFor(one, "AWARDED")).toEqual(expect.arrayContaining(told));
    },
  );
});
