import { DEFAULT_LIMITS } from "../../src/platform/settings-limits";
import { SettingsError } from "../../src/platform/settings-reader";
import { readSettings } from "../../src/platform/settings";

const KEY = Buffer.alloc(32, 7).toString("base64");
const AUTH = {
  AUTH_JWKS_URL: "https://identity.example/jwks",
  AUTH_ISSUER: "https://identity.example/",
  AUTH_AUDIENCE: "recoup",
};
const PRODUCTION = {
  NODE_ENV: "production",
  RECOUP_MASTER_KEY: KEY,
  RECOUP_SIGNING_KEY: KEY,
  ...AUTH,
};

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  it("need none for development: an embedded database, this machine only", () => {
    expect(readSettings({})).toEqual({
      production: false,
      databaseUrl: null,
      databaseReplicaUrl: null,
      databaseMigrationUrl: null,
      eventBusUrl: "postgres:",
      host: "127.0.0.1",
      port: 4000,
      metricsPort: 0,
      publicUrl: null,
      tracesEndpoint: null,
      logLevel: "info",
      auth: null,
      dataDir: null,
      checkpointDir: null,
      masterKey: null,
      signingKey: null,
      sealingKey: null,
      durability: "on",
      sandboxPace: null,
      limits: DEFAULT_LIMITS,
    });
  });

  it("count as absent when empty", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: "", RECOUP_LIMIT_DEPTH: "" })).toEqual(readSettings({}));
  });

  it("are read as what they stand for", () => {
    const settings = readSettings({
      ...AUTH,
      DATABASE_URL: "postgres://recoup:secret@db:5432/recoup",
      EVENT_BUS_URL: "nats://bus:4222",
      PORT: "0",
      RECOUP_SIGNING_KEY: KEY,
      RECOUP_DURABILITY: "off",
      RECOUP_LIMIT_SUBSCRIPTIONS_PER_SOCKET: "3",
    });
    expect(settings).toMatchObject({
      databaseUrl: "postgres://recoup:secret@db:5432/recoup",
      eventBusUrl: "nats://bus:4222",
      port: 0,
      signingKey: Buffer.alloc(32, 7),
      durability: "off",
      auth: { jwksUrl: AUTH.AUTH_JWKS_URL, issuer: AUTH.AUTH_ISSUER, audience: AUTH.AUTH_AUDIENCE },
      limits: { ...DEFAULT_LIMITS, subscriptionsPerSocket: 3 },
    });
  });

  it.each([
    ["DATABASE_URL", "mysql://db/recoup"],
    ["DATABASE_REPLICA_URL", "db:5432"],
    ["EVENT_BUS_URL", "redis://bus"],
    ["PORT", "65536"],
    ["METRICS_PORT", "-1"],
    ["PUBLIC_URL", "recoup.example"],
    ["LOG_LEVEL", "loud"],
    ["RECOUP_MASTER_KEY", "c2hvcnQ="],
    ["RECOUP_SIGNING_KEY", `${KEY}!`],
    ["RECOUP_SEALING_KEY", `${KEY.slice(1)}`],
    ["RECOUP_DURABILITY", "no"],
    ["RECOUP_LIMIT_BODY_BYTES", "100kB"],
    ["RECOUP_LIMIT_COST", "5000000000"],
  ])("name %s when it is wrong, and do not repeat its value", (name, value) => {
    const [problem, ...others] = problemsOf({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name} takes .+`));
    expect(problem).not.toContain(value);
    expect(others).toEqual([]);
  });

  it("name a limit that is none, and those that there are", () => {
    const [problem, ...others] = problemsOf({ RECOUP_LIMIT_BODYBYTES: "5000", RECOUP_LIMIT_COST: "5000" });
    expect(problem).toMatch(/^RECOUP_LIMIT_BODYBYTES is no limit: there are .*RECOUP_LIMIT_BODY_BYTES, /);
    expect(others).toEqual([]);
  });

  it("are all checked before any is complained about", () => {
    expect(problemsOf({ PORT: "x", LOG_LEVEL: "x", RECOUP_LIMIT_TOKENS: "x" })).toHaveLength(3);
    expect(() => readSettings({ PORT: "x", LOG_LEVEL: "x" })).toThrow(/PORT takes .+\n.*LOG_LEVEL takes/);
  });

  it("name an identity provider wholly or not at all", () => {
    expect(problemsOf({ AUTH_ISSUER: "https://identity.example/" })).toEqual([
      "AUTH_JWKS_URL must be set, since another AUTH_… is",
      "AUTH_AUDIENCE must be set, since another AUTH_… is",
    ]);
  });
});

describe("settings in production", () => {
  it("listen everywhere, with keys and an identity provider", () => {
    expect(readSettings(PRODUCTION)).toMatchObject({ production: true, host: "0.0.0.0" });
  });

  it.each(["RECOUP_MASTER_KEY", "RECOUP_SIGNING_KEY", "AUTH_JWKS_URL", "AUTH_ISSUER", "AUTH_AUDIENCE"])(
    "say that %s is missing",
    (name) => {
      const [problem, ...others] = problemsOf({ ...PRODUCTION, [name]: undefined });
      expect(problem).toContain(`${name} must be set in production`);
      expect(others).toEqual([]);
    },
  );

  it("refuse to give up durability", () => {
    expect(problemsOf({ ...PRODUCTION, RECOUP_DURABILITY: "off" })).toEqual([
      "RECOUP_DURABILITY=off is refused in production: an acknowledged bid could be lost",
    ]);
  });
});
