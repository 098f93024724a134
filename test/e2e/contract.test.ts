import { randomUUID } from "node:crypto";
import { TypedDocumentString, type RecoupClient } from "../../src/client";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { ContractOperations, type Fields } from "../support/contract-operations";
import { MAPPING, Market } from "../support/market";
import { indicatedAuction } from "../support/phased-market";
import { Watch } from "../support/watch";

const USD = (amount: string) => ({ amount, currency: "USD" });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Follows what is in an answer: text(sale, "buyer", "id"). */
function text(answer: unknown, ...path: string[]): string {
  const found = path.reduce<unknown>((value, name) => (value as Fields | null)?.[name], answer);
  if (typeof found !== "string") throw new Error(`No text at ${path.join(".")}: ${JSON.stringify(answer)}`);
  return found;
}

const nodes = (answer: Fields) => (answer["edges"] as { node: Fields }[]).map(({ node }) => node);

describe("every operation that users run, from its file", () => {
  const operator: Person = { org: "recoup", kind: "OPERATOR", roles: ["OPERATOR"] };
  let app: TestApp;
  let operations: ContractOperations;
  let market: Market;
  let people: Market["people"];
  let watcher: RecoupClient;
  let portfolioId: string;
  let auctionId: string;
  let saleId: string;
  let requestId: string;
  const firms = new Map<string, string>();
  const qualifications = new Map<string, string>();

  const run = (name: string, person: Person, variables?: object) => operations.run(name, person, variables);
  const command = (name: string, person: Person, input: object) => operations.run(name, person, { input });
  const firm = (name: string) => market.firm(name);
  const idOf = (name: string) => String(firms.get(name));
  const watch = (name: string, variables: Record<string, unknown>) =>
    new Watch(
      watcher.subscribe(
        new TypedDocumentString<Record<string, Fields>, never>(operations.subscription(name)),
        variables as never,
      ),
    );

  beforeAll(async () => {
    app = await TestApp.start();
    operations = new ContractOperations(app);
    market = new Market(app, "north-bank");
    people = market.people;
    watcher = app.client(people.manager);
  }, 60_000);
  afterAll(() => app.stop());

  it("the operator takes in organizations and people, and lets them go", async () => {
    for (const [slug, kind] of [
      ["north-bank", "SELLER"],
      ["alpha", "BUYER"],
      ["beta", "BUYER"],
      ["gamma", "BUYER"],
    ]) {
      const made = await command("CreateOrganization", operator, { slug, name: `The ${slug}`, kind });
      expect(made).toMatchObject({ slug, kind, name: `The ${slug}` });
      if (kind === "BUYER") firms.set(String(slug), text(made, "id"));
    }
    const gone = await command("CreateOrganization", operator, { slug: "gone", name: "Gone", kind: "BUYER" });
    const organizationId = text(gone, "id");
    const person = await command("CreateUser", operator, { organizationId, subject: "jo", name: "Jo" });
    expect(nodes(await run("Users", operator, { organizationId }))).toMatchObject([
      { name: "Jo", subject: "jo" },
    ]);
    const user = { userId: text(person, "id") };
    expect(await command("DeactivateUser", operator, user)).not.toMatchObject({ deactivatedAt: null });
    expect(await command("ReactivateUser", operator, user)).toMatchObject({ deactivatedAt: null });
    expect(await command("DeactivateOrganization", operator, { organizationId })).not.toMatchObject({
      deactivatedAt: null,
    });
    expect(await command("ReactivateOrganization", operator, { organizationId })).toMatchObject({
      deactivatedAt: null,
    });
    const slugs = nodes(await run("Organizations", operator, { first: 100 })).map(({ slug }) => slug);
    expect(slugs).toEqual(expect.arrayContaining(["recoup", "north-bank", "alpha", "beta", "gamma", "gone"]));
  });

  it("a program gets a key, is who it says, and loses it", async () => {
    const created = await command("CreateApiKey", people.analyst, { name: "robot", roles: ["ANALYST"] });
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${text(created, "secret")}`,
    };
    const body = JSON.stringify({ query: "{ viewer { name kind } }" });
    const asKey = async () => (await fetch(app.node.httpUrl, { method: "POST", headers, body })).status;
    expect(await asKey()).toBe(200);
    expect(await run("Viewer", people.analyst)).toMatchObject({
      roles: ["ANALYST"],
      organization: { name: "The north-bank", kind: "SELLER" },
    });
    const apiKeyId = text(created, "apiKey", "id");
    const revoked = await command("RevokeApiKey", people.analyst, { apiKeyId });
    expect(revoked).not.toMatchObject({ revokedAt: null });
    expect(nodes(await run("ApiKeys", people.analyst))).toMatchObject([{ id: apiKeyId, name: "robot" }]);
    expect(await asKey()).toBe(401);
  });

  it("a tape is imported, screened, reviewed and cut", async () => {
    const { manager, compliance } = people;
    const draft = { name: "Autumn", assetClass: "CONSUMER_LOAN", currency: "USD", asOf: "2026-06-30" };
    const created = await command("CreatePortfolio", manager, draft);
    expect(created).toMatchObject({ ...draft, status: "DRAFT" });
    portfolioId = text(created, "id");
    const started = await command("StartTapeImport", manager, {
      portfolioId,
      fileName: "a.csv",
      mapping: MAPPING,
    });
    const id = text(started, "id");
    const progress = watch("TapeImportProgress", { id });
    const tape = market.tape(12, (row) => ({
      bankrupt: row < 2 ? "" : "false",
      balance: row > 9 ? "90.00" : "1000.00",
    }));
    const upload = await fetch(text(started, "upload", "url"), {
      method: text(started, "upload", "method"),
      headers: Object.fromEntries(
        ((started["upload"] as Fields)["headers"] as { name: string; value: string }[]).map(
          ({ name, value }) => [name, value],
        ),
      ),
      body: tape,
    });
    expect(upload.status).toBe(200);
    await progress.completed;
    expect(progress.events.at(-1)).toMatchObject({
      tapeImportProgress: { id, status: "ACCEPTED", rowsAccepted: 12 },
    });
    expect(await run("TapeImport", manager, { id, first: 10 })).toMatchObject({
      status: "ACCEPTED",
      rowsRead: 12,
      faceValue: USD("10180.00"),
      rejections: { edges: [] },
    });
    const screened = await command("ScreenPortfolio", compliance, { portfolioId });
    expect(screened).toMatchObject({ status: "SCREENED", screening: { needsReview: { accountCount: 2 } } });
    const doubtful = { portfolioId, screening: ["NEEDS_REVIEW"], first: 10 };
    const accountIds = nodes(await run("Accounts", manager, doubtful)).map((account) => text(account, "id"));
    expect(accountIds).toHaveLength(2);
    const decided = { portfolioId, accountIds, decision: "ELIGIBLE", rationale: "The court says no." };
    expect(await command("DecideAccountReviews", compliance, decided)).toMatchObject({
      screening: { eligible: { accountCount: 12 }, needsReview: { accountCount: 0 } },
    });
    const [accountId] = accountIds;
    const debtor = { accountId, purpose: "A letter to the court." };
    expect(await command("UnmaskDebtor", compliance, debtor)).toMatchObject({
      isMasked: false,
      name: "Jo Doe",
    });
    expect(await command("EraseDebtor", compliance, debtor)).not.toMatchObject({ debtorErasedAt: null });
    const carving = { portfolioId, name: "Small", filter: { maxBalance: "500.00" } };
    const carved = await command("CarveOutPortfolio", manager, carving);
    expect(carved).toMatchObject({
      name: "Small",
      accountCount: 2,
      faceValue: USD("180.00"),
      parent: { id: portfolioId },
    });
    const smallId = text(carved, "id");
    await command("ErasePersonalData", compliance, { portfolioId: smallId, purpose: "They asked." });
    const withdrawn = await command("WithdrawPortfolio", manager, {
      portfolioId: smallId,
      reason: "Too small.",
    });
    expect(withdrawn).toMatchObject({ status: "WITHDRAWN" });
    const kept = nodes(await run("Portfolios", manager, { filter: { status: ["SCREENED"] } }));
    expect(kept).toMatchObject([{ id: portfolioId, accountCount: 10, faceValue: USD("10000.00") }]);
  });

  it("its floor is approved, and its sale called strategic for a while", async () => {
    const { finance, executive, compliance } = people;
    const proposal = { portfolioId, amount: "1000.00", rationale: "Ten percent." };
    const proposed = await command("ProposeFloor", finance, proposal);
    expect(proposed).toMatchObject({ status: "PROPOSED", amount: USD("1000.00"), rateOfFace: "0.100000" });
    const verdict = { floorId: text(proposed, "id"), decision: "APPROVE", rationale: "Agreed." };
    expect(await command("DecideFloor", executive, verdict)).toMatchObject({ status: "APPROVED" });
    const marking = { portfolioId, rationale: "The press is watching." };
    expect(await command("MarkPortfolioStrategic", compliance, marking)).toMatchObject({ portfolioId });
    const unmarking = { portfolioId, rationale: "It is not." };
    expect(await command("UnmarkPortfolioStrategic", executive, unmarking)).not.toMatchObject({
      unmarkedAt: null,
    });
    expect(
      await run("Portfolio", finance, { id: portfolioId, by: ["AGE_BUCKET", "BALANCE_TIER"] }),
    ).toMatchObject({
      status: "APPROVED",
      attempt: 1,
      currentFloor: { amount: USD("1000.00") },
      segments: [{ accountCount: 10, shareOfFace: "1.000000" }],
    });
  });

  it("firms apply, are looked at, decided on, renewed, suspended, affiliated and expelled", async () => {
    const { risk, compliance } = people;
    const evidence = {
      licences: [{ jurisdiction: "US-CA", number: "7", validUntil: "2099-12-31" }],
      insuranceValidUntil: "2099-12-31",
    };
    for (const name of ["alpha", "beta", "gamma"]) {
      const applied = await command("ApplyForQualification", firm(name).officer, {
        ...evidence,
        seller: "north-bank",
        financialCapacity: USD("1000000.00"),
        operations: "Letters.",
        conductRecord: "Clean.",
        references: ["South Bank"],
        affiliations: [],
      });
      expect(applied).toMatchObject({ status: "APPLIED", buyer: { id: idOf(name) } });
      const qualificationId = text(applied, "id");
      qualifications.set(name, qualificationId);
      expect(await command("ReviewQualification", risk, { qualificationId })).toMatchObject({
        status: "UNDER_REVIEW",
      });
      const decided = await command("DecideQualification", risk, {
        qualificationId,
        decision: "QUALIFY",
        rationale: "Sound.",
        validUntil: "2099-12-31",
        assetClasses: ["CONSUMER_LOAN"],
        exposureLimit: USD("50000.00"),
      });
      expect(decided).toMatchObject({ status: "QUALIFIED", validUntil: "2099-12-31", rationale: "Sound." });
    }
    const qualificationId = String(qualifications.get("alpha"));
    const renewed = await command("RenewLicences", firm("alpha").officer, { qualificationId, ...evidence });
    const renewalId = text(renewed, "renewal", "id");
    const confirmation = { renewalId, decision: "CONFIRM", rationale: "Seen.", validUntil: "2098-12-31" };
    expect(await command("DecideRenewal", compliance, confirmation)).toMatchObject({
      validUntil: "2098-12-31",
      renewal: { status: "CONFIRMED" },
    });
    expect(await run("Qualification", firm("alpha").viewer, { id: qualificationId })).toMatchObject({
      seller: "north-bank",
      status: "QUALIFIED",
      rationale: null,
      exposureLimit: USD("50000.00"),
    });
    expect(nodes(await run("Qualifications", risk))).toHaveLength(3);

    const [alpha, gamma] = [{ buyerId: idOf("alpha") }, { buyerId: idOf("gamma") }];
    const suspended = await command("SuspendBuyer", risk, { ...alpha, reason: "A complaint." });
    expect(suspended).toMatchObject({ qualification: { status: "SUSPENDED" } });
    const reinstated = await command("ReinstateBuyer", risk, { ...alpha, reason: "Unfounded." });
    expect(reinstated).toMatchObject({ qualification: { status: "QUALIFIED" } });
    const affiliated = { ...gamma, affiliateId: idOf("alpha"), rationale: "One owner." };
    expect(await command("ConfirmAffiliation", risk, affiliated)).toMatchObject({
      affiliates: [{ id: idOf("alpha") }],
    });
    expect(await command("EndAffiliation", risk, { ...gamma, rationale: "Sold." })).toMatchObject({
      affiliates: [],
    });
    const expelled = await command("ExpelBuyer", compliance, { ...gamma, reason: "Threats." });
    expect(expelled).toMatchObject({ qualification: { status: "EXPELLED" } });
    const qualified = nodes(await run("Buyers", risk, { filter: { status: ["QUALIFIED"] } }));
    expect(qualified.map(({ id }) => id).sort()).toEqual([idOf("alpha"), idOf("beta")].sort());
  });

  /** Terms that everybody can read; the window is the whole auction. */
  const terms = (offeredId: string) => ({
    portfolioId: offeredId,
    format: "ENGLISH",
    opensAt: inHours(1),
    closesAt: inHours(2),
    openingPrice: "500.00",
    reserveVisibility: "STATUS_ONLY",
    increments: [{ from: "0.00", step: "50.00" }],
    extension: { windowSeconds: 7_200, addedSeconds: 7_200, mode: "RESET", hardEndAt: inHours(9) },
  });

  it("an auction is scheduled, moved, and firms come in", async () => {
    const { admin } = people;
    const scheduled = await command("ScheduleAuction", admin, terms(portfolioId));
    expect(scheduled).toMatchObject({ status: "SCHEDULED", reserve: USD("1000.00") });
    auctionId = text(scheduled, "id");
    const times = { opensAt: inHours(2), closesAt: inHours(3), hardEndAt: inHours(10) };
    expect(await command("RescheduleAuction", admin, { auctionId, ...times })).toMatchObject({
      status: "SCHEDULED",
    });
    for (const name of ["alpha", "beta"]) {
      const buyerId = idOf(name);
      expect(await command("InviteBuyer", admin, { auctionId, buyerId })).toMatchObject({
        status: "INVITED",
      });
      expect(await command("SignNda", firm(name).officer, { auctionId })).toMatchObject({
        status: "NDA_SIGNED",
      });
      const admitted = await command("AdmitBuyer", admin, { auctionId, buyerId });
      expect(admitted).toMatchObject({ status: "ADMITTED", buyer: { id: buyerId }, limit: null });
    }
    const limit = { auctionId, buyerId: idOf("beta"), limit: "9000.00" };
    expect(await command("SetParticipantLimit", admin, limit)).toMatchObject({ limit: USD("9000.00") });
    const { participants } = await run("Participants", admin, { auctionId });
    expect(participants).toMatchObject([{ paddle: "101" }, { paddle: "102", limit: USD("9000.00") }]);
  });

  it("the auction opens, is watched, bid in, stopped and resumed", async () => {
    const { admin } = people;
    const events = watch("AuctionEvents", { auctionId });
    await events.until(() => true);
    expect(await command("OpenAuction", admin, { auctionId })).toMatchObject({ status: "OPEN" });
    const [open] = nodes(await run("OpenAuctions", firm("alpha").viewer));
    expect(open).toMatchObject({
      id: auctionId,
      status: "OPEN",
      portfolio: { id: portfolioId, accountCount: 10 },
    });
    const bid = (amount: string, more = {}) => ({ auctionId, amount, idempotencyKey: randomUUID(), ...more });
    expect(
      await command("PlaceBid", firm("alpha").bidder, bid("500.00", { maximum: "2000.00" })),
    ).toMatchObject({
      replayed: false,
      bid: { decision: "ACCEPTED", status: "LEADING" },
      standing: { leadingAmount: USD("1000.00"), reserveStatus: "MET" },
    });
    const input = bid("1500.00");
    const first = await command("PlaceBid", firm("beta").bidder, input);
    const again = await command("PlaceBid", firm("beta").bidder, input);
    expect(again).toMatchObject({ replayed: true, bid: first["bid"] });
    const kept = await command("PlaceBidForReceipt", firm("beta").bidder, input);
    expect(kept).toMatchObject({ replayed: true, receipt: { commitment: null, salt: null } });
    expect(await command("PlaceBid", firm("beta").bidder, bid("100.00"))).toMatchObject({
      bid: { decision: "REJECTED", reason: "BELOW_INCREMENT", minimumNextBid: USD("1600.00") },
    });
    const withdrawal = { auctionId, idempotencyKey: randomUUID() };
    await expect(command("WithdrawBid", firm("beta").bidder, withdrawal)).rejects.toThrow(
      "WITHDRAWAL_NOT_ALLOWED",
    );
    expect(await command("PauseAuction", admin, { auctionId, reason: "A question." })).toMatchObject({
      status: "PAUSED",
    });
    expect(await command("ResumeAuction", admin, { auctionId })).toMatchObject({ status: "OPEN" });
    expect(await run("AuctionRoom", firm("beta").bidder, { id: auctionId })).toMatchObject({
      status: "OPEN",
      standing: { leadingPaddle: "101", leadingAmount: USD("1550.00"), bidCount: 2 },
      participant: { paddle: "102" },
      myBids: { edges: [{ node: { status: "REJECTED" } }, { node: { status: "OUTBID" } }] },
    });
    await events.until(({ auctionEvents }) => auctionEvents?.__typename === "AuctionResumed");
    const told = events.events.map(({ auctionEvents }) => auctionEvents?.__typename);
    expect(told.filter((type) => type !== "AuctionExtended")).toEqual([
      "AuctionSnapshot",
      "AuctionOpened",
      "BidAccepted",
      "BidAccepted",
      "AuctionPaused",
      "AuctionResumed",
    ]);
  });

  it("the auction closes, and analysts read what happened", async () => {
    const closed = await command("CloseAuction", people.admin, { auctionId, reason: "They have stopped." });
    expect(closed).toMatchObject({
      status: "CLOSED",
      outcome: {
        kind: "WON",
        winner: { buyer: { id: idOf("alpha") } },
        price: USD("1550.00"),
        cover: USD("1500.00"),
      },
    });
    const history = await run("BidHistory", people.analyst, {
      filter: { auctionIds: [auctionId], decisions: ["ACCEPTED"] },
      orderBy: "AMOUNT_DESC",
    });
    expect(nodes(history)).toMatchObject([
      {
        amount: USD("1500.00"),
        rateOfFace: "0.150000",
        rateOfReserve: "1.500000",
        buyer: { id: idOf("beta") },
      },
      { amount: USD("500.00"), paddle: "101", status: "WON" },
    ]);
    expect(await run("AuctionStatistics", people.analyst, { id: auctionId })).toMatchObject({
      statistics: {
        bidCount: 3,
        acceptedCount: 2,
        rejectedCount: 1,
        bidderCount: 2,
        rejections: [{ reason: "BELOW_INCREMENT", count: 1 }],
        priceToFace: "0.155000",
        priceToReserve: "1.550000",
      },
    });
    const entries = nodes(await run("Journal", people.analyst, { stream: auctionId, first: 100 }));
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
    const hashes = entries.map(({ hash }) => hash);
    expect(entries.slice(1).map(({ previousHash }) => previousHash)).toEqual(hashes.slice(0, -1));
  });

  it("whose signatures are needed is proposed by one and decided by another", async () => {
    const { compliance, executive, legal } = people;
    const rules = [{ tier: "EVERY", requiredRoles: ["FINANCE", "LEGAL"] }];
    const proposed = await command("ProposeAuthorityMatrix", compliance, {
      rules,
      rationale: "Two at least.",
    });
    const verdict = { matrixId: text(proposed, "id"), decision: "APPROVE", rationale: "Yes." };
    expect(await command("DecideAuthorityMatrix", executive, verdict)).toMatchObject({
      status: "APPROVED",
      version: 1,
    });
    expect(await run("AuthorityMatrix", legal)).toMatchObject({ version: 1, rules: [{ tier: "EVERY" }] });
    expect(nodes(await run("AuthorityMatrices", legal))).toMatchObject([
      { version: 1, rationale: "Two at least." },
    ]);
  });

  it("the auction is awarded, sent back, asked for again and authorized", async () => {
    const { admin, finance, legal } = people;
    const awarded = await command("AwardAuction", admin, { auctionId, rationale: "The highest." });
    expect(awarded).toMatchObject({
      status: "AWAITING_AUTHORIZATION",
      auction: { status: "AWARDED" },
      price: USD("1550.00"),
      authorizationRequest: { status: "PENDING", tier: "EVERY", requiredRoles: ["FINANCE", "LEGAL"] },
    });
    saleId = text(awarded, "id");
    const events = watch("SaleEvents", { saleId });
    await events.until(() => true);
    const returned = {
      requestId: text(awarded, "authorizationRequest", "id"),
      decision: "RETURN",
      rationale: "Why him?",
    };
    expect(await command("DecideAuthorization", legal, returned)).toMatchObject({ status: "RETURNED" });
    const asked = await command("RequestAuthorization", admin, { saleId });
    expect(asked).toMatchObject({ status: "PENDING", matrixVersion: 1, sale: { id: saleId } });
    requestId = text(asked, "id");
    const [waiting] = nodes(await run("AuthorizationRequests", finance, { filter: { status: ["PENDING"] } }));
    expect(waiting).toMatchObject({ id: requestId, signatures: [], sale: { buyer: { id: idOf("alpha") } } });
    const approval = { requestId, decision: "APPROVE", rationale: "Above the floor." };
    expect(await command("DecideAuthorization", finance, approval)).toMatchObject({ status: "PENDING" });
    expect(await command("DecideAuthorization", legal, approval)).toMatchObject({
      status: "GRANTED",
      signatures: [{ role: "FINANCE" }, { role: "LEGAL" }],
      sale: { status: "AUTHORIZED" },
    });
    expect(await run("Sale", firm("alpha").viewer, { id: saleId })).toMatchObject({
      status: "AUTHORIZED",
      auction: { portfolio: { status: "SOLD" } },
    });
    expect(nodes(await run("Sales", legal, { filter: { status: ["AUTHORIZED"] } }))).toMatchObject([
      { id: saleId },
    ]);
    await events.until(({ saleEvents }) => saleEvents?.__typename === "SaleAuthorized");
    expect(events.events.map(({ saleEvents }) => saleEvents?.__typename)).toEqual([
      "SaleSnapshot",
      "AuthorizationSigned",
      "AuthorizationReturned",
      "AuthorizationRequested",
      "AuthorizationSigned",
      "AuthorizationSigned",
      "SaleAuthorized",
    ]);
  });

  it("other auctions are called off, set aside by two people, and left unsold", async () => {
    const { admin, executive, finance } = people;
    const closedAuction = async (): Promise<string> => {
      const id = await market.auction(await market.portfolio({ accounts: 5 }));
      await market.admit(id, idOf("alpha"));
      await market.open(id);
      await market.bid("alpha", id, { amount: "100.00" });
      await market.close(id);
      return id;
    };
    const off = await market.auction(await market.portfolio({ accounts: 5 }));
    await market.admit(off, idOf("beta"));
    const removal = { auctionId: off, buyerId: idOf("beta"), reason: "Asked to leave." };
    expect(await command("RemoveBuyer", admin, removal)).toMatchObject({ status: "REMOVED" });
    const cancelled = await command("CancelAuction", admin, { auctionId: off, reason: "Not now." });
    expect(cancelled).toMatchObject({ status: "CANCELLED" });

    const aside = await closedAuction();
    const proposal = { auctionId: aside, kind: "NOT_AWARD", rationale: "Too cheap." };
    const proposed = await command("ProposeAnnulment", admin, proposal);
    expect(proposed).toMatchObject({ status: "PROPOSED", auction: { status: "CLOSED" } });
    const second = { annulmentId: text(proposed, "id"), decision: "APPROVE", rationale: "It is." };
    expect(await command("SecondAnnulment", executive, second)).toMatchObject({
      auction: { status: "NOT_AWARDED" },
    });
    const annulments = nodes(await run("Annulments", admin, { filter: { auctionIds: [aside] } }));
    expect(annulments).toMatchObject([{ kind: "NOT_AWARD", status: "APPROVED" }]);

    const vain = await closedAuction();
    const sale = await market.award(vain);
    const rejection = { requestId: sale.requestId, decision: "REJECT", rationale: "No." };
    await command("DecideAuthorization", finance, rejection);
    const unsold = await command("DeclareUnsold", admin, { auctionId: vain, rationale: "Nobody is left." });
    expect(unsold).toMatchObject({ status: "UNSOLD" });
  });

  it("a short list is made from indications", async () => {
    const { auctionId: inRounds, firms } = await indicatedAuction(market, "indicates");
    const { admin } = market.people;
    expect(await run("Indications", admin, { id: inRounds })).toMatchObject({
      phase: "SHORTLISTING",
      indications: [{ rank: 1, amount: { amount: "500.00" }, participant: { buyer: { id: firms[0] } } }],
      shortlist: null,
    });
    expect(await command("ShortlistFirms", admin, { auctionId: inRounds, firms })).toMatchObject({
      status: "OPEN",
      phase: "SHORTLISTING",
    });
  });

  it("the auctioneer is held to its word", async () => {
    const [bidder, viewer] = [firm("beta").bidder, firm("beta").viewer];
    expect(await run("ProofKey", viewer)).toMatch(/^recoup\+[0-9a-f]{8}\+/);
    const published = watch("Checkpoints", { auctionId });
    await published.completed;
    const checkpoint = await run("Checkpoint", viewer, { auctionId });
    expect(published.events.at(-1)).toEqual({ checkpoints: checkpoint });
    const { size, root } = checkpoint;
    const inclusion = await run("InclusionProof", viewer, { auctionId, sequence: 1 });
    expect(inclusion).toMatchObject({ sequence: 1, size, root });
    const consistency = await run("ConsistencyProof", viewer, { auctionId, from: 1, to: size });
    expect(consistency).toMatchObject({ from: 1, to: size, toRoot: root });
    const { url } = await command("ExportAuction", bidder, { auctionId });
    const exported = await (await fetch(url as string)).text();
    expect(exported.split("\n")[0]).toContain(`"auction":"${auctionId}"`);
  });

  it("is every one of them", () => {
    expect(operations.left).toEqual([]);
  });
});
