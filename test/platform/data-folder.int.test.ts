import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { makeDataFolder, resolveDataFolder } from "../../src/platform/database/data-folder";
import { claimDataFolder, type Claim } from "../../src/platform/database/data-folder-lock";
import { Program } from "../support/program";

const asRoot = process.getuid?.() === 0;

let folder: string;
const programs: Program[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "recoup-folder-"));
});

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.kill()));
  await rm(folder, { recursive: true, force: true });
});

function owned(claim: Claim): Claim & { kind: "owned" } {
  if (claim.kind !== "owned") throw new Error(`Process ${claim.owner.pid} owns it`);
  return claim;
}

/** Processes that are ready to claim the folder at the same moment. */
async function claimants(count: number): Promise<Program[]> {
  const started = Array.from({ length: count }, () =>
    Program.start("test/support/claim-program.ts", [folder]),
  );
  programs.push(...started);
  for (const program of started) await program.answer();
  return started;
}

async function claimAtOnce(contenders: readonly Program[]): Promise<readonly string[]> {
  for (const program of contenders) program.order("claim");
  return Promise.all(contenders.map((program) => program.answer<string>()));
}

describe("a data folder that cannot be used", () => {
  it.each(["/proc/nowhere", "/etc/passwd/nowhere"])(
    "%s is refused at once, with the setting's name",
    (named) => {
      expect(() => makeDataFolder(named)).toThrow(
        /^The data folder .* cannot be used \(E[A-Z]+\): RECOUP_DATA_DIR names another$/,
      );
    },
  );
});

describe("the lock on the data folder", () => {
  it("belongs to one at a time, and names it", () => {
    const claim = owned(claimDataFolder(folder, true));
    expect(claimDataFolder(folder, false)).toMatchObject({
      kind: "taken",
      owner: { pid: process.pid, brief: true },
    });
    claim.release();
    owned(claimDataFolder(folder, false)).release();
  });

  it("goes to exactly one of many processes that claim it at once", async () => {
    const answers = await claimAtOnce(await claimants(6));
    expect(answers.filter((answer) => answer === "owned")).toHaveLength(1);
  });

  it("passes from a killed owner to exactly one of many that wait", async () => {
    const [first, ...others] = await claimants(6);
    expect(await claimAtOnce([first!])).toEqual(["owned"]);
    await first!.kill();
    const answers = await claimAtOnce(others);
    expect(answers.filter((answer) => answer === "owned")).toHaveLength(1);
  });

  it("has one owner at any time, however often processes contend for it, and die as its owner", async () => {
    const contenders = Array.from({ length: 3 }, () =>
      Program.start("test/support/contend-program.ts", [folder, "200"]),
    );
    programs.push(...contenders);
    expect(await Promise.all(contenders.map((program) => program.answer<number>()))).toEqual([0, 0, 0]);
  });

  it("does not take a stranger with a dead owner's number for it", async () => {
    const [owner] = await claimants(1);
    await claimAtOnce([owner!]);
    const claim = claimDataFolder(folder, false);
    if (claim.kind !== "taken") throw new Error("The program owns it");
    // What the folder would say if this process had got the owner's number after its death.
    await symlink(JSON.stringify({ ...claim.owner, pid: process.pid }), path.join(folder, "owner.2"));
    owned(claimDataFolder(folder, false)).release();
  });

  it("leaves a few files behind, however often it changed hands", async () => {
    for (let times = 0; times < 30; times++) owned(claimDataFolder(folder, false)).release();
    expect((await readdir(folder)).length).toBeLessThan(10);
    expect(await readdir(folder)).toContain("owner.30");
  });
});

describe("the data folder", () => {
  it("is the one that was named, or .recoup under the project", async () => {
    await chmod(folder, 0o755);
    expect(resolveDataFolder("data", folder)).toBe(path.join(folder, "data"));
    expect(resolveDataFolder("/srv/recoup", folder)).toBe("/srv/recoup");
    expect(resolveDataFolder(null, folder)).toBe(path.join(folder, ".recoup"));
  });

  it("lets nobody look around in it", async () => {
    const made = makeDataFolder(path.join(folder, "data"));
    expect((await stat(made)).mode & 0o777).toBe(asRoot ? 0o711 : 0o700);
  });

  (asRoot ? it : it.skip)(
    "is elsewhere when root's project is where PostgreSQL's user may not enter",
    async () => {
      const project = path.join(folder, "private", "project");
      await mkdir(project, { recursive: true });
      await chmod(path.join(folder, "private"), 0o700);
      expect(resolveDataFolder(null, project)).toMatch(/^\/var\/lib\/recoup-[0-9a-f]{8}$/);
      expect(resolveDataFolder(null, project)).not.toBe(resolveDataFolder(null, path.dirname(project)));
    },
  );
});
