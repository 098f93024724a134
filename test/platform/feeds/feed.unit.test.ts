import { FeedHub, POLL_MS } from "../../../src/platform/feeds/feed-hub";
import { LAG_ENTRIES, LAG_MS } from "../../../src/platform/feeds/feed-reader";
import { JournalGap } from "../../../src/platform/feeds/entry-source";
import { FeedLag, type FeedItem } from "../../../src/platform/graphql/feed-item";
import { makeEntries, type EntryPart } from "../../support/journal-entries";
import { deliveryProblems } from "../../support/delivery-checker";
import { ManualTimers } from "../../support/manual-timers";
import { MemorySource } from "./memory-source";
import { noBus } from "../../../src/platform/bus/no-bus";
import { noteFeed, range, sequencesOf, snapshotAt, take, type Note } from "./note-feed";

const STREAM = "01900000-0000-7000-8000-000000000001";
const OTHER = "01900000-0000-7000-8000-000000000002";

/** A node over a table in memory that holds `count` entries, of which the first `committed` are there at first. */
function openNode(count: number, committed: number, parts: readonly EntryPart[] = []) {
  const entries = makeEntries(
    STREAM,
    Array.from({ length: count }, (_, index) => parts[index] ?? {}),
  );
  const source = new MemorySource();
  source.commit(entries.slice(0, committed));
  const timers = new ManualTimers();
  const troubles: unknown[] = [];
  const shown: number[] = [];
  const hub = new FeedHub({ source, bus: noBus, timers, onTrouble: (trouble) => troubles.push(trouble) });
  const feed = noteFeed(hub, { onShow: (entry) => shown.push(entry.sequence) });
  const subscribe = (after: number | null, audiences = ["everyone"]) =>
    feed.subscribe({
      stream: STREAM,
      after: after === null ? null : feed.cursorAt(STREAM, after),
      audiences,
      snapshot: snapshotAt(feed, STREAM, source.lastOf(STREAM)),
    });
  /** What this node's own commit does. */
  const commit = (from: number, to: number) => {
    const batch = entries.slice(from - 1, to);
    source.commit(batch);
    hub.committed(batch);
  };
  /** What another node's commit does here. */
  const commitElsewhere = (from: number, to: number) => source.commit(entries.slice(from - 1, to));
  return { source, timers, troubles, shown, hub, feed, subscribe, commit, commitElsewhere };
}

describe("a feed", () => {
  it("gives the snapshot first when there is no cursor, then what follows it", async () => {
    const node = openNode(5, 3);
    const reader = await node.subscribe(null);
    expect(sequencesOf(await take(reader, 1))).toEqual([3]);
    node.commit(4, 5);
    expect(sequencesOf(await take(reader, 2))).toEqual([4, 5]);
  });

  it("gives what was missed from the table and what follows live, each once and in order", async () => {
    const node = openNode(900, 700);
    const reader = await node.subscribe(10);
    const missed = await take(reader, 690);
    node.commit(701, 900);
    const live = await take(reader, 200);
    expect(deliveryProblems(range(11, 900), sequencesOf([...missed, ...live]))).toEqual([]);
  });

  it("continues where any of its cursors stands", async () => {
    const node = openNode(6, 6);
    const [, , third] = await take(await node.subscribe(0), 3);
    const resumed = await node.feed.subscribe({
      stream: STREAM,
      after: third?.cursor,
      audiences: ["everyone"],
      snapshot: () => Promise.reject(new Error("A cursor needs no snapshot")),
    });
    expect(sequencesOf(await take(resumed, 3))).toEqual([4, 5, 6]);
  });

  it("gives each audience what it may see, and of an entry for several what the first of them sees", async () => {
    const parts = [{ to: ["seller"] }, { to: ["firm A"] }, { to: ["participants"] }, { to: ["firm B"] }];
    const node = openNode(
      5,
      4,
      [...parts, { to: ["participants", "firm B"] }].map((data) => ({ data })),
    );
    const firmA = await node.subscribe(0, ["firm A", "participants"]);
    const firmB = await node.subscribe(0, ["firm B", "participants"]);
    node.commit(5, 5);
    expect(sequencesOf(await take(firmA, 3))).toEqual([2, 3, 5]);
    const items = [await firmB.next(), await firmB.next(), await firmB.next()].map(
      ({ value }) => value as FeedItem,
    );
    expect(items.map((item) => item.key)).toEqual([
      `notes/${STREAM}/3/participants`,
      `notes/${STREAM}/4/firm B`,
      `notes/${STREAM}/5/firm B`,
    ]);
    expect(items[1]?.contextFor().requestId).toBe("firm B");
  });

  it("completes behind its last entry, and at once for a client that has seen that one", async () => {
    const node = openNode(4, 2, [{}, {}, { type: "Ended" }, {}]);
    const reader = await node.subscribe(1);
    node.commit(3, 4);
    expect(sequencesOf(await take(reader, 10))).toEqual([2, 3]);
    expect(sequencesOf(await take(await node.subscribe(3), 10))).toEqual([]);
    expect(node.hub.statistics().subscribers).toBe(0);
  });

  it.each([
    ["of another stream", (node: ReturnType<typeof openNode>) => node.feed.cursorAt(OTHER, 1)],
    [
      "of an entry that does not exist yet",
      (node: ReturnType<typeof openNode>) => node.feed.cursorAt(STREAM, 4),
    ],
    ["that nobody gave out", () => "bm90IGEgY3Vyc29yLCBidXQgbG9uZyBlbm91Z2ggdG8gYmUgb25l"],
    ["that is cut off", (node: ReturnType<typeof openNode>) => node.feed.cursorAt(STREAM, 1).slice(0, 10)],
  ])("refuses a cursor %s", async (_, cursorOf) => {
    const node = openNode(4, 3);
    const after = cursorOf(node);
    const subscribed = node.feed.subscribe({
      stream: STREAM,
      after,
      audiences: ["everyone"],
      snapshot: snapshotAt(node.feed, STREAM, 3),
    });
    await expect(subscribed).rejects.toMatchObject({
      extensions: { code: "BAD_USER_INPUT", path: ["after"] },
    });
    expect(node.hub.statistics().streams).toBe(0);
  });

  it("gives out cursors of one length", () => {
    const { feed } = openNode(1, 1);
    const lengths = [1, 255, 65_536, 2_147_483_647].map((sequence) => feed.cursorAt(STREAM, sequence).length);
    expect(new Set(lengths).size).toBe(1);
  });

  it("ends at once when the client leaves, also while it waits", async () => {
    const node = openNode(1, 1);
    const reader = await node.subscribe(1);
    const waiting = reader.next();
    await reader.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    expect(node.hub.statistics()).toEqual({ streams: 0, subscribers: 0, entriesBehind: 0 });
  });

  it("answers calls of next that overlap in their order", async () => {
    const node = openNode(3, 0);
    const reader = await node.subscribe(0);
    const calls = [reader.next(), reader.next(), reader.next()];
    node.commit(1, 3);
    const results = await Promise.all(calls);
    expect(results.map(({ value }) => (value as FeedItem<{ sequence: number }>).payload.sequence)).toEqual([
      1, 2, 3,
    ]);
  });
});

