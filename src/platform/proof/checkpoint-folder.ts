import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { isId, type Id } from "../ids";

/** Where checkpoints are kept outside the database, in a folder that all nodes share: of each stream the latest. */
export class CheckpointFolder {
  constructor(private readonly folder: string) {}

  /** The streams of which there is a checkpoint. */
  async streams(): Promise<readonly Id[]> {
    return (await list(this.folder)).filter(isId);
  }

  /** The stream's latest checkpoint, as it was written; null when there is none. */
  async latest(stream: Id): Promise<string | null> {
    for (;;) {
      const last = (await this.sizes(stream)).at(-1);
      if (last === undefined) return null;
      const note = await readFile(this.fileOf(stream, last), "utf8").catch(nullWhenAbsent);
      if (note !== null) return note; // else another node has just put a later one in its place
    }
  }

  /** On the disk, whole, when this resolves; then what is older is let go. */
  async keep(stream: Id, size: number, note: string): Promise<void> {
    const own = path.join(this.folder, stream);
    await mkdir(own, { recursive: true });
    const unfinished = path.join(own, `unfinished.${randomBytes(6).toString("hex")}`);
    await writeThrough(unfinished, note);
    await rename(unfinished, this.fileOf(stream, size));
    await sync(own);
    await sync(this.folder);
    const older = (await this.sizes(stream)).filter((other) => other < size);
    await Promise.all(older.map((other) => rm(this.fileOf(stream, other), { force: true })));
  }

  private async sizes(stream: Id): Promise<readonly number[]> {
    const names = await list(path.join(this.folder, stream));
    return names
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  }

  private fileOf(stream: Id, size: number): string {
    return path.join(this.folder, stream, String(size));
  }
}

async function list(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(nullWhenAbsent)) ?? [];
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file's name is on the disk once its folder is. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
