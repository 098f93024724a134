import {
  ApplyForQualificationDocument,
  AdmitBuyerDocument,
  AuctionEventsDocument,
  AuctionRoomDocument,
  AuthorizationRequestsDocument,
  AwardAuctionDocument,
  CloseAuctionDocument,
  CreatePortfolioDocument,
  DecideAuthorizationDocument,
  DecideFloorDocument,
  DecideQualificationDocument,
  InviteBuyerDocument,
  OpenAuctionDocument,
  PortfolioDocument,
  ProposeFloorDocument,
  SaleDocument,
  SaleEventsDocument,
  ScheduleAuctionDocument,
  ScreenPortfolioDocument,
  SignNdaDocument,
  StartTapeImportDocument,
  TapeImportProgressDocument,
  type AuctionEventsSubscription,
  type RecoupClient,
} from "../../src/client";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { MAPPING, Market } from "../support/market";
import { runProgram } from "../support/run-program";
import { success } from "../support/success";
import { Watch } from "../support/watch";

const USD = (amount: string) => ({ amount, currency: "USD" });

/** Everybody's program, each with the project's client: its answers are typed by schema/operations. */
describe("a portfolio is sold live, from a tape to an authorized award", () => {
  let app: TestApp;
  let market: Market;
  let firms: Record<"alpha" | "beta", ReturnType<Market["firm"]>>;
  let portfolioId: string;
  let auctionId: string;
  let saleId: string;
  const buyerIds: string[] = [];
  const rooms: Watch<AuctionEventsSubscription>[] = [];
  const clients = new Map<Person, RecoupClient>();

  const as = (person: Person): RecoupClient => {
    const client = clients.get(person) ?? app.client(person, { transport: "socket" });
    clients.set(person, client);
    return client;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    market = new Market(app);
    firms = { alpha: market.firm("alpha"), beta: market.firm("beta") };
  }, 60_000);
  afterAll(() => app.stop());

  it("a tape is imported, and its progress is told to the end", async () => {
    const { manager } = market.people;
    const created = await as(manager).mutate(CreatePortfolioDocument, {
      input: { name: "Autumn", assetClass: "CONSUMER_LOAN", currency: "USD", asOf: "2026-06-30" },
    });
    const portfolio = success(created.createPortfolio);
    expect(portfolio).toMatchObject({ name: "Autumn", status: "DRAFT", asOf: "2026-06-30" });
    portfolioId = portfolio.id;

    const started = await as(manager).mutate(StartTapeImportDocument, {
      input: {
        portfolioId,
        fileName: "autumn.csv",
        mapping: MAPPING,
        expected: { rows: 60, faceValue: "60000.00" },
      },
    });
    const { id, status, upload } = success(started.startTapeImport);
    expect(status).toBe("AWAITING_UPLOAD");
    const progress = new Watch(as(manager).subscribe(TapeImportProgressDocument, { id }));
    await progress.until(({ tapeImportProgress }) => tapeImportProgress.status === "AWAITING_UPLOAD");
    const tape = market.tape(60, (row) => ({ bankrupt: row < 10 ? "true" : "false" }));
    const headers = Object.fromEntries((upload?.headers ?? []).map(({ name, value }) => [name, value]));
    const answer = await fetch(String(upload?.url), { method: String(upload?.method), headers, body: tape });
    expect(answer.status).toBe(200);
    await progress.completed;
    expect(progress.events.at(-1)?.tapeImportProgress).toEqual({
      id,
      status: "ACCEPTED",
      rowsRead: 60,
      rowsAccepted: 60,
      rowsRejected: 0,
    });
  });

  it("screening leaves out whom the law protects; what is left is offered", async () => {
    const { manager, finance } = market.people;
    const screened = await as(manager).mutate(ScreenPortfolioDocument, { input: { portfolioId } });
    expect(success(screened.screenPortfolio)).toMatchObject({
      status: "SCREENED",
      screening: {
        eligible: { accountCount: 50, faceValue: USD("50000.00") },
        excluded: { accountCount: 10, faceValue: USD("10000.00") },
        needsReview: { accountCount: 0, faceValue: USD("0.00") },
      },
    });
    const { portfolio } = await as(finance).query(PortfolioDocument, { id: portfolioId, by: ["STATE"] });
    expect(portfolio).toMatchObject({
      accountCount: 50,
      faceValue: USD("50000.00"),
      bookValue: USD("20000.00"),
      segments: [
        { keys: [{ dimension: "STATE", value: "US-CA" }], accountCount: 50, shareOfFace: "1.000000" },
      ],
      currentFloor: null,
    });
  });

  it("a floor takes two people", async () => {
    const { finance, executive } = market.people;
    const proposed = await as(finance).mutate(ProposeFloorDocument, {
      input: { portfolioId, amount: "1000.00", rationale: "Two percent recover." },
    });
    const floor = success(proposed.proposeFloor);
    expect(floor).toMatchObject({ status: "PROPOSED", amount: USD("1000.00"), rateOfFace: "0.020000" });
    const decision = { floorId: floor.id, decision: "APPROVE", rationale: "So it is." } as const;
    const own = await as(finance).mutate(DecideFloorDocument, { input: decision });
    expect(own.decideFloor).toMatchObject({ __typename: "Refusal", code: "SEPARATION_OF_DUTIES" });
    const decided = await as(executive).mutate(DecideFloorDocument, { input: decision });
    expect(success(decided.decideFloor)).toMatchObject({ status: "APPROVED" });
  });

  it("firms apply, and are qualified by people", async () => {
    for (const { officer } of [firms.alpha, firms.beta]) {
      const applied = await as(officer).mutate(ApplyForQualificationDocument, {
        input: {
          seller: market.seller,
          licences: [{ jurisdiction: "US-CA", number: "7", validUntil: "2099-12-31" }],
          insuranceValidUntil: "2099-12-31",
          financialCapacity: USD("1000000.00"),
          operations: "Letters and calls.",
          conductRecord: "No proceedings.",
          references: [],
          affiliations: [],
        },
      });
      const { id, status, buyer } = success(applied.applyForQualification);
      expect(status).toBe("APPLIED");
      buyerIds.push(buyer.id);
      const decided = await as(market.people.risk).mutate(DecideQualificationDocument, {
        input: {
          qualificationId: id,
          decision: "QUALIFY",
          rationale: "Sound.",
          validUntil: "2099-12-31",
          assetClasses: ["CONSUMER_LOAN"],
          exposureLimit: USD("1000000.00"),
        },
      });
      expect(success(decided.decideQualification)).toMatchObject({ status: "QUALIFIED" });
    }
  });

  it("an auction is scheduled, firms are invited, sign and are admitted", async () => {
    const { admin } = market.people;
    const opensAt = new Date(Date.now() + 3_600_000).toISOString();
    const closesAt = new Date(Date.now() + 7_200_000).toISOString();
    const hardEndAt = new Date(Date.now() + 36_000_000).toISOString();
    const scheduled = await as(admin).mutate(ScheduleAuctionDocument, {
      input: {
        portfolioId,
        format: "ENGLISH",
        opensAt,
        closesAt,
        openingPrice: "500.00",
        reserveVisibility: "STATUS_ONLY",
        increments: [{ from: "0.00", step: "50.00" }],
        // The window is the whole auction, so that any bid that moves the price moves the end.
        extension: { windowSeconds: 7_200, addedSeconds: 7_200, mode: "RESET", hardEndAt },
      },
    });
    const auction = success(scheduled.scheduleAuction);
    expect(auction).toMatchObject({ status: "SCHEDULED", reserve: USD("1000.00") });
    auctionId = auction.id;
    for (const [index, firm] of [firms.alpha, firms.beta].entries()) {
      const buyerId = String(buyerIds[index]);
      const invited = await as(admin).mutate(InviteBuyerDocument, { input: { auctionId, buyerId } });
      expect(success(invited.inviteBuyer)).toMatchObject({ status: "INVITED", paddle: String(101 + index) });
      const early = await as(admin).mutate(AdmitBuyerDocument, { input: { auctionId, buyerId } });
      expect(early.admitBuyer).toMatchObject({ __typename: "Refusal", code: "NDA_MISSING" });
      const signed = await as(firm.officer).mutate(SignNdaDocument, { input: { auctionId } });
      expect(success(signed.signNda)).toMatchObject({ status: "NDA_SIGNED" });
      const limit = index === 1 ? "5000.00" : null;
      const admitted = await as(admin).mutate(AdmitBuyerDocument, { input: { auctionId, buyerId, limit } });
      expect(success(admitted.admitBuyer)).toMatchObject({ status: "ADMITTED", limit: limit && USD(limit) });
    }
  });

  it("the auction opens, and everybody who watches is told", async () => {
    for (const { viewer } of [firms.alpha, firms.beta])
      rooms.push(new Watch(as(viewer).subscribe(AuctionEventsDocument, { auctionId })));
    rooms.push(new Watch(as(market.people.admin).subscribe(AuctionEventsDocument, { auctionId })));
    for (const room of rooms) {
      const first = await room.until(() => true);
      expect(first.auctionEvents).toMatchObject({
        __typename: "AuctionSnapshot",
        standing: { status: "SCHEDULED", leadingAmount: null, minimumNextBid: USD("500.00") },
      });
    }
    const opened = await as(market.people.admin).mutate(OpenAuctionDocument, { input: { auctionId } });
    expect(success(opened.openAuction).status).toBe("OPEN");
    for (const room of rooms)
      await room.until(({ auctionEvents }) => auctionEvents.__typename === "AuctionOpened");
  });

  it("two firms bid against each other by maxima; what the rules reject is a bid with its reason", async () => {
    const [alpha, beta] = [as(firms.alpha.bidder), as(firms.beta.bidder)];
    const first = success(await alpha.placeBid({ auctionId, amount: "500.00", maximum: "2000.00" }));
    expect(first).toMatchObject({
      replayed: false,
      bid: { decision: "ACCEPTED", status: "LEADING", maximum: USD("2000.00") },
      standing: { leadingAmount: USD("1000.00"), leadingPaddle: "101", reserveStatus: "MET" },
    });
    const challenge = success(await beta.placeBid({ auctionId, amount: "1500.00" }));
    expect(challenge).toMatchObject({
      bid: { decision: "ACCEPTED", status: "OUTBID" },
      standing: { leadingAmount: USD("1550.00"), leadingPaddle: "101", bidCount: 2 },
    });
    const tooLow = success(await beta.placeBid({ auctionId, amount: "1550.00" }));
    expect(tooLow.bid).toMatchObject({
      decision: "REJECTED",
      reason: "BELOW_INCREMENT",
      minimumNextBid: USD("1600.00"),
    });
    const tooHigh = success(await beta.placeBid({ auctionId, amount: "5000.01" }));
    expect(tooHigh.bid).toMatchObject({ decision: "REJECTED", reason: "ABOVE_LIMIT" });
    const overtaking = success(await beta.placeBid({ auctionId, amount: "1600.00", maximum: "4000.00" }));
    expect(overtaking).toMatchObject({
      bid: { decision: "ACCEPTED", status: "LEADING" },
      standing: { leadingAmount: USD("2050.00"), leadingPaddle: "102", bidCount: 3 },
    });
  });

  it("everybody sees the same prices in the same order, and nobody a rival's rejected bid or maximum", async () => {
    const prices = ["1000.00", "1550.00", "2050.00"];
    for (const room of rooms)
      await room.until(({ auctionEvents }) => auctionEvents.standing.leadingAmount?.amount === "2050.00");
    const told = rooms.map(({ events }) =>
      events.flatMap(({ auctionEvents: event }) =>
        event.__typename === "BidAccepted"
          ? [[event.sequence, event.paddle, event.standing.leadingAmount]]
          : [],
      ),
    );
    expect(told[0]?.map(([, , price]) => price)).toEqual(prices.map(USD));
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    const rejections = rooms.map(({ events }) =>
      events.flatMap(({ auctionEvents: event }) =>
        event.__typename === "BidRejected" ? [event.bid.reason] : [],
      ),
    );
    expect(rejections).toEqual([[], ["BELOW_INCREMENT", "ABOVE_LIMIT"], []]);
  });

  it("each bid that moved the price moved the end", async () => {
    for (const room of rooms) {
      const extensions = () =>
        room.events.filter(({ auctionEvents }) => auctionEvents.__typename === "AuctionExtended");
      await room.until(() => extensions().length === 3);
    }
    const { auction } = await as(firms.alpha.viewer).query(AuctionRoomDocument, { id: auctionId });
    expect(Date.parse(String(auction?.closesAt))).toBeGreaterThan(Date.parse(String(auction?.opensAt)));
    expect(auction?.participant).toMatchObject({ paddle: "101", status: "ADMITTED" });
    expect(auction?.myBids.edges.map(({ node }) => node.status)).toEqual(["OUTBID"]);
  });

  it("the auction closes with a winner, the price that stands and the cover bid", async () => {
    const closed = await as(market.people.admin).mutate(CloseAuctionDocument, {
      input: { auctionId, reason: "Both have stopped." },
    });
    expect(success(closed.closeAuction)).toMatchObject({
      status: "CLOSED",
      outcome: {
        kind: "WON",
        winner: { paddle: "102", buyer: { name: "Beta" } },
        price: USD("2050.00"),
        cover: USD("2000.00"),
      },
    });
    for (const room of rooms) {
      const { auctionEvents } = await room.until(
        ({ auctionEvents: event }) => event.__typename === "AuctionClosed",
      );
      expect(auctionEvents).toMatchObject({ outcome: { kind: "WON", price: USD("2050.00") } });
    }
  });

  it("the award makes the sale and its request for authority in one, and ends the feeds", async () => {
    const awarded = await as(market.people.admin).mutate(AwardAuctionDocument, {
      input: { auctionId, rationale: "The highest of two." },
    });
    const sale = success(awarded.awardAuction);
    expect(sale).toMatchObject({
      status: "AWAITING_AUTHORIZATION",
      price: USD("2050.00"),
      rateOfFace: "0.041000",
      buyer: { name: "Beta" },
      auction: { status: "AWARDED" },
      authorizationRequest: { status: "PENDING", tier: "STANDARD", requiredRoles: ["FINANCE"] },
    });
    saleId = sale.id;
    for (const room of rooms) {
      await room.completed;
      expect(room.events.at(-1)?.auctionEvents.__typename).toBe("AuctionAwarded");
    }
  });

  it("the committee signs, the sale is authorized and the portfolio sold; each side is told what it may know", async () => {
    const { finance, admin } = market.people;
    const watching = (person: Person) => new Watch(as(person).subscribe(SaleEventsDocument, { saleId }));
    const [seller, buyer] = [watching(admin), watching(firms.beta.viewer)];
    for (const watch of [seller, buyer]) await watch.until(() => true);

    const { authorizationRequests } = await as(finance).query(AuthorizationRequestsDocument, {
      filter: { status: ["PENDING"], role: ["FINANCE"] },
    });
    const [request] = authorizationRequests.edges.map(({ node }) => node);
    expect(request).toMatchObject({
      signatures: [],
      sale: { id: saleId, auction: { portfolio: { id: portfolioId, accountCount: 50 } } },
    });
    const signed = await as(finance).mutate(DecideAuthorizationDocument, {
      input: { requestId: String(request?.id), decision: "APPROVE", rationale: "Above the floor." },
    });
    expect(success(signed.decideAuthorization)).toMatchObject({
      status: "GRANTED",
      signatures: [{ role: "FINANCE", decision: "APPROVE" }],
      sale: { status: "AUTHORIZED" },
    });

    for (const watch of [seller, buyer])
      await watch.until(({ saleEvents }) => saleEvents.__typename === "SaleAuthorized");
    const types = [seller, buyer].map(({ events }) => events.map(({ saleEvents }) => saleEvents.__typename));
    expect(types).toEqual([
      ["SaleSnapshot", "AuthorizationSigned", "SaleAuthorized"],
      ["SaleSnapshot", "SaleAuthorized"],
    ]);
    const { sale } = await as(firms.beta.viewer).query(SaleDocument, { id: saleId });
    expect(sale).toMatchObject({ status: "AUTHORIZED", rationale: null, rank: null, awardedBy: null });
    const { portfolio } = await as(market.people.manager).query(PortfolioDocument, {
      id: portfolioId,
      by: [],
    });
    expect(portfolio?.status).toBe("SOLD");
  });

  it("the journal verifies", async () => {
    const { status, out } = await runProgram("src/cli/verify.ts", [], { DATABASE_URL: app.database.url });
    expect({ status, out }).toMatchObject({ status: 0 });
  });
});