describe("a node's feeds", () => {
  it("ask the stage once what an entry shows, however many subscribe", async () => {
    const node = openNode(3, 1);
    const readers = await Promise.all(range(1, 50).map(() => node.subscribe(1)));
    const all = readers.map((reader) => take(reader, 2));
    node.shown.length = 0; // of the entry behind their cursor
    node.commit(2, 3);
    await Promise.all(all);
    expect(node.shown).toEqual([2, 3]);
  });

  it("read another node's commits once for all subscribers", async () => {
    const node = openNode(2, 1);
    const readers = await Promise.all(range(1, 50).map(() => node.subscribe(1)));
    const all = readers.map((reader) => take(reader, 1));
    await node.source.idle();
    const before = node.source.reads;
    node.commitElsewhere(2, 2);
    node.hub.announced(STREAM, 2);
    await Promise.all(all);
    expect(node.source.reads - before).toBe(1);
  });

  it("read the pages that many clients missed once for all of them", async () => {
    const node = openNode(3_000, 2_560);
    const readers = await Promise.all(range(1, 50).map(() => node.subscribe(0)));
    const all = await Promise.all(readers.map((reader) => take(reader, 2_560)));
    for (const notes of all) expect(deliveryProblems(range(1, 2_560), sequencesOf(notes))).toEqual([]);
    expect(node.source.pagesRead).toBe(10);
  });

  it("find by the slow poll what nobody told them of", async () => {
    const node = openNode(600, 1);
    const reader = await node.subscribe(1);
    const notes = take(reader, 599);
    await node.source.idle();
    node.commitElsewhere(2, 600);
    node.timers.advance(POLL_MS);
    expect(deliveryProblems(range(2, 600), sequencesOf(await notes))).toEqual([]);
  });

  it("are not stopped by a poll when nobody subscribes", async () => {
    const node = openNode(2, 1);
    node.hub.poll();
    const reader = await node.subscribe(1);
    node.commitElsewhere(2, 2);
    node.hub.announced(STREAM, 2);
    expect(sequencesOf(await take(reader, 1))).toEqual([2]);
  });

  it("fill a gap between their own commits from the table", async () => {
    const node = openNode(6, 1);
    const reader = await node.subscribe(1);
    const notes = take(reader, 5);
    node.commit(2, 2);
    node.commitElsewhere(3, 4);
    node.commit(5, 6);
    expect(deliveryProblems(range(2, 6), sequencesOf(await notes))).toEqual([]);
  });

  it("take a commit that is told late, or twice, for nothing new", async () => {
    const node = openNode(4, 1);
    const reader = await node.subscribe(1);
    const notes = take(reader, 3);
    node.commit(2, 3);
    node.commit(2, 3);
    node.hub.announced(STREAM, 2);
    node.commit(4, 4);
    expect(deliveryProblems(range(2, 4), sequencesOf(await notes))).toEqual([]);
  });

  it("go on after the table could not be read for a while", async () => {
    const node = openNode(1_200, 1_000);
    const reader = await node.subscribe(5);
    await node.source.idle();
    node.source.failing = true;
    const notes = take(reader, 1_195);
    node.commitElsewhere(1_001, 1_200);
    node.timers.advance(POLL_MS);
    await node.source.idle();
    expect(node.troubles).toHaveLength(2); // the reader's page and the hub's look
    node.source.failing = false;
    node.timers.advance(POLL_MS);
    expect(deliveryProblems(range(6, 1_200), sequencesOf(await notes))).toEqual([]);
  });

  it("are closed when nothing of the table is being read, also for a reader, and read it no more", async () => {
    const node = openNode(600, 600);
    const reader = await node.subscribe(10);
    await node.source.idle();
    void reader.next();
    await node.hub.close();
    expect([node.source.pagesRead, node.source.unanswered]).toEqual([1, 0]);
    node.timers.advance(POLL_MS);
    expect(node.source.unanswered).toBe(0);
  });

  it("end a reader before whom an entry is missing in the table", async () => {
    const node = openNode(1_000, 1_000);
    node.source.remove(STREAM, 300);
    const reader = await node.subscribe(0);
    expect(sequencesOf(await take(reader, 256))).toEqual(range(1, 256));
    await expect(reader.next()).rejects.toEqual(new JournalGap(STREAM, 300));
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it("end a reader when the table has lost its end", async () => {
    const node = openNode(1_000, 1_000);
    const reader = await node.subscribe(999);
    for (const sequence of range(1_000, 1_000)) node.source.remove(STREAM, sequence);
    await expect(reader.next()).rejects.toEqual(new JournalGap(STREAM, 1_000));
  });

  it("keep a failing projection away from whoever commits and from other feeds", async () => {
    const node = openNode(2, 1);
    const broken = noteFeed(node.hub, {
      onShow: () => {
        throw new Error("broken");
      },
    });
    const failing = await broken.subscribe({
      stream: STREAM,
      after: null,
      audiences: ["everyone"],
      snapshot: snapshotAt(broken, STREAM, 1),
    });
    const reader = await node.subscribe(1);
    await take(failing, 1);
    const [failed, notes] = [failing.next(), take(reader, 1)];
    node.commit(2, 2);
    await expect(failed).rejects.toThrow("broken");
    expect(sequencesOf(await notes)).toEqual([2]);
  });
});

describe("a reader that stalls", () => {
  /** Lets the time pass in which the hub polls. */
  const pass = (timers: ManualTimers, milliseconds: number) => {
    for (let time = 0; time < milliseconds; time += POLL_MS) timers.advance(POLL_MS);
  };

  it("is ended when it is too far behind for too long, which its next call tells", async () => {
    const node = openNode(LAG_ENTRIES + 1, 1);
    const reader = await node.subscribe(1);
    node.commit(2, LAG_ENTRIES + 1);
    pass(node.timers, LAG_MS);
    expect(node.hub.statistics().subscribers).toBe(1);
    pass(node.timers, POLL_MS);
    expect(node.hub.statistics().subscribers).toBe(0);
    await expect(reader.next()).rejects.toThrow(FeedLag);
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it("stays when it is less far behind, and misses nothing", async () => {
    const node = openNode(LAG_ENTRIES, 1);
    const reader = await node.subscribe(1);
    node.commit(2, LAG_ENTRIES);
    pass(node.timers, 60_000);
    expect(node.hub.statistics().entriesBehind).toBe(LAG_ENTRIES - 1);
    const notes = await take(reader, LAG_ENTRIES - 1);
    expect(deliveryProblems(range(2, LAG_ENTRIES), sequencesOf(notes))).toEqual([]);
  });

  it("stays when it is slow but takes something now and then", async () => {
    const node = openNode(3 * LAG_ENTRIES, 1);
    const reader = await node.subscribe(1);
    node.commit(2, 3 * LAG_ENTRIES);
    const notes: Note[] = [];
    while (notes.length < 20) {
      notes.push(...(await take(reader, 1)));
      pass(node.timers, LAG_MS);
    }
    expect(sequencesOf(notes)).toEqual(range(2, 21));
  });

  it("stays when nothing comes, however long it waits", async () => {
    const node = openNode(2, 1);
    const reader = await node.subscribe(1);
    const notes = take(reader, 1);
    pass(node.timers, 3_600_000);
    node.commit(2, 2);
    expect(sequencesOf(await notes)).toEqual([2]);
  });
});
