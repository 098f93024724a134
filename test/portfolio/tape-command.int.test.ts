import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { runProgram } from "../support/run-program";

const tape = (...options: string[]) => runProgram("src/cli/tape.ts", options, {});

it("writes a tape and how it is read, to the terminal or to files, the same for the same seed", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "recoup-test-"));
  const [out, mapping] = [path.join(folder, "tape.csv"), path.join(folder, "tape.mapping.json")];
  try {
    const printed = await tape("--rows", "3", "--seed", "5");
    const written = await tape("--rows", "3", "--seed", "5", "--out", out, "--mapping", mapping);
    expect([printed.status, written.status, written.out]).toEqual([0, 0, ""]);
    expect(printed.out.trim().split("\n")).toHaveLength(4);
    expect(await readFile(out, "utf8")).toBe(printed.out);
    expect(JSON.parse(await readFile(mapping, "utf8"))).toMatchObject({
      portfolio: { currency: "USD" },
      mapping: { delimiter: "," },
      expected: { rows: 3 },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it.each([[[]], [["--rows", "0"]], [["--rows", "x"]], [["--rows", "3", "--seed", "x"]], [["--lines", "3"]]])(
  "%j is wrong usage",
  async (options) => {
    const { status, err } = await tape(...options);
    expect(status).toBe(2);
    expect(err).toContain("npm run -s tape");
  },
);
