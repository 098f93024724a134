import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { DataSource } from "typeorm";
import { auctionReplayer, findStrayBid, findStraySealed } from "../../src/auction";
import type { CustodianKey } from "../../src/cli/custodian/key-file";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { verifyJournal } from "../../src/platform/journal/verify-journal";
import { headsReplayer } from "../../src/platform/proof/verify-heads";
import { TestApp } from "../support/app";
import { Market } from "../support/market";
import { ProvenAuction } from "../support/phased-proof";
import { runProgram } from "../support/run-program";
import { newCustodian, SealedMarket } from "../support/sealed-market";

let app: TestApp;
let market: Market;
let custodians: CustodianKey[];
beforeAll(async () => {
  app = await TestApp.start();
  custodians = await Promise.all(["Notary", "Auditor", "Exchange"].map((name) => newCustodian(name)));
});
afterAll(() => app.stop());

let sellers = 0;
beforeEach(() => {
  market = new Market(app, `seller-${(sellers += 1)}`);
});

/** Firms of a test's own. */
function firms(...names: string[]): string[] {
  return names.map((name) => `${name}-${sellers}`);
}

const CLIENT = () => ({
  sealing: {
    sealer: "CLIENT",
    threshold: 2,
    custodians: custodians.map(({ custodian }) => custodian),
    revealSeconds: 60,
  },
});

interface JournalNode {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function untilOpened(sealed: SealedMarket): Promise<void> {
  while ((await sealed.status()) === "AWAITING_SHARES") await new Promise((resolve) => setImmediate(resolve));
}

describe("bids sealed by the server", () => {
  it("are opened by the operator at the close, and nobody asked for it", async () => {
    const [a, b, c] = firms("a", "b", "c") as [string, string, string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a, b, c] });
    const { auctionId } = sealed;
    expect(sealed.roster).toMatchObject({ threshold: 1, custodians: [{ name: "Operator" }] });
    const first = await market.bid(a, auctionId, { amount: "900.00" });
    expect(first).toMatchObject({ decision: "ACCEPTED", status: "SUBMITTED", sequence: null });
    await market.bid(b, auctionId, { amount: "700.00" });
    await market.bid(c, auctionId, { amount: "800.00" });
    await market.bid(a, auctionId, { amount: "850.00" });
    await market.close(auctionId);
    await untilOpened(sealed);
    expect(await sealed.status()).toBe("CLOSED");
    expect(await sealed.outcome()).toMatchObject({ winner: a, price: "850.00", bids: 3 });
  });

  it("have answers that echo no amount, and one decision a key", async () => {
    const [a] = firms("a") as [string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a] });
    const { auctionId } = sealed;
    const input = { auctionId, idempotencyKey: randomUUID(), amount: "900.00" };
    const selection = `... on PlacedBid { replayed
      bid { id sequence decision amount { amount } maximum { amount } rateOfFace minimumNextBid { amount } }
      standing { leadingAmount { amount } bidCount minimumNextBid { amount } } }`;
    const bidder = market.firm(a).bidder;
    const placed = await market.mutate(bidder, "placeBid", input, selection);
    expect(JSON.stringify(placed)).not.toContain("900");
    const again = await market.mutate(bidder, "placeBid", input, selection);
    expect(again).toEqual({ ...placed, replayed: true });
    expect(await market.refusal(bidder, "placeBid", { ...input, amount: "901.00" })).toBe(
      "IDEMPOTENCY_CONFLICT",
    );
  });

  it("ask about an amount above ten times the opening price before there is a bid (case 17)", async () => {
    const [a] = firms("a") as [string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a] });
    const input = { auctionId: sealed.auctionId, idempotencyKey: randomUUID(), amount: "1000.01" };
    const { bidder } = market.firm(a);
    expect(await market.refusal(bidder, "placeBid", input)).toBe("NEEDS_CONFIRMATION");
    await market.mutate(
      bidder,
      "placeBid",
      { ...input, confirmHigh: true },
      "... on PlacedBid { bid { decision } }",
    );
  });

  it.each([
    ["without an amount", {}],
    ["with a maximum", { amount: "500.00", maximum: "600.00" }],
    ["with a box", { amount: "500.00", sealed: "AQEB" }],
    ["of nothing", { amount: "0.00" }],
    ["that is no amount", { amount: "500.0" }],
  ])("are no bids %s", async (_what, offer) => {
    const [a, outsider] = firms("a", "outsider") as [string, string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a] });
    const input = { auctionId: sealed.auctionId, idempotencyKey: randomUUID(), ...offer };
    expect(await market.refusal(market.firm(a).bidder, "placeBid", input)).toBe("BAD_USER_INPUT");
    await market.qualify(outsider);
    expect(await market.refusal(market.firm(outsider).bidder, "placeBid", input)).toBe("NOT_FOUND");
  });

  it("below the opening price or above the firm's limit are set aside at the opening; with none left it is unsold", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a, b], limit: "400.00" });
    await market.bid(a, sealed.auctionId, { amount: "99.99" });
    await market.bid(b, sealed.auctionId, { amount: "400.01" });
    await market.close(sealed.auctionId);
    await untilOpened(sealed);
    expect(await sealed.status()).toBe("UNSOLD");
  });

  it("that were all withdrawn leave it unsold, with nothing to open (case 10)", async () => {
    const [a] = firms("a") as [string];
    const sealed = await SealedMarket.open(market, {}, { firms: [a] });
    const { auctionId } = sealed;
    await market.bid(a, auctionId, { amount: "900.00" });
    const withdrawal = { auctionId, idempotencyKey: randomUUID() };
    await market.mutate(market.firm(a).bidder, "withdrawBid", withdrawal, "... on PlacedBid { replayed }");
    await market.close(auctionId);
    expect(await sealed.status()).toBe("UNSOLD");
  });
});

