import { once } from "node:events";
import { startEmbedded } from "../../src/platform/database/embedded";

/** Starts the embedded database of the folder named first, tells about it, and stops when its input ends. */
async function main(): Promise<void> {
  const [folder = "", brief] = process.argv.slice(2);
  const { stop, ...database } = await startEmbedded({ folder, brief: brief === "brief" });
  console.log(JSON.stringify(database));
  process.stdin.resume();
  await once(process.stdin, "end");
  await stop();
}

void main();
