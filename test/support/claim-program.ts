import { once } from "node:events";
import { claimDataFolder } from "../../src/platform/database/data-folder-lock";

/** Says that it is there; at the first order claims the folder named first and says how it went; holds until its end. */
async function main(): Promise<void> {
  const [folder = ""] = process.argv.slice(2);
  console.log(JSON.stringify("there"));
  await once(process.stdin, "data");
  const claim = claimDataFolder(folder, false);
  console.log(JSON.stringify(claim.kind));
  await once(process.stdin, "end");
}

void main();
