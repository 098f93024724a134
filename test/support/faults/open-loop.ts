import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { awaited } from "../awaited";
import type { BidSocket } from "./bid-socket";

/** What falls due in this time is sent at once: impatient programs come in swarms. */
const TICK_MS = 200;
/** Rises by chance, so that some bids are accepted and some are not. */
const HIGHEST_STEP = 1_000_000;

/** How many bids a second are decided where everybody waits for an answer before the next, so many at once on each socket. */
export async function findCapacity(
  sockets: readonly BidSocket[],
  load: { readonly atOnce: number; readonly milliseconds: number },
): Promise<number> {
  const start = performance.now();
  let decided = 0;
  const lanes = sockets.flatMap((socket) => Array.from({ length: load.atOnce }, () => socket));
  const running = lanes.map(async (socket) => {
    while (performance.now() - start < load.milliseconds) {
      if ((await socket.bid(someAmount())).kind === "decided") decided += 1;
    }
  });
  await awaited("the last bids of a closed loop", Promise.all(running));
  return (decided * 1_000) / (performance.now() - start);
}

/** Sends bids at a steady rate, whatever comes back; settles when all have been answered. */
export async function offer(
  sockets: readonly BidSocket[],
  load: { readonly bidsPerSecond: number; readonly seconds: number },
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const start = performance.now();
  let each = 0;
  for (let elapsed = 0; elapsed < load.seconds; elapsed = (performance.now() - start) / 1_000) {
    const due = Math.ceil((elapsed * load.bidsPerSecond) / sockets.length);
    for (; each < due; each += 1) sent.push(...sockets.map((socket) => socket.bid(someAmount())));
    await delay(TICK_MS);
  }
  await awaited("the last answers of an open loop", Promise.all(sent));
}

function someAmount(): number {
  return 10_000 + 1_000 * randomInt(HIGHEST_STEP);
}
