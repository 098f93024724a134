import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { demoEnvironment } from "../../src/cli/demo/environment";
import { FORMAT_NAMES } from "../../src/cli/demo/formats/registry";
import { HELP, readDemoOptions } from "../../src/cli/demo/options";
import { UsageError } from "../../src/cli/usage-error";

const MAPPING = { portfolio: { name: "Loans" }, mapping: { fields: [] } };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "recoup-test-"));
  writeFileSync(path.join(folder, "tape.csv"), "a,b\n");
  writeFileSync(path.join(folder, "mapping.json"), JSON.stringify(MAPPING));
  writeFileSync(path.join(folder, "list.json"), "[]");
  writeFileSync(path.join(folder, "half.json"), '{"portfolio":{}}');
  writeFileSync(path.join(folder, "none.json"), "{");
});

afterAll(() => rmSync(folder, { recursive: true }));

const read = (line: string) => readDemoOptions(line === "" ? [] : line.split(" "), folder);

describe("the demo's options", () => {
  it("sells a generated tape in an ENGLISH auction, and serves on", () => {
    expect(read("")).toEqual({
      format: "ENGLISH",
      tape: { kind: "generated", rows: 20_000, seed: 1 },
      exit: false,
    });
  });

  it("takes a size, a seed and an end", () => {
    expect(read("--exit --rows 300 --seed 7")).toEqual({
      format: "ENGLISH",
      tape: { kind: "generated", rows: 300, seed: 7 },
      exit: true,
    });
  });

  it.each(FORMAT_NAMES)("takes the format %s, and names it in its help", (format) => {
    expect(read(`--format ${format}`)).toMatchObject({ format });
    expect(HELP).toContain(format);
  });

  it("takes a tape with its mapping, from where it was called", () => {
    const tape = { kind: "file", file: path.join(folder, "tape.csv"), description: MAPPING };
    expect(read("--tape tape.csv --mapping ./mapping.json")?.tape).toEqual(tape);
    expect(readDemoOptions(["--tape", tape.file, "--mapping", `${folder}/mapping.json`], "/")?.tape).toEqual(
      tape,
    );
  });

  it("prints help when asked", () => {
    expect(read("--help")).toBeNull();
    expect(read("-h --tape nowhere")).toBeNull();
  });

  it.each([
    "--nope",
    "extra",
    "--format",
    "--format english",
    "--format toString",
    "--format JAPANESE",
    "--exit=no",
    "--rows 0",
    "--rows 1.5",
    "--rows 1e3",
    "--rows 5000001",
    "--seed -1",
    "--tape tape.csv",
    "--mapping mapping.json",
    "--tape nowhere.csv --mapping mapping.json",
    "--tape . --mapping mapping.json",
    "--tape tape.csv --mapping nowhere.json",
    "--tape tape.csv --mapping none.json",
    "--tape tape.csv --mapping list.json",
    "--tape tape.csv --mapping half.json",
    "--tape tape.csv --mapping mapping.json --rows 5",
  ])("refuses %s", (line) => {
    expect(() => read(line)).toThrow(UsageError);
  });
});

describe("the settings of the demo's server", () => {
  const SERVER = { dataFolder: "/tmp/demo", pace: 1 };

  it("make it a sandbox where its clock is to run faster", () => {
    expect(demoEnvironment({}, { ...SERVER, pace: 60 })["RECOUP_SANDBOX_PACE"]).toBe("60");
  });

  it("lead to its own data folder and any free port, whatever the surroundings say", () => {
    const surroundings = {
      PATH: "/bin",
      HOST: "0.0.0.0",
      LOG_LEVEL: "debug",
      NODE_ENV: "production",
      DATABASE_URL: "postgres://db.example/recoup",
      DATABASE_MIGRATION_URL: "postgres://db.example/recoup",
      EVENT_BUS_URL: "nats://bus.example:4222",
      AUTH_ISSUER: "https://people.example",
      PUBLIC_URL: "https://recoup.example",
      METRICS_PORT: "9090",
      RECOUP_DATA_DIR: "/var/lib/recoup",
      RECOUP_MASTER_KEY: "secret",
      RECOUP_LIMIT_DEPTH: "1",
      RECOUP_SANDBOX_PACE: "120",
    };
    expect(demoEnvironment(surroundings, SERVER)).toEqual({
      PATH: "/bin",
      HOST: "0.0.0.0",
      LOG_LEVEL: "debug",
      PORT: "0",
      RECOUP_DATA_DIR: "/tmp/demo",
    });
  });

  it("keep the port that was asked for", () => {
    expect(demoEnvironment({ PORT: "4000" }, SERVER)["PORT"]).toBe("4000");
    expect(demoEnvironment({ PORT: "" }, SERVER)["PORT"]).toBe("0");
  });
});
