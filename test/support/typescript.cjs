/** `node --require test/support/typescript.cjs FILE.ts`: runs a program from its source, compiled as jest compiles it. */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { version } = require("@swc/core/package.json");
const { transform } = require("../../jest.config.js");

const [, options] = transform["^.+\\.ts$"];
/** Tests start many processes, of several hundred files each: what was compiled once is kept. */
const KEPT = path.join(__dirname, "../../node_modules/.cache/recoup-tests");

require.extensions[".ts"] = (module, file) => {
  module._compile(compiled(file), file);
};

function compiled(file) {
  const source = readFileSync(file, "utf8");
  const place = path.join(KEPT, nameOf([version, options, file, source]));
  try {
    return readFileSync(place, "utf8");
  } catch {
    const { transformSync } = require("@swc/core");
    const { code } = transformSync(source, { ...options, filename: file, swcrc: false });
    keep(place, code);
    return code;
  }
}

function nameOf(parts) {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Whole or not at all: others may be reading. */
function keep(place, code) {
  try {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(`${place}.${process.pid}`, code);
    renameSync(`${place}.${process.pid}`, place);
  } catch {
    // A user who may not write there compiles anew.
  }
}
