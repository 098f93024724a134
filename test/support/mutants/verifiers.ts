import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import type * as Verifier from "../../../src/client/verifier";

/** Words of the verifier, and what stands in their place once the check is taken out. */
export type TakenOut = readonly [check: string, instead: string];

const FILE = path.join(__dirname, "../../../src/client/verifier.ts");

let compiled: string | null = null;

/** As JavaScript, with single spaces: lines are broken where the formatter likes. */
function compile(): string {
  const { outputText } = ts.transpileModule(readFileSync(FILE, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, removeComments: true },
  });
  return outputText.replace(/\s+/g, " ");
}

/** The verifier without some of its checks. Words that it does not have are a mistake of the test. */
export function verifierWithout(checks: readonly TakenOut[]): typeof Verifier.verify {
  compiled ??= compile();
  const mutilated = checks.reduce((text, [check, instead]) => {
    if (!text.includes(check)) throw new Error(`The verifier has no ${check}`);
    return text.replaceAll(check, () => instead);
  }, compiled);
  const module = { exports: {} as typeof Verifier };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is how a module's text is run
  const run = new Function("module", "exports", "require", mutilated) as (...parts: unknown[]) => void;
  const load = createRequire(FILE);
  run(module, module.exports, (name: string) => load(name) as unknown);
  return module.exports.verify;
}
