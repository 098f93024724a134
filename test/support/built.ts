import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

const REPOSITORY = path.join(__dirname, "../..");
const SOURCES = ["src", "migrations", "schema", "ormconfig.ts", "tsconfig.json", "tsconfig.build.json"];

/** Makes dist/ what the sources are, if it is older than they are. */
export function ensureBuilt(): void {
  const main = path.join(REPOSITORY, "dist/src/main.js");
  if (existsSync(main) && statSync(main).mtimeMs > Math.max(...SOURCES.flatMap(changesIn))) return;
  const { status, stdout } = spawnSync("npm", ["run", "--silent", "emit"], {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The build failed: ${stdout}`);
}

function changesIn(name: string): number[] {
  const place = path.join(REPOSITORY, name);
  if (statSync(place).isFile()) return [statSync(place).mtimeMs];
  return readdirSync(place, { recursive: true, encoding: "utf8" }).map(
    (file) => statSync(path.join(place, file)).mtimeMs,
  );
}
