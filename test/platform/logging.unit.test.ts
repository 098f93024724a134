import { QueryFailedError } from "typeorm";
import { createLogger } from "../../src/platform/observability/logging";

const MARKER = "31337";

/** As the driver throws it when a constraint refuses a row. */
function refusedRow(): QueryFailedError {
  const refused = Object.assign(new Error('new row for relation "bid" violates check constraint "amounts"'), {
    code: "23514",
    constraint: "amounts",
    detail: `Failing row contains (${MARKER}).`,
    where: `unnamed portal parameter $3 = '${MARKER}'`,
  });
  return new QueryFailedError("INSERT INTO bid VALUES ($1)", [MARKER], refused);
}

function linesOf(log: (logger: ReturnType<typeof createLogger>) => void): string {
  let lines = "";
  log(createLogger("debug", { destination: { write: (line) => (lines += line) } }));
  return lines;
}

describe("the log", () => {
  it.each<[string, () => unknown]>([
    ["an error of the database's", refusedRow],
    ["one behind another", () => new Error("failed", { cause: refusedRow() })],
  ])("says what went wrong and no value of the statement: %s", (_case, make) => {
    const lines = linesOf((logger) => {
      logger.error({ err: make() }, "an operation failed");
      logger.error(make(), "in the background");
    });
    expect(lines).toContain('"code":"23514","constraint":"amounts"');
    expect(lines.trimEnd().split("\n")).toHaveLength(2);
    expect(lines).not.toContain(MARKER);
  });

  it("redacts amounts and names, wherever they lie", () => {
    const lines = linesOf((logger) => logger.info({ bid: { maximum: MARKER }, debtor: { name: MARKER } }));
    expect(lines).toContain("[redacted]");
    expect(lines).not.toContain(MARKER);
  });
});