describe("bids sealed by the server to custodians", () => {
  it("wait for as many as open them, whoever is missing is told, and two people can cancel", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const terms = { sealing: { ...CLIENT().sealing, sealer: "SERVER", revealSeconds: 1 } };
    const sealed = await SealedMarket.open(market, terms, { firms: [a, b], limit: "1000.00" });
    const { auctionId } = sealed;
    for (const firm of [a, b]) await market.bid(firm, auctionId, { amount: "900.00" });
    await market.close(auctionId);
    const [first, second] = custodians as [CustodianKey, CustodianKey, CustodianKey];
    const found = await sealed.sharesOf(first);
    await sealed.submit(found);
    const none = { ...(await sealed.sharesOf(second)) };
    const denial = { ...none, shares: none.shares.map(({ boxHash }) => ({ boxHash, share: null })) };
    expect(await market.refusal(market.people.admin, "submitShares", denial)).toBe("SEAL_MISMATCH");
    expect(await waitedFor(sealed)).toEqual({
      custodians: [
        { custodian: { name: "Notary" }, missing: 0, denied: 0 },
        { custodian: { name: "Auditor" }, missing: 2, denied: 0 },
        { custodian: { name: "Exchange" }, missing: 2, denied: 0 },
      ],
      disputed: 0,
      revealsFrom: null,
      revealsUntil: null,
    });
    expect(await metric("recoup_auctions_awaiting_shares")).toBeGreaterThan(0);
    const { admin, compliance } = market.people;
    const reason = "Two of its three custodians do not come.";
    expect(await market.refusal(admin, "cancelAuction", { auctionId, reason })).toBe("SEPARATION_OF_DUTIES");
    const { id: annulmentId } = await market.mutate(
      admin,
      "proposeAnnulment",
      { auctionId, kind: "CANCEL", rationale: reason },
      "... on Annulment { id }",
    );
    const verdict = { annulmentId, decision: "APPROVE", rationale: "So it is." };
    await market.mutate(compliance, "secondAnnulment", verdict, "... on Annulment { status }");
    expect(await sealed.status()).toBe("CANCELLED");
    expect(await sealed.outcome()).toEqual({ winner: null, price: null, cover: null, bids: null });
    expect(await market.refusal(admin, "submitShares", { ...none })).toBe("INVALID_STATE CANCELLED");
  });
});

