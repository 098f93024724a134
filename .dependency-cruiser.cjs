/**
 * Who may import whom (the README's table of stages, in code). Each rule has an import that it must refuse in
 * test/platform/imports.int.test.ts.
 */

/** The life of a sale, in order: a stage imports only those before it. */
const STAGES = [
  "portfolio",
  "valuation",
  "buyers",
  "data-room",
  "auction",
  "sale",
  "review",
  "authorization",
  "transfer",
  "post-sale",
  "forward-flow",
];
const ANY_STAGE = `(${STAGES.join("|")})`;

/** Where all stages meet: their composition, the process's start and the command-line programs. */
const COMPOSITION = "^src/(stages\\.ts$|main\\.ts$|cli/)";

/** What is pure in platform/: decisions may use it, and so may the client, which runs on its own. */
const PURE_PLATFORM = "^src/platform/(decision|money|ids|proposal|time)\\.ts$";

const stageOrder = STAGES.slice(0, -1).map((stage, position) => ({
  name: `${stage}-imports-no-later-stage`,
  comment: "A later stage learns of an earlier one's events through src/stages.ts.",
  severity: "error",
  from: { path: `^src/${stage}/` },
  to: { path: `^src/(${STAGES.slice(position + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...stageOrder,
    {
      name: "stages-only-through-their-index",
      comment: "What a stage's index.ts does not export may change without asking anybody.",
      severity: "error",
      from: { path: `^src/${ANY_STAGE}/` },
      to: { path: `^src/${ANY_STAGE}/`, pathNot: ["^src/[^/]+/index\\.ts$", "^src/$1/"] },
    },
    {
      name: "composition-only-through-the-index",
      comment: "Those who see every stage see no more of it than its neighbours do.",
      severity: "error",
      from: { path: COMPOSITION },
      to: { path: `^src/${ANY_STAGE}/`, pathNot: "^src/[^/]+/index\\.ts$" },
    },
    {
      name: "only-the-composition-imports-stages",
      comment: "platform/, client/ and web/ stand below every stage.",
      severity: "error",
      from: { path: "^(src|migrations|ormconfig\\.ts)", pathNot: [COMPOSITION, `^src/${ANY_STAGE}/`] },
      to: { path: `^src/${ANY_STAGE}/` },
    },
    {
      name: "domain-is-pure",
      comment: "Decisions take facts as arguments: no clock, database, randomness, GraphQL or library.",
      severity: "error",
      from: { path: "^src/([^/]+)/domain/" },
      to: { pathNot: ["^src/$1/domain/", PURE_PLATFORM] },
    },
    {
      name: "pure-platform-is-pure",
      comment: "What decisions may import must itself be pure.",
      severity: "error",
      from: { path: PURE_PLATFORM },
      to: { pathNot: PURE_PLATFORM },
    },
    {
      name: "nothing-calls-back-up",
      comment:
        "A resolver calls a use case, a use case calls the domain and a store. Only what puts a folder together (its " +
        "index, or the file of its own name) knows its resolvers.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: ["\\.resolver\\.ts$", "/index\\.ts$", "/([^/]+)/\\1\\.ts$", "^src/stages\\.ts$"],
      },
      to: { path: "\\.resolver\\.ts$" },
    },
    {
      name: "client-imports-nothing-of-the-server",
      comment: "Buyers and partners install it.",
      severity: "error",
      from: { path: "^src/client/" },
      to: { path: "^(src|migrations|ormconfig\\.ts)", pathNot: ["^src/client/", PURE_PLATFORM] },
    },
    {
      name: "nothing-imports-the-programs",
      comment: "They start processes, and stand above everything.",
      severity: "error",
      from: { path: "^(src|schema|migrations)/", pathNot: "^src/cli/" },
      to: { path: "^src/(main\\.ts$|cli/)" },
    },
    {
      name: "no-cycles",
      comment: "Type-only imports count: what cannot be read apart is one thing.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "What nothing imports and imports nothing is dead.",
      severity: "error",
      from: { orphan: true },
      to: {},
    },
    {
      name: "no-development-dependencies",
      comment: "What runs in production is installed in production.",
      severity: "error",
      from: { path: "^(src|migrations|ormconfig\\.ts)" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-declared-dependencies",
      comment: "A package that came with another one may go with it.",
      severity: "error",
      from: { path: "^(src|migrations|schema|ormconfig\\.ts)" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "only-what-exists",
      comment: "An import that resolves to nothing escapes every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|test)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "types", "default"],
      mainFields: ["main", "types", "typings"],
    },
  },
};
