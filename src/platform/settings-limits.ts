import { integer, type SettingsReader } from "./settings-reader";

/** What one client may ask for (api.md, "Limits"). */
export interface Limits {
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly cost: number;
  readonly variablesDepth: number;
  /** On this node; a client beyond it is told to try again later. */
  readonly sockets: number;
  readonly subscriptionsPerSocket: number;
  readonly frameBytes: number;
  readonly bidsPerOperation: number;
  /** For each credential. */
  readonly operationsPerSecond: number;
  /** For each credential. */
  readonly bidsPerSecond: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 100_000,
  tokens: 1_000,
  depth: 10,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 20,
  cost: 10_000,
  variablesDepth: 20,
  sockets: 10_000,
  subscriptionsPerSocket: 20,
  frameBytes: 64_000,
  bidsPerOperation: 1,
  operationsPerSecond: 600,
  bidsPerSecond: 500,
};

const MOST = 1_000_000_000;

const PREFIX = "RECOUP_LIMIT_";

/** Each limit is a setting: `bodyBytes` is RECOUP_LIMIT_BODY_BYTES. One that is none is a limit that somebody misspelt. */
export function readLimits(reader: SettingsReader): Limits {
  const read = ([limit, standard]: [string, number]) => {
    const name = nameOf(limit);
    return [limit, reader.read(name, `a whole number from 1 to ${MOST}`, integer(1, MOST), standard)];
  };
  const names = Object.keys(DEFAULT_LIMITS).map(nameOf);
  for (const name of reader.namesSet(PREFIX)) {
    if (!names.includes(name)) reader.report(`${name} is no limit: there are ${names.join(", ")}`);
  }
  return Object.fromEntries(Object.entries(DEFAULT_LIMITS).map(read)) as Limits;
}

function nameOf(limit: string): string {
  return `${PREFIX}${limit.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
