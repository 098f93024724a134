import { parseArgs } from "node:util";

/** What is measured, in this order. */
export const SECTIONS = [
  "hotAuction",
  "proofCost",
  "fanout",
  "growth",
  "history",
  "import",
  "formats",
  "sealed",
  "memory",
] as const;
export type Section = (typeof SECTIONS)[number];

/** How much of it. */
export interface Scale {
  readonly bidders: number;
  readonly subscribers: number;
  /** How often the variants that are compared take turns. */
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly roundSeconds: number;
  readonly longHistory: number;
  readonly tapeRows: number;
}

export interface BenchOptions {
  readonly json: boolean;
  readonly sections: readonly Section[];
  readonly scale: Scale;
  /** Where servers leave CPU profiles; null: nowhere. */
  readonly profiles: string | null;
}

/** The command was used wrongly; the message says how. */
export class UsageError extends Error {}

export const HELP = `Measures Recoup on this machine, durably and through its API. Takes some twenty minutes.

npm run bench -- --json [--only SECTION,…] [--quick] [--profiles FOLDER]

  --json             prints the figures as one JSON object on stdout; progress goes to stderr
  --only SECTION,…   ${SECTIONS.join(", ")}; default all
  --quick            a tenth of everything, to see that it runs: the figures mean little
  --profiles FOLDER  has each server leave a CPU profile there

  Exit status 0: measured. 1: it could not be. 2: the command was used wrongly.
`;

const FULL: Scale = {
  bidders: 64,
  subscribers: 1_000,
  rounds: 5,
  warmUpSeconds: 5,
  roundSeconds: 5,
  longHistory: 1_000_000,
  tapeRows: 1_000_000,
};
const QUICK: Scale = {
  ...FULL,
  subscribers: 100,
  rounds: 2,
  warmUpSeconds: 1,
  roundSeconds: 1,
  longHistory: 100_000,
  tapeRows: 100_000,
};

/** Reads the command line; null asks for help. */
export function readOptions(argumentsGiven: readonly string[]): BenchOptions | null {
  const values = parse(argumentsGiven);
  if (values.help) return null;
  return {
    json: values.json ?? false,
    sections: readSections(values.only),
    scale: values.quick ? QUICK : FULL,
    profiles: values.profiles ?? null,
  };
}

function parse(args: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  const options = { json: flag, only: text, quick: flag, profiles: text, help: { ...flag, short: "h" } };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readSections(only: string | undefined): readonly Section[] {
  if (only === undefined) return SECTIONS;
  const named = only.split(",");
  const unknown = named.find((name) => !(SECTIONS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UsageError(`--only knows ${SECTIONS.join(", ")}; not "${unknown}"`);
  return SECTIONS.filter((section) => named.includes(section));
}
