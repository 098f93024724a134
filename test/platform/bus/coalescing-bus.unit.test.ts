import { CoalescingBus, SPACING_MS } from "../../../src/platform/bus/coalescing-bus";
import { readFrame } from "../../../src/platform/bus/frame";
import type { TransportEvents } from "../../../src/platform/bus/transport";
import { ManualTimers } from "../../support/manual-timers";

const STREAM = "01900000-0000-7000-8000-000000000001";
const OTHER = "01900000-0000-7000-8000-000000000002";

/** A bus over a transport that keeps what it is given, and whose timers move by hand. */
async function openBus(options: { fails?: boolean; sending?: Promise<void> } = {}) {
  const sent: string[][] = [];
  const steps: string[] = [];
  const troubles: unknown[] = [];
  const timers = new ManualTimers();
  let events!: TransportEvents;
  const bus = await CoalescingBus.open(
    (given) => {
      events = given;
      return Promise.resolve({
        send: (frames: readonly string[]) => {
          sent.push([...frames]);
          if (options.fails) return Promise.reject(new Error("lost"));
          return (options.sending ?? Promise.resolve()).finally(() => steps.push("sent"));
        },
        close: () => Promise.resolve(void steps.push("closed")),
      });
    },
    timers,
    (trouble) => troubles.push(trouble),
  );
  const settle = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    timers.advance(SPACING_MS);
  };
  return { bus, sent, steps, timers, troubles, events, settle };
}

describe("the event bus", () => {
  it("sends the first wake-up at once, and a burst behind it in one go with each stream's last entry", async () => {
    const { bus, sent, settle } = await openBus();
    for (let sequence = 1; sequence <= 100; sequence++) bus.wake(STREAM, sequence);
    bus.wake(OTHER, 7);
    bus.wake(STREAM, 50); // late news of an earlier commit
    expect(sent).toHaveLength(1);
    await settle();
    expect(sent.map((frames) => frames.map(readFrame))).toEqual([
      [{ kind: "wakes", wakes: [[STREAM, 1]] }],
      [
        {
          kind: "wakes",
          wakes: [
            [STREAM, 100],
            [OTHER, 7],
          ],
        },
      ],
    ]);
  });

  it("goes on after a sending that failed, and tells of the failure", async () => {
    const { bus, sent, troubles, settle } = await openBus({ fails: true });
    bus.wake(STREAM, 1);
    await settle();
    bus.wake(STREAM, 2);
    expect(sent).toHaveLength(2);
    expect(troubles).toHaveLength(1);
  });

  it("lets go of its connection when what it was sending has been sent", async () => {
    let deliver: () => void = () => undefined;
    const { bus, steps } = await openBus({ sending: new Promise((resolve) => (deliver = resolve)) });
    bus.wake(STREAM, 1);
    const closed = bus.close();
    deliver();
    await closed;
    expect(steps).toEqual(["sent", "closed"]);
  });

  it("lets go of it also where a sending does not end, and finds no trouble in what that makes of it", async () => {
    let fail: (error: Error) => void = () => undefined;
    const { bus, steps, timers, troubles, settle } = await openBus({
      sending: new Promise((_resolve, reject) => (fail = reject)),
    });
    bus.wake(STREAM, 1);
    const closed = bus.close();
    timers.advance(1_000);
    await closed;
    expect(steps).toEqual(["closed"]);
    fail(new Error("Connection terminated"));
    await settle();
    expect(troubles).toEqual([]);
  });

  it("keeps every frame within what one notification can carry", async () => {
    const { bus, sent, settle } = await openBus();
    bus.wake(OTHER, 1);
    for (let index = 0; index < 1000; index++) {
      bus.wake(`${STREAM.slice(0, -4)}${index.toString().padStart(4, "0")}`, 2_147_483_647);
    }
    await settle();
    const frames = sent[1] ?? [];
    expect(frames.length).toBeGreaterThan(1);
    expect(Math.max(...frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(7_999);
  });

  it("refuses a message that a notification cannot carry", async () => {
    const { bus } = await openBus();
    expect(() => bus.publish("revocations", "x".repeat(8_000))).toThrow("short");
  });

  it("tells listeners of wake-ups and of their own topic, until they end it", async () => {
    const { bus, events } = await openBus();
    const heard: unknown[] = [];
    const end = bus.onWake((stream, sequence) => heard.push([stream, sequence]));
    bus.onMessage("revocations", (message) => heard.push(message));
    events.onFrame(JSON.stringify({ kind: "wakes", wakes: [[STREAM, 3]] }));
    events.onFrame(JSON.stringify({ kind: "message", topic: "revocations", message: "key-1" }));
    events.onFrame(JSON.stringify({ kind: "message", topic: "other", message: "key-2" }));
    end();
    events.onFrame(JSON.stringify({ kind: "wakes", wakes: [[STREAM, 4]] }));
    expect(heard).toEqual([[STREAM, 3], "key-1"]);
  });

  it.each([
    "",
    "no JSON",
    "null",
    "[]",
    '{"kind":"wakes"}',
    '{"kind":"message","topic":1,"message":"x"}',
    '{"kind":"wakes","wakes":[["not an id",1],["01900000-0000-7000-8000-000000000001","1"],null]}',
  ])("takes nothing from a frame of another program: %s", async (frame) => {
    const { bus, events } = await openBus();
    const heard: unknown[] = [];
    bus.onWake((...wake) => heard.push(wake));
    bus.onMessage("revocations", (message) => heard.push(message));
    events.onFrame(frame);
    expect(heard).toEqual([]);
  });
});
