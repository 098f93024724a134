import path from "node:path";
import { types } from "pg";
import type { PostgresDataSourceOptions } from "typeorm/driver/postgres/PostgresDataSourceOptions";
import { parseInstant } from "../time";
import { SilentLogger } from "./silent-logger";
import { WatchedClient } from "./watched-client";

const TIMESTAMPTZ: number = types.builtins.TIMESTAMPTZ;
const INT8: number = types.builtins.INT8;
const DATE: number = types.builtins.DATE;

/** What comes out of PostgreSQL: instants and amounts as bigint, dates as text; `Date` and float never appear. */
export const typeParsers = {
  getTypeParser(oid: number, format?: "text" | "binary"): (text: string) => unknown {
    if (format === "binary") return types.getTypeParser(oid, format) as (text: string) => unknown;
    if (oid === TIMESTAMPTZ) return readTimestamptz;
    if (oid === INT8) return BigInt;
    if (oid === DATE) return String;
    return types.getTypeParser(oid, "text") as (text: string) => unknown;
  },
};

/** "2026-11-21 22:35:01.123456+00", as PostgreSQL writes it in UTC; the sessions' zone is set so. */
function readTimestamptz(text: string): bigint {
  const instant = parseInstant(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, "Z")}`);
  if (instant === null) throw new Error("PostgreSQL wrote an instant in another form than ISO in UTC");
  return instant;
}

/** Every session: UTC, and READ COMMITTED said explicitly, since the rules read after their locks. */
export const SESSION_OPTIONS =
  "-c timezone=UTC -c datestyle=ISO -c default_transaction_isolation=read\\ committed";

export interface DataSourceSettings {
  readonly url: string;
  /** Connections at most. */
  readonly poolSize?: number;
  /** What shows in pg_stat_activity. */
  readonly name?: string;
  /** More for the session, in PostgreSQL's own words. */
  readonly sessionOptions?: string;
}

/** A node that freezes in the middle of a transaction must not keep its locks: it ends by itself, and all of it is undone. */
const END_WHEN_SILENT = "-c idle_in_transaction_session_timeout=3s";

/**
 * What commands and queries may take of the database: whoever waits longer is told to come again, before all connections
 * wait for one row. `beginLongWork` lifts it for what takes as long as there are accounts.
 */
export const NODE_SESSION = `${END_WHEN_SILENT} -c lock_timeout=10s -c statement_timeout=60s`;

/** What analysts ask must end: a question that runs for ever keeps one of few connections from everybody else. */
export const ANALYSTS_SESSION = `${END_WHEN_SILENT} -c statement_timeout=30s`;

/** Whoever has waited so long for one of a pool's connections is told that there is none. */
const FREE_CONNECTION_MS = 30_000;

/** The options of every DataSource, from the server's to the migration command's. */
export function dataSourceOptions({
  url,
  poolSize = 10,
  name = "recoup",
  sessionOptions = "",
}: DataSourceSettings): PostgresDataSourceOptions {
  return {
    type: "postgres",
    url,
    applicationName: name,
    // .ts when run through a TypeScript loader, .js when run from dist
    entities: [path.join(__dirname, "../../**/*.entity.{ts,js}")],
    migrations: [path.join(__dirname, "../../../migrations/*.{ts,js}")],
    migrationsTableName: "schema_migration",
    synchronize: false,
    uuidExtension: "pgcrypto", // gen_random_uuid() is in core; nothing is installed
    installExtensions: false,
    poolSize,
    logging: false,
    logger: new SilentLogger(), // standard output is not for statements and their parameters, names and amounts too
    connectTimeoutMS: FREE_CONNECTION_MS,
    extra: {
      Client: WatchedClient,
      types: typeParsers,
      options: `${SESSION_OPTIONS} ${sessionOptions}`.trim(),
    },
  };
}
