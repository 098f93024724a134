import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";

/** Whom PostgreSQL runs as; without members: as ourselves. */
export type ServerUser = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** PostgreSQL refuses to run as root, so root hands it to "postgres" or "nobody". */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const user = findUser("postgres") ?? findUser("nobody");
  if (!user) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody"');
  return user;
}

function findUser(name: string): ServerUser | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

/** May this user come into the folder? Every folder above it must let it through. */
export function canEnter(folder: string, user: ServerUser): boolean {
  if (!("uid" in user)) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...user, cwd: "/" }).status === 0;
}

/**
 * Where the embedded PostgreSQL and the development keys live: the folder that was named, else `.recoup/` under the
 * project. When root's project lies where PostgreSQL's user may not enter (/root, say), it is below /var/lib.
 */
export function resolveDataFolder(named: string | null, project: string = process.cwd()): string {
  if (named !== null) return path.resolve(project, named);
  if (canEnter(project, serverUser())) return path.join(project, ".recoup");
  return path.join("/var/lib", `recoup-${createHash("sha256").update(project).digest("hex").slice(0, 8)}`);
}

/**
 * Makes the folder and gives its one true path. Root's lets others through, not look around: PostgreSQL's user has a
 * folder of its own inside.
 */
export function makeDataFolder(folder: string): string {
  try {
    makeFolders(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`The data folder ${folder} cannot be used (${code}): RECOUP_DATA_DIR names another`, {
      cause: error,
    });
  }
  return realpathSync(folder);
}

/** Step by step: Node's own `recursive` tries for ever where a file system takes no folders, as /proc does. */
function makeFolders(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  makeFolders(path.dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was as quick
  }
}
