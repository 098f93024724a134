import { randomUUID } from "node:crypto";
import { OpeningRefused } from "../../src/cli/custodian/open-closed-set";
import type { CustodianKey } from "../../src/cli/custodian/key-file";
import { buildAppSchema } from "../../src/stages";
import { AllSeeing, NO_LIMITS } from "../support/all-seeing";
import { TestApp } from "../support/app";
import type { Person } from "../support/callers";
import { Market, type DecidedBid } from "../support/market";
import {
  cameInTime,
  inFirstRound,
  openPhased,
  Room,
  schedulePhased,
  soundJournal,
} from "../support/phased-market";
import type { ExportedAuction, Line } from "../support/exported-auction";
import { ProvenAuction } from "../support/phased-proof";
import { newCustodian, SealedMarket } from "../support/sealed-market";
import { readCourse, roundsProblems } from "../support/told-phases";

const TERMS = {
  format: "BEST_AND_FINAL",
  reserveVisibility: "CONCEALED",
  bestAndFinal: { startsAfterSeconds: 1, bindingSeconds: 3_600 },
};

/** What the rules' naive statement needs to know of the terms, times in microseconds. */
const RULES = {
  opening: 10_000n,
  isReserveDisclosed: false,
  wait: 1_000_000n,
  binding: 3_600_000_000n,
};

/** What the verifier calls the check of what everyone can follow. */
const COURSE = "times, closing time and price";

let app: TestApp;
let everything: AllSeeing;
let market: Market;
beforeAll(async () => {
  app = await TestApp.start({ environment: NO_LIMITS });
  everything = new AllSeeing(app, buildAppSchema());
});
afterAll(() => app.stop());

let sellers = 0;
beforeEach(() => {
  market = new Market(app, `seller-${(sellers += 1)}`);
});

async function ask(person: Person, query: string, variables: Record<string, unknown>): Promise<unknown> {
  const { data, errors } = await market.send(person, query, variables);
  return errors?.[0]?.extensions["code"] ?? data;
}

const ROUND = `query ($id: ID!) { auction(id: $id) { status phase closesAt
  standing { status phase leadingAmount { amount } leadingPaddle bidCount }
  indications { rank amount { amount } participant { buyer { id } } }
  shortlist { isShortlisted reason participant { buyer { id } } } } }`;

interface Shown {
  readonly auction: {
    readonly phase: string | null;
    readonly indications: readonly { rank: number; amount: { amount: string }; participant: Of }[] | null;
    readonly shortlist: readonly { isShortlisted: boolean; reason: string | null; participant: Of }[] | null;
  };
}
const isRejected = ({ type }: Line) => type === "BidRejected";

type PlacedBid = Pick<DecidedBid, "decision" | "reason">;

const WITHDRAWN = "... on PlacedBid { bid { status } }";

interface Of {
  readonly buyer: { readonly id: string };
}

