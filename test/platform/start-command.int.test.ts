import { runProgram } from "../support/run-program";

describe("the command that starts a node", () => {
  it("says with --help what it is, and starts nothing", async () => {
    const { out, err, status } = await runProgram("src/main.ts", ["--help"], {});
    expect({ err, status }).toEqual({ err: "", status: 0 });
    expect(out).toContain("environment variables");
  });

  it("takes no arguments, so that none is thought to be a setting", async () => {
    const { out, err, status } = await runProgram("src/main.ts", ["--port", "4000"], {});
    expect({ out, status }).toEqual({ out: "", status: 2 });
    expect(err).toContain("npm start takes no arguments.");
  });
});
