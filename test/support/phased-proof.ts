import { DataSource } from "typeorm";
import { openAuctionExport, writeAuctionExport, type ExportReader } from "../../src/auction";
import { verify, type Verification } from "../../src/client/verifier";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import type { TestApp } from "./app";
import { ExportedAuction, testSigner } from "./exported-auction";
import type { Market } from "./market";

/** An auction's exports, read when it is over, and what the verifier says of them. */
export class ProvenAuction {
  private constructor(
    private readonly key: string,
    /** What the seller fetches by its ticket. */
    readonly seller: string,
    readonly auditor: string,
    readonly everybody: string,
  ) {}

  static async read(app: TestApp, market: Market, auctionId: string): Promise<ProvenAuction> {
    const { admin } = market.people;
    const ticket = await market.mutate(
      admin,
      "exportAuction",
      { auctionId },
      "... on DownloadTicket { url }",
    );
    const seller = await (await fetch(String(ticket["url"]))).text(); // signs what the journal has come to
    const { data } = await market.send<{ proofKey: string }>(admin, "{ proofKey }");
    const database = await new DataSource(
      dataSourceOptions({ url: app.database.url, poolSize: 2 }),
    ).initialize();
    try {
      const read = async (reader: ExportReader) => {
        const source = await openAuctionExport(database, { auctionId, reader });
        if (source === null || typeof source === "string") throw new Error(`Not exported: ${source}`);
        const lines: string[] = [];
        for await (const line of writeAuctionExport(database, source)) lines.push(line);
        return lines.join("");
      };
      const [auditor, everybody] = [await read({ kind: "auditor" }), await read({ kind: "public" })];
      return new ProvenAuction(data?.proofKey ?? "", seller, auditor, everybody);
    } finally {
      await database.destroy();
    }
  }

  /** What was wrong with it, or what was checked: by name, in the verifier's words. */
  check(exported: string): Record<string, string> | Verification["offence"] {
    const { checks, offence } = verify({ exports: [exported], keys: [this.key] });
    if (offence) return offence;
    return Object.fromEntries(
      checks.filter(({ isDone }) => isDone).map(({ name, detail }) => [name, detail]),
    );
  }

  /** What the verifier finds in an export that an operator changed, and hashed and signed anew. */
  tampered(change: (exported: ExportedAuction) => void): string | null {
    const [exported, signer] = [ExportedAuction.parse(this.auditor), testSigner()];
    change(exported);
    exported.rehash();
    exported.sign(signer);
    const { offence } = verify({ exports: [exported.toString()], keys: [signer.verifier.toString()] });
    return offence?.problem ?? null;
  }
}
