import { rmSync } from "node:fs";
import path from "node:path";
import { makeDataFolder, resolveDataFolder } from "../../src/platform/database/data-folder";
import { Bench } from "./bench-run";
import { HELP, readOptions, SECTIONS, UsageError, type Section } from "./options";
import { measureFanout } from "./sections/fanout";
import { measureFormats } from "./sections/formats";
import { measureGrowth } from "./sections/growth";
import { measureHistory } from "./sections/history";
import { measureHotAuction } from "./sections/hot-auction";
import { measureMemory } from "./sections/memory";
import { measureProofCost } from "./sections/proof-cost";
import { measureSealed } from "./sections/sealed";
import { measureImport } from "./sections/tape-import";
import { describeMachine } from "./tools/machine";

const MEASUREMENTS: Readonly<Record<Section, (bench: Bench) => Promise<object>>> = {
  hotAuction: measureHotAuction,
  proofCost: measureProofCost,
  fanout: measureFanout,
  growth: measureGrowth,
  history: measureHistory,
  import: measureImport,
  formats: measureFormats,
  sealed: measureSealed,
  memory: measureMemory,
};

/** Measures what was asked for and prints the figures; everything that it made is gone afterwards. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const dataFolder = makeDataFolder(path.join(resolveDataFolder(null), `bench-${process.pid}`));
  const bench = new Bench(options, dataFolder);
  try {
    const figures: Record<string, object> = {};
    for (const section of SECTIONS.filter((name) => options.sections.includes(name))) {
      bench.say(`${section} …`);
      figures[section] = await MEASUREMENTS[section](bench);
      bench.say(`${section}: ${JSON.stringify(figures[section])}`);
    }
    if (!options.json) return;
    process.stdout.write(`${JSON.stringify({ ...figures, machine: describeMachine(dataFolder) })}\n`);
  } finally {
    await bench.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  }
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${HELP}`);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