/** What the closed set says of who is waited for; "since when" is there. */
async function waitedFor({ auctionId }: SealedMarket): Promise<unknown> {
  const query = `query ($id: ID!) { closedSet(auctionId: $id) {
    closedAt custodians { custodian { name } missing denied } disputed revealsFrom revealsUntil } }`;
  const { data } = await market.send<{ closedSet: { closedAt: string } }>(market.people.admin, query, {
    id: auctionId,
  });
  const { closedAt, ...rest } = data?.closedSet ?? { closedAt: "" };
  expect(Date.parse(closedAt)).toBeLessThanOrEqual(Date.now());
  return rest;
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(app.node.metricsUrl)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
}

describe("bids sealed by the buyers' programs", () => {
  const revealSoon = () => ({ sealing: { ...CLIENT().sealing, revealSeconds: 2 } });

  /** With another key it is asked for until the time for reveals has come. */
  async function revealInTime({ auctionId }: SealedMarket, firm: string, key: string): Promise<void> {
    const { bidder } = market.firm(firm);
    const wrong = { auctionId, key: Buffer.alloc(32).toString("base64url") };
    let refusal: string;
    do refusal = await market.refusal(bidder, "revealBid", wrong);
    while (refusal === "INVALID_STATE");
    expect(refusal).toBe("SEAL_MISMATCH");
    await market.mutate(bidder, "revealBid", { auctionId, key }, "... on BidRevealed { auctionId }");
  }

  async function ownBid({ auctionId }: SealedMarket, firm: string): Promise<unknown> {
    const query = "query ($id: ID!) { auction(id: $id) { myBids { edges { node { status reason } } } } }";
    const { data } = await market.send<{ auction: { myBids: { edges: { node: unknown }[] } } }>(
      market.firm(firm).viewer,
      query,
      { id: auctionId },
    );
    return data?.auction.myBids.edges[0]?.node;
  }

  /** The custodians of whom the seller's own journal says that what they found was not true. */
  async function refuted(auctionId: string): Promise<readonly unknown[]> {
    const { analyst } = market.people;
    const me = await market.send<{ viewer: { organization: { id: string } } }>(
      analyst,
      "{ viewer { organization { id } } }",
    );
    const query = "query ($id: ID!) { journal(stream: $id, first: 100) { edges { node { type data } } } }";
    const { data } = await market.send<{ journal: { edges: { node: JournalNode }[] } }>(analyst, query, {
      id: me.data?.viewer.organization.id,
    });
    return (data?.journal.edges ?? [])
      .map(({ node }) => node)
      .filter((entry) => entry.type === "CustodianRefuted" && entry.data["auctionId"] === auctionId)
      .map((entry) => entry.data["name"]);
  }

  async function bid(sealed: SealedMarket, firm: string, amount: bigint): Promise<string> {
    const { input, key } = await sealed.box(firm, amount);
    const placed = await market.mutate(
      market.firm(firm).bidder,
      "placeBid",
      { ...input },
      "... on PlacedBid { bid { decision status } }",
    );
    expect(placed["bid"]).toEqual({ decision: "ACCEPTED", status: "SUBMITTED" });
    return key;
  }

  it("wait for two of three custodians; the second price is paid", async () => {
    const [a, b, c] = firms("a", "b", "c") as [string, string, string];
    const terms = { ...CLIENT(), format: "SEALED_SECOND_PRICE" };
    const sealed = await SealedMarket.open(market, terms, { firms: [a, b, c] });
    await bid(sealed, a, 90_000n);
    await bid(sealed, b, 80_000n);
    await bid(sealed, c, 60_000n);
    await market.close(sealed.auctionId);
    const [first, , third] = custodians as [CustodianKey, CustodianKey, CustodianKey];
    await sealed.submit(await sealed.sharesOf(first));
    expect(await sealed.status()).toBe("AWAITING_SHARES");
    await sealed.submit(await sealed.sharesOf(first)); // again: heard before
    expect(await sealed.status()).toBe("AWAITING_SHARES");
    await sealed.submit(await sealed.sharesOf(third));
    expect(await sealed.status()).toBe("CLOSED");
    expect(await sealed.outcome()).toMatchObject({ winner: a, price: "800.00" });
  });

  it("with a wrong share among them are not opened by it, and the custodian is named", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, CLIENT(), { firms: [a, b] });
    await bid(sealed, a, 90_000n);
    await bid(sealed, b, 80_000n);
    await market.close(sealed.auctionId);
    const [first, second] = custodians as [CustodianKey, CustodianKey, CustodianKey];
    const good = await sealed.sharesOf(first);
    const [one, two] = good.shares;
    const wrong = { ...good, shares: [{ ...one, share: two?.share }, two] };
    const answer = await market.attempt(market.people.admin, "submitShares", wrong, "");
    expect(answer.data?.["submitShares"]).toMatchObject({
      code: "SEAL_MISMATCH",
      message: expect.stringContaining("Notary") as string,
    });
    await sealed.submit(good);
    await sealed.submit(await sealed.sharesOf(second));
    expect(await sealed.outcome()).toMatchObject({ winner: a, price: "900.00" });
  });

  it("that are malformed inside are set aside and block nobody", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, CLIENT(), { firms: [a, b] });
    const { input } = await sealed.box(a, 90_000n);
    const broken = Buffer.from(input.sealed, "base64url");
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    const dishonest = { ...input, sealed: broken.toString("base64url") };
    await market.mutate(
      market.firm(a).bidder,
      "placeBid",
      dishonest,
      "... on PlacedBid { bid { decision } }",
    );
    await bid(sealed, b, 80_000n);
    await market.close(sealed.auctionId);
    for (const custodian of custodians.slice(1)) await sealed.submit(await sealed.sharesOf(custodian));
    expect(await sealed.outcome()).toMatchObject({ winner: b, price: "800.00", bids: 1 });
  });

  it("with garbage for every custodian block nobody for longer than the time for reveals", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, revealSoon(), { firms: [a, b] });
    const { input } = await sealed.box(a, 90_000n);
    const garbage = Buffer.from(input.sealed, "base64url").fill(7, 99, 99 + 3 * 146); // all of the shares
    const dishonest = { ...input, sealed: garbage.toString("base64url") };
    await market.mutate(
      market.firm(a).bidder,
      "placeBid",
      dishonest,
      "... on PlacedBid { bid { decision } }",
    );
    await bid(sealed, b, 80_000n);
    await market.close(sealed.auctionId);
    for (const custodian of custodians) await sealed.submit(await sealed.sharesOf(custodian));
    expect(await sealed.status()).toBe("AWAITING_SHARES");
    await untilOpened(sealed);
    expect(await sealed.outcome()).toMatchObject({ winner: b, price: "800.00", bids: 1 });
    expect(await ownBid(sealed, a)).toEqual({ status: "SET_ASIDE", reason: "UNREVEALED" });
    const proven = await ProvenAuction.read(app, market, sealed.auctionId);
    expect(proven.check(proven.auditor)).toMatchObject({
      openings: expect.stringContaining("1 boxes hold what the entries say") as string,
    });
  });

  it("are opened at once by shares that come after somebody said that there were none", async () => {
    const [a] = firms("a") as [string];
    const sealed = await SealedMarket.open(market, CLIENT(), { firms: [a] });
    await bid(sealed, a, 90_000n);
    await market.close(sealed.auctionId);
    const found = await Promise.all(custodians.map((custodian) => sealed.sharesOf(custodian)));
    for (const shares of found)
      await sealed.submit({ ...shares, shares: shares.shares.map((one) => ({ ...one, share: null })) });
    expect(await waitedFor(sealed)).toMatchObject({ disputed: 1 });
    for (const shares of found.slice(1)) await sealed.submit(shares);
    expect(await sealed.outcome()).toMatchObject({ winner: a, price: "900.00" });
    expect(await refuted(sealed.auctionId)).toEqual(["Notary"]);
  });

  it("are not lost by custodians that say nothing was in their boxes: their bidder shows what was", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, revealSoon(), { firms: [a, b] });
    const { auctionId } = sealed;
    const key = await bid(sealed, a, 90_000n);
    await bid(sealed, b, 80_000n);
    await market.close(auctionId);
    const [notary, auditor, exchange] = custodians as [CustodianKey, CustodianKey, CustodianKey];
    await sealed.submit(await sealed.sharesOf(exchange));
    for (const liar of [notary, auditor]) {
      const { shares, ...from } = await sealed.sharesOf(liar);
      const [ofA, ofB] = shares;
      if (!ofA || !ofB) throw new Error("Shares are missing");
      await sealed.submit({ ...from, shares: [{ ...ofA, share: null }, ofB] });
    }
    expect(await waitedFor(sealed)).toMatchObject({
      custodians: [{ denied: 1, missing: 0 }, { denied: 1 }, { denied: 0 }],
      disputed: 1,
      revealsUntil: expect.any(String) as string,
    });
    await revealInTime(sealed, a, key);
    await untilOpened(sealed);
    expect(await sealed.outcome()).toMatchObject({ winner: a, price: "900.00", cover: "800.00", bids: 2 });
    expect(await refuted(auctionId)).toEqual(["Notary", "Auditor"]);
    const proven = await ProvenAuction.read(app, market, auctionId);
    expect(proven.check(proven.auditor)).toMatchObject({
      openings: expect.stringContaining("2 boxes hold what the entries say") as string,
    });
  });

  it("are refused when they are no boxes for these custodians, or come with an amount", async () => {
    const [a] = firms("a") as [string];
    const sealed = await SealedMarket.open(market, CLIENT(), { firms: [a] });
    const { input } = await sealed.box(a, 90_000n);
    const foreign = Buffer.from(input.sealed, "base64url");
    foreign[40] = (foreign[40] ?? 0) ^ 1; // of the key's hash: still a box
    foreign[5] = (foreign[5] ?? 0) ^ 1; // of the roster's
    const { bidder } = market.firm(a);
    for (const sealedText of [
      "",
      "AQ",
      "?",
      foreign.toString("base64url"),
      `${input.sealed}AA`,
      "A".repeat(20_000),
    ])
      expect(await market.refusal(bidder, "placeBid", { ...input, sealed: sealedText })).toBe(
        "BAD_USER_INPUT",
      );
    expect(await market.refusal(bidder, "placeBid", { ...input, amount: "900.00" })).toBe("BAD_USER_INPUT");
    const { auctionId, idempotencyKey } = input;
    expect(await market.refusal(bidder, "placeBid", { auctionId, idempotencyKey, amount: "900.00" })).toBe(
      "BAD_USER_INPUT",
    );
  });

  it("cannot be opened while bids are taken: no set, no shares, no reveals", async () => {
    const [a] = firms("a") as [string];
    const sealed = await SealedMarket.open(market, CLIENT(), { firms: [a] });
    const { auctionId } = sealed;
    const key = await bid(sealed, a, 90_000n);
    const { admin, analyst } = market.people;
    const query = "query ($id: ID!) { closedSet(auctionId: $id) { note boxes } }";
    const asked = async (person: typeof admin) =>
      (await market.send(person, query, { id: auctionId })).errors?.[0]?.extensions["code"];
    expect(await asked(admin)).toBe("SEALED");
    expect(await asked(analyst)).toBe("FORBIDDEN");
    expect(await asked(market.firm(a).bidder)).toBe("FORBIDDEN");
    expect(await asked({ ...admin, org: "somebody-else" })).toBe("NOT_FOUND");
    const custodianId = custodians[0]?.custodian.id ?? "";
    expect(await market.refusal(admin, "submitShares", { auctionId, custodianId, shares: [] })).toBe(
      "INVALID_STATE OPEN",
    );
    expect(await market.refusal(market.firm(a).bidder, "revealBid", { auctionId, key })).toBe(
      "INVALID_STATE OPEN",
    );
  });

  it("are revealed by their bidders when too few custodians came; who does not is in default", async () => {
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, revealSoon(), { firms: [a, b] });
    const { auctionId } = sealed;
    await bid(sealed, a, 90_000n);
    const key = await bid(sealed, b, 80_000n);
    await market.close(auctionId);
    const { bidder } = market.firm(b);
    expect(await market.refusal(bidder, "revealBid", { auctionId, key })).toBe("INVALID_STATE");
    await revealInTime(sealed, b, key);
    await market.mutate(bidder, "revealBid", { auctionId, key }, "... on BidRevealed { auctionId }");
    expect(await sealed.outcome()).toMatchObject({ winner: null, price: null });
    await untilOpened(sealed);
    expect(await sealed.outcome()).toMatchObject({ winner: b, price: "800.00", bids: 1 });
  });
});

