import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { CreatePortfolioInput, TapeMappingInput, TapeTotalsInput } from "../../client";
import { FORMAT_NAMES, isFormatName, type FormatName } from "./formats/registry";
import { UsageError } from "../usage-error";

/** What a `--mapping` file says of a tape. */
export interface TapeMapping {
  readonly portfolio: CreatePortfolioInput;
  readonly mapping: TapeMappingInput;
  readonly expected?: TapeTotalsInput | null;
}

/** Where the tape comes from. */
export type TapeChoice =
  | { readonly kind: "generated"; readonly rows: number; readonly seed: number }
  | { readonly kind: "file"; readonly file: string; readonly description: TapeMapping };

export interface DemoOptions {
  readonly format: FormatName;
  readonly tape: TapeChoice;
  /** End with the story, instead of serving on. */
  readonly exit: boolean;
}

const DEFAULT_FORMAT = "ENGLISH" satisfies FormatName;
const ROWS = 20_000;
const MOST_ROWS = 5_000_000;

export const HELP = `Sells a portfolio live: a whole sale through the public API, on a fresh database of its own, told as it happens.

npm run demo -- [--format FORMAT] [--exit] [--rows N] [--seed S] [--tape FILE --mapping FILE]

  --format FORMAT how bids become a winner and a price: ${FORMAT_NAMES.join(", ")};
                  default ${DEFAULT_FORMAT}
  --exit          end with the story; without it the server goes on, to look around, until Ctrl-C
  --rows N        accounts on the generated tape; default 20,000
  --seed S        another tape for another seed; default 1
  --tape FILE     a CSV tape of one's own, with
  --mapping FILE  how it is read, as JSON: { portfolio: CreatePortfolioInput, mapping: TapeMappingInput,
                  expected?: TapeTotalsInput }; npm run tape -- --mapping writes one
  PORT            the port to serve on; absent: any free one

  Exit status 0: done. 1: a step or a claim of the story failed. 2: the command was used wrongly. 130: Ctrl-C.
`;

/** Reads the command line, and the mapping file that it names; `null` asks for help. */
export function readDemoOptions(argumentsGiven: readonly string[], folder: string): DemoOptions | null {
  const given = parse(argumentsGiven);
  if (given.help) return null;
  const { format = DEFAULT_FORMAT, exit = false } = given;
  if (!isFormatName(format)) throw new UsageError(`--format takes ${FORMAT_NAMES.join(", ")}`);
  return { format, tape: readTape(given, folder), exit };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    format: text,
    exit: flag,
    help: { type: "boolean", short: "h" },
    rows: text,
    seed: text,
    tape: text,
    mapping: text,
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "These arguments cannot be read");
  }
}

function readTape(given: ReturnType<typeof parse>, folder: string): TapeChoice {
  const { tape, mapping, rows, seed } = given;
  if (tape === undefined && mapping === undefined) {
    return {
      kind: "generated",
      rows: readInteger("--rows", rows ?? String(ROWS), MOST_ROWS),
      seed: readInteger("--seed", seed ?? "1", Number.MAX_SAFE_INTEGER),
    };
  }
  if (tape === undefined || mapping === undefined)
    throw new UsageError("--tape and --mapping belong together");
  if (rows !== undefined || seed !== undefined) {
    throw new UsageError("--rows and --seed are for a generated tape");
  }
  const file = path.resolve(folder, tape);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError("--tape names no file");
  return { kind: "file", file, description: readMapping(path.resolve(folder, mapping)) };
}

/** The server judges what the file says; here it only must say something. */
function readMapping(file: string): TapeMapping {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError("--mapping names no file that can be read");
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new UsageError("--mapping takes a JSON file");
  }
  if (!isObject(content) || !isObject(content["portfolio"]) || !isObject(content["mapping"])) {
    throw new UsageError("The mapping file must hold { portfolio, mapping, expected }");
  }
  return content as unknown as TapeMapping;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readInteger(option: string, text: string, most: number): number {
  const number = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  if (!(number <= most)) throw new UsageError(`${option} takes a whole number from 1 to ${most}`);
  return number;
}
