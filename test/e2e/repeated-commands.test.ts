import { Client } from "pg";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market } from "../support/market";

// "A command repeated by the same person that finds its own result gives that result again" (product.md): what a program
// does that does not know whether its first attempt was carried out.

let app: TestApp;
let market: Market;
let people: Market["people"];
let database: Client;

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
  ({ people } = market);
  database = new Client({ connectionString: app.database.url });
  await database.connect();
  for (const person of Object.values(people)) await app.send(person, "{ viewer { id } }");
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

async function countEntries(): Promise<unknown> {
  return (await database.query("SELECT sum(sequence) AS count FROM journal_stream WHERE kind <> 'JOURNAL'"))
    .rows[0];
}

/** Sends it twice: the second time finds the first one's result, and writes nothing. Answers its id. */
async function twice(
  person: Person,
  field: string,
  input: Record<string, unknown>,
  type: string,
  fields = "id",
): Promise<string> {
  const selection = `... on ${type} { ${fields} }`;
  const first = await market.mutate(person, field, input, selection);
  const before = await countEntries();
  const second = await market.attempt(person, field, input, selection);
  expect({ field, ...second }).toEqual({ field, data: { [field]: first } });
  expect([field, await countEntries()]).toEqual([field, before]);
  return first.id;
}

it("portfolios and floors", async () => {
  const portfolioId = await market.draft();
  await market.upload(
    portfolioId,
    market.tape(4, (row) => ({ bankrupt: row === 0 ? "" : "false" })),
  );
  await twice(people.compliance, "screenPortfolio", { portfolioId }, "Portfolio", "id status");
  const accountIds = [await market.accountToReview(portfolioId)];
  const review = { portfolioId, accountIds, decision: "ELIGIBLE", rationale: "The court says no." };
  await twice(people.compliance, "decideAccountReviews", review, "Portfolio");
  const proposal = { portfolioId, amount: "100.00", rationale: "Curves." };
  const floorId = await twice(people.finance, "proposeFloor", proposal, "Floor", "id status");
  const verdict = { floorId, decision: "APPROVE", rationale: "Agreed." };
  await twice(people.executive, "decideFloor", verdict, "Floor", "id status");
  const marking = { portfolioId, rationale: "The press." };
  await twice(people.compliance, "markPortfolioStrategic", marking, "StrategicMark", "portfolioId markedAt");
  await twice(
    people.executive,
    "unmarkPortfolioStrategic",
    marking,
    "StrategicMark",
    "portfolioId unmarkedAt",
  );
  await twice(
    people.manager,
    "withdrawPortfolio",
    { portfolioId, reason: "Not now." },
    "Portfolio",
    "id status",
  );
});

it("firms", async () => {
  const { officer } = market.firm("alpha");
  const evidence = {
    licences: [{ jurisdiction: "US-CA", number: "1", validUntil: "2099-12-31" }],
    insuranceValidUntil: "2099-12-31",
  };
  const application = {
    ...evidence,
    seller: "seller",
    financialCapacity: { amount: "1000000.00", currency: "USD" },
    operations: "calls",
    conductRecord: "clean",
    references: [],
    affiliations: [],
  };
  const qualificationId = await twice(
    officer,
    "applyForQualification",
    application,
    "Qualification",
    "id status",
  );
  await twice(people.risk, "reviewQualification", { qualificationId }, "Qualification", "id status");
  const decision = {
    qualificationId,
    decision: "QUALIFY",
    rationale: "Sound.",
    validUntil: "2099-12-31",
    assetClasses: ["CONSUMER_LOAN"],
    exposureLimit: { amount: "1000.00", currency: "USD" },
  };
  await twice(people.risk, "decideQualification", decision, "Qualification", "id status");
  await twice(
    officer,
    "renewLicences",
    { qualificationId, ...evidence },
    "Qualification",
    "id renewal { id }",
  );
  const { data } = await app.send<{ qualification: { renewal: { id: string }; buyer: { id: string } } }>(
    people.risk,
    "query ($id: ID!) { qualification(id: $id) { renewal { id } buyer { id } } }",
    { id: qualificationId },
  );
  const renewal = {
    renewalId: data?.qualification.renewal.id,
    decision: "CONFIRM",
    rationale: "Seen.",
    validUntil: "2099-12-31",
  };
  await twice(people.risk, "decideRenewal", renewal, "Qualification", "id status");
  const buyerId = data?.qualification.buyer.id;
  const limit = { amount: "2000.00", currency: "USD" };
  await twice(people.risk, "setExposureLimit", { buyerId, limit, rationale: "More." }, "Buyer");
  const classes = { buyerId, assetClasses: ["AUTO"], rationale: "Other." };
  await twice(people.risk, "setAssetClasses", classes, "Buyer");
  await twice(people.risk, "suspendBuyer", { buyerId, reason: "A complaint." }, "Buyer");
  await twice(people.risk, "reinstateBuyer", { buyerId, reason: "Unfounded." }, "Buyer");
  const affiliateId = await market.qualify("beta");
  await twice(people.risk, "confirmAffiliation", { buyerId, affiliateId, rationale: "One owner." }, "Buyer");
  await twice(people.risk, "endAffiliation", { buyerId, rationale: "Sold." }, "Buyer");
  await twice(people.risk, "expelBuyer", { buyerId, reason: "Threats." }, "Buyer");
});

