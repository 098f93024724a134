import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type ServerUser } from "./data-folder";

/** The embedded server's files in a data folder. */
export class EmbeddedCluster {
  readonly data: string;
  readonly log: string;

  constructor(readonly folder: string) {
    this.data = path.join(folder, "postgresql");
    this.log = path.join(folder, "postgresql.log");
  }

  get exists(): boolean {
    return existsSync(this.data);
  }

  url(port: number, database: string): string {
    const password = readFileSync(this.passwordFile, "utf8");
    return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
  }

  /**
   * Made aside and renamed when complete, so that one cut short is never taken for a cluster. Each attempt has a folder
   * of its own: the initdb of a killed owner lives on for a moment and writes.
   */
  create(binaries: string, user: ServerUser, unsafeFast: boolean): void {
    const unfinished = mkdtempSync(path.join(this.folder, UNFINISHED));
    writeFileSync(this.passwordFile, randomBytes(18).toString("hex"), { mode: 0o600 });
    if ("uid" in user) {
      for (const file of [unfinished, this.passwordFile]) chownSync(file, user.uid, user.gid);
    }
    const ran = spawnSync(
      path.join(binaries, "initdb"),
      [
        `--pgdata=${unfinished}`,
        `--username=${DATABASE_USER}`,
        `--pwfile=${this.passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        ...(unsafeFast ? ["--no-sync"] : []),
      ],
      { ...user, cwd: this.folder, env: serverEnvironment(this.folder), encoding: "utf8" },
    );
    if (ran.status !== 0) throw new Error(`initdb: ${ran.error?.message ?? ran.stdout + ran.stderr}`);
    renameSync(unfinished, this.data);
    for (const name of readdirSync(this.folder).filter((entry) => entry.startsWith(UNFINISHED))) {
      rmSync(path.join(this.folder, name), { recursive: true, force: true, maxRetries: 10 });
    }
  }

  private get passwordFile(): string {
    return path.join(this.folder, "postgresql.password");
  }
}

const DATABASE_USER = "recoup";
const UNFINISHED = "postgresql.unfinished-";

/** Nothing of ours goes to the server: no PG* variable, no secret, no locale of the shell. */
export function serverEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: home, TZ: "UTC", LC_ALL: "C" };
}
