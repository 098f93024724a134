import type { DataSource } from "typeorm";
import { requireRole } from "../access/require";
import { HISTORY_READERS } from "../access/roles";
import type { Viewer } from "../access/viewer";
import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import type { Entry, StreamKind } from "./chain";
import { findStreamKind, JournalEntries, readDisclosed, type Disclosed } from "./journal-query.store";

/** What a viewer may read of a stream. */
export interface StreamAccess {
  /** Which of its entries; absent: all. */
  readonly mayRead?: (entry: Entry) => boolean;
  /** Values that the stage keeps in rows of its own (a bid's) and that the viewer may see. */
  readonly disclose?: (entries: readonly Entry[]) => Promise<readonly Disclosed[]>;
}

/** A stage's word on the streams of its kind: `null` is NOT_FOUND; an open sealed auction throws SEALED. */
export type StreamPolicy = (viewer: Viewer, stream: Id) => Promise<StreamAccess | null>;

/** An entry as a viewer gets it. */
export interface ReadEntry {
  readonly entry: Entry;
  readonly disclosed: readonly Disclosed[];
}

export interface JournalQueryPorts {
  /** The analysts' pool. */
  readonly database: DataSource;
  /** By kind of stream; a kind that is not named is NOT_FOUND for everybody. */
  readonly policies: Readonly<Partial<Record<StreamKind, StreamPolicy>>>;
}

export class ReadJournal {
  private readonly entries: JournalEntries;

  constructor(private readonly ports: JournalQueryPorts) {
    this.entries = new JournalEntries(ports.database);
  }

  /** The viewer's entries of a stream behind a position, at most `limit`. */
  async run(viewer: Viewer, stream: Id, page: { after: number; limit: number }): Promise<ReadEntry[]> {
    requireRole(viewer, ...HISTORY_READERS[viewer.organization.kind]);
    const access = await this.accessTo(viewer, stream);
    const entries = await this.visibleEntries(stream, access, page);
    const disclosed = await this.disclosedTo(viewer, stream, access, entries);
    return entries.map((entry) => ({
      entry,
      disclosed: disclosed.filter(({ sequence }) => sequence === entry.sequence),
    }));
  }

  private async accessTo(viewer: Viewer, stream: Id): Promise<StreamAccess> {
    const kind = isId(stream) ? await findStreamKind(this.ports.database, stream) : null;
    const access = kind && (await this.ports.policies[kind]?.(viewer, stream));
    if (!access) throw notFound();
    return access;
  }

  private async visibleEntries(
    stream: Id,
    { mayRead = () => true }: StreamAccess,
    page: { after: number; limit: number },
  ): Promise<Entry[]> {
    const visible: Entry[] = [];
    for (let sequence = page.after; visible.length < page.limit;) {
      const read = await this.entries.readAfter({ stream, sequence }, page.limit);
      visible.push(...read.filter(mayRead));
      if (read.length < page.limit) break;
      sequence = read.at(-1)?.sequence ?? sequence;
    }
    return visible.slice(0, page.limit);
  }

  private async disclosedTo(
    viewer: Viewer,
    stream: Id,
    access: StreamAccess,
    entries: readonly Entry[],
  ): Promise<Disclosed[]> {
    const sequences = entries.map((entry) => entry.sequence);
    const general = await readDisclosed(this.ports.database, viewer.organization.id, { stream, sequences });
    return [...general, ...((await access.disclose?.(entries)) ?? [])];
  }
}