it("awards, sales and authority", async () => {
  const { admin, finance, compliance, executive } = people;
  const rules = [{ tier: "ALL", requiredRoles: ["FINANCE"] }];
  const matrixId = await twice(
    compliance,
    "proposeAuthorityMatrix",
    { rules, rationale: "One." },
    "AuthorityMatrix",
  );
  const approval = { matrixId, decision: "APPROVE", rationale: "Yes." };
  await twice(executive, "decideAuthorityMatrix", approval, "AuthorityMatrix", "id status");

  const auctionId = await market.auction(await market.portfolio());
  await market.admit(auctionId, await market.qualify("gamma"));
  await market.open(auctionId);
  await market.bid("gamma", auctionId, { amount: "100.00" });
  await market.close(auctionId);
  const award = { auctionId, rationale: "The highest." };
  const fields = "id status authorizationRequest { id }";
  const saleId = await twice(admin, "awardAuction", award, "Sale", fields);
  const { requestId } = await requestOf(saleId);
  const returned = { requestId, decision: "RETURN", rationale: "Why?" };
  await twice(finance, "decideAuthorization", returned, "AuthorizationRequest", "id status");
  const again = await twice(admin, "requestAuthorization", { saleId }, "AuthorizationRequest", "id status");
  const rejected = { requestId: again, decision: "REJECT", rationale: "No." };
  await twice(finance, "decideAuthorization", rejected, "AuthorizationRequest", "id status");

  const unpaid = await market.auction(await market.portfolio());
  const epsilonId = await market.qualify("epsilon");
  await market.admit(unpaid, epsilonId);
  await market.open(unpaid);
  await market.bid("epsilon", unpaid, { amount: "100.00" });
  await market.close(unpaid);
  await market.award(unpaid);
  const failing = { auctionId: unpaid, buyerId: epsilonId, rationale: "Unpaid." };
  await twice(executive, "declareDefault", failing, "WinnerDefault", "id depositForfeitedAt");

  const aside = await market.auction(await market.portfolio());
  await market.admit(aside, await market.qualify("delta"));
  await market.open(aside);
  await market.bid("delta", aside, { amount: "100.00" });
  await market.close(aside);
  const proposal = { auctionId: aside, kind: "CANCEL", rationale: "Wrong." };
  const annulmentId = await twice(admin, "proposeAnnulment", proposal, "Annulment", "id status");
  const verdict = { annulmentId, decision: "APPROVE", rationale: "Yes." };
  await twice(executive, "secondAnnulment", verdict, "Annulment", "id status");
}, 60_000);

async function requestOf(saleId: string): Promise<{ requestId: string }> {
  const query = "query ($id: ID!) { sale(id: $id) { authorizationRequest { id } } }";
  const { data } = await app.send<{ sale: { authorizationRequest: { id: string } } }>(people.admin, query, {
    id: saleId,
  });
  return { requestId: String(data?.sale.authorizationRequest.id) };
}
