import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { AuctionEventsDocument, type AuctionEventsSubscription } from "../../src/client";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market } from "../support/market";
import { Watch } from "../support/watch";

// Cases of auction-rules.md in which more than the rules of an auction takes part; the others are tests of auction/domain/.

let app: TestApp;
let market: Market;
let database: Client;
const firms = new Map<string, string>();

beforeAll(async () => {
  app = await TestApp.start();
  market = new Market(app);
  database = new Client({ connectionString: app.database.url });
  await database.connect();
  await app.send(market.people.admin, "{ viewer { id } }");
  for (const name of ["alpha", "beta"]) firms.set(name, await market.qualify(name));
}, 60_000);
afterAll(async () => {
  await database.end();
  await app.stop();
});

const idOf = (name: string): string => String(firms.get(name));
const refusal = (person: Person, field: string, input: Record<string, unknown>) =>
  market.refusal(person, field, input);

async function auction(names: readonly string[], terms: Record<string, unknown> = {}): Promise<string> {
  const auctionId = await market.auction(await market.portfolio(), terms);
  for (const name of names) await market.admit(auctionId, idOf(name));
  await market.open(auctionId);
  return auctionId;
}

interface Told {
  readonly status: string;
  readonly closedAt: string | null;
  readonly portfolio: { readonly id: string; readonly status: string; readonly attempt: number };
  readonly standing: {
    readonly leadingPaddle: string | null;
    readonly leadingAmount: { amount: string } | null;
  };
  readonly outcome: { readonly interrupted: boolean; readonly price: { amount: string } | null } | null;
}

async function read(auctionId: string): Promise<Told> {
  const query = `query ($id: ID!) { auction(id: $id) { status closedAt portfolio { id status attempt }
    standing { leadingPaddle leadingAmount { amount } } outcome { interrupted price { amount } } } }`;
  const { data } = await app.send<{ auction: Told }>(market.people.admin, query, { id: auctionId });
  if (!data) throw new Error("The auction is missing");
  return data.auction;
}

const watch = (person: Person, auctionId: string) =>
  new Watch<AuctionEventsSubscription>(app.client(person).subscribe(AuctionEventsDocument, { auctionId }));
const typesOf = (events: readonly AuctionEventsSubscription[]) =>
  events.map(({ auctionEvents }) => auctionEvents.__typename);

