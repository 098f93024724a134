import { randomUUID } from "node:crypto";
import type { Arbiter } from "../../src/auction/bidding/arbiter";
import { BY_SYSTEM } from "../../src/auction/auction-desk";
import type { BidAnswer } from "../../src/auction/bidding/bid-answer";
import { SYSTEM_ACTOR } from "../../src/platform/access/viewer";
import type { BidCommand } from "../../src/auction/bidding/bid-command";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { seconds } from "../../src/platform/time";
import { AuctionWorld, inShort } from "../support/auction-world";
import { batchStore, type BatchStore } from "../../src/auction/bidding/bid.store";
import { clockBeforeLock } from "../support/mutants/batch-stores";

let world: AuctionWorld;
let a: Id;
let b: Id;

beforeAll(async () => {
  world = await AuctionWorld.start();
  [a, b] = [await world.firm("a"), await world.firm("b")];
});
afterAll(() => world.stop());

async function openAuction(): Promise<Id> {
  const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
  await world.admit(auctionId, a, b);
  return auctionId;
}

/** The same under the same key: for a bid of its own, were it decided. */
function sentAgain(bid: BidCommand): BidCommand {
  return { ...bid, bidId: systemIdentifiers.next() };
}

/** Somebody else holds the auction's lock from before a bid comes until after the closing time. */
async function bidHeldAcrossTheClose(arbiter: Arbiter): Promise<BidAnswer | undefined> {
  const auctionId = await world.auction({ opensIn: 0, closesIn: 0.6 });
  await world.admit(auctionId, a, b);
  await world.desk.advance(auctionId);
  const holder = world.database.createQueryRunner();
  await holder.startTransaction();
  await holder.query("SELECT FROM journal_stream WHERE id = $1 FOR NO KEY UPDATE", [auctionId]);
  const answered = arbiter.decide(auctionId, [world.bid(auctionId, a, 100n)]);
  await holder.query(
    "SELECT pg_sleep_until(closes_at + interval '20 milliseconds') FROM auction_state WHERE auction_id = $1",
    [auctionId],
  );
  await holder.commitTransaction();
  await holder.release();
  return (await answered)[0];
}

