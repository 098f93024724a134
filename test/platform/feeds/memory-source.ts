import type { EntrySource } from "../../../src/platform/feeds/entry-source";
import type { Entry } from "../../../src/platform/journal/chain";

/** The journal's table in memory; it counts reads, and can fail. */
export class MemorySource implements EntrySource {
  failing = false;
  /** Reads for a node's tails. */
  reads = 0;
  /** Reads for subscribers that catch up. */
  pagesRead = 0;
  /** Reads that have not been answered yet. */
  unanswered = 0;
  private readonly streams = new Map<string, Entry[]>();

  commit(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const stream = this.streams.get(entry.stream) ?? [];
      this.streams.set(entry.stream, stream);
      if (!stream.some(({ sequence }) => sequence === entry.sequence)) stream.push(entry);
    }
  }

  remove(stream: string, sequence: number): void {
    const entries = this.streams.get(stream) ?? [];
    this.streams.set(
      stream,
      entries.filter((entry) => entry.sequence !== sequence),
    );
  }

  lastOf(stream: string): number {
    return this.streams.get(stream)?.at(-1)?.sequence ?? 0;
  }

  lastSequence(stream: string): Promise<number> {
    return this.answer(() => this.lastOf(stream));
  }

  readAfter(position: { stream: string; sequence: number }, limit: number): Promise<readonly Entry[]> {
    if (limit > 1) this.pagesRead += 1;
    return this.answer(() => this.after(position, limit));
  }

  readAfterEach(
    positions: readonly { stream: string; sequence: number }[],
    limit: number,
  ): Promise<readonly Entry[]> {
    this.reads += 1;
    return this.answer(() => positions.flatMap((position) => this.after(position, limit)));
  }

  /** Everything that was asked for has been answered and taken. */
  idle(): Promise<void> {
    return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  }

  private after({ stream, sequence }: { stream: string; sequence: number }, limit: number): Entry[] {
    return (this.streams.get(stream) ?? []).filter((entry) => entry.sequence > sequence).slice(0, limit);
  }

  /** As a database does: what is committed when the question arrives, told later. */
  private async answer<Answer>(read: () => Answer): Promise<Answer> {
    if (this.failing) throw new Error("The table cannot be read");
    this.unanswered += 1;
    const answer = read();
    await new Promise((resolve) => setImmediate(resolve));
    this.unanswered -= 1;
    return answer;
  }
}
