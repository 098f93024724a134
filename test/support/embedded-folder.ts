import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { EmbeddedCluster } from "../../src/platform/database/embedded-cluster";
import { stopServer } from "../../src/platform/database/embedded-server";
import { endWithTests } from "./guardian";
import { Program } from "./program";

/** What the embedded program tells about itself. */
export interface Running {
  readonly isOwner: boolean;
  readonly pid: number;
  readonly url: string;
}

/** A data folder of a test's own, with the programs that use it; whatever a test leaves behind is ended. */
export class EmbeddedFolder {
  private readonly programs: Program[] = [];

  private constructor(
    private readonly root: string,
    readonly path: string,
    private readonly removed: () => void,
  ) {}

  static async make(): Promise<EmbeddedFolder> {
    const root = await mkdtemp(path.join(os.tmpdir(), "recoup-embedded-"));
    const removed = endWithTests("folder", root);
    await chmod(root, 0o755);
    return new EmbeddedFolder(root, path.join(root, "data"), removed);
  }

  get cluster(): EmbeddedCluster {
    return new EmbeddedCluster(this.path);
  }

  /** Starts the program without waiting for its database. */
  start(...args: readonly string[]): Program {
    const program = Program.start("test/support/embedded-program.ts", [this.path, ...args]);
    this.programs.push(program);
    return program;
  }

  async run(...args: readonly string[]): Promise<{ readonly program: Program; readonly running: Running }> {
    const program = this.start(...args);
    return { program, running: await program.answer<Running>() };
  }

  async remove(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill()));
    await stopServer(this.cluster);
    await rm(this.root, { recursive: true, force: true });
    this.removed();
  }
}
