import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { developmentVerifier } from "../../../src/platform/access/token-verifier";
import { loadKeys } from "../../../src/platform/keys";
import { readSettings } from "../../../src/platform/settings";

const REPOSITORY = path.join(__dirname, "../../..");

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "recoup-token-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command from its source, where there is no database. */
async function token(line: string, environment: Record<string, string> = {}) {
  const program = ["--require", "./test/support/typescript.cjs", "src/cli/token.ts"];
  const child = spawn(process.execPath, [...program, ...line.split(" ")], {
    cwd: REPOSITORY,
    env: { PATH: process.env["PATH"], RECOUP_DATA_DIR: folder, ...environment },
  });
  const exit = once(child, "exit") as Promise<[status: number]>;
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, status };
}

const verify = (line: string) => {
  const { issuer } = loadKeys(readSettings({ RECOUP_DATA_DIR: folder }));
  if (!issuer) throw new Error("There is no development issuer");
  return developmentVerifier(issuer, () => BigInt(Date.now()) * 1_000n).verify(line.trimEnd());
};

describe("the token command", () => {
  it("prints a token of the data folder's issuer and nothing else", async () => {
    const { out, err, status } = await token("--org north-bank --role FINANCE --role RISK --name Ada");
    expect({ err, status, lines: out.split("\n").length }).toEqual({ err: "", status: 0, lines: 2 });
    expect(await verify(out)).toMatchObject({
      subject: "north-bank.finance",
      name: "Ada",
      organization: "north-bank",
      organizationKind: "SELLER",
      roles: ["FINANCE", "RISK"],
    });
  });

  it("makes the issuer's key once when several need it first", async () => {
    const printed = await Promise.all([1, 2, 3].map((one) => token(`--org firm-${one} --role BIDDER`)));
    const claims = await Promise.all(printed.map(({ out }) => verify(out)));
    expect(claims.map((claim) => claim.organization)).toEqual(["firm-1", "firm-2", "firm-3"]);
  });

  it("explains itself when asked", async () => {
    const { out, status } = await token("--help");
    expect(status).toBe(0);
    expect(out).toContain("--org SLUG");
  });

  it("says what is wrong, prints nothing to standard output, and exits with 2", async () => {
    const { out, err, status } = await token("--org north-bank --role TREASURER");
    expect({ out, status }).toEqual({ out: "", status: 2 });
    expect(err).toMatch(/^--role takes one of PORTFOLIO_MANAGER/);
  });

  it("makes no tokens where an identity provider does", async () => {
    const { out, err, status } = await token("--org north-bank --role FINANCE", {
      AUTH_JWKS_URL: "http://127.0.0.1:9/keys",
      AUTH_ISSUER: "https://login.example",
      AUTH_AUDIENCE: "recoup",
    });
    expect({ out, status }).toEqual({ out: "", status: 2 });
    expect(err).toContain("identity provider");
  });

  it("makes no tokens in production", async () => {
    const { out, status } = await token("--org north-bank --role FINANCE", { NODE_ENV: "production" });
    expect({ out, status }).toEqual({ out: "", status: 1 });
  });
});
