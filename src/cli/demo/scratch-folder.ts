import { chmodSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { canEnter, serverUser } from "../../platform/database/data-folder";

/** A data folder that lasts as long as the demo. */
export interface ScratchFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Where PostgreSQL's user may go, which is not ours when we are root. */
export function makeScratchFolder(): ScratchFolder {
  const user = serverUser();
  const parent = [os.tmpdir(), "/tmp", "/var/lib"].find((folder) => canEnter(folder, user));
  if (parent === undefined) throw new Error("There is no folder for temporary data: set TMPDIR");
  const folder = mkdtempSync(path.join(parent, "recoup-demo-"));
  if ("uid" in user) chmodSync(folder, 0o711); // let through, not look around
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