describe("custodians", () => {
  it("make keys and open with them by their own program, after the signed close, what buyers' programs sealed", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "recoup-custodians-"));
    const custodian = (options: string[], token = "") =>
      runProgram("src/cli/custodian.ts", options, { RECOUP_TOKEN: token });
    const files = ["notary", "auditor"].map((name) => path.join(folder, name));
    const made = await Promise.all(
      files.map((file) => custodian(["keygen", "--key", file, "--name", path.basename(file)])),
    );
    const sealing = { sealer: "CLIENT", custodians: made.map(({ out }) => JSON.parse(out) as unknown) };
    const [a, b] = firms("a", "b") as [string, string];
    const sealed = await SealedMarket.open(market, { sealing }, { firms: [a, b] });
    for (const [firm, amount] of [
      [a, "800.00"],
      [b, "900.00"],
    ] as const) {
      const order = {
        auctionId: sealed.auctionId,
        buyerId: sealed.firms.get(firm) ?? "",
        amount,
        terms: { currency: "USD", openingPrice: "100.00", faceValue: "100000.00", sealing: sealed.roster },
      };
      const answer = await app.client(market.firm(firm).bidder).placeSealedBid(order);
      expect(answer).toMatchObject({ __typename: "PlacedBid", bid: { decision: "ACCEPTED" } });
    }
    const { admin } = market.people;
    const { data } = await market.send<{ proofKey: string }>(admin, "{ proofKey }");
    const token = await app.token(admin);
    const open = (file: string, ...more: string[]) => {
      const where = ["--url", app.node.httpUrl, "--auction", sealed.auctionId];
      return custodian(["open", "--key", file, "--signer", data?.proofKey ?? "", ...where, ...more], token);
    };
    const [notary, auditor] = files as [string, string];
    expect(await open(notary)).toMatchObject({
      status: 1,
      err: expect.stringContaining("sealed until") as string,
    });
    await market.close(sealed.auctionId);
    expect(await open(notary)).toMatchObject({
      status: 1,
      err: expect.stringContaining("before its time") as string,
    });
    expect(await open(notary, "--accept-early-close")).toMatchObject({ status: 0, err: "" });
    expect(await sealed.status()).toBe("AWAITING_SHARES");
    expect(await open(auditor, "--accept-early-close")).toMatchObject({ status: 0, err: "" });
    expect(await sealed.outcome()).toMatchObject({ winner: b, price: "900.00" });
    rmSync(folder, { recursive: true });
  });
});