describe("the arbiter", () => {
  it("opens an auction whose time has come before it decides the first bid", async () => {
    const auctionId = await openAuction();
    const [answer] = await world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n)]);
    expect(inShort(answer)).toBe("ACCEPTED LEADING 100");
    const rows = await world.database.query<{ type: string; sequence: number }[]>(
      "SELECT type, sequence FROM journal_entry WHERE stream = $1 ORDER BY sequence",
      [auctionId],
    );
    expect(rows.map(({ type }) => type)).toEqual(["AuctionScheduled", "AuctionOpened", "BidAccepted"]);
  });

  it("decides a batch in order, each bid against the one before", async () => {
    const auctionId = await openAuction();
    const answers = await world
      .arbiter()
      .decide(auctionId, [
        world.bid(auctionId, a, 100n),
        world.bid(auctionId, b, 100n),
        world.bid(auctionId, b, 110n),
        world.bid(auctionId, a, 120n, { maximum: 500n }),
        world.bid(auctionId, b, 200n),
      ]);
    expect(answers.map(inShort)).toEqual([
      "ACCEPTED LEADING 100",
      "REJECTED BELOW_INCREMENT",
      "ACCEPTED LEADING 110",
      "ACCEPTED LEADING 120",
      "ACCEPTED OUTBID 210",
    ]);
  });

  it("answers a key once, the same for ever, in a batch, later, and on another node", async () => {
    const auctionId = await openAuction();
    const bid = world.bid(auctionId, a, 100n, { key: randomUUID() });
    const first = await world.arbiter().decide(auctionId, [bid, sentAgain(bid)]);
    expect(first.map(inShort)).toEqual(["ACCEPTED LEADING 100", "ACCEPTED LEADING 100 replayed"]);
    await world.arbiter().decide(auctionId, [world.bid(auctionId, b, 150n)]);
    const again = await world.arbiter().decide(auctionId, [sentAgain(bid)]);
    expect(again.map(inShort)).toEqual(["ACCEPTED OUTBID 150 replayed"]);
  });

  it("what follows from a bid names nobody: it is the rules' doing", async () => {
    const hardEndAt = (await world.now()) + seconds(36_000);
    const extension = { windowSeconds: 7_200, addedSeconds: 7_200, mode: "RESET", hardEndAt } as const;
    const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 }, { extension });
    await world.admit(auctionId, a, b);
    await world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n)]);
    const entries = await world.database.query<unknown[]>(
      "SELECT type, actor FROM journal_entry WHERE stream = $1 AND type = 'AuctionExtended'",
      [auctionId],
    );
    const { id, kind } = SYSTEM_ACTOR;
    expect(entries).toEqual([{ type: "AuctionExtended", actor: { id, kind } }]);
  });

  it("refuses a key that comes with other content, and leaves no trace", async () => {
    const auctionId = await openAuction();
    const key = randomUUID();
    await world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n, { key })]);
    const before = world.committed.length;
    const [answer] = await world
      .arbiter()
      .decide(auctionId, [world.bid(auctionId, a, 100n, { key, maximum: 200n })]);
    expect(answer).toEqual({ kind: "conflict" });
    expect(world.committed).toHaveLength(before);
  });

  it("knows no firm that was never invited, and no auction that is not there", async () => {
    const auctionId = await openAuction();
    const stranger = await world.firm(`s${randomUUID().slice(0, 8)}`);
    const nowhere = randomUUID();
    const [byStranger] = await world.arbiter().decide(auctionId, [world.bid(auctionId, stranger, 100n)]);
    const [toNowhere] = await world.arbiter().decide(nowhere, [world.bid(nowhere, a, 100n)]);
    expect([byStranger, toNowhere]).toEqual([{ kind: "unknown" }, { kind: "unknown" }]);
  });

  it("a firm that was removed finds no auction any more, and its first decisions again", async () => {
    const auctionId = await openAuction();
    const first = world.bid(auctionId, a, 100n);
    await world.arbiter().decide(auctionId, [first]);
    await world.database.query(
      "UPDATE participant SET status = 'REMOVED' WHERE auction_id = $1 AND buyer_id = $2",
      [auctionId, a],
    );
    const answers = await world
      .arbiter()
      .decide(auctionId, [sentAgain(first), world.bid(auctionId, a, 900n)]);
    expect(answers.map(inShort)).toEqual(["ACCEPTED LEADING null replayed", "unknown"]);
  });

  it("answers what it committed, also when what comes behind it fails", async () => {
    const auctionId = await openAuction();
    await world.desk.advance(auctionId);
    const commands = [world.bid(auctionId, a, 100n), world.bid(auctionId, b, 110n)];
    let batches = 0;
    const failing: BatchStore = {
      async read(pipeline, id, waiting) {
        batches += 1;
        if (batches > 1) throw new Error("the database went away");
        const facts = await batchStore.read(pipeline, id, waiting);
        // The second command finds the closing due, and after it nothing answers any more.
        return facts && { ...facts, state: { ...facts.state, closesAt: facts.clock + 1n } };
      },
      write: (pipeline, id, result) =>
        batchStore.write(pipeline, id, {
          ...result,
          state: { ...result.state, closesAt: result.state.opensAt + 1n },
        }),
    };
    const answers = await world.arbiter(failing).decide(auctionId, commands);
    expect(answers.map(inShort)).toEqual(["ACCEPTED LEADING 100"]);
  });

  describe("a commit whose reply is lost", () => {
    /** Commits, and then cannot be reached for so many attempts. */
    function losing(replies: number): BatchStore {
      let isLost = false;
      return {
        async read(pipeline, id, commands) {
          if (isLost && (replies -= 1) > 0) throw new Error("the database is away");
          return batchStore.read(pipeline, id, commands);
        },
        async write(pipeline, id, result) {
          await batchStore.write(pipeline, id, result);
          if (isLost) return;
          isLost = true;
          throw new Error("the connection was lost");
        },
      };
    }

    it("is answered to who sent it first as the first time, with what follows it, and told to subscribers", async () => {
      const auctionId = await openAuction();
      await world.desk.advance(auctionId);
      world.found.length = 0;
      const commands = [world.bid(auctionId, a, 100n)];
      const answers = await world.arbiter(losing(1)).decide(auctionId, commands);
      expect(answers.map(inShort)).toEqual(["ACCEPTED LEADING 100"]);
      expect(world.found).toEqual([3]);
    });

    it("is looked for until the database is back; nobody is answered by guess", async () => {
      const auctionId = await openAuction();
      await world.desk.advance(auctionId);
      const answers = await world.arbiter(losing(8)).decide(auctionId, [world.bid(auctionId, a, 100n)]);
      expect(answers.map(inShort)).toEqual(["ACCEPTED LEADING 100"]);
    });
  });

  it("case 1: closes as of the closing time before it decides a bid that was locked after it", async () => {
    const auctionId = await world.auction({ opensIn: -2, closesIn: -1 });
    await world.admit(auctionId, a, b);
    const [answer] = await world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n)]);
    expect(inShort(answer)).toBe("REJECTED CLOSED");
  });

  it("case 1: a bid received before the closing time and locked after it is late", async () => {
    expect(inShort(await bidHeldAcrossTheClose(world.arbiter()))).toBe("REJECTED CLOSED");
  });

  it("a clock that was read before the lock would let that bid in, and is seen", async () => {
    expect(inShort(await bidHeldAcrossTheClose(world.arbiter(clockBeforeLock)))).toBe("ACCEPTED LEADING 100");
  });

  it("case 2: two equal bids at once on two nodes: one is accepted, the other below the increment", async () => {
    const auctionId = await openAuction();
    const answers = await Promise.all([
      world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n)]),
      world.arbiter().decide(auctionId, [world.bid(auctionId, b, 100n)]),
    ]);
    const verdicts = answers.flat().map(inShort).sort();
    expect(verdicts).toEqual(["ACCEPTED LEADING 100", "REJECTED BELOW_INCREMENT"]);
  });

  it("has planned what a batch runs before a connection is given to the first", async () => {
    const planned = async () => {
      const text = "SELECT name FROM pg_prepared_statements WHERE generic_plans > 0 ORDER BY name";
      const [result] = await world.pool.use((pipeline) => pipeline.send([{ text }]));
      return result?.rows.map(({ name }: { name: string }) => name);
    };
    const warm = ["lock-auction", "read-bid-facts", "write-bids"];
    await world.pool
      .use(() => Promise.reject(new Error("a fresh connection, please")))
      .catch(() => undefined);
    expect(await planned()).toEqual(warm);
    const auctionId = await openAuction();
    await world.desk.advance(auctionId);
    const [answer] = await world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n)]);
    expect(inShort(answer)).toBe("ACCEPTED LEADING 100");
    expect(await planned()).toEqual(warm);
  });

  it("gets an auction from a node that froze while it held it", async () => {
    const auctionId = await openAuction();
    let thaw = (): void => undefined;
    const thawed = new Promise<void>((resolve) => (thaw = resolve));
    const frozen = world.transactions.run(async (tx) => {
      await world.ledger.lock(tx, auctionId, BY_SYSTEM);
      await thawed;
    });
    await world.desk.advance(auctionId); // waits for the lock, however long
    const [answer] = await world.arbiter().decide(auctionId, [world.bid(auctionId, a, 100n)]);
    expect(inShort(answer)).toBe("ACCEPTED LEADING 100");
    thaw();
    await expect(frozen).rejects.toThrow();
  });

  it("chains its entries without gaps, whoever writes them", async () => {
    const auctionId = await openAuction();
    await Promise.all(
      Array.from({ length: 8 }, (_, node) =>
        world.arbiter().decide(auctionId, [world.bid(auctionId, node % 2 ? a : b, BigInt(100 + node * 10))]),
      ),
    );
    const rows = await world.database.query<{ sequence: number; chained: boolean }[]>(
      `SELECT sequence, previous_hash = coalesce(lag(hash) OVER (ORDER BY sequence), decode(repeat('00', 32), 'hex'))
         AS chained
       FROM journal_entry WHERE stream = $1 ORDER BY sequence`,
      [auctionId],
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.every(({ chained }) => chained)).toBe(true);
  });
});
