import type { DataSource } from "typeorm";
import type { EventBus } from "../bus/event-bus";
import type { Id } from "../ids";
import { signCheckpoint } from "./checkpoint";
import type { CheckpointFolder } from "./checkpoint-folder";
import { insertCheckpoint } from "./checkpoint.store";
import type { JournalGuard } from "./journal-guard";
import type { NoteSigner } from "./signed-note";
import type { StreamTree } from "./stream-tree";

/** What nodes tell each other by the bus: of which stream there is a new checkpoint. */
const TOPIC = "checkpoint";

export interface CheckpointPorts {
  readonly database: DataSource;
  readonly folder: CheckpointFolder;
  readonly tree: StreamTree;
  readonly guard: JournalGuard;
  readonly signer: NoteSigner;
  readonly bus: EventBus;
  readonly lastSequence: (stream: Id) => Promise<number>;
}

/** Signs what a stream's tree has come to, never against what was signed before, and tells whoever waits for it. */
export class Checkpoints {
  private readonly running = new Map<Id, Promise<void>>();
  private readonly listeners = new Set<(stream: Id) => void>();

  constructor(private readonly ports: CheckpointPorts) {
    ports.bus.onMessage(TOPIC, (stream) => this.tell(stream));
  }

  /** A checkpoint over the entries up to `upTo`, absent: over every one that is committed now, unless there is one already. */
  async publish(stream: Id, origin: string, upTo?: number): Promise<void> {
    await this.running.get(stream)?.catch(() => undefined); // whoever asked was told
    const work = this.sign(stream, origin, upTo).finally(() => {
      if (this.running.get(stream) === work) this.running.delete(stream);
    });
    this.running.set(stream, work);
    await work;
  }

  /** Calls when a stream has a new checkpoint, as far as this node hears of it; the answer ends it. */
  onPublished(listener: (stream: Id) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.running.values());
  }

  /** The folder comes first: what is told to anybody must hold for every node from then on. */
  private async sign(stream: Id, origin: string, upTo?: number): Promise<void> {
    const { folder, tree, guard, signer, lastSequence } = this.ports;
    const size = upTo ?? (await lastSequence(stream));
    if (size === 0) return;
    const last = await guard.latest(stream);
    if (last && last.head.size >= size) return this.announce(stream, last.head.size, last.note);
    await tree.grow(stream, size);
    const note = signCheckpoint(signer, { origin, size, root: await tree.root(stream, size) });
    await folder.keep(stream, size, note);
    await this.announce(stream, size, note);
  }

  private async announce(stream: Id, size: number, note: string): Promise<void> {
    if (!(await insertCheckpoint(this.ports.database, { stream, size, note }))) return;
    this.ports.bus.publish(TOPIC, stream);
    this.tell(stream);
  }

  private tell(stream: Id): void {
    for (const listener of this.listeners) listener(stream);
  }
}
