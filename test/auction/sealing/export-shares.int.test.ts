import { hash, randomBytes, randomUUID } from "node:crypto";
import { openAuctionExport, writeAuctionExport, type ExportReader } from "../../../src/auction";
import type { BidCommand } from "../../../src/auction/bidding/bid-command";
import { insertShares } from "../../../src/auction/sealing/closed-set.store";
import { SYSTEM_ACTOR } from "../../../src/platform/access/viewer";
import type { Id } from "../../../src/platform/ids";
import { AuctionPart } from "../../support/auction-part";
import { AuctionWorld, inShort } from "../../support/auction-world";
import { ExportedAuction } from "../../support/exported-auction";

const NOTARY = randomUUID();

let world: AuctionWorld;
beforeAll(async () => {
  world = await AuctionWorld.start();
});
afterAll(() => world.stop());

it("of an auction that was cancelled before its opening nobody gets a share, though a custodian had sent them", async () => {
  const firm = await world.firm("a");
  const sealing = {
    sealer: "CLIENT" as const,
    threshold: 2,
    custodians: [NOTARY, randomUUID()].map((id) => ({ id, name: id, publicKey: `key of ${id}` })),
    revealSeconds: 60,
  };
  const terms = { format: "SEALED_FIRST_PRICE" as const, increments: [], sealing };
  const auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 }, terms);
  const part = new AuctionPart(world, auctionId);
  await part.admit([firm]);
  await bid(auctionId, firm);
  await sendShare(auctionId);
  await part.command({ type: "Cancel", reason: "The portfolio was sold elsewhere.", isSeconded: false });
  for (const [id, boxes] of [
    [world.sellerId, 0],
    [firm, 1], // its own
  ] as const) {
    const exported = await exportFor(auctionId, { kind: "organization", id });
    expect([exported.of("box").length, exported.of("shares")]).toEqual([boxes, []]);
  }
  const exported = await exportFor(auctionId, { kind: "auditor" });
  expect(exported.of("box")).toHaveLength(1);
  expect(exported.of("shares")).toEqual([]);
});

async function bid(auctionId: Id, buyerId: Id): Promise<void> {
  const bytes = randomBytes(535);
  const unsealed = world.bid(auctionId, buyerId, null);
  const digest = {
    boxHash: hash("sha256", bytes),
    keyHash: "aa",
    bidKeyHash: unsealed.keyHash.toString("hex"),
    shareHashes: ["bb"],
    commitment: "cc",
  };
  const command: BidCommand = {
    ...unsealed,
    content: { kind: "BID", amount: null, maximum: null, confirmHigh: false, sealed: { digest, bytes } },
  };
  const [answer] = await world.arbiter().decide(auctionId, [command]);
  expect(inShort(answer)).toBe("ACCEPTED SUBMITTED null");
}

async function sendShare(auctionId: Id): Promise<void> {
  const [box] = await world.database.query<{ sequence: number }[]>(
    "SELECT sequence FROM sealed_box WHERE auction_id = $1",
    [auctionId],
  );
  await world.transactions.run(async (tx) =>
    insertShares(tx, {
      auctionId,
      custodianId: NOTARY,
      shares: new Map([[box?.sequence ?? 0, randomBytes(33)]]),
      submittedBy: SYSTEM_ACTOR.id,
      submittedAt: await tx.now(),
    }),
  );
}

async function exportFor(auctionId: Id, reader: ExportReader): Promise<ExportedAuction> {
  const source = await openAuctionExport(world.database, { auctionId, reader });
  if (source === null || typeof source === "string") throw new Error(`Not exported: ${source}`);
  const lines: string[] = [];
  for await (const line of writeAuctionExport(world.database, source)) lines.push(line);
  return ExportedAuction.parse(lines.join(""));
}
