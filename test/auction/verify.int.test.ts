import { auctionReplayer, findStrayBid } from "../../src/auction";
import type { Transaction } from "../../src/platform/database/transactions";
import type { Id } from "../../src/platform/ids";
import { verifyJournal } from "../../src/platform/journal/verify-journal";
import { readPages } from "../../src/platform/journal/verify-chain.store";
import type { Finding } from "../../src/platform/journal/verify-chain";
import { seconds } from "../../src/platform/time";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld, inShort } from "../support/auction-world";

let world: AuctionWorld;
let auctionId: Id;
let a: Id;
let b: Id;
let c: Id;
let d: Id;

beforeAll(async () => {
  world = await AuctionWorld.start();
  [a, b, c, d] = [await world.firm("a"), await world.firm("b"), await world.firm("c"), await world.firm("d")];
  auctionId = await eventfulAuction();
});
afterAll(() => world.stop());

/** Bids of four firms with extensions, a pause, a void, a removal, an early close and an award. */
async function eventfulAuction(): Promise<Id> {
  const hardEndAt = (await world.now()) + seconds(90_000);
  const extension = { windowSeconds: 7_200, addedSeconds: 7_200, mode: "RESET", hardEndAt } as const;
  const reserve = { amount: 150n, floorId: a };
  const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, { extension, reserve });
  const part = new AuctionPart(world, id);
  await part.admit([a, b, c, d], { limit: 5_000n });
  const bid = async (buyerId: Id, amount: bigint | null, maximum?: bigint) =>
    inShort(
      (await world.arbiter().decide(id, [world.bid(id, buyerId, amount, maximum ? { maximum } : {})]))[0],
    );
  const told = [await bid(a, 100n), await bid(b, 100n), await bid(b, 200n, 900n), await bid(a, 6_000n)];
  await part.command({ type: "Pause", reason: "A question." });
  told.push(await bid(a, 300n));
  await part.command({ type: "Resume" });
  told.push(await bid(c, 300n), await bid(c, 950n), await bid(d, 970n, 990n), await bid(d, null, 1_000n));
  await part.voidBids(c);
  await part.remove(d);
  await part.setLimit(a, 4_000n);
  told.push(await bid(a, 950n), await bid(c, 975n));
  await part.close();
  told.push(await bid(b, 2_000n));
  const award = { rank: 1, buyerId: c, paddle: "103", price: 975n };
  await part.command({ type: "AwardTo", bid: award, rationale: "The highest." });
  expect(told).toEqual([
    "ACCEPTED LEADING 100",
    "REJECTED BELOW_INCREMENT",
    "ACCEPTED LEADING 200",
    "REJECTED ABOVE_LIMIT",
    "REJECTED PAUSED",
    "ACCEPTED OUTBID 310",
    "ACCEPTED LEADING 950",
    "ACCEPTED LEADING 970",
    "ACCEPTED LEADING 970",
    "ACCEPTED LEADING 950",
    "ACCEPTED LEADING 975",
    "REJECTED CLOSED",
  ]);
  return id;
}

async function replay(tx: Transaction): Promise<Finding | null> {
  const replaying = await auctionReplayer(tx.manager, auctionId);
  for await (const page of readPages(tx.manager, auctionId)) {
    const finding = await replaying.take(page);
    if (finding) return finding;
  }
  return replaying.finish();
}

/** What the replay finds after somebody with the tables' owner's rights was at work; nothing of that stays. */
async function findingAfter(...statements: readonly string[]): Promise<Finding | null> {
  const undo = new Error("undone");
  let finding: Finding | null = null;
  const tampered = world.transactions.run(async (tx) => {
    for (const table of ["bid", "bid_default", "journal_entry", "journal_entry_default"])
      await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    for (const statement of statements) await tx.query(statement);
    finding = await replay(tx);
    throw undo;
  });
  await expect(tampered).rejects.toBe(undo);
  return finding;
}

async function places(type: string): Promise<number[]> {
  const rows = await world.database.query<{ sequence: number }[]>(
    "SELECT sequence FROM journal_entry WHERE stream = $1 AND type = $2 ORDER BY sequence",
    [auctionId, type],
  );
  return rows.map(({ sequence }) => sequence);
}

async function lastPlace(): Promise<number> {
  return (await places("AuctionAwarded"))[0] ?? 0;
}

