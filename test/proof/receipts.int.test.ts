import { randomUUID } from "node:crypto";
import { Role } from "../../src/platform/access/viewer";
import type { Id } from "../../src/platform/ids";
import { readCheckpoint } from "../../src/platform/proof/checkpoint";
import { leafHash, rootOfInclusion } from "../../src/platform/proof/merkle";
import { noteSigner } from "../../src/platform/proof/signed-note";
import { AnalystsApi } from "../support/analysts-api";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";

const PLACE_BID = `mutation ($input: PlaceBidInput!) { placeBid(input: $input) { ... on PlacedBid {
  replayed bid { sequence decision } receipt { sequence entryHash commitment salt leafIndex treeSize path note } } } }`;

interface Placed {
  readonly replayed: boolean;
  readonly bid: { readonly sequence: number; readonly decision: string };
  readonly receipt: Receipt;
}

interface Receipt {
  readonly sequence: number;
  readonly entryHash: string;
  readonly commitment: string | null;
  readonly salt: string | null;
  readonly leafIndex: number;
  readonly treeSize: number;
  readonly path: readonly string[];
  readonly note: string;
}

let world: AuctionWorld;
let api: AnalystsApi;
let auctionId: Id;
let firms: Id[];

beforeAll(async () => {
  world = await AuctionWorld.start();
  api = await AnalystsApi.start(world);
  firms = [];
  for (let firm = 0; firm < 8; firm += 1) firms.push(await world.firm(`firm-${firm}`));
  auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
  await new AuctionPart(world, auctionId).admit(firms);
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

async function place(firm: number, amount: string, key: string = randomUUID()): Promise<Placed> {
  const viewer = api.firm(firms[firm] ?? "", Role.BIDDER);
  const input = { auctionId, amount, idempotencyKey: key, confirmHigh: true };
  const { data, errors } = await api.ask<{ placeBid: Placed }>(viewer, PLACE_BID, { input });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.placeBid;
}

async function hashOf(sequence: number): Promise<string> {
  const [row] = await world.database.query<{ hash: Buffer }[]>(
    "SELECT hash FROM journal_entry WHERE stream = $1 AND sequence = $2",
    [auctionId, sequence],
  );
  return row?.hash.toString("hex") ?? "";
}

/** The root that a receipt leads to, when the node's key has signed it for this auction. */
function signedRoot({ note, treeSize }: Receipt): Buffer | null {
  const { verifier } = noteSigner("recoup", api.signingKey);
  const head = verifier.open(note) === null ? null : readCheckpoint(note);
  return head?.origin === `recoup/receipts/${auctionId}` && head.size === treeSize ? head.root : null;
}

function rootOf({ entryHash, leafIndex, treeSize, path }: Receipt): Buffer | null {
  const hashes = path.map((hash) => Buffer.from(hash, "hex"));
  return rootOfInclusion(leafHash(Buffer.from(entryHash, "hex")), {
    index: leafIndex,
    size: treeSize,
    path: hashes,
  });
}

describe("a bid's receipt", () => {
  it("names its entry's hash, and leads to a root that was signed for this auction", async () => {
    const { bid, receipt } = await place(0, "1.00");
    expect(receipt).toMatchObject({ sequence: bid.sequence, commitment: null, salt: null });
    expect(receipt.entryHash).toBe(await hashOf(bid.sequence));
    expect(rootOf(receipt)).toEqual(signedRoot(receipt));
    expect(signedRoot(receipt)).not.toBeNull();
  });

  it("is given to a refused bid as well", async () => {
    const { bid, receipt } = await place(1, "0.50");
    expect(bid.decision).toBe("REJECTED");
    expect(rootOf(receipt)).toEqual(signedRoot(receipt));
  });

  it("is the same again when the bid is sent again", async () => {
    const key = randomUUID();
    const first = await place(2, "90.00", key);
    const again = await place(2, "90.00", key);
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.receipt).toEqual(first.receipt);
  });

  it("of bids that were decided together leads to one root, signed once", async () => {
    const key = randomUUID();
    await place(3, "100.00"); // the next ones gather while this one commits
    const placed = await Promise.all(
      firms.map((_, firm) => place(firm, `${200 + firm}.00`, firm === 0 ? key : undefined)),
    );
    for (const { receipt } of placed) expect(rootOf(receipt)).toEqual(signedRoot(receipt));
    const shared = placed.filter(({ receipt }) => receipt.note === placed.at(-1)?.receipt.note);
    expect(shared.length).toBeGreaterThan(1);
    const [{ receipt: first } = { receipt: null }] = placed;
    expect((await place(0, "200.00", key)).receipt).toEqual(first);
  });

  it("cannot be changed or taken back in its row", async () => {
    for (const change of [
      "UPDATE bid_receipt SET note = ''",
      "DELETE FROM bid_receipt",
      "TRUNCATE bid_receipt",
    ])
      await expect(world.database.query(change)).rejects.toThrow("append-only");
  });
});
