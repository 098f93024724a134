import type { Id } from "../ids";
import { readCheckpoint, type TreeHead } from "./checkpoint";
import type { CheckpointFolder } from "./checkpoint-folder";
import type { NoteVerifier } from "./signed-note";
import { MissingEntries, type StreamTree } from "./stream-tree";

export interface GuardPorts {
  readonly folder: CheckpointFolder;
  readonly tree: StreamTree;
  readonly verifier: NoteVerifier;
  /** The number of a stream's last entry; 0 when there is none. */
  readonly lastSequence: (stream: Id) => Promise<number>;
}

/**
 * Whether the journal still holds what its checkpoints say that it held: a database that was put back to an earlier state,
 * or whose past was written anew, does not. Then no auction may be opened on it.
 */
export class JournalGuard {
  private found: string | null = null;

  constructor(private readonly ports: GuardPorts) {}

  /** What is wrong with the journal, for people; null as far as nothing is. */
  get doubt(): string | null {
    return this.found;
  }

  /** Holds every checkpoint that is kept against the journal. */
  async check(): Promise<void> {
    try {
      for (const stream of await this.ports.folder.streams()) await this.latest(stream);
    } catch (error) {
      if (this.found === null) throw error;
    }
  }

  /** The latest checkpoint of a stream, which the journal was found to contain; null when there is none. */
  async latest(stream: Id): Promise<{ readonly note: string; readonly head: TreeHead } | null> {
    const note = await this.ports.folder.latest(stream);
    if (note === null) return null;
    const head = readCheckpoint(note);
    if (!head || !this.isWhole(note)) throw this.doubts(stream, "its checkpoint cannot be read");
    const last = await this.ports.lastSequence(stream);
    if (last < head.size)
      throw this.doubts(stream, `it has ${last} entries, and its checkpoint ${head.size}`);
    if (!(await this.rootOf(stream, head.size))?.equals(head.root))
      throw this.doubts(stream, `its first ${head.size} entries are not those of its checkpoint`);
    return { note, head };
  }

  /** One by another key, from before a change of keys, is taken as it stands; one by this key must be unhurt. */
  private isWhole(note: string): boolean {
    const { verifier } = this.ports;
    return !verifier.hasSigned(note) || verifier.open(note) !== null;
  }

  private async rootOf(stream: Id, size: number): Promise<Buffer | null> {
    try {
      await this.ports.tree.grow(stream, size);
      return await this.ports.tree.root(stream, size);
    } catch (error) {
      if (error instanceof MissingEntries) return null;
      throw error;
    }
  }

  private doubts(stream: Id, problem: string): JournalInDoubt {
    this.found ??= `The journal is not the one that was signed. Stream ${stream}: ${problem}.`;
    return new JournalInDoubt(this.found);
  }
}

export class JournalInDoubt extends Error {}