describe("the terms of a sealed auction", () => {
  it.each<[string, () => Record<string, unknown>]>([
    ["a threshold above the number of custodians", () => ({ threshold: 4 })],
    ["a threshold of 0", () => ({ threshold: 0 })],
    ["no time for reveals", () => ({ revealSeconds: 0 })],
    ["nobody to seal to", () => ({ custodians: [] })],
    ["a key that is none", () => ({ custodians: [{ ...custodians[0]?.custodian, publicKey: "AAAA" }] })],
    [
      "the same custodian twice",
      () => ({ threshold: 2, custodians: [custodians[0]?.custodian, custodians[0]?.custodian] }),
    ],
  ])("are refused with %s", async (_what, change) => {
    const portfolioId = await market.portfolio();
    await expect(
      market.auction(portfolioId, {
        format: "SEALED_FIRST_PRICE",
        sealing: { ...CLIENT().sealing, ...change() },
      }),
    ).rejects.toThrow("INVALID_TERMS");
  });

  it("seal nothing in an open format", async () => {
    const portfolioId = await market.portfolio();
    await expect(market.auction(portfolioId, { sealing: CLIENT().sealing })).rejects.toThrow("INVALID_TERMS");
  });
});

it("the journal of all of these auctions leads to their rows by the rules", async () => {
  const database = await new DataSource(
    dataSourceOptions({ url: app.database.url, poolSize: 2 }),
  ).initialize();
  const verification = await verifyJournal({
    database,
    replayers: { AUCTION: auctionReplayer, JOURNAL: headsReplayer },
    findStrays: [findStrayBid, findStraySealed],
    onProgress: () => undefined,
  });
  await database.destroy();
  expect(verification.offence).toBeNull();
});
