const { availableParallelism } = require("node:os");

const swc = (parser) => [
  "@swc/jest",
  {
    sourceMaps: "inline",
    jsc: {
      target: "es2023",
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: "commonjs" },
  },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  setupFiles: ["reflect-metadata"], // the decorators of type-graphql and TypeORM ask for it
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  testSequencer: "<rootDir>/test/support/fast-first.cjs",
  // More than processors: whole sales and faults wait for closing times, and all of them for PostgreSQL.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  reporters: ["default", "<rootDir>/test/support/plain-reporter.cjs"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.recoup/"],
  collectCoverageFrom: ["src/**/*.ts"],
  transform: {
    "^.+\\.ts$": swc({ syntax: "typescript", decorators: true }),
    // jose is published as ES modules alone, which jest cannot require before Node 24.9
    "/node_modules/jose/.+\\.js$": swc({ syntax: "ecmascript" }),
  },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  // Far beyond what any test takes: a slow machine is no failure.
  testTimeout: 180000,
};
