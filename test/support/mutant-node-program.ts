import "reflect-metadata";
import { startNode } from "../../src/node";
import { createLogger } from "../../src/platform/observability/logging";
import { readSettings } from "../../src/platform/settings";
import { nodeMutants } from "./mutants/node-mutants";

/** A node with the deliberate bug that is named first; it says when it takes requests, as the real one does. */
async function main(): Promise<void> {
  const mutant = nodeMutants[String(process.argv[2])];
  if (!mutant) throw new Error("There is no such mutant");
  const settings = readSettings(process.env);
  const { httpUrl, wsUrl, metricsUrl } = await startNode(settings, createLogger(settings.logLevel), mutant());
  const ready = { ready: true, http: httpUrl, ws: wsUrl, metrics: metricsUrl, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

void main();
