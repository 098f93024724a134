import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PlaceBidForReceiptDocument, ProofKeyDocument } from "../../src/client";
import { TestApp } from "../support/app";
import { ExportedAuction } from "../support/exported-auction";
import { Market } from "../support/market";
import { runProgram } from "../support/run-program";
import { SealedMarket } from "../support/sealed-market";

let app: TestApp;
let market: Market;
let folder: string;
let key: string;

beforeAll(async () => {
  app = await TestApp.start();
  folder = mkdtempSync(path.join(os.tmpdir(), "recoup-export-"));
  const { proofKey } = await app.client(new Market(app).people.admin).query(ProofKeyDocument, {});
  key = proofKey ?? "";
}, 60_000);
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

let sellers = 0;
beforeEach(() => {
  market = new Market(app, `seller-${(sellers += 1)}`);
});

/** Of a test's own. */
const alpha = () => `alpha-${sellers}`;
const beta = () => `beta-${sellers}`;

function exportAuction(...options: readonly string[]) {
  return runProgram("src/cli/export.ts", options, {
    DATABASE_URL: app.database.url,
    RECOUP_DATA_DIR: app.settings.dataDir ?? "",
  });
}

async function verified(
  auctionId: string,
  reader: string,
  receipts: readonly object[] = [],
): Promise<string> {
  const file = path.join(folder, randomUUID());
  const exported = await exportAuction("--auction", auctionId, "--for", reader, "--out", file);
  expect(exported).toEqual({ out: "", err: "", status: 0 });
  const kept = path.join(folder, randomUUID());
  writeFileSync(kept, receipts.map((receipt) => JSON.stringify(receipt)).join("\n"));
  const options = [file, "--key", key, ...(receipts.length > 0 ? ["--receipts", kept] : [])];
  const { out, err } = await runProgram("src/client/verifier.ts", options, {});
  return out + err;
}

async function bid(firm: string, auctionId: string, offer: object): Promise<object> {
  const input = { auctionId, idempotencyKey: randomUUID(), confirmHigh: true, ...offer };
  const client = app.client(market.firm(firm).bidder);
  return await client.mutate(PlaceBidForReceiptDocument, { input });
}

async function codeOf(document: string, id: string): Promise<unknown> {
  const { errors } = await app.send(market.people.admin, document, { id });
  return errors?.[0]?.extensions["code"];
}

async function openAuction(terms: Record<string, unknown> = {}, floor = "0.00"): Promise<string> {
  const auctionId = await market.auction(await market.portfolio({ accounts: 2, floor }), terms);
  for (const name of [alpha(), beta()]) await market.admit(auctionId, await market.qualify(name));
  await market.open(auctionId);
  return auctionId;
}

const DECIDED =
  /checked {6}decisions: every decision, winner and price of \d+ entries follows from the rules\nSound\.\n$/;

const OPENED_AGAIN = "checked      openings: opened again, 2 boxes hold what the entries say";

