import { existsSync, readFileSync } from "node:fs";
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
