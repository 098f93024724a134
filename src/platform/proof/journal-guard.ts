import type { Id } from "../ids";
import { readCheckpoint, type TreeHead } from "./checkpoint";
import type { CheckpointFolder } from "./checkpoint-folder";
import type { NoteVerifier } from "./signed-note";
import { MissingEntries, type StreamTree } from "./stream-tree";

export interface GuardPorts {
  readonly folder: CheckpointFolder;
  readonly tree: StreamTree;
  readonly verifier: NoteVerifier;
  /** The numbers of the streams' last entries; what is not there is left out. */
  readonly lastSequences: (streams: readonly Id[]) => Promise<ReadonlyMap<Id, number>>;
  /** Told now and then, while it takes long, of how many streams' checkpoints have been looked at. */
  readonly onProgress?: (looked: number, all: number) => void;
}

/** Streams whose checkpoints are held against the journal together, in two statements. */
const TOGETHER = 100;
const PROGRESS_MS = 5_000;

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

  /** Holds every checkpoint that is kept against the journal: many together, and by itself whichever differs. */
  async check(): Promise<void> {
    const streams = await this.ports.folder.streams();
    let told = performance.now();
    try {
      for (let looked = 0; looked < streams.length; looked += TOGETHER) {
        if (performance.now() - told >= PROGRESS_MS) {
          told = performance.now();
          this.ports.onProgress?.(looked, streams.length);
        }
        for (const stream of await this.suspects(streams.slice(looked, looked + TOGETHER)))
          await this.latest(stream);
      }
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
    const last = (await this.ports.lastSequences([stream])).get(stream) ?? 0;
    if (last < head.size)
      throw this.doubts(stream, `it has ${last} entries, and its checkpoint ${head.size}`);
    if (!(await this.rootOf(stream, head.size))?.equals(head.root))
      throw this.doubts(stream, `its first ${head.size} entries are not those of its checkpoint`);
    return { note, head };
  }

  /** Those whose checkpoints are not plainly what the journal holds; a tree of which nothing is kept must grow first. */
  private async suspects(streams: readonly Id[]): Promise<readonly Id[]> {
    const { folder, tree, lastSequences } = this.ports;
    const notes = await Promise.all(streams.map((stream) => folder.latest(stream)));
    const heads = streams.flatMap((stream, index) => {
      const note = notes[index] ?? null;
      const head = note === null || !this.isWhole(note) ? null : readCheckpoint(note);
      return head ? [{ stream, ...head }] : [];
    });
    const last = await lastSequences(streams);
    const roots = await tree.keptRoots(heads);
    const sound = heads.filter(
      ({ stream, size, root }, index) => size <= (last.get(stream) ?? 0) && roots[index]?.equals(root),
    );
    const isSound = new Set(sound.map(({ stream }) => stream));
    return streams.filter((stream) => !isSound.has(stream));
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
