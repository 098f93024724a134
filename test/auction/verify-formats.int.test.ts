import { randomBytes } from "node:crypto";
import { auctionReplayer } from "../../src/auction";
import { acceptedBids } from "../../src/auction/auction.store";
import type { BidCommand } from "../../src/auction/bidding/bid-command";
import type { OpenedBid, Terms } from "../../src/auction/domain";
import type { Transaction } from "../../src/platform/database/transactions";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { readPages } from "../../src/platform/journal/verify-chain.store";
import type { Finding } from "../../src/platform/journal/verify-chain";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld, inShort } from "../support/auction-world";
import { SEALING } from "../support/sealed-auction";

let world: AuctionWorld;
let a: Id;
let b: Id;
let c: Id;

beforeAll(async () => {
  world = await AuctionWorld.start();
  [a, b, c] = [await world.firm("a"), await world.firm("b"), await world.firm("c")];
});
afterAll(() => world.stop());

const DUTCH: Partial<Terms> = {
  format: "DUTCH",
  openingPrice: 1_000n,
  reserveVisibility: "DISCLOSED",
  increments: [],
  dutch: { stepRate: 100_000n, stepSeconds: 60 },
};
const SEALED: Partial<Terms> = { format: "SEALED_SECOND_PRICE", increments: [], sealing: SEALING };

/** What the replay finds after somebody with the tables' owner's rights was at work; nothing of that stays. */
async function findingAfter(auctionId: Id, ...statements: readonly string[]): Promise<Finding | null> {
  const undo = new Error("undone");
  let finding: Finding | null = null;
  const tampered = world.transactions.run(async (tx) => {
    for (const table of ["bid", "bid_default", "opened_bid"])
      await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    for (const statement of statements) await tx.query(statement);
    finding = await replay(tx, auctionId);
    throw undo;
  });
  await expect(tampered).rejects.toBe(undo);
  return finding;
}

async function replay(tx: Transaction, auctionId: Id): Promise<Finding | null> {
  const replaying = await auctionReplayer(tx.manager, auctionId);
  for await (const page of readPages(tx.manager, auctionId)) {
    const finding = await replaying.take(page);
    if (finding) return finding;
  }
  return replaying.finish();
}

async function decide(command: BidCommand): Promise<string> {
  return inShort((await world.arbiter().decide(command.auctionId, [command]))[0]);
}

/** A bid whose box nobody looks into here. */
function sealedBid(auctionId: Id, buyerId: Id): BidCommand {
  const command = world.bid(auctionId, buyerId, null);
  const bidKeyHash = command.keyHash.toString("hex");
  const digest = { boxHash: "aa", keyHash: "bb", bidKeyHash, shareHashes: ["cc"], commitment: "dd" };
  const sealed = { digest, bytes: randomBytes(389) };
  return { ...command, content: { kind: "BID", amount: null, maximum: null, confirmHigh: false, sealed } };
}

/** Replaced, withdrawn and voided bids, one set aside, and an award. */
async function sealedAuction(): Promise<Id> {
  const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, SEALED);
  const part = new AuctionPart(world, id);
  await part.admit([a, b, c]);
  const told = [];
  for (const buyerId of [a, b, c, b]) told.push(await decide(sealedBid(id, buyerId)));
  const withdrawal = { ...sealedBid(id, b), content: { kind: "WITHDRAWAL" } } as const;
  const sentAgain = { ...withdrawal, bidId: systemIdentifiers.next() };
  told.push(await decide(withdrawal), await decide(sentAgain), await decide(sealedBid(id, b)));
  const again = { ...sealedBid(id, c), content: { kind: "WITHDRAWAL" } } as const;
  told.push(await decide(again), await decide({ ...again, keyHash: randomBytes(32) }));
  expect(told).toEqual([
    ...Array<string>(4).fill("ACCEPTED SUBMITTED null"),
    "ACCEPTED WITHDRAWN null",
    "ACCEPTED WITHDRAWN null replayed",
    "ACCEPTED SUBMITTED null",
    "ACCEPTED WITHDRAWN null",
    "problem",
  ]);
  await part.command(async (tx) => ({
    type: "Close",
    reason: "Enough was bid.",
    facts: { interruptionSeconds: 0, exclusions: [], bids: await acceptedBids(tx, id) },
  }));
  const accepted = await world.transactions.run((tx) => acceptedBids(tx, id));
  const live = [...new Map(accepted.map((bid) => [bid.buyerId, bid])).values()];
  const amounts = [900n, 99n];
  const bids = live.map((bid, place): OpenedBid => {
    const { sequence, buyerId, paddle } = bid;
    return {
      sequence,
      buyerId,
      paddle,
      limit: null,
      belowIndicationReason: null,
      result: { kind: "OPENED", amount: amounts[place] ?? 0n },
    };
  });
  expect(bids.map(({ buyerId }) => buyerId)).toEqual([a, b]);
  await part.command({ type: "OpenBids", bids });
  const award = { rank: 1, buyerId: a, paddle: "101", price: 100n };
  await part.command({ type: "AwardTo", bid: award, rationale: "The highest." });
  return id;
}

describe("replaying a DUTCH auction", () => {
  it("finds nothing wrong with a sale and the closing that it brought about, nor a tampered price", async () => {
    const id = await world.auction({ opensIn: 0, closesIn: 600 }, DUTCH);
    await new AuctionPart(world, id).admit([a, b]);
    expect(await decide(world.bid(id, a, 999n))).toBe("REJECTED OFF_INCREMENT");
    const both = [world.bid(id, a, 1_000n), world.bid(id, b, 1_000n)];
    const told = (await world.arbiter().decide(id, both)).map(inShort);
    expect(told).toEqual(["ACCEPTED WON 1000", "REJECTED ALREADY_SOLD"]);
    expect(await findingAfter(id)).toBeNull();
    const bought = `UPDATE bid SET amount_minor = 999 WHERE auction_id = '${id}' AND decision = 'ACCEPTED'`;
    expect(await findingAfter(id, bought)).toMatchObject({ problem: "Its bid's row has another amount." });
  });
});

describe("replaying a sealed auction", () => {
  let id: Id;
  beforeAll(async () => {
    id = await sealedAuction();
  });

  it("finds nothing wrong with what was replaced, withdrawn, set aside and opened", async () => {
    expect(await findingAfter(id)).toBeNull();
  });

  it.each([
    ["another amount", "UPDATE opened_bid SET amount_minor = 901 WHERE rank = 1"],
    ["another reason", "UPDATE opened_bid SET reason = 'ABOVE_LIMIT' WHERE rank IS NULL"],
    ["a bid less", "DELETE FROM opened_bid WHERE rank IS NULL"],
  ])("finds %s among what was opened", async (_what, statement) => {
    expect(await findingAfter(id, statement)).toMatchObject({
      problem: "What was opened is not what its rows say.",
    });
  });

  it("finds a bid's key that is not the one its box is bound to", async () => {
    const exchanged = `UPDATE bid SET key_hash = sha256(key_hash) WHERE auction_id = '${id}' AND sealed`;
    expect(await findingAfter(id, exchanged)).toMatchObject({
      problem: "Its bid's row has another keyHash.",
    });
  });

  it("finds a withdrawal that was undone", async () => {
    const undone = `DELETE FROM bid WHERE auction_id = '${id}' AND withdrawal`;
    expect(await findingAfter(id, undone)).not.toBeNull();
  });
});
