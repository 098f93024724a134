import { NO_LIMITS } from "../support/all-seeing";
import { TestApp } from "../support/app";
import { Market } from "../support/market";
import { Room, soundJournal } from "../support/phased-market";

// Case 18 of auction-rules.md in the formats of several phases.

const DAY = 86_400_000;
/** Far enough for a clock that runs fast: auctions are opened by command. */
const TIMES = {
  opensAt: new Date(Date.now() + 30 * DAY).toISOString(),
  closesAt: new Date(Date.now() + 31 * DAY).toISOString(),
};

/** A firm with an exposure limit, and an English auction in which it leads: how far it can raise tells what is left. */
class Exposed {
  private constructor(
    private readonly market: Market,
    readonly name: string,
    readonly id: string,
    private readonly elsewhere: string,
  ) {}

  static async qualify(market: Market, name: string, limit: string): Promise<Exposed> {
    const elsewhere = await market.auction(await market.portfolio(), TIMES);
    const id = await market.qualify(name, { exposureLimit: { amount: limit, currency: "USD" } });
    await market.admit(elsewhere, id);
    await market.open(elsewhere);
    await market.bid(name, elsewhere, { amount: "100.00" });
    return new Exposed(market, name, id, elsewhere);
  }

  /** Is just this left, and not a cent more? */
  async hasLeft(amount: string): Promise<boolean> {
    const above = (Number(amount) + 0.01).toFixed(2);
    const tooMuch = await this.market.bid(this.name, this.elsewhere, { amount: null, maximum: above });
    if (tooMuch.reason !== "ABOVE_LIMIT") return false;
    const all = await this.market.bid(this.name, this.elsewhere, { amount: null, maximum: amount });
    return all.decision === "ACCEPTED" || all.reason === "ALREADY_LEADING"; // it had raised to this before
  }
}

describe("case 18: in BEST_AND_FINAL", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ environment: NO_LIMITS });
  });
  afterAll(() => app.stop());

  it("a firm's whole limit is held in both rounds, left by who is not on the short list, and kept by the winner up to its price", async () => {
    const market = new Market(app);
    const { admin, finance } = market.people;
    const chosen = await Exposed.qualify(market, "chosen", "1000.00");
    const left = await Exposed.qualify(market, "left", "1000.00");
    const both = async (amount: string) => [await chosen.hasLeft(amount), await left.hasLeft(amount)];
    const rounds = { startsAfterSeconds: 1, bindingSeconds: 3_600 };
    const terms = {
      format: "BEST_AND_FINAL",
      reserveVisibility: "CONCEALED",
      increments: [],
      bestAndFinal: rounds,
    };
    const auctionId = await market.auction(await market.portfolio(), terms);
    for (const { id } of [chosen, left]) await market.admit(auctionId, id, { limit: "600.00" });
    expect(await both("400.00")).toEqual([true, true]);

    const screen = await Room.enter(app, admin, auctionId);
    const end = Date.now() + 6_000;
    const times = { opensAt: new Date(end - 1_000).toISOString(), closesAt: new Date(end).toISOString() };
    await market.mutate(admin, "rescheduleAuction", { auctionId, ...times }, "... on Auction { id }");
    await market.open(auctionId);
    await market.bid("chosen", auctionId, { amount: "300.00" });
    await market.bid("left", auctionId, { amount: "200.00" });
    expect(await both("400.00")).toEqual([true, true]);
    await screen.untilPhase("SHORTLISTING");
    expect(await both("400.00")).toEqual([true, true]);

    const list = { auctionId, firms: [chosen.id] };
    await market.mutate(admin, "shortlistFirms", list, "... on Auction { phase }");
    expect([await chosen.hasLeft("400.00"), await left.hasLeft("1000.00")]).toEqual([true, true]);
    await screen.untilPhase("BINDING");
    await market.bid("chosen", auctionId, { amount: "350.00" });
    expect(await chosen.hasLeft("400.00")).toBe(true);

    await market.close(auctionId);
    await screen.untilOver();
    expect([await chosen.hasLeft("650.00"), await left.hasLeft("1000.00")]).toEqual([true, true]);
    const { requestId } = await market.award(auctionId);
    expect(await chosen.hasLeft("650.00")).toBe(true);
    const rejection = { requestId, decision: "REJECT", rationale: "No." };
    await market.mutate(finance, "decideAuthorization", rejection, "... on AuthorizationRequest { id }");
    expect(await chosen.hasLeft("1000.00")).toBe(true);
    expect(await soundJournal(app)).toBeNull();
  });
});

describe("case 18: in HYBRID", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ environment: { ...NO_LIMITS, RECOUP_SANDBOX_PACE: "30" } });
  });
  afterAll(() => app.stop());

  it("a firm's whole limit is held in every phase, and kept by the winner up to its price", async () => {
    const market = new Market(app);
    const { admin } = market.people;
    const taker = await Exposed.qualify(market, "taker", "3000.00");
    const rival = await Exposed.qualify(market, "rival", "3000.00");
    const both = async (amount: string) => [await taker.hasLeft(amount), await rival.hasLeft(amount)];
    const terms = {
      format: "HYBRID",
      ...TIMES,
      openingPrice: "1000.00",
      reserveVisibility: "DISCLOSED",
      increments: [],
    };
    const auctionId = await market.auction(await market.portfolio({ floor: "500.00" }), terms);
    for (const { id } of [taker, rival]) await market.admit(auctionId, id, { limit: "2000.00" });
    expect(await both("1000.00")).toEqual([true, true]);

    const screen = await Room.enter(app, admin, auctionId);
    await market.open(auctionId);
    const taken = await market.bid("taker", auctionId, { amount: "1000.00" }); // the first price stands for ten seconds
    expect(taken).toMatchObject({ decision: "ACCEPTED" });
    expect(await both("1000.00")).toEqual([true, true]);
    await screen.untilPhase("SEALED");
    expect(await market.bid("rival", auctionId, { amount: "1100.00" })).toMatchObject({
      decision: "ACCEPTED",
    });
    expect(await both("1000.00")).toEqual([true, true]);
    await screen.untilPhase("BEST_BID");
    expect(await both("1000.00")).toEqual([true, true]);
    expect(await market.bid("taker", auctionId, { amount: "2000.01" })).toMatchObject({
      reason: "ABOVE_LIMIT",
    });
    await market.bid("taker", auctionId, { amount: "1200.00" });
    await market.close(auctionId);
    await screen.untilOver();
    expect([await taker.hasLeft("1800.00"), await rival.hasLeft("3000.00")]).toEqual([true, true]);
    expect(await soundJournal(app)).toBeNull();
  });
});
