import { readLimits, type Limits } from "./settings-limits";
import { integer, key, oneOf, SettingsReader, text, url } from "./settings-reader";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** The identity provider that signs people's tokens. */
export interface AuthSettings {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
}

export interface Settings {
  readonly production: boolean;
  /** `null`: an embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  /** Where analysts' queries run; `null`: on the primary. */
  readonly databaseReplicaUrl: string | null;
  /** The role that migrates; `null`: the application's. */
  readonly databaseMigrationUrl: string | null;
  /** `postgres:`, `nats://…` or `none:`. */
  readonly eventBusUrl: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** 0: any free port. */
  readonly metricsPort: number;
  /** Where clients reach this node, for the links that it gives out; `null`: where it listens. */
  readonly publicUrl: string | null;
  readonly logLevel: LogLevel;
  /** The collector that traces go to; `null`: none. */
  readonly tracesEndpoint: string | null;
  /** `null`: the built-in development issuer. */
  readonly auth: AuthSettings | null;
  /** `null`: the usual one of `resolveDataFolder`. */
  readonly dataDir: string | null;
  /** Where checkpoints of the journal are kept, seen by all nodes; `null`: in the data folder. */
  readonly checkpointDir: string | null;
  /** Wraps the portfolios' keys; `null`: the development key of the data folder. */
  readonly masterKey: Buffer | null;
  /** The Ed25519 seed that signs checkpoints and tickets; `null`: the development key of the data folder. */
  readonly signingKey: Buffer | null;
  /** The operator's seed for sealed bids; `null`: one that follows from the master key. */
  readonly sealingKey: Buffer | null;
  /** Off: a commit need not reach the disk. For tests other than fault tests. */
  readonly durability: "on" | "off";
  /** How many times as fast a sandbox's clock runs; `null`: this is no sandbox. */
  readonly sandboxPace: number | null;
  readonly limits: Limits;
}

const PORT = "a port from 0 (any free one) to 65535";
const POSTGRES = "a URL like postgres://user:password@host:5432/database";
const KEY = "32 bytes in base64, as `openssl rand -base64 32` prints them";

/** Reads and checks every setting once, at the start; throws a `SettingsError` with all problems together. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const reader = new SettingsReader(environment);
  const production = environment["NODE_ENV"] === "production";
  const postgres = (name: string) => reader.read(name, POSTGRES, url("postgres", "postgresql"), null);
  const port = (name: string, absent: number) => reader.read(name, PORT, integer(0, 65_535), absent);
  const settings: Settings = {
    production,
    databaseUrl: postgres("DATABASE_URL"),
    databaseReplicaUrl: postgres("DATABASE_REPLICA_URL"),
    databaseMigrationUrl: postgres("DATABASE_MIGRATION_URL"),
    eventBusUrl: reader.read(
      "EVENT_BUS_URL",
      '"postgres:", "none:" or a URL like nats://host:4222',
      (value) => oneOf("postgres:", "none:")(value) ?? url("nats")(value),
      "postgres:",
    ),
    host: reader.read("HOST", "the address to listen on", text, production ? "0.0.0.0" : "127.0.0.1"),
    port: port("PORT", 4000),
    metricsPort: port("METRICS_PORT", 0),
    publicUrl: reader.read("PUBLIC_URL", "an http or https URL", url("http", "https"), null),
    logLevel: reader.read("LOG_LEVEL", `one of ${LOG_LEVELS.join(", ")}`, oneOf(...LOG_LEVELS), "info"),
    tracesEndpoint: reader.read(
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "an http or https URL",
      url("http", "https"),
      null,
    ),
    auth: readAuth(reader, production),
    dataDir: reader.read("RECOUP_DATA_DIR", "a folder", text, null),
    checkpointDir: reader.read("RECOUP_CHECKPOINT_DIR", "a folder", text, null),
    masterKey: reader.read("RECOUP_MASTER_KEY", KEY, key, null),
    signingKey: reader.read("RECOUP_SIGNING_KEY", KEY, key, null),
    sealingKey: reader.read("RECOUP_SEALING_KEY", KEY, key, null),
    durability: reader.read("RECOUP_DURABILITY", '"on" or "off"', oneOf("on", "off"), "on"),
    sandboxPace: reader.read("RECOUP_SANDBOX_PACE", "a whole number from 1 to 120", integer(1, 120), null),
    limits: readLimits(reader),
  };
  if (production) requireForProduction(reader, settings);
  reader.refuseProblems();
  return settings;
}

/** All of AUTH_* or none: half a configuration must not open the door that the other half was to guard. */
function readAuth(reader: SettingsReader, production: boolean): AuthSettings | null {
  const jwksUrl = reader.read("AUTH_JWKS_URL", "an http or https URL", url("http", "https"), null);
  const issuer = reader.read("AUTH_ISSUER", "the issuer of the tokens", text, null);
  const audience = reader.read("AUTH_AUDIENCE", "the audience of the tokens", text, null);
  if (jwksUrl !== null && issuer !== null && audience !== null) return { jwksUrl, issuer, audience };
  const missing = ["AUTH_JWKS_URL", "AUTH_ISSUER", "AUTH_AUDIENCE"].filter((name) => !reader.isSet(name));
  if (production) missing.forEach((name) => reader.report(`${name} must be set in production`));
  else if (missing.length < 3) {
    missing.forEach((name) => reader.report(`${name} must be set, since another AUTH_… is`));
  }
  return null;
}

function requireForProduction(reader: SettingsReader, settings: Settings): void {
  for (const name of ["RECOUP_MASTER_KEY", "RECOUP_SIGNING_KEY"]) {
    if (!reader.isSet(name)) reader.report(`${name} must be set in production: ${KEY}`);
  }
  if (settings.durability === "off") {
    reader.report("RECOUP_DURABILITY=off is refused in production: an acknowledged bid could be lost");
  }
  if (settings.sandboxPace !== null) {
    reader.report("RECOUP_SANDBOX_PACE is refused in production: deadlines would not be what they say");
  }
}
