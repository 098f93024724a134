import { generateKeyPairSync } from "node:crypto";
import { receiptView } from "../../src/auction/proof/receipt.views";
import { receiptTree } from "../../src/auction/proof/receipts";
import { verify } from "../../src/client/verifier";
import type { Id } from "../../src/platform/ids";
import { noteSigner } from "../../src/platform/proof/signed-note";
import type { ExportedAuction, Line } from "../support/exported-auction";
import { ProofWorld } from "../support/proof-world";
import { sealedAuction } from "../support/sealed-export";

interface Kept {
  readonly bid: Line;
  readonly receipt: Line;
}

/** What the verifier says of kept receipts: the offence, or the detail of the check. */
function verdictOn(exported: string, key: string, ...kept: readonly object[]): string {
  const receipts = [kept.map((answer) => JSON.stringify(answer)).join("\n")];
  const { checks, offence } = verify({ exports: [exported], keys: [key], receipts });
  return offence?.problem ?? checks.find(({ name }) => name === "own receipts")?.detail ?? "not checked";
}

const OTHER_ANSWER = "It does not say what the bid's answer said.";
const OTHER_ENTRY = "It is not the one that a receipt promised.";
const NO_PATH = "A receipt for it does not lead to the root that was signed.";
const SOUND = "1 receipts' entries are where they were promised";

describe("receipts that were kept of an English auction", () => {
  let proof: ProofWorld;
  let buyer: Id;
  let exported: string;

  beforeAll(async () => {
    proof = await ProofWorld.start();
    [, buyer] = proof.firms;
    exported = await proof.exported({ kind: "organization", id: buyer });
  });
  afterAll(() => proof.stop());

  /** The firm's answers: refused, accepted with a maximum, refused as the leader's, and so on. */
  function kept(nth: number): Kept {
    const answer = proof.kept.get(buyer)?.[nth];
    if (!answer) throw new Error("No such answer was kept");
    return structuredClone(answer) as Kept;
  }

  it.each([0, 1, 2])("answer %i is sound as it came", (nth) => {
    expect(verdictOn(exported, proof.key, kept(nth))).toBe(SOUND);
  });

  it.each<[string, object]>([
    ["sequence", { sequence: 3 }],
    ["maximum", { maximum: { amount: "9.50", currency: "USD" } }],
    ["maximum's currency", { maximum: { amount: "9.00", currency: "EUR" } }],
    ["amount", { amount: { amount: "2.50", currency: "USD" } }],
    ["amount's currency", { amount: { amount: "2.00", currency: "EUR" } }],
    ["minimum next bid", { minimumNextBid: { amount: "0.01", currency: "USD" } }],
    ["reason", { reason: "BELOW_INCREMENT" }],
    ["decision", { decision: "REJECTED" }],
    ["time", { decidedAt: "2030-01-01T00:00:00.000000Z" }],
    ["paddle", { paddle: "101" }],
  ])("an answer that promised another %s is found", (_what, other) => {
    const { bid, receipt } = kept(1);
    expect(verdictOn(exported, proof.key, { bid: { ...bid, ...other }, receipt })).toBe(OTHER_ANSWER);
  });

  it.each<[string, object, string]>([
    ["sequence", { sequence: 3 }, OTHER_ENTRY],
    ["salt", { salt: "00" }, OTHER_ENTRY],
    ["tree", { treeSize: 3 }, NO_PATH],
  ])("a receipt with another %s is found", (_what, other, problem) => {
    const { bid, receipt } = kept(1);
    expect(verdictOn(exported, proof.key, { bid, receipt: { ...receipt, ...other } })).toBe(problem);
  });

  it("answers that asked for little are held to what they have", () => {
    const { receipt } = kept(0);
    expect(verdictOn(exported, proof.key, { bid: { decision: "REJECTED" }, receipt })).toBe(SOUND);
  });

  it.each(["seller", "public", "auditor"] as const)(
    "of a firm, the export for %s is sound",
    async (reader) => {
      const as =
        reader === "seller"
          ? ({ kind: "organization", id: proof.world.sellerId } as const)
          : { kind: reader };
      expect(verdictOn(await proof.exported(as), proof.key, kept(1))).toBe(SOUND);
    },
  );

  it("of an entry that not everybody may see, only its place is checked where it is not seen", async () => {
    const verdict = verdictOn(await proof.exported({ kind: "public" }), proof.key, kept(2));
    expect(verdict).toBe(`${SOUND}; what 1 of them say is not this reader's to see`);
  });
});

describe("receipts that were kept of a sealed auction", () => {
  const signer = noteSigner("test", generateKeyPairSync("ed25519").privateKey);
  const key = signer.verifier.toString();
  const SECOND = "2030-01-01T00:12:00";
  const bid = { sequence: null, amount: null, maximum: null, decision: "ACCEPTED", paddle: "102" };
  let exported: ExportedAuction;
  let receipt: Line;

  beforeAll(async () => {
    exported = await sealedAuction(signer);
    exported.entry(7)["at"] = `${SECOND}.345678Z`;
    exported.rehash();
    exported.sign(signer);
    const [batch] = exported.of("receipts");
    const { first, last, seed, note } = batch as { first: number; last: number; seed: string; note: string };
    const entries = exported.of("entry").slice(first - 1, last);
    const hashes = entries.map(({ hash }) => Buffer.from(hash as string, "hex"));
    const tree = receiptTree(hashes, Buffer.from(seed, "hex"));
    receipt = { ...receiptView({ first, hashes, note, tree }, first + 1, true) };
  });

  it("are sound as they came, before the opening and after it", () => {
    const before = { ...receipt, sequence: null, entryHash: null, salt: null };
    expect(verdictOn(exported.toString(), key, { bid, receipt: before })).toBe(SOUND);
    expect(verdictOn(exported.toString(), key, { bid, receipt })).toBe(SOUND);
  });

  it("say when to the millisecond before the opening, exactly after it, and nothing else", () => {
    const told = (decidedAt: string) =>
      verdictOn(exported.toString(), key, { bid: { ...bid, decidedAt: `${SECOND}.${decidedAt}Z` }, receipt });
    expect(told("345000")).toBe(SOUND);
    expect(told("345678")).toBe(SOUND);
    for (const other of ["344000", "346000", "345600"]) expect(told(other)).toBe(OTHER_ANSWER);
  });

  it("are those of withdrawals, too", () => {
    expect(verdictOn(exported.toString(), key, { data: { withdrawBid: { bid, receipt } } })).toBe(SOUND);
  });

  it.each<[string, object, string]>([
    ["sequence", { sequence: 6 }, OTHER_ENTRY],
    ["entry's hash", { entryHash: "00".repeat(32) }, OTHER_ENTRY],
    ["salt", { salt: "00".repeat(16) }, OTHER_ENTRY],
    ["tree", { treeSize: 1_024 }, NO_PATH],
  ])("one with another %s is found, whatever its commitment", (_what, other, problem) => {
    expect(verdictOn(exported.toString(), key, { bid, receipt: { ...receipt, ...other } })).toBe(problem);
  });
});
