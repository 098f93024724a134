import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { POLL_MS } from "../../../src/platform/feeds/feed-hub";
import { systemTimers, type Timers } from "../../../src/platform/timers";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { deliveryProblems } from "../../support/delivery-checker";
import { ManualTimers } from "../../support/manual-timers";
import { offByOneCursors } from "../../support/mutants/off-by-one-cursors";
import { FeedNode, type FeedNodeOptions } from "./feed-node";
import { cursors, range, sequencesOf, take } from "./note-feed";

let database: TestDatabase;
let nodes: FeedNode[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  nodes = [];
});
afterAll(() => database.drop());

async function openNode(options: Omit<FeedNodeOptions, "url">): Promise<FeedNode> {
  const node = await FeedNode.open({ url: database.url, ...options });
  nodes.push(node);
  return node;
}

/** Where subscribers sit, where entries are appended, and what makes a lost wake-up good. */
interface Nodes {
  readonly reading: FeedNode;
  readonly writing: readonly FeedNode[];
  readonly afterAppend: () => void;
}

const topologies: Record<string, () => Promise<Nodes>> = {
  "one node": async () => {
    const node = await openNode({ bus: "none:", timers: systemTimers });
    return { reading: node, writing: [node], afterAppend: () => undefined };
  },
  "two nodes": async () => {
    const options = { bus: "postgres:", timers: new ManualTimers() } as const; // no poll helps
    const [reading, other] = [await openNode(options), await openNode(options)];
    return { reading, writing: [other, reading], afterAppend: () => undefined };
  },
  "two nodes that lose every wake-up": async () => {
    const timers = new ManualTimers();
    const options = { bus: "none:", timers } as const;
    const [reading, other] = [await openNode(options), await openNode(options)];
    return { reading, writing: [other, reading], afterAppend: () => timers.advance(POLL_MS) };
  },
};

describe.each(Object.entries(topologies))("feeds of %s", (_, open) => {
  it("give a snapshot, then what follows", async () => {
    const { reading, writing, afterAppend } = await open();
    const stream = randomUUID();
    await append(writing, afterAppend, stream, 3);
    const reader = await reading.subscribe(stream, null);
    expect(sequencesOf(await take(reader, 1))).toEqual([3]);
    await append(writing, afterAppend, stream, 4);
    expect(sequencesOf(await take(reader, 4))).toEqual([4, 5, 6, 7]);
  });

  it("give a client that comes back all it missed, over many pages, and then what follows", async () => {
    const { reading, writing, afterAppend } = await open();
    const stream = randomUUID();
    await writing[0]?.append(stream, range(1, 600).map(note));
    const reader = await reading.subscribe(stream, reading.feed.cursorAt(stream, 2));
    const missed = await take(reader, 598);
    const live = take(reader, 20);
    await append(writing, afterAppend, stream, 20);
    expect(deliveryProblems(range(3, 620), sequencesOf([...missed, ...(await live)]))).toEqual([]);
  });

  it("give every subscriber each entry once and in order, whoever appends and however often it reconnects", async () => {
    const { reading, writing, afterAppend } = await open();
    const scenario = fc.record({
      batches: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 15 }),
      stays: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 5, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ batches, stays }) => {
        const stream = randomUUID();
        const total = batches.reduce((sum, size) => sum + size, 0);
        const receiving = stays.map((stay) => receive({ node: reading, stream, stay, total }));
        await appendAtOnce(writing, afterAppend, stream, batches);
        for (const received of await Promise.all(receiving)) {
          expect(deliveryProblems(range(1, total), received)).toEqual([]);
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});

describe("the checker of deliveries", () => {
  it.each([
    ["repeats the last entry", -1],
    ["skips an entry", 1],
  ])("finds a cursor that %s", async (_, shift) => {
    const node = await openNode({
      bus: "none:",
      timers: systemTimers,
      cursors: offByOneCursors(cursors, shift),
    });
    const stream = randomUUID();
    await node.append(stream, range(1, 20).map(note));
    const received: number[] = [];
    let after = cursors.write(`notes/${stream}`, Buffer.alloc(4));
    while ((received.at(-1) ?? 0) < 19) {
      const reader = await node.subscribe(stream, after);
      const notes = await take(reader, 3);
      await reader.return();
      received.push(...sequencesOf(notes));
      after = notes.at(-1)?.cursor ?? after;
    }
    expect(deliveryProblems(range(1, 20), received)).not.toEqual([]);
  });

  it("finds wake-ups as the only source: an entry that nobody told of", async () => {
    const deaf: Timers = { ...systemTimers, every: () => () => undefined };
    const [reading, writing] = [
      await openNode({ bus: "none:", timers: deaf }),
      await openNode({ bus: "none:", timers: deaf }),
    ];
    const stream = randomUUID();
    await writing.append(stream, [note(1)]);
    const reader = await reading.subscribe(stream, reading.feed.cursorAt(stream, 1));
    const received = take(reader, 1);
    await writing.append(stream, [note(2)]);
    // All that a lost wake-up leaves is other news: a subscriber that comes now finds the entry, this one does not.
    expect(sequencesOf(await take(await reading.subscribe(stream, null), 1))).toEqual([2]);
    await reader.return();
    expect(deliveryProblems([2], sequencesOf(await received))).toEqual(["2 did not come"]);
  });
});

function note(number: number) {
  return { type: "Noted", data: { number } };
}

/** One entry after the other, by the nodes in turn. */
async function append(
  writing: readonly FeedNode[],
  afterAppend: () => void,
  stream: string,
  count: number,
): Promise<void> {
  for (const number of range(1, count)) {
    await writing[number % writing.length]?.append(stream, [note(number)]);
    afterAppend();
  }
}

/** All batches at once, over all nodes: the stream's lock orders them. */
async function appendAtOnce(
  writing: readonly FeedNode[],
  afterAppend: () => void,
  stream: string,
  batches: readonly number[],
): Promise<void> {
  await Promise.all(
    batches.map(async (size, index) => {
      await writing[index % writing.length]?.append(stream, range(1, size).map(note));
      afterAppend();
    }),
  );
}

/** Subscribes again after every `stay` entries, with the last cursor; answers what came over all connections. */
async function receive(client: {
  readonly node: FeedNode;
  readonly stream: string;
  readonly stay: number;
  readonly total: number;
}): Promise<number[]> {
  const { node, stream, stay, total } = client;
  const received: number[] = [];
  let after = node.feed.cursorAt(stream, 0);
  while ((received.at(-1) ?? 0) < total) {
    const reader = await node.subscribe(stream, after);
    const notes = await take(reader, Math.min(stay, total - (received.at(-1) ?? 0)));
    await reader.return();
    received.push(...sequencesOf(notes));
    after = notes.at(-1)?.cursor ?? after;
  }
  return received;
}
