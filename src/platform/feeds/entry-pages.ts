import type { Id } from "../ids";
import type { Entry } from "../journal/chain";
import { JournalGap, type EntrySource } from "./entry-source";

/** Entries a page. */
export const PAGE_ENTRIES = 256;
/** Full pages kept; with entries of about 1 kB some 8 MB. */
const KEPT_PAGES = 32;

/**
 * Reads of older entries, shared: pages begin at fixed places, so that a thousand clients that come back after a restart
 * read the same few. A full page never changes and is kept for a while; one that still fills is shared only while it
 * is being read.
 */
export class EntryPages {
  private readonly pages = new Map<string, Promise<readonly Entry[]>>();
  private readonly reading = new Set<Promise<unknown>>();

  constructor(private readonly source: EntrySource) {}

  /** Entries behind a position, without gaps: up to the end of its page, or of the stream. */
  async readAfter(stream: Id, sequence: number): Promise<readonly Entry[]> {
    const start = sequence - (sequence % PAGE_ENTRIES);
    const key = `${stream}/${start}`;
    const page = this.pages.get(key) ?? this.read(key, { stream, sequence: start });
    this.pages.delete(key); // to the end: what was used last is forgotten last
    this.pages.set(key, page);
    if (this.pages.size > KEPT_PAGES) this.forgetOldest();
    return (await page).slice(sequence - start);
  }

  /** Resolves when nothing is being read. */
  async settled(): Promise<void> {
    while (this.reading.size > 0) await Promise.allSettled(this.reading);
  }

  private read(key: string, position: { stream: Id; sequence: number }): Promise<readonly Entry[]> {
    const page = this.source.readAfter(position, PAGE_ENTRIES).then((entries) => {
      entries.forEach((entry, index) => {
        const expected = position.sequence + 1 + index;
        if (entry.sequence !== expected) throw new JournalGap(position.stream, expected);
      });
      return entries;
    });
    this.reading.add(page);
    const forget = () => {
      if (this.pages.get(key) === page) this.pages.delete(key);
    };
    page
      .then((entries) => {
        if (entries.length < PAGE_ENTRIES) forget();
      }, forget)
      .finally(() => this.reading.delete(page));
    return page;
  }

  private forgetOldest(): void {
    for (const key of this.pages.keys()) {
      this.pages.delete(key);
      return;
    }
  }
}
