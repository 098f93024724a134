import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRunningCommand } from "../../../src/platform/database/embedded-process";
import { Program } from "../../support/program";

/** There is no event for processes that are not our children. */
const LOOK_MS = 10;

it("tests that are killed leave no server behind, not even one that is stopped, no PostgreSQL and no folder", async () => {
  const tests = Program.start("test/support/faults/left-behind-program.ts", []);
  const { node, folder } = await tests.answer<{ node: number; folder: string }>();
  const data = path.join(folder, "data", "postgresql");
  const postgres = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const isThere = () => isRunningCommand(node, "src/main.ts") || isRunningCommand(postgres, data);
  expect(isRunningCommand(node, "src/main.ts") && isRunningCommand(postgres, data)).toBe(true);
  await tests.kill();
  while (isThere() || existsSync(folder)) await delay(LOOK_MS);
});

it("what is gone already, or goes meanwhile, does not keep the rest from being ended", () => {
  const root = mkdtempSync(path.join(os.tmpdir(), "recoup-left-behind-"));
  const [gone, going, there] = ["gone", "going", "there"].map((name) => path.join(root, name));
  for (const folder of [going, there]) mkdirSync(String(folder));
  symlinkSync(path.join(root, "nothing"), path.join(String(going), "postmaster.pid"));
  const input = [gone, going, there, root]
    .map((folder) => JSON.stringify(["keep", "folder", folder]))
    .join("\n");
  const guardian = path.join(__dirname, "../../support/guardian-process.cjs");
  expect(spawnSync(process.execPath, [guardian], { input }).status).toBe(0);
  expect(existsSync(root)).toBe(false);
});
