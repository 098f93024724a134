import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { describeGeneratedTape } from "./generated-mapping";
import { GeneratedTape } from "./tape-generator";

const USAGE = `Usage: npm run -s tape -- --rows N [--seed S] [--out FILE] [--mapping FILE]
Writes a realistic tape of N accounts as CSV to FILE or to the terminal, the same for the same seed,
and on demand the mapping by which the demo and the API read it.`;

interface Options {
  readonly rows: number;
  readonly seed: number;
  readonly out: string | undefined;
  readonly mapping: string | undefined;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const tape = new GeneratedTape(options);
  await write(tape.pieces(), options.out ? createWriteStream(options.out) : process.stdout);
  if (options.mapping) {
    await writeFile(options.mapping, `${JSON.stringify(describeGeneratedTape(tape.totals), null, 2)}\n`);
  }
}

function readOptions(): Options | null {
  const string = { type: "string" } as const;
  try {
    const { values } = parseArgs({ options: { rows: string, seed: string, out: string, mapping: string } });
    const [rows, seed] = [Number(values.rows), Number(values.seed ?? "1")];
    if (!Number.isSafeInteger(rows) || rows < 1 || !Number.isSafeInteger(seed)) return null;
    return { rows, seed, out: values.out, mapping: values.mapping };
  } catch {
    return null; // an option that does not exist
  }
}

async function write(pieces: Iterable<string>, to: Writable): Promise<void> {
  for (const piece of pieces) if (!to.write(piece)) await once(to, "drain");
  if (to === process.stdout) return;
  to.end();
  await once(to, "finish");
}

void main();
