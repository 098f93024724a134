import { generateKeyPairSync } from "node:crypto";
import { entryHash, type EntryContent, type JsonObject } from "../../src/platform/journal/chain";
import { signCheckpoint } from "../../src/platform/proof/checkpoint";
import { leafHash, MerkleTree } from "../../src/platform/proof/merkle";
import { openReceipts, sealedReceipts } from "../../src/platform/proof/receipt-tree";
import { noteSigner, type NoteSigner } from "../../src/platform/proof/signed-note";
import { parseInstant } from "../../src/platform/time";

export type Line = { [key: string]: unknown };

/** An export's lines, to be changed by whoever tries to deceive. */
export class ExportedAuction {
  constructor(readonly lines: Line[]) {}

  static parse(text: string): ExportedAuction {
    const lines = text.split("\n").filter((line) => line !== "");
    return new ExportedAuction(lines.map((line) => JSON.parse(line) as Line));
  }

  copy(): ExportedAuction {
    return new ExportedAuction(structuredClone(this.lines));
  }

  toString(): string {
    return this.lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }

  of(kind: string): Line[] {
    return this.lines.filter((line) => line["kind"] === kind);
  }

  /** The first line of a kind; an entry's by its number or its type. */
  entry(which: number | string): Line & { data: Line } {
    const found = this.of("entry").find((line) => line["sequence"] === which || line["type"] === which);
    if (!found) throw new Error(`No such entry: ${which}`);
    return found as Line & { data: Line };
  }

  remove(...lines: readonly Line[]): void {
    for (const line of lines) this.lines.splice(this.lines.indexOf(line), 1);
  }

  /** Header and end say how many entries there are. */
  count(): void {
    const size = this.of("entry").length;
    for (const line of [...this.of("export"), ...this.of("end")]) line["size"] = size;
  }

  /** Numbers and hashes all entries anew, as somebody can who has the database. */
  rehash(): void {
    const stream = this.of("export")[0]?.["auction"] as string;
    let previous: Buffer = Buffer.alloc(32);
    this.of("entry").forEach((line, index) => {
      const { type, at, actor, data, rulesVersion } = line;
      Object.assign(line, { sequence: index + 1, previousHash: previous.toString("hex") });
      const content = {
        stream,
        sequence: index + 1,
        type,
        at: parseInstant(at as string),
        actor,
        data,
        rulesVersion,
      };
      previous = entryHash(previous, content as unknown as EntryContent);
      line["hash"] = previous.toString("hex");
    });
  }

  /** Signs all receipts and checkpoints anew, as the operator can who has the key. */
  sign(signer: NoteSigner): void {
    const id = this.of("export")[0]?.["auction"] as string;
    const hashes = this.of("entry").map((line) => Buffer.from(line["hash"] as string, "hex"));
    for (const line of this.of("receipts")) {
      const own = hashes.slice((line["first"] as number) - 1, line["last"] as number);
      const seed = line["seed"] as string | null;
      const { root, size } =
        seed === null ? openReceipts(own) : sealedReceipts(own, Buffer.from(seed, "hex"));
      line["note"] = signCheckpoint(signer, { origin: `recoup/receipts/${id}`, size, root });
    }
    for (const line of this.of("checkpoint")) {
      const size = Math.min(Number((line["note"] as string).split("\n")[1]), hashes.length);
      const { root } = new MerkleTree(hashes.slice(0, size).map(leafHash));
      line["note"] = signCheckpoint(signer, { origin: `recoup/auction/${id}`, size, root });
    }
  }
}

/** What an operator would export of entries that it made up: numbered, hashed and signed. */
export function exportOf(
  id: string,
  contents: readonly { readonly type: string; readonly at: string; readonly data: JsonObject }[],
  more: {
    readonly signer: NoteSigner;
    readonly receipts?: readonly Line[];
    readonly boxes?: readonly Line[];
  },
): ExportedAuction {
  const actor = { id: "01900000-0000-7000-8000-0000000000aa", kind: "SYSTEM" };
  const exported = new ExportedAuction([
    {
      kind: "export",
      version: 1,
      auction: id,
      reader: "auditor",
      size: 0,
      exportedAt: "2030-01-01T00:00:00.000000Z",
    },
    { kind: "terms", terms: contents[0]?.data["terms"] },
    ...contents.map((content) => ({ kind: "entry", rulesVersion: "test", actor, values: [], ...content })),
    { kind: "checkpoint", note: `x\n${contents.length}\n`, publishedAt: "2030-01-01T00:00:00.000000Z" },
    ...(more.receipts ?? []),
    ...(more.boxes ?? []),
    { kind: "end", size: 0 },
  ]);
  exported.count();
  exported.rehash();
  exported.sign(more.signer);
  return exported;
}

export function testSigner(): NoteSigner {
  return noteSigner("recoup", generateKeyPairSync("ed25519").privateKey);
}
