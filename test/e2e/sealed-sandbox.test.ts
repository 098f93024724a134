import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeKeyFile } from "../../src/cli/custodian/key-file";
import { TestApp } from "../support/app";
import { Market } from "../support/market";
import { runProgram } from "../support/run-program";
import { SealedMarket } from "../support/sealed-market";

const PACE = 120;

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await TestApp.start({ environment: { RECOUP_SANDBOX_PACE: String(PACE) } });
  folder = mkdtempSync(path.join(os.tmpdir(), "recoup-custodian-"));
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

it("a custodian opens what was sealed in a sandbox, whose close lies ahead, when told that it is one", async () => {
  const market = new Market(app);
  const file = path.join(folder, "notary");
  const sealing = { sealer: "CLIENT", custodians: [await makeKeyFile(file, "Notary")] };
  // Far ahead for the sandbox, too; opened and closed by command.
  const times = { opensAt: inDays(3), closesAt: inDays(4) };
  const sealed = await SealedMarket.open(market, { sealing, ...times }, { firms: ["a"] });
  const { input } = await sealed.box("a", 90_000n);
  await market.mutate(market.firm("a").bidder, "placeBid", { ...input }, "... on PlacedBid { bid { id } }");
  await market.close(sealed.auctionId);
  const { admin } = market.people;
  const { data } = await market.send<{ proofKey: string }>(admin, "{ proofKey }");
  const where = ["--url", app.node.httpUrl, "--auction", sealed.auctionId, "--accept-early-close"];
  const options = ["open", "--key", file, "--signer", data?.proofKey ?? "", ...where];
  const environment = { RECOUP_TOKEN: await app.token(admin) };
  const tooEarly = await runProgram("src/cli/custodian.ts", options, environment);
  expect(tooEarly).toMatchObject({ status: 1, err: expect.stringContaining("--sandbox") as string });
  const opened = await runProgram("src/cli/custodian.ts", [...options, "--sandbox"], environment);
  expect(opened).toMatchObject({ status: 0, err: "" });
  expect(await sealed.outcome()).toMatchObject({ winner: "a", price: "900.00" });
});
