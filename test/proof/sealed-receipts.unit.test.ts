import { createHash, generateKeyPairSync } from "node:crypto";
import { receiptView } from "../../src/auction/proof/receipt.views";
import { receiptSigner, receiptTree } from "../../src/auction/proof/receipts";
import type { AuctionFormat, AuctionState } from "../../src/auction/domain";
import { systemRandomness } from "../../src/platform/identifiers";
import { leafHash, rootOfInclusion } from "../../src/platform/proof/merkle";
import { readCheckpoint } from "../../src/platform/proof/checkpoint";
import { noteSigner } from "../../src/platform/proof/signed-note";
import { makeEntries } from "../support/journal-entries";
import { Play } from "../support/english-auction";

const AUCTION = "01900000-0000-7000-8000-000000000001";
const signer = noteSigner("recoup", generateKeyPairSync("ed25519").privateKey);
const sign = receiptSigner(signer, systemRandomness);
const entries = makeEntries(AUCTION, [{}, {}, {}]).slice(1);

function sealed(changes: Partial<AuctionState> = {}): AuctionState {
  const { auction } = new Play();
  const format = "SEALED_FIRST_PRICE" as AuctionFormat;
  return { ...auction, terms: { ...auction.terms, format }, ...changes };
}

describe("a receipt of a sealed auction", () => {
  const receipts = sign(AUCTION, entries, sealed());

  it("before the opening tells neither entry nor place, only a commitment in a tree of fixed size", () => {
    if (!receipts) throw new Error("Nothing was signed");
    const receipt = receiptView(receipts, 3, false);
    expect(receipt).toMatchObject({ sequence: null, entryHash: null, salt: null, treeSize: 512 });
    expect(receipt.path).toHaveLength(9);
    const path = receipt.path.map((hash) => Buffer.from(hash, "hex"));
    const root = rootOfInclusion(leafHash(Buffer.from(receipt.commitment ?? "", "hex")), {
      index: receipt.leafIndex,
      size: receipt.treeSize,
      path,
    });
    expect(readCheckpoint(receipt.note)?.root).toEqual(root);
    expect(signer.verifier.open(receipt.note)).not.toBeNull();
  });

  it("after it tells the same again, with the entry's hash and the salt of the commitment", () => {
    if (!receipts) throw new Error("Nothing was signed");
    const before = receiptView(receipts, 3, false);
    const tree = receiptTree(receipts.hashes, receipts.seed);
    const after = receiptView({ ...receipts, tree }, 3, true);
    expect(after).toMatchObject({ ...before, sequence: 3, entryHash: after.entryHash, salt: after.salt });
    expect(after.entryHash).toBe(entries[1]?.hash.toString("hex"));
    const opened = createHash("sha256")
      .update(Buffer.from(`${after.salt}${after.entryHash}`, "hex"))
      .digest("hex");
    expect(opened).toBe(before.commitment);
  });

  it("is one of an open auction once the bids are opened", () => {
    const outcome = {
      kind: "NO_BIDS",
      winner: null,
      price: null,
      cover: null,
      interrupted: false,
      early: false,
    } as const;
    expect(sign(AUCTION, entries, sealed({ outcome }))?.seed).toBeNull();
  });
});