describe("replaying an auction against its rows", () => {
  it("finds nothing wrong with what arbiter and ledger wrote", async () => {
    expect(await findingAfter()).toBeNull();
    const ports = { replayers: { AUCTION: auctionReplayer }, findStrays: [findStrayBid] };
    const verification = await verifyJournal({
      database: world.database,
      ...ports,
      onProgress: () => undefined,
    });
    expect(verification).toMatchObject({ streams: 1, offence: null });
    expect((await places("AuctionExtended")).length).toBeGreaterThan(3);
    expect(await places("BidsVoided")).toHaveLength(2);
  });

  it.each([
    ["another amount", "amount_minor = amount_minor + 1", "Its bid's row has another amount."],
    [
      "another maximum",
      "maximum_minor = maximum_minor + 1",
      "The value beside it is not the one committed to at /data/maximum.",
    ],
    ["another price to beat", "minimum_next_minor = 1", "Its bid's row has another minimumNextBid."],
    ["another paddle", "paddle = '104'", "Its bid's row has another paddle."],
    [
      "another time",
      "decided_at = decided_at + interval '1 microsecond'",
      "Its bid's row has another decidedAt.",
    ],
    ["no confirmation", "confirmed = false", "Its bid's row has another confirmed."],
    ["no effect", "moved = false", "Its bid's row has another moved."],
    ["another actor", "actor_kind = 'API_KEY'", "The value beside it is not the one committed to at /actor."],
    [
      "another salt",
      "salts = decode(repeat('00', 48), 'hex')",
      "The value beside it is not the one committed to at /actor.",
    ],
    [
      "a rejection",
      "decision = 'REJECTED', reason = 'CLOSED', moved = false",
      "Its bid's row has another decision.",
    ],
  ])("a bid's row with %s is named", async (_, change, problem) => {
    const [, second = 0] = await places("BidAccepted");
    const finding = await findingAfter(
      `UPDATE bid SET ${change} WHERE auction_id = '${auctionId}' AND sequence = ${second}`,
    );
    expect(finding).toEqual({ sequence: second, problem });
  });

  it("a bid's row with another firm is named", async () => {
    const [first = 0] = await places("BidAccepted");
    const finding = await findingAfter(
      `UPDATE bid SET buyer_id = '${b}' WHERE auction_id = '${auctionId}' AND sequence = ${first}`,
    );
    const problem = "The value beside it is not the one committed to at /data/buyerId.";
    expect(finding).toEqual({ sequence: first, problem });
  });

  it("a refused bid's row with another reason is named", async () => {
    const [first = 0] = await places("BidRejected");
    const finding = await findingAfter(
      `UPDATE bid SET reason = 'CLOSED' WHERE auction_id = '${auctionId}' AND sequence = ${first}`,
    );
    expect(finding).toEqual({ sequence: first, problem: "Its bid's row has another reason." });
  });

  it("a bid's row that is missing, or that no entry tells of, is named", async () => {
    const [first = 0] = await places("BidAccepted");
    const [pause = 0] = await places("AuctionPaused");
    const bid = `FROM bid WHERE auction_id = '${auctionId}' AND sequence = ${first}`;
    expect(await findingAfter(`DELETE ${bid}`)).toEqual({
      sequence: first,
      problem: "Its bid's row is missing.",
    });
    const columns = `id, buyer_id, paddle, sha256(key_hash), fingerprint, actor_id, actor_kind, decision, reason,
      amount_minor, maximum_minor, minimum_next_minor, confirmed, raise, moved, received_at, decided_at, salts`;
    const copyTo = (place: number) => `INSERT INTO bid SELECT auction_id, ${place}, ${columns} ${bid}`;
    expect(await findingAfter(copyTo(pause))).toEqual({
      sequence: pause,
      problem: "It is no bid, and a bid's row stands in its place.",
    });
    const behind = (await lastPlace()) + 5;
    expect(await findingAfter(copyTo(behind))).toEqual({
      sequence: behind,
      problem: "A bid's row stands behind the journal's end.",
    });
  });

  it("a key that its firm used twice is named", async () => {
    const bids = await world.database.query<{ sequence: number }[]>(
      "SELECT sequence FROM bid WHERE auction_id = $1 AND buyer_id = $2 ORDER BY sequence",
      [auctionId, a],
    );
    const [first, second] = bids.map(({ sequence }) => sequence);
    const finding = await findingAfter(
      "ALTER TABLE bid DROP CONSTRAINT bid_auction_id_buyer_id_key_hash_key",
      `UPDATE bid SET key_hash = (SELECT key_hash FROM bid WHERE auction_id = '${auctionId}' AND sequence = ${first})
       WHERE auction_id = '${auctionId}' AND sequence = ${second}`,
    );
    expect(finding).toEqual({ sequence: second, problem: "Its firm used its key before." });
  });

  it.each([
    ["status", "UPDATE auction_state SET status = 'UNSOLD'"],
    ["closesAt", "UPDATE auction_state SET closes_at = closes_at + interval '1 second'"],
    ["opensAt", "UPDATE auction_state SET opens_at = opens_at - interval '1 second'"],
    [
      "isSealed",
      "ALTER TABLE auction_state DROP CONSTRAINT auction_state_sealed_check; UPDATE auction_state SET is_sealed = true",
    ],
    ["state", "UPDATE auction_state SET state = jsonb_set(state, '{book,price}', '\"1\"')"],
  ])("another %s in the auction's row is named", async (column, statement) => {
    expect(await findingAfter(statement)).toEqual({
      sequence: await lastPlace(),
      problem: `The auction's row has another ${column}.`,
    });
  });

  it.each([
    ["terms", "UPDATE auction SET terms = jsonb_set(terms, '{reserve,amount}', '\"0\"')"],
    ["format", "UPDATE auction SET format = 'DUTCH'"],
    ["scheduledAt", "UPDATE auction SET scheduled_at = scheduled_at - interval '1 second'"],
  ])("another %s pinned is named", async (column, statement) => {
    expect(await findingAfter(statement)).toEqual({
      sequence: 1,
      problem: `The auction's row has another ${column}.`,
    });
  });

  it.each([
    ["limit", "limit_minor = 9999"],
    ["status", "status = 'REMOVED'"],
    ["paddle", "paddle = '199'"],
    ["ndaSignedAt", "nda_signed_at = now()"],
    ["voidedThrough", "voided_through = 3"],
  ])("another %s in a firm's row is named, at the last entry about it", async (column, change) => {
    const bids = [...(await places("BidAccepted")), ...(await places("BidRejected"))];
    const ofFirm = await world.database.query<{ sequence: number }[]>(
      "SELECT max(sequence) AS sequence FROM bid WHERE auction_id = $1 AND buyer_id = $2",
      [auctionId, a],
    );
    expect(bids).toContain(ofFirm[0]?.sequence);
    const finding = await findingAfter(`UPDATE participant SET ${change} WHERE buyer_id = '${a}'`);
    expect(finding).toEqual({
      sequence: ofFirm[0]?.sequence,
      problem: `Its firm's row has another ${column}.`,
    });
  });

  it("a firm's row that is missing, or that no entry tells of, is named", async () => {
    const [awarded = 0] = await places("AuctionAwarded");
    expect(await findingAfter(`DELETE FROM participant WHERE buyer_id = '${c}'`)).toEqual({
      sequence: awarded,
      problem: "Its firm's row is missing.",
    });
    const stranger = await world.firm("stranger");
    const insert = `INSERT INTO participant (id, auction_id, buyer_id, paddle, status)
      VALUES (gen_random_uuid(), '${auctionId}', '${stranger}', '150', 'INVITED')`;
    expect(await findingAfter(insert)).toEqual({
      sequence: awarded,
      problem: "A firm has a row that no entry tells of.",
    });
  });

  it("a value that the rules need and that is gone is named", async () => {
    const [voided = 0] = await places("BidsVoided");
    const secret = `journal_secret WHERE stream = '${auctionId}' AND sequence = ${voided} AND path = '/data/book'`;
    expect(await findingAfter(`DELETE FROM ${secret}`)).toEqual({
      sequence: voided,
      problem: "The value committed to at /data/book is not beside it.",
    });
  });

  it("words that were erased are not missed", async () => {
    const [removed = 0] = await places("BuyerRemoved");
    const erase = `DELETE FROM journal_secret WHERE stream = '${auctionId}' AND sequence = ${removed}
      AND path = '/data/rationale'`;
    expect(await findingAfter(erase)).toBeNull();
  });

  it("an entry that the rules would have written otherwise is named, whatever its hash", async () => {
    const [, extended = 0] = await places("AuctionExtended");
    const change = (value: string) =>
      `UPDATE journal_entry SET data = jsonb_set(data, '{closesAt}', '"${value}"')
       WHERE stream = '${auctionId}' AND sequence = ${extended}`;
    expect(await findingAfter(change("2090-01-01T00:00:00.000000Z"))).toEqual({
      sequence: extended,
      problem: "The rules decide otherwise.",
    });
    expect(await findingAfter(change("soon"))).toEqual({
      sequence: extended,
      problem: "It cannot be read as an auction's.",
    });
  });

  it("an auction without its row is named", async () => {
    const finding = await findingAfter(
      "DELETE FROM participant",
      "DELETE FROM auction_state",
      "DELETE FROM auction",
    );
    expect(finding).toEqual({ sequence: 1, problem: "Its auction's row is missing." });
  });
});

