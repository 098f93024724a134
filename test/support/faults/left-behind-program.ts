import "reflect-metadata";
import { DurableDatabase } from "./durable-database";
import { FaultNode } from "./fault-node";

/** Starts what a fault test runs, stops the node so that it can do nothing by itself, tells where all is, and waits. */
async function main(): Promise<void> {
  const database = await DurableDatabase.start();
  const node = await FaultNode.start({ database, name: await database.create() });
  node.signal("SIGSTOP");
  console.log(JSON.stringify({ node: node.pid, folder: database.folderOf(".") }));
}

void main();
