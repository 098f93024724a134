import type { LockedAuction } from "../../src/auction/auction-ledger";
import { BY_SYSTEM } from "../../src/auction/auction-desk";
import { decideBatch, knownKey, type BatchFacts } from "../../src/auction/bidding/decide-batch";
import type { BidCommand } from "../../src/auction/bidding/bid-command";
import type { ExposurePart, SealedDigest } from "../../src/auction/domain";
import type { Exposed } from "../../src/auction/exposure/allotment.store";
import { systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import type { Transaction } from "../../src/platform/database/transactions";
import type { Instant } from "../../src/platform/time";
import { refuse } from "../../src/platform/refusal";
import { hash, randomBytes, randomUUID } from "node:crypto";
import { realWorld, simulatedWorld, type ContractWorld } from "./contract-world";

// What the node's code counts on in its store. The simulated one and the real one keep the same contract, so that what the
// simulation shows holds for PostgreSQL.
describe.each([
  ["the simulated store", simulatedWorld],
  ["PostgreSQL", realWorld],
])("%s", (_, start) => {
  let world: ContractWorld;
  let a: Id;
  let b: Id;

  beforeAll(async () => {
    world = await start();
    [a, b] = [await world.firm("a"), await world.firm("b")];
  });
  afterAll(() => world.stop());

  async function openAuction(): Promise<Id> {
    const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
    await world.admit(auctionId, a, b);
    await advance(auctionId);
    return auctionId;
  }

  function advance(auctionId: Id): Promise<unknown> {
    return world.run(() => world.transactions.run((tx) => world.ledger.lock(tx, auctionId, BY_SYSTEM)));
  }

  /** Reads what the commands are decided by, decides nothing, and lets go of the auction. */
  function facts(auctionId: Id, ...commands: BidCommand[]): Promise<BatchFacts | null> {
    return world.run(() =>
      world.pool.use(async (pipeline) => {
        const found = await world.batches.read(pipeline, auctionId, commands);
        if (found) await world.batches.write(pipeline, auctionId, decideBatch(found, [], systemRandomness));
        return found;
      }),
    );
  }

  /** `blind`: as if no key had been used before. */
  function decide(auctionId: Id, commands: readonly BidCommand[], blind = false): Promise<void> {
    return world.run(() =>
      world.pool.use(async (pipeline) => {
        const found = await world.batches.read(pipeline, auctionId, commands);
        if (!found) throw new Error("There is no such auction");
        const seen = blind ? { ...found, known: new Map() } : found;
        await world.batches.write(pipeline, auctionId, decideBatch(seen, commands, systemRandomness));
      }),
    );
  }

  /** Holds the auction, after `act`, until it is let go of; resolves when it has it. */
  async function hold(auctionId: Id, act: () => Promise<void> = () => Promise.resolve()) {
    let letGo: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (letGo = resolve));
    let has: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (has = resolve));
    const done = world.transactions.run(async (tx) => {
      const locked = await world.ledger.lock(tx, auctionId, BY_SYSTEM);
      await act();
      await locked.decide({ type: "Pause", reason: "A question." }, BY_SYSTEM);
      has();
      await asked;
      return tx.now();
    });
    await held;
    return { letGo, done };
  }

  function inLock<Result>(
    auctionId: Id,
    work: (locked: LockedAuction, tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return world.run(() =>
      world.transactions.run(async (tx) => work(await world.ledger.lock(tx, auctionId, BY_SYSTEM), tx)),
    );
  }

  /** What is in the box no store looks at. */
  function boxedBid(auctionId: Id, buyerId: Id, reason: Pick<SealedDigest, "belowIndicationReason"> = {}) {
    const bytes = randomBytes(400);
    const hex = () => randomBytes(32).toString("hex");
    const bid = world.bid(auctionId, buyerId, null);
    const bidKeyHash = bid.keyHash.toString("hex");
    const hashes = { keyHash: hex(), bidKeyHash, shareHashes: [hex(), hex()], commitment: hex() };
    const digest = { boxHash: hash("sha256", bytes), ...hashes, ...reason };
    const content = { kind: "BID", amount: null, maximum: null, confirmHigh: false } as const;
    return { ...bid, content: { ...content, sealed: { digest, bytes } } };
  }

  it("finds an auction as it was made, and none where there is none", async () => {
    const auctionId = await world.auction({ opensIn: 60, closesIn: 3_600 });
    const found = await facts(auctionId);
    expect(found).toMatchObject({ auctionId, sellerId: world.sellerId, head: { sequence: 1 } });
    expect(found?.state).toMatchObject({ status: "SCHEDULED", lastAt: found?.head.lastAt });
    expect(await facts(randomUUID())).toBeNull();
    await expect(advance(randomUUID())).rejects.toThrow("nothing with this identifier");
  });

  it("lets who waits for the lock see what was committed under it, and a clock that was read after it", async () => {
    const auctionId = await openAuction();
    const { found, heldUntil } = await world.run(async () => {
      const holder = await hold(auctionId);
      const reading = world.pool.use(async (pipeline) => {
        const seen = await world.batches.read(pipeline, auctionId, []);
        if (seen) await world.batches.write(pipeline, auctionId, decideBatch(seen, [], systemRandomness));
        return seen;
      });
      holder.letGo();
      return { heldUntil: await holder.done, found: await reading };
    });
    expect(found?.state.status).toBe("PAUSED");
    expect(found?.head.sequence).toBe(3);
    expect(found?.clock).toBeGreaterThan(heldUntil);
  });

  it("gives up a bid's wait for the lock in the end, so that its caller hears RETRY_LATER", async () => {
    const auctionId = await openAuction();
    await world.run(async () => {
      const holder = await hold(auctionId);
      const reading = world.pool.use((pipeline) => world.batches.read(pipeline, auctionId, []));
      await expect(reading).rejects.toMatchObject({ code: "55P03" });
      holder.letGo();
      await holder.done;
    });
    expect((await facts(auctionId))?.state.status).toBe("PAUSED");
  });

  it("shows entries to feeds when they are committed, not before", async () => {
    const auctionId = await openAuction();
    const last = () => world.entries.lastSequence(auctionId);
    const [before, after] = await world.run(async () => {
      const holder = await hold(auctionId);
      const uncommitted = [
        await last(),
        await world.entries.readAfter({ stream: auctionId, sequence: 2 }, 10),
      ];
      holder.letGo();
      await holder.done;
      return [uncommitted, await last()];
    });
    expect(before).toEqual([2, []]);
    expect(after).toBe(3);
  });

  it("reads entries by pages, of one stream or of several", async () => {
    const [one, other] = [await openAuction(), await openAuction()];
    await decide(one, [world.bid(one, a, 100n), world.bid(one, b, 110n), world.bid(one, a, 120n)]);
    const [page, each] = await world.run(async () => [
      await world.entries.readAfter({ stream: one, sequence: 1 }, 2),
      await world.entries.readAfterEach(
        [
          { stream: one, sequence: 3 },
          { stream: other, sequence: 0 },
        ],
        10,
      ),
    ]);
    expect(page.map(({ sequence }) => sequence)).toEqual([2, 3]);
    const places = each.map(({ stream, sequence }) => `${stream} ${sequence}`);
    expect(places.sort()).toEqual([`${one} 4`, `${one} 5`, `${other} 1`, `${other} 2`].sort());
  });

  it("knows a decided bid by its firm and key, in that auction alone", async () => {
    const [auctionId, elsewhere] = [await openAuction(), await openAuction()];
    const key = randomUUID();
    const bid = world.bid(auctionId, a, 100n, { key });
    await decide(auctionId, [bid, world.bid(auctionId, b, 90n)]);
    const found = await facts(auctionId, bid, world.bid(auctionId, b, 100n, { key }));
    expect([...(found?.known.keys() ?? [])]).toEqual([knownKey(bid)]);
    expect(found?.known.get(knownKey(bid))).toMatchObject({
      auctionId,
      sequence: 3,
      id: bid.bidId,
      buyerId: a,
      paddle: "101",
      keyHash: bid.keyHash,
      fingerprint: bid.fingerprint,
      actorId: a,
      decision: "ACCEPTED",
      reason: null,
      amount: 100n,
      maximum: 100n,
      minimumNextBid: 110n,
      receivedAt: bid.receivedAt,
    });
    const [, , entry] = await world.run(() => world.entries.readAfter({ stream: auctionId, sequence: 0 }, 3));
    expect(found?.known.get(knownKey(bid))?.decidedAt).toBe(entry?.at);
    expect(found?.firms.get(a)?.latestAccepted).toBe(3);
    expect(found?.firms.get(b)).toMatchObject({ paddle: "102", latestAccepted: null });
    expect((await facts(elsewhere, world.bid(elsewhere, a, 100n, { key })))?.known.size).toBe(0);
  });

  it("takes a key once, and of a write that fails nothing stays, not even the lock", async () => {
    const auctionId = await openAuction();
    const bid = world.bid(auctionId, a, 100n);
    await decide(auctionId, [bid]);
    const again = { ...bid, bidId: randomUUID() };
    await expect(decide(auctionId, [world.bid(auctionId, b, 200n), again], true)).rejects.toMatchObject({
      code: "23505",
    });
    const found = await facts(auctionId, bid);
    expect(found?.head.sequence).toBe(3);
    expect(found?.state.book.price).toBe(100n);
    expect(found?.known.get(knownKey(bid))?.id).toBe(bid.bidId);
  });

  it("reads a firm as it is, and none that was never invited", async () => {
    const auctionId = await openAuction();
    const stranger = await world.firm("stranger");
    const found = await facts(auctionId, world.bid(auctionId, a, 100n), world.bid(auctionId, stranger, 100n));
    expect([...(found?.firms.keys() ?? [])]).toEqual([a]);
    expect(found?.firms.get(a)).toMatchObject({
      paddle: "101",
      ownLimit: null,
      voidedThrough: 0,
      eligibility: {
        participantStatus: "ADMITTED",
        limit: null,
        qualified: true,
        suspended: false,
        expelled: false,
        hasConflictOfInterest: false,
      },
    });
  });

  it("voids what a suspended firm bid, at once or by the closing, and leaves the others'", async () => {
    const firm = await world.firm("late");
    const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
    await world.admit(auctionId, firm, b);
    await advance(auctionId);
    await decide(auctionId, [world.bid(auctionId, firm, 100n), world.bid(auctionId, b, 110n)]);
    await world.suspend(firm);
    const suspended = await facts(auctionId, world.bid(auctionId, firm, 200n));
    expect(suspended?.firms.get(firm)?.eligibility.suspended).toBe(true);
    const seen = await world.run(() =>
      world.transactions.run(async (tx) => {
        const locked = await world.ledger.lock(tx, auctionId, BY_SYSTEM);
        const closing = await locked.closingFacts(await tx.now());
        const before = await locked.acceptedBids();
        const participant = await locked.participant(firm);
        await locked.decide(
          { type: "VoidBids", buyerId: firm, paddle: "101", reason: "SUSPENDED", bids: before },
          BY_SYSTEM,
        );
        return { closing, before, participant, after: await locked.acceptedBids() };
      }),
    );
    expect(seen.participant).toMatchObject({ buyerId: firm, paddle: "101", status: "ADMITTED", limit: null });
    expect(seen.closing.exclusions).toMatchObject([{ buyerId: firm, paddle: "101", reason: "SUSPENDED" }]);
    expect(seen.closing.bids).toEqual(seen.before);
    const amounts = (bids: readonly { buyerId: Id; amount: bigint | null }[]) =>
      bids.map(({ buyerId, amount }) => [buyerId, amount]);
    expect(amounts(seen.before)).toEqual([
      [firm, 100n],
      [b, 110n],
    ]);
    expect(amounts(seen.after)).toEqual([[b, 110n]]);
    expect((await facts(auctionId, world.bid(auctionId, firm, 1n)))?.firms.get(firm)?.voidedThrough).toBe(5);
  });

  it("knows the last step of an auction's course, and who took it", async () => {
    const auctionId = await openAuction();
    const last = () =>
      world.run(() =>
        world.transactions.run(async (tx) => {
          const locked = await world.ledger.lock(tx, auctionId, BY_SYSTEM);
          const before = await locked.isDone({ type: "Pause", reason: "A question." }, BY_SYSTEM.actor);
          await locked.decide({ type: "Pause", reason: "A question." }, BY_SYSTEM);
          const after = [
            await locked.isDone({ type: "Pause", reason: "A question." }, BY_SYSTEM.actor),
            await locked.isDone({ type: "Pause", reason: "Another." }, BY_SYSTEM.actor),
            await locked.isDone(
              { type: "Pause", reason: "A question." },
              { ...BY_SYSTEM.actor, id: world.sellerId },
            ),
          ];
          return [before, ...after];
        }),
      );
    await decide(auctionId, [world.bid(auctionId, a, 100n)]);
    expect(await last()).toEqual([false, true, false, false]);
  });

  it("rolls back what a Refusal or an error ends", async () => {
    const auctionId = await openAuction();
    const pauseAnd = (end: () => unknown) =>
      world.run(() =>
        world.transactions.run(async (tx) => {
          const locked = await world.ledger.lock(tx, auctionId, BY_SYSTEM);
          await locked.decide({ type: "Pause", reason: "A question." }, BY_SYSTEM);
          return end();
        }),
      );
    await pauseAnd(() => refuse("INVALID_STATE", "No."));
    await expect(
      pauseAnd(() => {
        throw new Error("broken");
      }),
    ).rejects.toThrow("broken");
    expect((await facts(auctionId))?.state.status).toBe("OPEN");
    await pauseAnd(() => "done");
    expect((await facts(auctionId))?.state.status).toBe("PAUSED");
  });

  it("knows what a firm took back, and keeps boxes and shares until they are opened", async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const custodians = [one, two].map((id) => ({ id, name: id, publicKey: id }));
    const sealing = { sealer: "CLIENT", threshold: 2, custodians, revealSeconds: 60 } as const;
    const sealed = { format: "SEALED_FIRST_PRICE", increments: [], sealing } as const;
    const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 }, sealed);
    await world.admit(auctionId, a, b);
    await advance(auctionId);
    const [first, again, other] = [boxedBid(auctionId, a), boxedBid(auctionId, a), boxedBid(auctionId, b)];
    const withdrawal = { ...world.bid(auctionId, b, null), content: { kind: "WITHDRAWAL" } } as const;
    await decide(auctionId, [first, other, again]);
    expect((await facts(auctionId, withdrawal))?.firms.get(b)).toMatchObject({ live: 4, withdrawn: [] });
    await decide(auctionId, [withdrawal]);
    const known = await facts(auctionId, first, other, withdrawal);
    expect(known?.firms.get(a)).toMatchObject({ latestAccepted: 5, live: null, withdrawn: [], setAside: [] });
    expect(known?.firms.get(b)).toMatchObject({ latestAccepted: 6, live: null, withdrawn: [4, 6] });

    expect(await world.run(() => world.closedSets.find(auctionId))).toBeNull();
    await inLock(auctionId, async (locked, tx) => {
      const closing = await locked.closingFacts(await tx.now());
      expect(closing.bids.map(({ sequence }) => sequence)).toEqual([3, 5]);
      await locked.decide({ type: "Close", reason: "Enough.", facts: closing }, BY_SYSTEM);
    });
    const box = again.content.sealed.bytes;
    const live = {
      sequence: 5,
      buyerId: a,
      paddle: "101",
      limit: null,
      keyHash: again.keyHash,
      reveal: null,
    };
    const found = await world.run(() => world.closedSets.find(auctionId));
    expect(found).toMatchObject({ auctionId, sellerId: world.sellerId, round: 1, sealing });
    expect(found?.bids).toMatchObject([{ ...live, box, boxHash: hash("sha256", box), shares: new Map() }]);
    expect(await world.run(() => world.closedSets.awaiting(100))).toContain(auctionId);

    const shares = new Map([[5, Buffer.alloc(33, 7)]]);
    const none = new Map([[5, null]]);
    const brought = { auctionId, custodianId: one, submittedBy: world.sellerId };
    const bring = (submittedAt: Instant, found: ReadonlyMap<number, Buffer | null> = shares) => ({
      ...brought,
      shares: found,
      submittedAt,
    });
    const taken = await inLock(auctionId, async (_, tx) => [
      await world.closedSets.insertShares(tx, bring(await tx.now(), none)),
      await world.closedSets.insertShares(tx, bring(await tx.now(), none)),
      await world.closedSets.sharesBroughtBy(tx, brought),
      await world.closedSets.insertShares(tx, bring(await tx.now())), // shows that it was not so
      await world.closedSets.insertShares(tx, bring(await tx.now())),
      await world.closedSets.insertShares(tx, bring(await tx.now(), none)),
      await world.closedSets.sharesBroughtBy(tx, brought),
      await world.closedSets.sharesBroughtBy(tx, { ...brought, submittedBy: b }),
    ]);
    const of = (share: Buffer | null) => new Map([[hash("sha256", box), share]]);
    expect(taken).toEqual([true, false, of(null), true, false, false, of(Buffer.alloc(33, 7)), new Map()]);
    await inLock(auctionId, async (_, tx) => {
      const [bid] = (await world.closedSets.read(tx, auctionId))?.bids ?? [];
      expect(bid?.shares).toEqual(new Map([[one, shares.get(5)]]));
      const reveal = { encapsulated: Buffer.alloc(65, 4), ciphertext: Buffer.alloc(48, 5) };
      const by = { revealedBy: a, revealedAt: await tx.now() };
      if (bid) await world.closedSets.insertReveal(tx, bid, { ...reveal, ...by });
      expect((await world.closedSets.read(tx, auctionId))?.bids).toMatchObject([{ reveal }]);
      await world.closedSets.insertRevealedKeys(tx, auctionId, [{ sequence: 5, key: Buffer.alloc(32, 6) }]);
    });
  });

  it("keeps two rounds apart: boxes, shares and what a firm could take back", async () => {
    const custodian = randomUUID();
    const custodians = [{ id: custodian, name: "One", publicKey: custodian }];
    const auctionId = await world.auction(
      { opensIn: 0, closesIn: 3_600 },
      {
        format: "BEST_AND_FINAL",
        increments: [],
        sealing: { sealer: "SERVER", threshold: 1, custodians, revealSeconds: 60 },
        bestAndFinal: { shortlist: 1, startsAfterSeconds: 0, bindingSeconds: 600 },
      },
    );
    await world.admit(auctionId, a, b);
    await advance(auctionId);
    await decide(auctionId, [boxedBid(auctionId, a), boxedBid(auctionId, b)]);
    await world.end(auctionId);
    expect(await world.run(() => world.sweep.dueAuctions(100))).toContain(auctionId);
    await advance(auctionId);
    const shares = (sequences: readonly number[]) =>
      new Map(sequences.map((one) => [one, Buffer.alloc(33, one)]));
    const bring = (sequences: readonly number[]) =>
      inLock(auctionId, async (_, tx) => {
        const common = { auctionId, custodianId: custodian, submittedBy: world.sellerId };
        const found = { ...common, shares: shares(sequences), submittedAt: await tx.now() };
        return world.closedSets.insertShares(tx, found);
      });
    expect(await bring([3, 4])).toBe(true);
    const first = await world.run(() => world.closedSets.find(auctionId));
    expect(first).toMatchObject({ round: 1, bids: [{ sequence: 3 }, { sequence: 4 }] });
    expect(first?.bids.map((bid) => bid.shares.size)).toEqual([1, 1]);
    await inLock(auctionId, (locked) => {
      const opened = (first?.bids ?? []).map((bid) => {
        const result = { kind: "OPENED", amount: bid.buyerId === a ? 500n : 400n } as const;
        return { ...bid, result };
      });
      return locked.decide({ type: "OpenBids", bids: opened }, BY_SYSTEM);
    });
    await advance(auctionId); // from the short list to the second round
    const withdrawal = { ...world.bid(auctionId, a, null), content: { kind: "WITHDRAWAL" } } as const;
    expect((await facts(auctionId, withdrawal))?.firms.get(a)?.live).toBeNull();

    const binding = boxedBid(auctionId, a, { belowIndicationReason: "CHANGED_MARKET" });
    await decide(auctionId, [binding, boxedBid(auctionId, b)]);
    const { sequence = 0 } = (await facts(auctionId, binding))?.known.get(knownKey(binding)) ?? {};
    expect((await facts(auctionId, withdrawal))?.firms.get(a)?.live).toBe(sequence);
    await world.end(auctionId);
    await advance(auctionId);
    const second = await world.run(() => world.closedSets.find(auctionId));
    expect(second).toMatchObject({
      round: 2,
      bids: [{ sequence, buyerId: a, belowIndicationReason: "CHANGED_MARKET", shares: new Map() }],
    });
    expect(await bring([sequence])).toBe(true);
    expect(await bring([sequence])).toBe(false);
  });

  it("knows the boxes that a round's closed set had and has no more", async () => {
    const sealing = { sealer: "SERVER", threshold: 1, revealSeconds: 60 } as const;
    const custodians = [{ id: randomUUID(), name: "One", publicKey: "key" }];
    const auctionId = await world.auction(
      { opensIn: 0, closesIn: 3_600 },
      {
        format: "BEST_AND_FINAL",
        increments: [],
        sealing: { ...sealing, custodians },
        bestAndFinal: { shortlist: 1, startsAfterSeconds: 0, bindingSeconds: 600 },
      },
    );
    const [c, d] = [await world.firm("c"), await world.firm("d")];
    await world.admit(auctionId, a, b, c, d);
    await advance(auctionId);
    const takeOut = (buyerId: Id, paddle: string) =>
      inLock(auctionId, async (locked) => {
        const bids = await locked.acceptedBids();
        await locked.decide({ type: "VoidBids", buyerId, paddle, reason: "SUSPENDED", bids }, BY_SYSTEM);
      });
    const gone = () => inLock(auctionId, (_, tx) => world.closedSets.boxesGone(tx, auctionId));
    const [replaced, last] = [boxedBid(auctionId, b), boxedBid(auctionId, b)];
    const withdrawal = { ...world.bid(auctionId, c, null), content: { kind: "WITHDRAWAL" } } as const;
    await decide(auctionId, [
      boxedBid(auctionId, a),
      replaced,
      boxedBid(auctionId, c),
      boxedBid(auctionId, d),
    ]);
    await decide(auctionId, [last, withdrawal]);
    await takeOut(a, "101"); // not in the set that was closed then
    await world.end(auctionId);
    await advance(auctionId);
    expect((await world.run(() => world.closedSets.find(auctionId)))?.bids).toHaveLength(2);
    expect(await gone()).toEqual(new Set());
    for (const [buyerId, paddle] of [
      [b, "102"],
      [c, "103"],
    ] as const)
      await takeOut(buyerId, paddle);
    expect((await world.run(() => world.closedSets.find(auctionId)))?.bids).toHaveLength(1);
    expect(await gone()).toEqual(new Set([hash("sha256", last.content.sealed.bytes)]));
  });

  describe("of a firm's exposure limit", () => {
    let exposed: Exposed;
    let count = 0;

    beforeEach(async () => {
      const buyerId = await world.firm(`exposed-${(count += 1)}`);
      exposed = { sellerId: world.sellerId, buyerId, currency: "USD" };
    });

    async function auctionOf(...others: readonly Id[]): Promise<Id> {
      const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
      await world.admit(auctionId, exposed.buyerId, ...others);
      await advance(auctionId);
      return auctionId;
    }

    async function allot(
      tx: Transaction,
      auctionId: Id,
      [allotment, buyerId = exposed.buyerId]: readonly [bigint, Id?],
    ): Promise<void> {
      const locked = await world.ledger.lock(tx, auctionId, BY_SYSTEM);
      const participant = await locked.participant(buyerId);
      if (participant) await locked.decide({ type: "ChangeAllotment", participant, allotment }, BY_SYSTEM);
    }

    /** One transaction that gives auctions these parts of it, in this order. */
    function divide(...parts: readonly (readonly [auctionId: Id, allotment: bigint, buyerId?: Id])[]) {
      return world.run(() =>
        world.transactions.run(async (tx) => {
          for (const [auctionId, ...allotted] of parts) await allot(tx, auctionId, allotted);
        }),
      );
    }

    function ask<Result>(question: (tx: Transaction) => Promise<Result>): Promise<Result> {
      return world.run(() => world.transactions.run(question));
    }

    function held(): Promise<readonly ExposurePart[]> {
      return ask((tx) => world.allotments.parts(tx, exposed));
    }

    it("knows the limit, who holds how much of it and needs how much, and who has none yet", async () => {
      const { buyerId } = exposed;
      const [one, other] = [await auctionOf(), await auctionOf()];
      expect(await ask((tx) => world.allotments.exposed(tx, { auctionId: one, buyerId }))).toEqual(exposed);
      const nowhere = { auctionId: randomUUID(), buyerId };
      expect(await ask((tx) => world.allotments.exposed(tx, nowhere))).toBeNull();
      expect(await ask((tx) => world.allotments.limit(tx, exposed))).toBeNull();
      await world.expose(exposed, 1_000n);
      expect(await ask((tx) => world.allotments.limit(tx, exposed))).toBe(1_000n);
      expect(await held()).toEqual([]);
      expect(await ask((tx) => world.allotments.undivided(tx, exposed))).toEqual([one, other].sort());
      await divide([one, 600n]);
      expect(await ask((tx) => world.allotments.undivided(tx, exposed))).toEqual([other]);
      const bid = world.bid(one, buyerId, 100n);
      await decide(one, [{ ...bid, content: { ...bid.content, maximum: 500n } } as BidCommand]);
      expect(await held()).toEqual([{ auctionId: one, allotment: 600n, committed: 500n, visible: 100n }]);
      expect((await facts(one, bid))?.firms.get(buyerId)?.eligibility.limit).toBe(600n);
    });

    it("never goes beyond it, whatever the order of the commits", async () => {
      const [one, other] = [await auctionOf(), await auctionOf()];
      await expect(divide([one, 1n])).rejects.toMatchObject({ code: "23503" });
      await world.expose(exposed, 1_000n);
      await divide([one, 600n]);
      await expect(divide([other, 401n])).rejects.toMatchObject({ code: "23514" });
      await expect(divide([other, 900n], [one, 100n])).rejects.toMatchObject({ code: "23514" });
      expect((await held()).map(({ allotment }) => allotment)).toEqual([600n]);
      await divide([one, 100n], [other, 900n]);
      await divide([one, 0n], [other, 0n]);
      const both = await world.run(() =>
        Promise.allSettled(
          [one, other].map((auctionId) => world.transactions.run((tx) => allot(tx, auctionId, [600n]))),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    });

    it("leaves the winner its price and everybody else nothing", async () => {
      const rival = { ...exposed, buyerId: await world.firm("rival") };
      const one = await auctionOf(rival.buyerId);
      await world.expose(exposed, 1_000n);
      await world.expose(rival, 1_000n);
      await divide([one, 700n], [one, 300n, rival.buyerId]);
      await decide(one, [world.bid(one, exposed.buyerId, 200n)]);
      await world.end(one);
      await advance(one);
      expect(await held()).toEqual([{ auctionId: one, allotment: 200n, committed: 200n, visible: 200n }]);
      expect(await ask((tx) => world.allotments.parts(tx, rival))).toEqual([]);
      expect(await ask((tx) => world.allotments.undivided(tx, exposed))).toEqual([]);
    });
  });

  it("finds the firm's live auctions by id, and what is due", async () => {
    const firm = await world.firm("everywhere");
    const ids = [await openAuction(), await openAuction(), await openAuction()].sort();
    const due = await world.auction({ opensIn: 0, closesIn: 3_600 });
    const later = await world.auction({ opensIn: 60, closesIn: 3_600 });
    const [first = "", second = "", cancelled = ""] = ids;
    await world.admit(later, firm);
    const live = (buyerId: Id) =>
      world.run(() =>
        world.transactions.run((tx) =>
          world.ledger.liveAuctionsOf(tx, { sellerId: world.sellerId, buyerId }),
        ),
      );
    await world.run(() =>
      world.transactions.run(async (tx) => {
        const locked = await world.ledger.lock(tx, cancelled, BY_SYSTEM);
        await locked.decide({ type: "Cancel", reason: "Enough.", isSeconded: false }, BY_SYSTEM);
      }),
    );
    expect(await live(firm)).toEqual([later]);
    const ofA = await live(a);
    expect(ofA).toEqual([...ofA].sort());
    expect(ofA).toEqual(expect.arrayContaining([first, second]));
    expect(ofA).not.toContain(cancelled);
    const found = await world.run(() => world.sweep.dueAuctions(100));
    expect(found).toContain(due);
    expect(found).not.toContain(later);
    expect(await world.run(() => world.sweep.beat({ canDecide: true }))).toBeGreaterThan(0n);
  });
});
