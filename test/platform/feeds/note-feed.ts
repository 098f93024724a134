import { RequestContext } from "../../../src/platform/context";
import { Cursors } from "../../../src/platform/cursors";
import type { FeedHub } from "../../../src/platform/feeds/feed-hub";
import { Feed, type FeedSnapshot } from "../../../src/platform/feeds/feed";
import type { FeedReader } from "../../../src/platform/feeds/feed-reader";
import type { Entry } from "../../../src/platform/journal/chain";

/** What the tests' feed shows of an entry: `data.to` names who sees it (everyone without it), "Ended" is the last. */
export interface Note {
  readonly sequence: number;
  readonly cursor: string;
}

export const cursors = new Cursors(Buffer.alloc(32, 7));

/** A feed of notes; `onShow` is told of each call of the projection. */
export function noteFeed(
  hub: FeedHub,
  options: { readonly cursors?: Cursors; readonly onShow?: (entry: Entry) => void } = {},
): Feed<Note> {
  return new Feed<Note>(
    {
      name: "notes",
      show: (entry, cursor) => {
        options.onShow?.(entry);
        const to = (entry.data["to"] as string[] | undefined) ?? ["everyone"];
        const shown = {
          payload: { sequence: entry.sequence, cursor: cursor() },
          isLast: entry.type === "Ended",
        };
        return new Map(to.map((audience) => [audience, shown]));
      },
      contextFor: (audience) => new RequestContext(audience, null, { cache: false }),
    },
    { hub, cursors: options.cursors ?? cursors },
  );
}

/** A snapshot that contains the entries up to this one. */
export function snapshotAt(
  feed: Feed<Note>,
  stream: string,
  sequence: number,
): () => Promise<FeedSnapshot<Note>> {
  return () =>
    Promise.resolve({
      sequence,
      audience: "everyone",
      payload: { sequence, cursor: feed.cursorAt(stream, sequence) },
    });
}

/** The next notes of a feed, `count` or fewer if it completes. */
export async function take(reader: FeedReader<Note>, count: number): Promise<Note[]> {
  const notes: Note[] = [];
  while (notes.length < count) {
    const { done, value } = await reader.next();
    if (done) break;
    notes.push(value.payload);
  }
  return notes;
}

export function sequencesOf(notes: readonly Note[]): number[] {
  return notes.map((note) => note.sequence);
}

/** Whole numbers from one to another, both included. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