describe("an exported auction is sound to the verifier", () => {
  it("when it is English", async () => {
    const auctionId = await openAuction();
    await bid(alpha(), auctionId, { amount: "100.00", maximum: "500.00" });
    const receipt = await bid(beta(), auctionId, { amount: "200.00" });
    await bid(beta(), auctionId, { amount: "150.00" });
    await market.close(auctionId);
    await market.award(auctionId);
    expect(await verified(auctionId, "public")).toContain("published price of 21000 minor units");
    expect(await verified(auctionId, beta(), [receipt])).toContain("own receipts: 1 receipts' entries");
    expect(await verified(auctionId, "seller")).toMatch(/Sound\.\n$/);
    expect(await verified(auctionId, "auditor")).toMatch(DECIDED);
  });

  it("when its price falls", async () => {
    const dutch = { stepRate: "0.100000", stepSeconds: 3_600 };
    const terms = {
      format: "DUTCH",
      openingPrice: "1000.00",
      reserveVisibility: "DISCLOSED",
      increments: [],
      dutch,
    };
    const auctionId = await openAuction(terms, "250.00");
    await bid(alpha(), auctionId, { amount: "900.00" });
    await bid(alpha(), auctionId, { amount: "1000.00" });
    await bid(beta(), auctionId, { amount: "1000.00" });
    expect(await verified(auctionId, "public")).toContain("published price of 100000 minor units");
    expect(await verified(auctionId, "seller")).toMatch(DECIDED);
    expect(await verified(auctionId, "auditor")).toMatch(DECIDED);
  });

  it.each(["SEALED_FIRST_PRICE", "SEALED_SECOND_PRICE"])(
    "when it is %s, once it is opened",
    async (format) => {
      const sealed = await SealedMarket.open(market, { format }, { firms: [alpha(), beta()] });
      const { auctionId } = sealed;
      await bid(alpha(), auctionId, { amount: "500.00" });
      const receipt = await bid(alpha(), auctionId, { amount: "900.00" });
      expect(receipt).toMatchObject({
        placeBid: { receipt: { sequence: null, entryHash: null, salt: null } },
      });
      await bid(beta(), auctionId, { amount: "700.00" });
      expect(await exportAuction("--auction", auctionId)).toMatchObject({
        out: "",
        err: "The auction is sealed until its opening.\n",
        status: 1,
      });
      for (const field of [
        "checkpoint(auctionId: $id) { size }",
        "inclusionProof(auctionId: $id, sequence: 1) { size }",
      ])
        expect(await codeOf(`query ($id: ID!) { ${field} }`, auctionId)).toBe("SEALED");
      const ticket = "exportAuction(input: { auctionId: $id }) { __typename }";
      expect(await codeOf(`mutation ($id: ID!) { ${ticket} }`, auctionId)).toBe("SEALED");
      await market.close(auctionId);
      while ((await sealed.status()) === "AWAITING_SHARES")
        await new Promise((resolve) => setImmediate(resolve));
      expect(await verified(auctionId, alpha(), [receipt])).toContain("own receipts: 1 receipts' entries");
      expect(await verified(auctionId, "public")).toMatch(/Sound\.\n$/);
      const told = await verified(auctionId, "auditor");
      expect(told).toMatch(DECIDED);
      expect(told).toContain("checked      boxes: 3 sealed boxes are the ones that their entries name");
      expect(told).toContain(OPENED_AGAIN);
    },
  );

  it("when it was sealed, with shares for whoever may read the amounts", async () => {
    const sealed = await SealedMarket.open(market, {}, { firms: [alpha(), beta()] });
    const { auctionId } = sealed;
    await bid(alpha(), auctionId, { amount: "500.00" });
    await bid(alpha(), auctionId, { amount: "900.00" });
    await bid(beta(), auctionId, { amount: "700.00" });
    await market.close(auctionId);
    while ((await sealed.status()) === "AWAITING_SHARES")
      await new Promise((resolve) => setImmediate(resolve));
    const sharesOf = async (reader: string) => {
      const { out } = await exportAuction("--auction", auctionId, "--for", reader);
      return ExportedAuction.parse(out)
        .of("shares")
        .map(({ sequence }) => sequence);
    };
    const all = await sharesOf("auditor");
    expect(all).toHaveLength(2); // of the bid that was replaced nobody opened the box
    expect(await sharesOf("public")).toEqual([]);
    expect(await sharesOf(alpha())).toEqual(all.slice(0, 1));
    expect(await sharesOf(beta())).toEqual(all.slice(1));
    expect(await sharesOf("seller")).toEqual([]);
    expect(await verified(auctionId, "seller")).toContain("openings: no custodians' shares were given");
    await market.award(auctionId);
    expect(await sharesOf("seller")).toEqual(all);
    expect(await verified(auctionId, "seller")).toContain(OPENED_AGAIN);
    expect(await verified(auctionId, beta())).toContain("of 1 that is not this reader's to compare");
  });
});

describe("npm run export", () => {
  it("explains itself", async () => {
    const { out, status } = await exportAuction("--help");
    expect(out).toContain("npm run -s export -- --auction ID");
    expect(status).toBe(0);
  });

  it.each([[[]], [["--auction", "1"]], [["--auction", randomUUID(), "--for", "No Slug"]], [["--unknown"]]])(
    "ends with 2 when it is asked %j",
    async (options: string[]) => {
      const { out, err, status } = await exportAuction(...options);
      expect({ out, status }).toEqual({ out: "", status: 2 });
      expect(err).toContain("npm run -s export");
    },
  );

  it("ends with 1 for what there is not, who may not see it, and an auditor who comes too early", async () => {
    const auctionId = await openAuction();
    const nothing = "There is no such auction for this reader.\n";
    const ways: [string[], string][] = [
      [["--auction", randomUUID()], nothing],
      [["--auction", auctionId, "--for", "nobody-at-all"], nothing],
      [
        ["--auction", auctionId, "--for", "auditor"],
        "The auction still takes bids: an auditor comes after them.\n",
      ],
    ];
    for (const [way, err] of ways)
      expect([way, await exportAuction(...way)]).toEqual([way, { out: "", err, status: 1 }]);
  });
});
