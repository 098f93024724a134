import { setTimeout as delay } from "node:timers/promises";
import type { FaultNode } from "./fault-node";

const EVERY_MS = 50;

/** What a node looks like from outside. */
export interface Look {
  /** Of its readiness: 200 when it is ready. */
  readonly status: number;
  /** How many bids wait to be decided. */
  readonly waiting: number;
}

/** Looks at a node again and again for as long as something lasts. */
export async function lookDuring(node: FaultNode, lasting: Promise<void>): Promise<readonly Look[]> {
  const looks: Look[] = [];
  let isOver = false;
  const over = lasting.finally(() => (isOver = true));
  over.catch(() => undefined); // it is told below
  while (!isOver) {
    looks.push(await lookAt(node));
    await delay(EVERY_MS);
  }
  await over;
  return looks;
}

async function lookAt({ httpUrl, metricsUrl }: FaultNode): Promise<Look> {
  const { status } = await fetch(new URL("/health/ready", httpUrl));
  const metrics = await (await fetch(metricsUrl)).text();
  return { status, waiting: Number(/^recoup_bid_queue_depth (\d+)$/m.exec(metrics)?.[1]) };
}
