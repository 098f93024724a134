/** `node --require test/support/typescript.cjs FILE.ts`: runs a program from its source, compiled as jest compiles it. */
const { transformFileSync } = require("@swc/core");
const { transform } = require("../../jest.config.js");

const [, options] = transform["^.+\\.ts$"];

require.extensions[".ts"] = (module, file) => {
  module._compile(transformFileSync(file, { ...options, swcrc: false }).code, file);
};
