import { acceptedBids } from "../../../src/auction/auction.store";
import type { BidCommand } from "../../../src/auction/bidding/bid-command";
import { readClosedSet } from "../../../src/auction/sealing/closed-set.store";
import type { Id } from "../../../src/platform/ids";
import { AuctionPart } from "../../support/auction-part";
import { AuctionWorld, inShort } from "../../support/auction-world";
import { boxedCommandOf } from "../../support/bid-command";
import { SEALING } from "../../support/sealed-auction";

let world: AuctionWorld;
let auctionId: Id;
let bid: BidCommand;

beforeAll(async () => {
  world = await AuctionWorld.start();
  const firm = await world.firm("a");
  const terms = { format: "SEALED_FIRST_PRICE" as const, increments: [], sealing: SEALING };
  auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 }, terms);
  const part = new AuctionPart(world, auctionId);
  await part.admit([firm]);
  bid = boxedCommandOf(auctionId, firm);
  expect(inShort((await world.arbiter().decide(auctionId, [bid]))[0])).toBe("ACCEPTED SUBMITTED null");
  await part.command(async (tx) => ({
    type: "Close",
    reason: "Enough was bid.",
    facts: { interruptionSeconds: 0, exclusions: [], bids: await acceptedBids(tx, auctionId) },
  }));
});
afterAll(() => world.stop());

/** What is to be opened after somebody with the tables' owner's rights was at work; nothing of that stays. */
async function closedAfter(...statements: readonly string[]): Promise<readonly Buffer[]> {
  const undo = new Error("undone");
  let keys: readonly Buffer[] = [];
  const tampered = world.transactions.run(async (tx) => {
    for (const table of ["bid", "sealed_box"])
      await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    for (const statement of statements) await tx.query(statement);
    const set = await readClosedSet(tx, auctionId);
    keys = set?.bids.map(({ keyHash }) => Buffer.from(keyHash)) ?? [];
    throw undo;
  });
  await tampered.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return keys;
}

it("has each bid with the key that its box is bound to", async () => {
  expect(await closedAfter()).toEqual([bid.keyHash]);
});

it.each([
  ["box", "UPDATE sealed_box SET box = sha256(box) || box"],
  ["key", "UPDATE bid SET key_hash = sha256(key_hash)"],
])("is none where a bid's %s is not the one that the journal names", async (what, statement) => {
  await expect(closedAfter(statement)).rejects.toThrow(`The ${what} of bid `);
});
