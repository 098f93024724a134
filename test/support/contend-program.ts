import { closeSync, openSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { claimDataFolder } from "../../src/platform/database/data-folder-lock";

/** An owner that has died, as far as the folder tells. */
const DEAD = JSON.stringify({ pid: process.pid, began: "in another life", brief: false });

/**
 * Claims the folder named first as often as the second says, against others who do the same, and counts how often it
 * was not alone. Every other time it leaves the ownership as a process does that is killed.
 */
function main(): void {
  const [folder = "", times = "0"] = process.argv.slice(2);
  const token = path.join(folder, "token");
  let notAlone = 0;
  for (let owned = 0; owned < Number(times);) {
    const claim = claimDataFolder(folder, false);
    if (claim.kind === "taken") continue;
    owned++;
    try {
      closeSync(openSync(token, "wx"));
    } catch {
      notAlone++;
    }
    rmSync(token, { force: true });
    if (owned % 2 === 0) claim.release();
    else dieAsOwner(folder);
  }
  console.log(JSON.stringify(notAlone));
}

function dieAsOwner(folder: string): void {
  const last = Math.max(...readdirSync(folder).map((name) => Number(name.split("owner.")[1] ?? 0)));
  const dead = path.join(folder, `dead.${process.pid}`);
  symlinkSync(DEAD, dead);
  renameSync(dead, path.join(folder, `owner.${last}`));
}

main();
