import { createHash } from "node:crypto";
import { verify } from "../../src/client/verifier";
import { readCheckpoint } from "../../src/platform/proof/checkpoint";
import { isConsistent, leafHash, rootOfInclusion } from "../../src/platform/proof/merkle";
import { noteSigner } from "../../src/platform/proof/signed-note";
import { ProofWorld } from "../support/proof-world";
import { Role } from "../../src/platform/access/viewer";

let proof: ProofWorld;

beforeAll(async () => {
  proof = await ProofWorld.start();
  await proof.checkpoints.publish(proof.auctionId);
});
afterAll(() => proof.stop());

const bidder = (firm = 0) => proof.api.firm(proof.firms[firm] ?? "", Role.BIDDER);
const bytes = (hex: string) => Buffer.from(hex, "hex");

async function ask<Data>(fields: string, viewer = bidder()): Promise<Data> {
  const source = `query ($id: ID!) { ${fields} }`;
  const { data, errors } = await proof.api.ask<Data>(viewer, source, { id: proof.auctionId });
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function codeOf(fields: string, viewer = bidder()): Promise<unknown> {
  const { errors } = await proof.api.ask(viewer, `query ($id: ID!) { ${fields} }`, { id: proof.auctionId });
  return errors?.[0]?.extensions?.["code"];
}

interface Checkpoint {
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

describe("an auction's proofs by query", () => {
  it("give the key, and a checkpoint that it has signed", async () => {
    const { proofKey, checkpoint } = await ask<{ proofKey: string; checkpoint: Checkpoint }>(
      "proofKey checkpoint(auctionId: $id) { size root note publishedAt }",
    );
    const { verifier } = noteSigner("recoup", proof.api.signingKey);
    expect(proofKey).toBe(verifier.toString());
    expect(verifier.open(checkpoint.note)).not.toBeNull();
    const head = { origin: `recoup/auction/${proof.auctionId}`, size: 35, root: bytes(checkpoint.root) };
    expect(readCheckpoint(checkpoint.note)).toEqual(head);
    expect(checkpoint.size).toBe(35);
  });

  it.each([1, 13, 35])("prove that entry %i is in the journal", async (sequence) => {
    interface Proof {
      readonly size: number;
      readonly entryHash: string;
      readonly path: string[];
      readonly root: string;
    }
    const { inclusionProof } = await ask<{ inclusionProof: Proof }>(
      `inclusionProof(auctionId: $id, sequence: ${sequence}) { size entryHash path root }`,
    );
    const { size, entryHash, path, root } = inclusionProof;
    const inclusion = { index: sequence - 1, size, path: path.map(bytes) };
    expect(rootOfInclusion(leafHash(bytes(entryHash)), inclusion)).toEqual(bytes(root));
    const { checkpoint } = await ask<{ checkpoint: Checkpoint }>("checkpoint(auctionId: $id) { root }");
    expect(root).toBe(checkpoint.root);
  });

  it("prove that an earlier size was only added to", async () => {
    interface Proof {
      readonly fromRoot: string;
      readonly toRoot: string;
      readonly path: string[];
    }
    const { consistencyProof } = await ask<{ consistencyProof: Proof }>(
      "consistencyProof(auctionId: $id, from: 12, to: 35) { fromRoot toRoot path }",
    );
    const { fromRoot, toRoot, path } = consistencyProof;
    const roots = { from: bytes(fromRoot), size: bytes(toRoot) };
    expect(isConsistent({ from: 12, size: 35, path: path.map(bytes) }, roots)).toBe(true);
  });

  it.each([
    "inclusionProof(auctionId: $id, sequence: 0) { root }",
    "inclusionProof(auctionId: $id, sequence: 36) { root }",
    "inclusionProof(auctionId: $id, sequence: 5, size: 4) { root }",
    "inclusionProof(auctionId: $id, sequence: 5, size: 36) { root }",
    "consistencyProof(auctionId: $id, from: 0, to: 4) { toRoot }",
    "consistencyProof(auctionId: $id, from: 5, to: 4) { toRoot }",
    "consistencyProof(auctionId: $id, from: 5, to: 36) { toRoot }",
  ])("%s is BAD_USER_INPUT", async (fields) => {
    expect(await codeOf(fields)).toBe("BAD_USER_INPUT");
  });

  it("are NOT_FOUND for a firm that was removed", async () => {
    for (const field of [
      "checkpoint(auctionId: $id) { size }",
      "inclusionProof(auctionId: $id, sequence: 1) { size }",
    ])
      expect(await codeOf(field, bidder(3))).toBe("NOT_FOUND");
  });
});

describe("an auction's export by ticket", () => {
  const EXPORT = `mutation ($id: ID!) { exportAuction(input: { auctionId: $id }) { ... on DownloadTicket { url method } } }`;

  async function fetched(viewer = bidder()): Promise<{ readonly url: string; readonly response: Response }> {
    const { data } = await proof.api.ask<{ exportAuction: { url: string } }>(viewer, EXPORT, {
      id: proof.auctionId,
    });
    const url = data?.exportAuction.url ?? "";
    return { url, response: await fetch(url) };
  }

  it("is what the verifier takes, with the organization's own values", async () => {
    const { response } = await fetched();
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const exported = await response.text();
    const kept = (proof.kept.get(proof.firms[0]) ?? []).map((answer) => JSON.stringify(answer));
    const { checks, offence } = verify({ exports: [exported], keys: [proof.key], receipts: kept });
    expect(offence).toBeNull();
    expect(checks.find(({ name }) => name === "own receipts")?.isDone).toBe(true);
  });

  it("tells a firm nothing of what rivals hide", async () => {
    const exported = await (await fetched()).response.text();
    const [, rival] = proof.firms;
    expect(exported).not.toContain(rival);
    expect(exported).toContain(proof.firms[0]);
    expect(exported.match(/"path":"\/data\/maximum"/g)).toHaveLength(4); // its own bids
  });

  it("is journalled with the organization that took it", async () => {
    const { url } = await fetched();
    const [entry] = await proof.world.database.query<{ type: string; data: { auctionId: string } }[]>(
      "SELECT type, data FROM journal_entry WHERE stream = $1 ORDER BY sequence DESC LIMIT 1",
      [proof.firms[0]],
    );
    expect(entry).toMatchObject({ type: "AuctionExported", data: { auctionId: proof.auctionId } });
    expect(url).toContain(`/exports/auctions/${proof.auctionId}/${proof.firms[0]}?`);
  });

  it("is nothing at an address that was not given out", async () => {
    const { url } = await fetched();
    const others = [
      url.replace(proof.firms[0], proof.firms[1]),
      url.replace("auctions", "auctionz"),
      `${url}0`,
    ];
    for (const other of others) expect([other, (await fetch(other)).status]).toEqual([other, 404]);
  });

  it("is whole: its hashes are the journal's", async () => {
    const exported = await (await fetched()).response.text();
    const lines = exported
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string; hash?: string });
    const rows = await proof.world.database.query<{ hash: Buffer }[]>(
      "SELECT hash FROM journal_entry WHERE stream = $1 ORDER BY sequence",
      [proof.auctionId],
    );
    const digest = (hashes: readonly (string | undefined)[]) =>
      createHash("sha256").update(hashes.join()).digest("hex");
    const own = lines.filter(({ kind }) => kind === "entry").map(({ hash }) => hash);
    expect(digest(own)).toBe(digest(rows.map(({ hash }) => hash.toString("hex"))));
  });
});
