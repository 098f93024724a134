import { hash, randomBytes, randomUUID } from "node:crypto";
import { findStraySealed } from "../../../src/auction";
import type { BidCommand } from "../../../src/auction/bidding/bid-command";
import type { Terms } from "../../../src/auction/domain";
import { insertShares } from "../../../src/auction/sealing/closed-set.store";
import { SYSTEM_ACTOR } from "../../../src/platform/access/viewer";
import type { Transaction } from "../../../src/platform/database/transactions";
import type { Id } from "../../../src/platform/ids";
import type { Offence } from "../../../src/platform/journal/verify-journal";
import { AuctionPart } from "../../support/auction-part";
import { AuctionWorld, inShort } from "../../support/auction-world";

const [NOTARY, EXCHANGE] = [randomUUID(), randomUUID()];
const SEALED: Partial<Terms> = {
  format: "SEALED_FIRST_PRICE",
  increments: [],
  sealing: {
    sealer: "CLIENT",
    threshold: 2,
    custodians: [NOTARY, EXCHANGE].map((id) => ({ id, name: id, publicKey: `key of ${id}` })),
    revealSeconds: 60,
  },
};

let world: AuctionWorld;
let auctionId: Id;
/** The two bids' places in the journal. */
let first: number;
let second: number;

beforeAll(async () => {
  world = await AuctionWorld.start();
  const firms = [await world.firm("a"), await world.firm("b")];
  auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 }, SEALED);
  await new AuctionPart(world, auctionId).admit(firms);
  const shares = [randomBytes(33), randomBytes(33)];
  for (const buyerId of firms) expect(await decide(buyerId, shares)).toBe("ACCEPTED SUBMITTED null");
  const places = await world.database.query<{ sequence: number }[]>(
    "SELECT sequence FROM sealed_box WHERE auction_id = $1 ORDER BY sequence",
    [auctionId],
  );
  [first, second] = places.map(({ sequence }) => sequence) as [number, number];
  // One custodian found both shares, the other none.
  await submit(NOTARY, shares[0] ?? null);
  await submit(EXCHANGE, null);
});
afterAll(() => world.stop());

async function decide(buyerId: Id, shares: readonly Buffer[]): Promise<string> {
  const bytes = randomBytes(535);
  const bid = world.bid(auctionId, buyerId, null);
  const digest = {
    boxHash: hash("sha256", bytes),
    keyHash: "aa",
    bidKeyHash: bid.keyHash.toString("hex"),
    shareHashes: shares.map((share) => hash("sha256", share)),
    commitment: "bb",
  };
  const command: BidCommand = {
    ...bid,
    content: { kind: "BID", amount: null, maximum: null, confirmHigh: false, sealed: { digest, bytes } },
  };
  return inShort((await world.arbiter().decide(auctionId, [command]))[0]);
}

async function submit(custodianId: Id, share: Buffer | null): Promise<void> {
  const shares = new Map([first, second].map((sequence) => [sequence, share]));
  await world.transactions.run(async (tx) =>
    insertShares(tx, {
      auctionId,
      custodianId,
      shares,
      submittedBy: SYSTEM_ACTOR.id,
      submittedAt: await tx.now(),
    }),
  );
}

/** What is found after somebody with the tables' owner's rights was at work; nothing of that stays. */
async function foundAfter(...statements: readonly string[]): Promise<Offence | null> {
  const undo = new Error("undone");
  let found: Offence | null = null;
  const tampered = world.transactions.run(async (tx: Transaction) => {
    for (const table of ["sealed_box", "sealed_share"])
      await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    for (const statement of statements) await tx.query(statement);
    found = await findStraySealed({ query: tx.query.bind(tx) } as unknown as typeof world.database);
    throw undo;
  });
  await expect(tampered).rejects.toBe(undo);
  return found;
}

const NOWHERE = "00000000-0000-7000-8000-000000000001";
const anotherBox = (stream: string, sequence: string) =>
  `INSERT INTO sealed_box SELECT ${stream}, ${sequence}, box FROM sealed_box ORDER BY sequence LIMIT 1`;
const FOREIGN_BOX = "The sealed box beside it is not the one that a bid's entry names.";
const foreignShare = (custodianId: Id) =>
  `The share of custodian ${custodianId} beside it is not the one that a bid's entry names.`;

it("finds nothing where every box, share and missing share is a bid's", async () => {
  expect(await foundAfter()).toBeNull();
});

it("names a box of no auction, of no bid, or of another bid", async () => {
  expect(await foundAfter(anotherBox(`'${NOWHERE}'::uuid`, "7"))).toEqual({
    stream: NOWHERE,
    sequence: 7,
    problem: FOREIGN_BOX,
  });
  expect(await foundAfter(anotherBox("auction_id", "1"))).toEqual({
    stream: auctionId,
    sequence: 1,
    problem: FOREIGN_BOX,
  });
  const swapped = `UPDATE sealed_box SET box = (SELECT box FROM sealed_box WHERE sequence = ${first})`;
  expect(await foundAfter(swapped)).toEqual({ stream: auctionId, sequence: second, problem: FOREIGN_BOX });
});

it("names a bid whose box is missing", async () => {
  const problem = "The sealed box of its bid is missing.";
  expect(await foundAfter(`DELETE FROM sealed_box WHERE sequence = ${second}`)).toEqual({
    stream: auctionId,
    sequence: second,
    problem,
  });
});

it("names a share of no bid, of nobody in the terms, and one that is another custodian's", async () => {
  const share = (sequence: number, custodianId: Id) =>
    `INSERT INTO sealed_share SELECT auction_id, ${sequence}, '${custodianId}', share, submitted_by, submitted_at
     FROM sealed_share WHERE sequence = ${first} AND custodian_id = '${NOTARY}'`;
  const found = (sequence: number, custodianId: Id) => ({
    stream: auctionId,
    sequence,
    problem: foreignShare(custodianId),
  });
  expect(await foundAfter(share(1, NOTARY))).toEqual(found(1, NOTARY));
  expect(await foundAfter(share(second, NOWHERE))).toEqual(found(second, NOWHERE));
  const another = `UPDATE sealed_share SET share = decode(repeat('07', 33), 'hex')
    WHERE sequence = ${second} AND custodian_id = '${NOTARY}'`;
  expect(await foundAfter(another)).toEqual(found(second, NOTARY));
});

it("names a reveal of no sealed bid", async () => {
  const reveal = (sequence: number) =>
    `INSERT INTO sealed_reveal SELECT '${auctionId}', ${sequence}, decode(repeat('01', 65), 'hex'),
     decode(repeat('01', 48), 'hex'), '${SYSTEM_ACTOR.id}', now()`;
  expect(await foundAfter(reveal(first))).toBeNull();
  expect(await foundAfter(reveal(2))).toEqual({
    stream: auctionId,
    sequence: 2,
    problem: "The reveal beside it is of no sealed bid.",
  });
});

it("names a revealed key that is not the bid's", async () => {
  const key = randomBytes(32);
  const revealed = `INSERT INTO revealed_key VALUES ('${auctionId}', ${first}, '\\x${key.toString("hex")}')`;
  const named = `UPDATE journal_entry SET data = jsonb_set(data, '{sealed,keyHash}', '"${hash("sha256", key)}"')
    WHERE stream = '${auctionId}' AND sequence = ${first}`;
  const problem = "The revealed key beside it is not the one that a bid's entry names.";
  expect(await foundAfter(revealed)).toEqual({ stream: auctionId, sequence: first, problem });
  expect(
    await foundAfter("ALTER TABLE journal_entry DISABLE TRIGGER append_only", named, revealed),
  ).toBeNull();
});
