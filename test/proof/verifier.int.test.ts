import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { verify, type Verification } from "../../src/client/verifier";
import type { ExportReader } from "../../src/auction";
import { ExportedAuction, testSigner } from "../support/exported-auction";
import { ProofWorld } from "../support/proof-world";
import { sealedAuction } from "../support/sealed-export";

let proof: ProofWorld;
let folder: string;

beforeAll(async () => {
  proof = await ProofWorld.start();
  folder = mkdtempSync(path.join(os.tmpdir(), "recoup-verifier-"));
});
afterAll(async () => {
  await proof.stop();
  rmSync(folder, { recursive: true, force: true });
});

function detailOf({ checks }: Verification, name: string): string | null {
  const check = checks.find((done) => done.name === name);
  return check?.isDone ? check.detail : null;
}

async function verified(reader: ExportReader, ...more: readonly ExportReader[]): Promise<Verification> {
  const exports = await Promise.all([reader, ...more].map((each) => proof.exported(each)));
  return verify({ exports, keys: [proof.key] });
}

describe("the verifier", () => {
  it("by what the public gets, checks chain, tree, signatures, times, closing time and the published price", async () => {
    const verification = await verified({ kind: "public" });
    expect(verification.offence).toBeNull();
    expect(detailOf(verification, "chain")).toBe(
      "35 entries follow each other, 23 of them with their content",
    );
    expect(detailOf(verification, "signatures")).toBe("3 checkpoints and 13 transactions' receipts");
    expect(detailOf(verification, "tree")).not.toBeNull();
    expect(detailOf(verification, "times, closing time and price")).toContain("price of 975 minor units");
    expect(detailOf(verification, "decisions")).toBeNull();
  });

  it("by what a firm gets and kept, checks its own bids and receipts, too", async () => {
    const [buyer] = proof.firms;
    const exported = await proof.exported({ kind: "organization", id: buyer });
    const kept = (proof.kept.get(buyer) ?? []).map((answer) =>
      JSON.stringify({ data: { placeBid: answer } }),
    );
    const verification = verify({ exports: [exported], keys: [proof.key], receipts: [kept.join("\n")] });
    expect(verification.offence).toBeNull();
    expect(detailOf(verification, "values")).not.toMatch(/^0 /);
    expect(detailOf(verification, "own receipts")).toBe("4 receipts' entries are where they were promised");
  });

  it("by what the seller gets, says that firms' maxima are missing for the decisions", async () => {
    const verification = await verified({ kind: "organization", id: proof.world.sellerId });
    expect(verification.offence).toBeNull();
    const { isDone, detail } = verification.checks.at(-1) ?? {};
    expect([isDone, detail]).toEqual([false, "13 values were not given"]);
  });

  it("given every value, makes every decision again", async () => {
    const expected = "every decision, winner and price of 35 entries follows from the rules";
    expect(detailOf(await verified({ kind: "auditor" }), "decisions")).toBe(expected);
  });

  it("does not ask for what opens a bid whose entry its reader may not see", async () => {
    const signer = testSigner();
    const exported = await sealedAuction(signer);
    for (const line of [...exported.of("box"), ...exported.of("shares")]) exported.remove(line);
    for (const line of exported.of("entry").filter(({ type }) => type === "BidAccepted"))
      for (const member of ["type", "at", "actor", "data", "rulesVersion", "values"]) delete line[member];
    Object.assign(exported.lines[0] ?? {}, { reader: "public" });
    const verification = verify({ exports: [exported.toString()], keys: [signer.verifier.toString()] });
    expect(verification.offence).toBeNull();
    expect(detailOf(verification, "openings")).toBeNull();
  });

  it("puts together what the seller and its firms give", async () => {
    const firms = proof.firms.slice(0, 3).map((id) => ({ kind: "organization", id }) as const);
    const seller = { kind: "organization", id: proof.world.sellerId } as const;
    const { checks, offence } = await verified(seller, ...firms);
    expect(offence).toBeNull();
    expect(checks.at(-1)?.detail).toBe("2 values were not given"); // of the firm that was removed, which gets nothing
  });

  it("does not take another auction's key, export or checkpoint", async () => {
    const exported = await proof.exported({ kind: "public" });
    const stranger = testSigner().verifier.toString();
    expect(verify({ exports: [exported], keys: [stranger] }).offence?.problem).toContain(
      "not signed by a key",
    );
    const other = ExportedAuction.parse(exported);
    Object.assign(other.lines[0] ?? {}, { auction: proof.world.sellerId });
    expect(() => verify({ exports: [exported, other.toString()], keys: [proof.key] })).toThrow(
      "different auctions",
    );
    expect(verify({ exports: [other.toString()], keys: [proof.key] }).offence?.entry).toBe(1);
  });
});

describe("the verifier as a program", () => {
  let program: string;

  beforeAll(() => {
    const source = readFileSync(path.join(__dirname, "../../src/client/verifier.ts"), "utf8");
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    program = put("verifier.js", outputText);
  });

  function put(name: string, content: string): string {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  function run(...parts: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [program, ...parts], { cwd: folder, encoding: "utf8", env: {} });
  }

  it("alone in a folder says what it checked, and ends with 0", async () => {
    const exported = put("sound.ndjson", await proof.exported({ kind: "auditor" }));
    const { status, stdout } = run(exported, "--key", proof.key);
    expect(stdout).toContain("checked      decisions: every decision, winner and price");
    expect(stdout).toContain("not checked  own receipts: none were given");
    expect(stdout).toMatch(/Sound\.\n$/);
    expect(status).toBe(0);
  });

  it("takes an export with what npm says before it", async () => {
    const exported = put(
      "npm.ndjson",
      `\n> recoup@0.1.0 export\n> exec node\n\n${await proof.exported({ kind: "public" })}`,
    );
    expect(run(exported, "--key", proof.key).status).toBe(0);
  });

  it("names the first bad entry, and ends with 1", async () => {
    const exported = ExportedAuction.parse(await proof.exported({ kind: "public" }));
    exported.remove(exported.entry(5));
    const { status, stdout } = run(put("bad.ndjson", exported.toString()), "--key", proof.key);
    expect(stdout).toContain("NOT SOUND. Entry 5: It is missing.\n");
    expect(status).toBe(1);
  });

  it("names the entry at which a file breaks off", async () => {
    const exported = await proof.exported({ kind: "public" });
    const { status, stdout } = run(
      put("cut.ndjson", exported.slice(0, exported.length / 2)),
      "--key",
      proof.key,
    );
    expect(stdout).toMatch(/NOT SOUND\. Entry \d+: Its line, or one behind it, cannot be read\.\n$/);
    expect(status).toBe(1);
  });

  it("ends with 2 when it is used wrongly or cannot read what it is given", async () => {
    const exported = put("sound.ndjson", await proof.exported({ kind: "public" }));
    const ways = [
      [],
      [exported],
      ["--key", proof.key],
      [exported, "--key", "no key"],
      [exported, "--unknown"],
      [path.join(folder, "nothing"), "--key", proof.key],
      [put("other.txt", "Dear Sir\n"), "--key", proof.key],
      [put("empty.ndjson", ""), "--key", proof.key],
    ];
    for (const way of ways) expect([way, run(...way).status]).toEqual([way, 2]);
  });

  it("explains itself", () => {
    const { status, stdout } = run("--help");
    expect(stdout).toContain("Exit status 0: all is sound. 1: it is not");
    expect(status).toBe(0);
  });
});