describe("case 9: nobody could take bids", () => {
  const minutes = (count: number) => `interval '${count} minutes'`;

  /** Moves an open auction into the past: it opened 20 minutes ago and was to close 5 minutes ago. Answers its end. */
  async function moveToPast(auctionId: string): Promise<string> {
    const at = (ago: number) =>
      `to_char((clock_timestamp() - ${minutes(ago)}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
    const { rows } = await database.query<{ end: string }>(
      `WITH moment AS (SELECT ${at(20)} AS opened, ${at(5)} AS closed)
       UPDATE auction_state SET opens_at = opened::timestamptz, closes_at = closed::timestamptz,
         state = state || jsonb_build_object('opensAt', opened, 'closesAt', closed)
       FROM moment WHERE auction_id = $1 RETURNING closed AS end`,
      [auctionId],
    );
    return String(rows[0]?.end);
  }

  /** As if nodes had noted every second since long ago, until so many minutes ago, that they could take bids. */
  async function beatUntil(ago: number): Promise<void> {
    await database.query("DELETE FROM intake_heartbeat");
    await database.query(
      `INSERT INTO intake_heartbeat SELECT generate_series(clock_timestamp() - ${minutes(30)},
         clock_timestamp() - ${minutes(ago)}, interval '1 second')`,
    );
  }

  /** The only node ends; nothing is decided until another comes, after this was done. */
  async function whileDown(work: () => Promise<void>): Promise<void> {
    await app.node.stop();
    app.nodes.length = 0;
    await work();
    await app.addNode();
  }

  it("case 9: down from T − 2 min to T + 5 min: bids then are CLOSED, the result is as of T, the award names the interruption", async () => {
    const auctionId = await auction(["alpha", "beta"]);
    await market.bid("alpha", auctionId, { amount: "100.00" });
    let end = "";
    await whileDown(async () => {
      end = await moveToPast(auctionId);
      await beatUntil(7);
    });
    const late = await market.bid("beta", auctionId, { amount: "500.00" });
    expect(late).toMatchObject({ decision: "REJECTED", reason: "CLOSED" });
    expect(await read(auctionId)).toMatchObject({
      status: "CLOSED",
      closedAt: end,
      outcome: { interrupted: true, price: { amount: "100.00" } },
    });
    const award = { auctionId, rationale: "The highest." };
    expect(await refusal(market.people.admin, "awardAuction", award)).toBe("BAD_USER_INPUT");
    const named = { auctionId, rationale: "The highest, though the bidding was interrupted for 120 s." };
    await market.mutate(market.people.admin, "awardAuction", named, "... on Sale { id }");
  });

  it("case 9: down from T on only is not marked", async () => {
    const auctionId = await auction(["alpha", "beta"]);
    await market.bid("alpha", auctionId, { amount: "100.00" });
    await whileDown(async () => {
      await moveToPast(auctionId);
      await beatUntil(5);
    });
    expect(await market.bid("beta", auctionId, { amount: "500.00" })).toMatchObject({ reason: "CLOSED" });
    expect(await read(auctionId)).toMatchObject({ status: "CLOSED", outcome: { interrupted: false } });
    await market.award(auctionId);
  });
});

describe("case 14: a firm's bids are voided", () => {
  it("case 14: a firm suspended while it leads: everybody is told a code, its rival leads, and it may watch but not bid", async () => {
    const auctionId = await auction(["alpha", "beta"]);
    await market.bid("alpha", auctionId, { amount: "100.00" });
    await market.bid("beta", auctionId, { amount: "300.00" });
    const rooms = [market.firm("alpha").viewer, market.firm("beta").viewer].map((person) =>
      watch(person, auctionId),
    );
    for (const room of rooms) await room.until(() => true);
    const suspension = { buyerId: idOf("beta"), reason: "They wrote threats." };
    await market.mutate(market.people.risk, "suspendBuyer", suspension, "... on Buyer { id }");
    for (const room of rooms) {
      const { auctionEvents } = await room.until(
        ({ auctionEvents: event }) => event.__typename === "BidsVoided",
      );
      expect(auctionEvents).toMatchObject({
        paddle: "102",
        reason: "SUSPENDED",
        standing: { leadingPaddle: "101", leadingAmount: { amount: "100.00" } },
      });
    }
    expect(await market.bid("beta", auctionId, { amount: "400.00" })).toMatchObject({ reason: "SUSPENDED" });
    await market.close(auctionId);
    for (const room of rooms)
      await room.until(({ auctionEvents }) => auctionEvents.__typename === "AuctionClosed");
    const reinstatement = { buyerId: idOf("beta"), reason: "An error." };
    await market.mutate(market.people.risk, "reinstateBuyer", reinstatement, "... on Buyer { id }");
    expect(await read(auctionId)).toMatchObject({ outcome: { price: { amount: "100.00" } } });
  });

  it("case 14: a firm that is removed learns no more: NOT_FOUND, and its feed completes", async () => {
    const auctionId = await auction(["alpha", "beta"]);
    await market.bid("beta", auctionId, { amount: "300.00" });
    const [staying, leaving] = [
      watch(market.firm("alpha").viewer, auctionId),
      watch(market.firm("beta").viewer, auctionId),
    ];
    for (const room of [staying, leaving]) await room.until(() => true);
    const removal = { auctionId, buyerId: idOf("beta"), reason: "They asked." };
    await market.mutate(market.people.admin, "removeBuyer", removal, "... on Participant { id }");
    await expect(leaving.completed).rejects.toMatchObject({ code: "NOT_FOUND" });
    const told = await staying.until(({ auctionEvents }) => auctionEvents.__typename === "BidsVoided");
    expect(told.auctionEvents).toMatchObject({ reason: "REMOVED", standing: { leadingPaddle: null } });
    const query = "query ($id: ID!) { auction(id: $id) { id } }";
    const { errors } = await app.send(market.firm("beta").viewer, query, { id: auctionId });
    expect(errors?.[0]?.extensions["code"]).toBe("NOT_FOUND");
  });

  it("case 14: a firm that is removed gets its decisions again, and learns nothing of the auction by it", async () => {
    const auctionId = await auction(["alpha", "beta"]);
    const { bidder } = market.firm("beta");
    const input = { auctionId, amount: "300.00", idempotencyKey: randomUUID() };
    const again = (selection: string) =>
      market.attempt(
        bidder,
        "placeBid",
        input,
        `... on PlacedBid { replayed bid { decision ${selection} } standing {
        status leadingPaddle bidCount leadingAmount { amount } reserveStatus minimumNextBid { amount } } }`,
      );
    await again("");
    const removal = { auctionId, buyerId: idOf("beta"), reason: "They asked." };
    await market.mutate(market.people.admin, "removeBuyer", removal, "... on Participant { id }");
    await market.bid("alpha", auctionId, { amount: "400.00" });
    const nothing = { leadingPaddle: null, bidCount: null, leadingAmount: null, reserveStatus: null };
    expect((await again("")).data?.["placeBid"]).toMatchObject({
      replayed: true,
      bid: { decision: "ACCEPTED" },
      standing: { status: "OPEN", ...nothing, minimumNextBid: null },
    });
    const { data, errors } = await again("auction { standing { leadingAmount { amount } } }");
    expect(data?.["placeBid"]).toBeNull();
    expect(errors?.[0]?.extensions["code"]).toBe("NOT_FOUND");
  });
});

describe("case 17: unusually high bids are asked about", () => {
  it("case 17: above ten times the opening price; confirming takes a new key", async () => {
    const auctionId = await auction(["alpha"]);
    const input = { auctionId, amount: "1000.01", idempotencyKey: randomUUID() };
    const { bidder } = market.firm("alpha");
    const asked = await market.mutate(bidder, "placeBid", input, "... on PlacedBid { bid { reason } }");
    expect(asked["bid"]).toEqual({ reason: "NEEDS_CONFIRMATION" });
    expect(await refusal(bidder, "placeBid", { ...input, confirmHigh: true })).toBe("IDEMPOTENCY_CONFLICT");
    const confirmed = await market.bid("alpha", auctionId, { amount: "1000.01", confirmHigh: true });
    expect(confirmed.decision).toBe("ACCEPTED");
    const usual = await market.bid("alpha", await auction(["alpha"]), {
      amount: "1000.00",
      confirmHigh: false,
    });
    expect(usual.decision).toBe("ACCEPTED");
  });
});

describe("case 19: who belongs together is one bidder", () => {
  const affiliate = (buyerId: string, affiliateId: string) =>
    market.mutate(
      market.people.risk,
      "confirmAffiliation",
      { buyerId, affiliateId, rationale: "One owner." },
      "... on Buyer { id }",
    );

  it("case 19: two users of one firm are one bidder", async () => {
    const auctionId = await auction(["alpha"]);
    await market.bid("alpha", auctionId, { amount: "100.00" });
    const colleague: Person = { ...market.firm("alpha").bidder, sub: "alpha.colleague" };
    const input = { auctionId, amount: "200.00", idempotencyKey: randomUUID() };
    const answer = await market.mutate(colleague, "placeBid", input, "... on PlacedBid { bid { reason } }");
    expect(answer["bid"]).toEqual({ reason: "ALREADY_LEADING" });
  });

  it("case 19: firms found to belong together: the later one is removed with its bids, and not admitted again", async () => {
    const [first, second] = [await market.qualify("delta"), await market.qualify("epsilon")];
    firms.set("delta", first).set("epsilon", second);
    const auctionId = await auction(["delta", "epsilon"]);
    await market.bid("delta", auctionId, { amount: "100.00" });
    await market.bid("epsilon", auctionId, { amount: "200.00" });
    await affiliate(second, first);
    expect((await read(auctionId)).standing).toEqual({
      leadingPaddle: "101",
      leadingAmount: { amount: "100.00" },
    });
    const other = await auction(["delta"]);
    const admission = { auctionId: other, buyerId: second, ndaSignedAt: new Date().toISOString() };
    expect(await refusal(market.people.admin, "admitBuyer", admission)).toBe("AFFILIATED");
  });

  it("case 19: the seller's own firm is not admitted, and one found later is in no auction any more", async () => {
    const own = await market.qualify("own-firm");
    firms.set("own-firm", own);
    const auctionId = await auction(["own-firm"]);
    await market.bid("own-firm", auctionId, { amount: "100.00" });
    const query = "{ viewer { organization { id } } }";
    const { data } = await app.send<{ viewer: { organization: { id: string } } }>(market.people.admin, query);
    await affiliate(own, String(data?.viewer.organization.id));
    expect((await read(auctionId)).standing).toEqual({ leadingPaddle: null, leadingAmount: null });
    const other = await auction([]);
    const admission = { auctionId: other, buyerId: own, ndaSignedAt: new Date().toISOString() };
    expect(await refusal(market.people.admin, "admitBuyer", admission)).toBe("AFFILIATED");
  });
});

describe("case 20: what is pinned, and calling off", () => {
  it.each([
    ["scheduled", "LISTED", (): Promise<string> => market.portfolio().then((id) => market.auction(id))],
    ["running", "IN_AUCTION", (): Promise<string> => auction(["alpha"])],
  ])(
    "case 20: tape, floor and accounts of a portfolio in a %s auction cannot be changed",
    async (_is, state, make) => {
      const { manager, finance, compliance } = market.people;
      const { portfolio } = await read(await make());
      const portfolioId = portfolio.id;
      const mapping = {
        fields: [
          { field: "REFERENCE", column: "a" },
          { field: "BALANCE", column: "b" },
        ],
      };
      const edits: [Person, string, Record<string, unknown>][] = [
        [manager, "startTapeImport", { portfolioId, fileName: "new.csv", mapping }],
        [finance, "proposeFloor", { portfolioId, amount: "1.00", rationale: "Lower." }],
        [compliance, "screenPortfolio", { portfolioId }],
        [manager, "carveOutPortfolio", { portfolioId, name: "Cut", filter: { maxBalance: "9999.00" } }],
        [
          manager,
          "decideAccountReviews",
          { portfolioId, accountIds: [randomUUID()], decision: "EXCLUDED", rationale: "No." },
        ],
      ];
      for (const [person, field, input] of edits)
        expect([field, await refusal(person, field, input)]).toEqual([field, `INVALID_STATE ${state}`]);
      expect(await refusal(manager, "withdrawPortfolio", { portfolioId, reason: "No." })).toMatch(
        /^INVALID_STATE/,
      );
    },
  );

  it("case 20: cancelling needs a reason, keeps the bids and tells everyone", async () => {
    const { admin } = market.people;
    const auctionId = await auction(["alpha"]);
    const { id } = await market.bid("alpha", auctionId, { amount: "100.00" });
    const room = watch(market.firm("alpha").viewer, auctionId);
    await room.until(() => true);
    expect(await refusal(admin, "cancelAuction", { auctionId, reason: " " })).toBe("BAD_USER_INPUT");
    const reason = "The portfolio is disputed.";
    await market.mutate(admin, "cancelAuction", { auctionId, reason }, "... on Auction { id }");
    await room.completed;
    expect(room.events.at(-1)?.auctionEvents).toMatchObject({ __typename: "AuctionCancelled", reason });
    const query = "query ($id: ID!) { auction(id: $id) { myBids { edges { node { id decision } } } } }";
    const { data } = await app.send(market.firm("alpha").bidder, query, { id: auctionId });
    expect(data).toEqual({ auction: { myBids: { edges: [{ node: { id, decision: "ACCEPTED" } }] } } });
    expect(await market.bid("alpha", auctionId, { amount: "200.00" })).toMatchObject({ reason: "CANCELLED" });
    expect((await read(auctionId)).portfolio).toMatchObject({ status: "APPROVED", attempt: 2 });
  });

  it.each([
    ["CANCEL", "CANCELLED", "AuctionCancelled"],
    ["NOT_AWARD", "NOT_AWARDED", "AuctionNotAwarded"],
  ])(
    "case 20: from CLOSED, %s takes a rationale and a second person of another role, and participants are told",
    async (kind, status, told) => {
      const { admin, executive } = market.people;
      const auctionId = await auction(["alpha"]);
      await market.bid("alpha", auctionId, { amount: "100.00" });
      const room = watch(market.firm("alpha").viewer, auctionId);
      await room.until(() => true);
      await market.close(auctionId);
      expect(await refusal(admin, "cancelAuction", { auctionId, reason: "No." })).toBe(
        "SEPARATION_OF_DUTIES",
      );
      expect(await refusal(admin, "proposeAnnulment", { auctionId, kind, rationale: "" })).toBe(
        "BAD_USER_INPUT",
      );
      const proposal = { auctionId, kind, rationale: "The tape was wrong." };
      const { id: annulmentId } = await market.mutate(
        admin,
        "proposeAnnulment",
        proposal,
        "... on Annulment { id }",
      );
      expect((await read(auctionId)).status).toBe("CLOSED");
      const verdict = { annulmentId, decision: "APPROVE", rationale: "It was." };
      expect(await refusal(admin, "secondAnnulment", verdict)).toBe("FORBIDDEN");
      await market.mutate(executive, "secondAnnulment", verdict, "... on Annulment { id }");
      expect((await read(auctionId)).status).toBe(status);
      await room.completed;
      expect(typesOf(room.events).slice(-2)).toEqual(["AuctionClosed", told]);
    },
  );
});
