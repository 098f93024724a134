import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { describeGeneratedTape } from "./generated-mapping";
import { GeneratedTape } from "./tape-generator";
import { UsageError } from "./usage-error";

const HELP = `Writes a realistic tape as CSV, the same for the same seed.

npm run -s tape -- --rows N [--seed S] [--out FILE] [--mapping FILE]

  --rows N        how many accounts
  --seed S        a whole number; default 1
  --out FILE      where to; default the terminal
  --mapping FILE  writes how the tape is read and what it holds, as the demo takes it

  Exit status 0: written. 1: it could not be. 2: the command was used wrongly.
`;

interface Options {
  readonly rows: number;
  readonly seed: number;
  readonly out: string | null;
  readonly mapping: string | null;
}

/** Writes a generated tape, and on demand the mapping by which the demo and the API read it. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const tape = new GeneratedTape(options);
  await write(tape.pieces(), options.out === null ? process.stdout : createWriteStream(options.out));
  if (options.mapping === null) return;
  await writeFile(options.mapping, `${JSON.stringify(describeGeneratedTape(tape.totals), null, 2)}\n`);
}

/** Reads the command line; `null` asks for help. */
function readOptions(args: readonly string[]): Options | null {
  const given = parse(args);
  if (given.help) return null;
  const [rows, seed] = [Number(given.rows), Number(given.seed ?? "1")];
  if (!Number.isSafeInteger(rows) || rows < 1) throw new UsageError("--rows takes a whole number from 1 on");
  if (!Number.isSafeInteger(seed)) throw new UsageError("--seed takes a whole number");
  return { rows, seed, out: given.out ?? null, mapping: given.mapping ?? null };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const help = { type: "boolean", short: "h" } as const;
  try {
    return parseArgs({ args: [...args], options: { rows: text, seed: text, out: text, mapping: text, help } })
      .values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "These arguments cannot be read");
  }
}

async function write(pieces: Iterable<string>, to: Writable): Promise<void> {
  for (const piece of pieces) if (!to.write(piece)) await once(to, "drain");
  if (to === process.stdout) return;
  to.end();
  await once(to, "finish");
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(isUsage ? `${error.message}\n\n${HELP}` : `${String(error)}\n`);
  process.exitCode = isUsage ? 2 : 1;
});