describe("bids that no auction shows", () => {
  const insert = (stream: string) => `INSERT INTO bid
    SELECT ${stream}, 7, id, buyer_id, paddle, sha256(key_hash), fingerprint, actor_id, actor_kind, decision, reason,
      amount_minor, maximum_minor, minimum_next_minor, confirmed, raise, moved, received_at, decided_at, salts
    FROM bid ORDER BY sequence LIMIT 1`;

  it("a bid whose auction has no journal, and one whose identifier another has, are named", async () => {
    const nowhere = "00000000-0000-7000-8000-000000000001";
    const undo = new Error("undone");
    const strays: unknown[] = [];
    const tampered = world.transactions.run(async (tx) => {
      const database = { query: tx.query.bind(tx) } as unknown as typeof world.database;
      strays.push(await findStrayBid(database));
      await tx.query(insert(`'${nowhere}'::uuid`));
      strays.push(await findStrayBid(database));
      await tx.query(`INSERT INTO journal_stream (id, kind, head_hash)
        VALUES ('${nowhere}', 'AUCTION', decode(repeat('00', 32), 'hex'))`);
      strays.push(await findStrayBid(database));
      throw undo;
    });
    await expect(tampered).rejects.toBe(undo);
    const [first] = await places("BidAccepted");
    expect(strays).toEqual([
      null,
      { stream: nowhere, sequence: 7, problem: "Its auction has no journal." },
      { stream: auctionId, sequence: first, problem: "Another bid has its identifier." },
    ]);
  });
});