describe("BEST_AND_FINAL over the API", () => {
  it("two sealed rounds: the seller reads indications and makes the short list by hand, and the highest binding bid wins", async () => {
    const [a, b, c, idle] = ["a", "b", "c", "idle"].map((name) => `${name}-${sellers}`) as [
      string,
      string,
      string,
      string,
    ];
    const { admin, analyst } = market.people;
    const watching = [admin, market.firm(a).viewer, market.firm(b).viewer, market.firm(idle).viewer];
    const firms = new Map<string, string>();
    let rooms: Room[] = [];
    const schedule = async () => {
      const scheduled = await schedulePhased(market, TERMS, {
        names: [a, b, c, idle],
        floor: "500.00",
        firms,
      });
      rooms = await Promise.all(watching.map((person) => Room.enter(app, person, scheduled.auctionId)));
      return scheduled;
    };
    const auction = await inFirstRound(market, schedule, async ({ auctionId }) => {
      for (const [name, amount] of [
        [a, "900.00"],
        [b, "800.00"],
        [c, "700.00"],
      ] as const) {
        const bid = await market.bid(name, auctionId, { amount });
        if (!cameInTime(bid)) return false;
        expect(bid.status).toBe("SUBMITTED");
      }
      const { auction: shown } = (await ask(admin, ROUND, { id: auctionId })) as Shown;
      if (shown.phase !== "INDICATION") return false;
      expect(shown).toMatchObject({ indications: null, shortlist: null });
      return true;
    });
    const { auctionId } = auction;
    const [screen, ofA, ofB, ofIdle] = rooms as [Room, Room, Room, Room];
    const bid = (name: string, amount: string, more: Record<string, unknown> = {}) =>
      market.bid(name, auctionId, { amount, ...more });
    await screen.untilPhase("SHORTLISTING");
    const shown = (await ask(admin, ROUND, { id: auctionId })) as Shown;
    expect(shown).toMatchObject({
      auction: { status: "OPEN", phase: "SHORTLISTING", closesAt: null, shortlist: null },
    });
    expect(
      shown.auction.indications?.map(({ amount, participant }) => [participant.buyer.id, amount.amount]),
    ).toEqual([
      [firms.get(a), "900.00"],
      [firms.get(b), "800.00"],
      [firms.get(c), "700.00"],
    ]);
    expect(await ask(market.firm(a).viewer, ROUND, { id: auctionId })).toMatchObject({
      auction: {
        indications: null,
        shortlist: null,
        standing: { leadingAmount: null, leadingPaddle: null, bidCount: null },
      },
    });
    expect(await bid(b, "850.00")).toMatchObject({ decision: "REJECTED", reason: "WRONG_PHASE" });

    const id = (name: string) => firms.get(name) ?? "";
    const refused = (input: Record<string, unknown>) =>
      market.refusal(admin, "shortlistFirms", { auctionId, ...input });
    expect(await refused({ firms: [] })).toBe("BAD_USER_INPUT");
    expect(await refused({ firms: [id(idle)] })).toBe("BAD_USER_INPUT");
    expect(await refused({ firms: [id(b), id(c)] })).toBe("BAD_USER_INPUT");
    const chosen = { firms: [id(b), id(c)], leftOut: [{ firm: id(a), reason: "Its funds are not proven." }] };
    await market.mutate(
      admin,
      "shortlistFirms",
      { auctionId, ...chosen },
      "... on Auction { phase closesAt }",
    );
    const verdicts = ((await ask(admin, ROUND, { id: auctionId })) as Shown).auction.shortlist;
    expect(
      verdicts?.map(({ participant, isShortlisted, reason }) => [
        participant.buyer.id,
        isShortlisted,
        reason,
      ]),
    ).toEqual([
      [id(a), false, "Its funds are not proven."],
      [id(b), true, null],
      [id(c), true, null],
    ]);
    const known = [{ type: "Auction", id: auctionId }];
    const [toSeller, toA, toB] = await Promise.all(
      [analyst, market.firm(a).bidder, market.firm(b).bidder].map((person) => everything.read(person, known)),
    );
    const secrets = ['"900.00"', '"800.00"', "Its funds are not proven."];
    const found = (text = "") => secrets.map((secret) => text.includes(secret));
    expect(found(toSeller)).toEqual([true, true, true]);
    expect(found(toA)).toEqual([false, false, false]); // its own, too, is sealed to the end
    expect(found(toB)).toEqual([false, false, false]);
    const own = async (name: string) =>
      ((await ask(market.firm(name).viewer, ROUND, { id: auctionId })) as Shown).auction.shortlist;
    expect(await own(a)).toMatchObject([{ isShortlisted: false, reason: null }]);
    expect(await own(b)).toMatchObject([{ isShortlisted: true }]);
    expect(await own(idle)).toMatchObject([{ isShortlisted: false, reason: null }]);

    await screen.untilPhase("BINDING");
    expect(await bid(a, "999.00")).toMatchObject({ decision: "REJECTED", reason: "NOT_SHORTLISTED" });
    expect(await bid(c, "650.00")).toMatchObject({ decision: "ACCEPTED" }); // below its indication, and no reason
    const why = { belowIndicationReason: "DILIGENCE_FINDINGS" };
    expect(await bid(b, "750.00", why)).toMatchObject({ decision: "ACCEPTED", status: "SUBMITTED" });
    for (const query of [
      "query ($id: ID!) { bids(filter: { auctionIds: [$id] }) { edges { node { id } } } }",
      "query ($id: ID!) { auction(id: $id) { statistics { bidCount } } }",
      "query ($id: ID!) { journal(stream: $id) { edges { node { type } } } }",
    ])
      expect(await ask(analyst, query, { id: auctionId })).toBe("SEALED");
    await market.close(auctionId);
    await Promise.all(rooms.map((room) => room.untilOver()));

    const outcome = `query ($id: ID!) { auction(id: $id) { status standing { bidCount }
      outcome { kind winner { buyer { id } } price { amount } cover { amount } } } }`;
    expect(await ask(admin, outcome, { id: auctionId })).toEqual({
      auction: {
        status: "CLOSED",
        standing: { bidCount: 1 },
        outcome: { kind: "WON", winner: { buyer: { id: id(b) } }, price: { amount: "750.00" }, cover: null },
      },
    });
    const mine = `query ($id: ID!) { auction(id: $id) { myBids { edges { node { status reason rank amount { amount } } } } } }`;
    expect(await ask(market.firm(c).viewer, mine, { id: auctionId })).toMatchObject({
      auction: {
        myBids: {
          edges: [
            { node: { status: "SET_ASIDE", reason: "BELOW_INDICATION", amount: { amount: "650.00" } } },
            { node: { status: "REPLACED", rank: null, amount: { amount: "700.00" } } },
          ],
        },
      },
    });
    const seen = (room: Room) => room.types.filter((type) => !type.startsWith("Bid"));
    const all = ["AuctionSnapshot", "AuctionRescheduled", "AuctionOpened", "RoundClosed", "PhaseStarted"];
    const end = ["PhaseStarted", "AuctionClosed"];
    expect(seen(ofIdle)).toEqual([...all, "ShortlistMade", ...end]);
    expect(seen(ofA)).toEqual([...all, "ShortlistMade", "FirmNotShortlisted", ...end]);
    expect(seen(ofB)).toEqual([...all, "ShortlistMade", "FirmShortlisted", ...end]);
    expect(seen(screen)).toEqual([
      ...all.slice(0, 4),
      "RoundOpened",
      "PhaseStarted",
      "ShortlistMade",
      "FirmShortlisted",
      "FirmShortlisted",
      "FirmNotShortlisted",
      ...end,
    ]);
    const unawarded = await ProvenAuction.read(app, market, auctionId);
    const indications = expect.stringContaining("opened again, 3 boxes hold what the entries say") as string;
    expect(unawarded.check(unawarded.seller)).toMatchObject({ openings: indications });
    expect(await market.award(auctionId)).toHaveProperty("saleId");
    expect(
      roundsProblems(await readCourse(market, auction), { ...RULES, reserve: 50_000n, top: null }),
    ).toEqual([]);
    const proven = await ProvenAuction.read(app, market, auctionId);
    const decisions = expect.stringContaining("every decision, winner and price") as string;
    const times = expect.stringContaining("at the published price of 75000") as string;
    expect(proven.check(proven.everybody)).toMatchObject({ [COURSE]: times });
    expect(proven.check(proven.seller)).toMatchObject({ [COURSE]: times, decisions });
    expect(proven.check(proven.auditor)).toMatchObject({ [COURSE]: times, decisions });
    const later = "2099-01-01T00:00:00.000000Z";
    const problems = (
      [
        (told) => (told.entry("ShortlistMade").data["startsAt"] = later),
        (told) => (told.entry("RoundClosed").data["closedAt"] = later),
        (told) => (told.entry("BidSetAside").data["reason"] = "ABOVE_LIMIT"),
        (told) => ((told.of("entry").findLast(isRejected)?.["data"] as Line)["reason"] = "WRONG_PHASE"),
        (told) => ((told.entry("BidsOpened").data["outcome"] as Line)["price"] = "65000"),
      ] satisfies ((told: ExportedAuction) => unknown)[]
    ).map((change) => proven.tampered(change));
    expect(problems).toEqual([
      "The binding round does not start when the terms say.",
      "The round was not closed at its end.",
      "The rules do not set it aside for that.",
      "The rules give another verdict: NOT_SHORTLISTED.",
      "Its price is not the one of the result.",
    ]);
  });

  it("its buyers' programs seal to custodians, who open each round; the short list by number takes ties in", async () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => `${name}-${sellers}`) as [
      string,
      string,
      string,
      string,
    ];
    const keys = await Promise.all(["Notary", "Auditor", "Exchange"].map((name) => newCustodian(name)));
    const sealing = {
      sealer: "CLIENT",
      threshold: 2,
      custodians: keys.map(({ custodian }) => custodian),
      revealSeconds: 3_600,
    };
    const terms = { ...TERMS, sealing, bestAndFinal: { ...TERMS.bestAndFinal, shortlist: 2 } };
    const { admin } = market.people;
    const firms = new Map<string, string>();
    const place = async (sealed: SealedMarket, firm: string, amount: bigint): Promise<PlacedBid> => {
      const { input } = await sealed.box(firm, amount);
      const answer = await market.mutate(
        market.firm(firm).bidder,
        "placeBid",
        { ...input },
        "... on PlacedBid { bid { decision reason } }",
      );
      return answer["bid"] as PlacedBid;
    };
    let screen!: Room;
    let sealed!: SealedMarket;
    const schedule = async () => {
      const scheduled = await schedulePhased(market, terms, { names: [a, b, c, d], firms });
      screen = await Room.enter(app, admin, scheduled.auctionId);
      sealed = await SealedMarket.of(market, scheduled);
      return scheduled;
    };
    const auction = await inFirstRound(market, schedule, async ({ auctionId }) => {
      for (const [firm, amount] of [
        [a, 95_000n],
        [b, 80_000n],
        [c, 80_000n],
        [d, 70_000n],
        [a, 90_000n],
      ] as const)
        if (!cameInTime(await place(sealed, firm, amount))) return false;
      const back = { auctionId, idempotencyKey: randomUUID() };
      const { data } = await market.attempt(market.firm(b).bidder, "withdrawBid", back, WITHDRAWN);
      if (data?.["withdrawBid"]?.__typename !== "PlacedBid") return false;
      return cameInTime(await place(sealed, b, 80_000n));
    });
    const { auctionId } = auction;
    const bid = (firm: string, amount: bigint) => place(sealed, firm, amount);
    const accepted = { decision: "ACCEPTED", reason: null };
    await screen.until(({ __typename: type }) => type === "RoundClosed");
    expect(await sealed.status()).toBe("AWAITING_SHARES");
    const [first, second, third] = keys as [CustodianKey, CustodianKey, CustodianKey];
    await expect(sealed.sharesOf(first, 2)).rejects.toThrow(OpeningRefused);
    await sealed.submit(await sealed.sharesOf(first));
    await sealed.submit(await sealed.sharesOf(third));
    await screen.untilPhase("BINDING");
    expect(screen.types.filter((type) => type.endsWith("hortlisted"))).toEqual([
      "FirmShortlisted",
      "FirmShortlisted",
      "FirmShortlisted",
      "FirmNotShortlisted",
    ]);
    expect(
      await market.refusal(market.firm(a).bidder, "withdrawBid", { auctionId, idempotencyKey: randomUUID() }),
    ).toBe(
      "WITHDRAWAL_NOT_ALLOWED", // an indication is of the round before
    );
    expect(await bid(d, 99_000n)).toEqual({ decision: "REJECTED", reason: "NOT_SHORTLISTED" });
    expect(await bid(a, 70_000n)).toEqual(accepted); // below its indication
    expect(await bid(b, 85_000n)).toEqual(accepted);
    expect(await bid(c, 85_000n)).toEqual(accepted);
    const pause = { auctionId, reason: "A question." };
    await market.mutate(admin, "pauseAuction", pause, "... on Auction { closesAt }");
    expect(await bid(b, 86_000n)).toEqual({ decision: "REJECTED", reason: "PAUSED" });
    await market.mutate(admin, "resumeAuction", { auctionId }, "... on Auction { closesAt }");
    await market.close(auctionId);
    const opening = await sealed.sharesOf(second, 2);
    expect(opening.shares).toHaveLength(3);
    await sealed.submit(opening);
    await sealed.submit(await sealed.sharesOf(first, 2));
    expect(await sealed.outcome()).toEqual({ winner: b, price: "850.00", cover: "850.00", bids: 2 });
    await market.award(auctionId);
    expect(roundsProblems(await readCourse(market, auction), { ...RULES, reserve: 0n, top: 2 })).toEqual([]);
  });

  it("case 14: a custodian hands in what it opened before a firm was suspended; with nobody left it is unsold", async () => {
    const [a, b] = [`a-${sellers}`, `b-${sellers}`];
    const keys = await Promise.all(["Notary", "Auditor"].map((name) => newCustodian(name)));
    const [notary, auditor] = keys as [CustodianKey, CustodianKey];
    const custodians = keys.map(({ custodian }) => custodian);
    const terms = { ...TERMS, sealing: { sealer: "SERVER", custodians } };
    const firms = new Map<string, string>();
    const auction = await inFirstRound(
      market,
      () => schedulePhased(market, terms, { names: [a, b], firms }),
      async (scheduled) =>
        cameInTime(await market.bid(a, scheduled.auctionId, { amount: "900.00" })) &&
        cameInTime(await market.bid(b, scheduled.auctionId, { amount: "800.00" })),
    );
    const { auctionId } = auction;
    const sealed = await SealedMarket.of(market, auction);
    const { admin } = market.people;
    const screen = await Room.enter(app, admin, auctionId);
    await screen.until(({ standing: { status } }) => status === "AWAITING_SHARES");
    const suspend = (name: string) => {
      const suspension = { buyerId: firms.get(name), reason: "Their licence is in doubt." };
      return market.mutate(market.people.risk, "suspendBuyer", suspension, "... on Buyer { id }");
    };
    const opened = await sealed.sharesOf(notary);
    await suspend(b);
    const [one] = (await sealed.sharesOf(auditor)).shares;
    const stray = { ...opened, shares: [...opened.shares, { boxHash: "00".repeat(32), share: null }] };
    expect(await market.refusal(admin, "submitShares", { ...stray })).toBe("BAD_USER_INPUT");
    const none = { ...opened, shares: opened.shares.map((found) => ({ ...found, share: null })) };
    expect(await market.refusal(admin, "submitShares", { ...none })).toBe("SEAL_MISMATCH"); // the server sealed it
    await sealed.submit(opened);
    await sealed.submit(opened);
    await sealed.submit({ ...opened, custodianId: auditor.custodian.id, shares: one ? [one] : [] });
    await screen.untilPhase("SHORTLISTING");
    await suspend(a);
    expect(await screen.untilOver()).toMatchObject({
      __typename: "AuctionClosed",
      standing: { status: "UNSOLD", phase: "SHORTLISTING" },
    });
    const course = await readCourse(market, auction);
    expect(roundsProblems(course, { ...RULES, reserve: 0n, top: null })).toEqual([]);

    const proven = await ProvenAuction.read(app, market, auctionId);
    const decisions = expect.stringContaining("every decision, winner and price") as string;
    const times = expect.stringContaining("the auction is UNSOLD") as string;
    expect(proven.check(proven.everybody)).toMatchObject({ [COURSE]: times });
    expect(proven.check(proven.auditor)).toMatchObject({ [COURSE]: times, decisions });
    const last = (told: ExportedAuction, type: string) =>
      told.of("entry").findLast((line) => line["type"] === type) as Line & { data: Line };
    const problems = (
      [
        (told) => (last(told, "BidsVoided").data["paddle"] = told.entry("BidsVoided").data["paddle"]),
        (told) => (last(told, "AuctionClosed").data["closedAt"] = told.entry("RoundClosed").data["closedAt"]),
        (told) => {
          const [closed, again] = [told.entry("AuctionClosed"), last(told, "BidsVoided")];
          Object.assign(closed, { ...structuredClone(again), at: closed["at"] });
        },
      ] satisfies ((told: ExportedAuction) => unknown)[]
    ).map((change) => proven.tampered(change));
    expect(problems).toEqual([
      "Its paddle is another firm's.",
      "It was closed after its closing time.",
      "Nobody was left for a short list, and it went on.",
    ]);
  });

  it("without an indication it is unsold, and nothing waits to be opened", async () => {
    const auction = await schedulePhased(market, TERMS, { names: [`a-${sellers}`] });
    const screen = await Room.enter(app, market.people.admin, auction.auctionId);
    await openPhased(market, auction);
    expect(await screen.untilOver()).toMatchObject({ standing: { status: "UNSOLD" } });
    expect(roundsProblems(await readCourse(market, auction), { ...RULES, reserve: 0n, top: null })).toEqual(
      [],
    );
  });

  it("an indication cannot be closed on, nor terms without a second round be pinned", async () => {
    const { admin } = market.people;
    const { auctionId } = await schedulePhased(market, TERMS, { names: [] });
    await market.open(auctionId); // for an hour
    expect(await market.refusal(admin, "closeAuction", { auctionId, reason: "Now." })).toMatch(
      /^INVALID_STATE/,
    );
    const portfolioId = await market.portfolio();
    const input = {
      portfolioId,
      ...TERMS,
      opensAt: new Date(Date.now() + 60_000).toISOString(),
      closesAt: new Date(Date.now() + 120_000).toISOString(),
      openingPrice: "100.00",
      increments: [],
    };
    expect(await market.refusal(admin, "scheduleAuction", { ...input, bestAndFinal: null })).toBe(
      "INVALID_TERMS",
    );
    const english = { ...input, format: "ENGLISH", reserveVisibility: "STATUS_ONLY" };
    expect(await market.refusal(admin, "scheduleAuction", english)).toBe("INVALID_TERMS");
  });
});

it("the journals of all these auctions are sound", async () => {
  expect(await soundJournal(app)).toBeNull();
});
