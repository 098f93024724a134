import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const REPOSITORY = path.join(__dirname, "../..");
const CONFIG = path.join(REPOSITORY, ".dependency-cruiser.cjs");

const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>("../../.dependency-cruiser.cjs");

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

type Files = Readonly<Record<string, string>>;

/** A project that breaks no rule, with an import of every kind that is allowed. */
const PROJECT: Files = {
  "package.json": JSON.stringify({ dependencies: { declared: "1" }, devDependencies: { tool: "1" } }),
  "tsconfig.json": JSON.stringify({ compilerOptions: { module: "node20", moduleResolution: "node16" } }),
  "node_modules/declared/index.js": "",
  "node_modules/declared/package.json": JSON.stringify({ name: "declared", version: "1.0.0" }),
  "node_modules/tool/index.js": "",
  "node_modules/tool/package.json": JSON.stringify({ name: "tool", version: "1.0.0" }),
  "node_modules/stowaway/index.js": "",
  "node_modules/stowaway/package.json": JSON.stringify({ name: "stowaway", version: "1.0.0" }),
  "src/platform/money.ts": `import "./decision";`,
  "src/platform/decision.ts": "export type Decision = string;",
  "src/platform/database.ts": `import "declared"; import "node:fs";`,
  "src/portfolio/index.ts": `export * from "./portfolio.resolver";`,
  "src/portfolio/portfolio.resolver.ts": `import "./create-portfolio";`,
  "src/portfolio/create-portfolio.ts": `import "./domain/portfolio"; import "../platform/database"; import type {} from "tool";`,
  "src/portfolio/domain/portfolio.ts": `import "./tape"; import "../../platform/money";`,
  "src/portfolio/domain/tape.ts": "export {};",
  "src/auction/index.ts": `import "./auction";`,
  "src/auction/auction.ts": `import "./auction.resolver";`,
  "src/auction/auction.resolver.ts": `import "./bid-intake";`,
  "src/auction/bid-intake.ts": `import "../portfolio"; import "./domain/decide";`,
  "src/auction/domain/decide.ts": "export {};",
  "src/sale/index.ts": `import "../auction"; import "../portfolio/index";`,
  "src/client/client.ts": `import "../platform/money"; import "declared";`,
  "src/stages.ts": `import "./portfolio"; import "./auction"; import "./sale";`,
  "src/main.ts": `import "./stages";`,
  "src/cli/demo.ts": `import "../client/client"; import "./story"; import "../portfolio";`,
  "src/cli/story.ts": "export {};",
  "migrations/create-bid.ts": `import "declared";`,
  "ormconfig.ts": `import "./src/platform/database";`,
};

/** For each rule a file that breaks it, alone in its name, so that a refusal names the file that it is about. */
const REFUSED: readonly (readonly [rule: string, from: string, content: string])[] = [
  ...orderOfStages(),
  ["stages-only-through-their-index", "src/auction/reach-in.ts", `import "../portfolio/create-portfolio";`],
  [
    "stages-only-through-their-index",
    "src/auction/reach-for-type.ts",
    `import type {} from "../portfolio/domain/tape";`,
  ],
  ["composition-only-through-the-index", "src/cli/reach-in.ts", `import "../portfolio/create-portfolio";`],
  ["only-the-composition-imports-stages", "src/platform/look-up.ts", `import "../auction";`],
  ["only-the-composition-imports-stages", "migrations/look-up.ts", `import type {} from "../src/auction";`],
  ["domain-is-pure", "src/auction/domain/read-clock.ts", `import "../../platform/database";`],
  ["domain-is-pure", "src/auction/domain/use-library.ts", `import "declared";`],
  ["domain-is-pure", "src/auction/domain/use-node.ts", `import "node:crypto";`],
  ["domain-is-pure", "src/auction/domain/leave.ts", `import "../bid-intake";`],
  ["domain-is-pure", "src/auction/domain/use-other.ts", `import type {} from "../../portfolio/domain/tape";`],
  ["pure-platform-is-pure", "src/platform/time.ts", `import "./database";`],
  ["nothing-calls-back-up", "src/portfolio/call-up.ts", `import "./portfolio.resolver";`],
  ["client-imports-nothing-of-the-server", "src/client/use-server.ts", `import "../platform/database";`],
  ["client-imports-nothing-of-the-server", "src/client/use-type.ts", `import type {} from "../auction";`],
  ["nothing-imports-the-programs", "src/platform/start.ts", `import "../main";`],
  ["nothing-imports-the-programs", "src/auction/tell.ts", `import "../cli/demo";`],
  ["no-cycles", "src/auction/ring-begin.ts", `import type {} from "./ring-end";`],
  ["no-orphans", "src/auction/alone.ts", "export {};"],
  ["no-development-dependencies", "src/platform/use-tool.ts", `import "tool";`],
  ["only-declared-dependencies", "src/platform/use-stowaway.ts", `import "stowaway";`],
  ["only-what-exists", "src/auction/misspell.ts", `import "./bid-intaek";`],
];

/** Each stage tries to import the one after it. */
function orderOfStages(): readonly (readonly [string, string, string])[] {
  return STAGES.slice(0, -1).map((stage, position) => [
    `${stage}-imports-no-later-stage`,
    `src/${stage}/look-ahead.ts`,
    `import "../${STAGES[position + 1]}";`,
  ]);
}

/** What must be there for those imports to lead to. */
const LED_TO: Files = {
  ...Object.fromEntries(STAGES.map((stage) => [`src/${stage}/index.ts`, `import "node:path";`])),
  "src/auction/ring-end.ts": `import type {} from "./ring-begin";`,
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** Runs the check over a project of these files, and says which rule refused which file. */
async function check(files: Files): Promise<readonly string[]> {
  const project = await mkdtemp(path.join(os.tmpdir(), "recoup-imports-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(project, name)), { recursive: true });
      await writeFile(path.join(project, name), content);
    }
    const { summary } = JSON.parse(await cruise(project)) as { summary: { violations: Violation[] } };
    return summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

function cruise(project: string): Promise<string> {
  const program = path.join(REPOSITORY, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const sources = ["src", "migrations", "ormconfig.ts"];
  const options = ["--config", CONFIG, "--output-type", "json"];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...sources, ...options],
      { cwd: project },
      (error, output, problems) => {
        if (output.startsWith("{")) resolve(output);
        else reject(error ?? new Error(problems));
      },
    );
  });
}

describe("the check of imports", () => {
  let refusals: readonly string[];

  beforeAll(async () => {
    const bad = Object.fromEntries(REFUSED.map(([, from, content]) => [from, content]));
    refusals = await check({ ...LED_TO, ...PROJECT, ...bad });
  });

  it("lets everything pass that the rules allow", async () => {
    expect(await check(PROJECT)).toEqual([]);
  });

  it.each(REFUSED)("refuses by %s what %s imports", (rule, from) => {
    expect(refusals).toContain(`${rule}: ${from}`);
  });

  it("has for every rule an import that it refuses", () => {
    expect(new Set(REFUSED.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
  });
});
