import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { amountText, type RecordedBid } from "./recorded-bid";
import { sendBid, type Addressee } from "./send-bid";

/** What is promised to whoever is told to come again, and to whoever is not. */
const REFUSED_WITHIN_MS = 250;
const DECIDED_WITHIN_MS = 2_000;
/** Far beyond what is promised: how long it took is to be seen. */
const PATIENCE_MS = 30_000;
const TICK_MS = 50;

export interface Load {
  readonly bidders: readonly { readonly firm: string; readonly addressee: Addressee }[];
  readonly auctionId: string;
  readonly bidsPerSecond: number;
  readonly seconds: number;
}

/**
 * Sends bids at a steady rate, whatever comes back; `idleMs`: how long the machine took meanwhile, at most, for a request
 * that asks for nothing.
 */
export async function overload(
  load: Load,
): Promise<{ readonly bids: readonly RecordedBid[]; readonly idleMs: number }> {
  const asked: Promise<number>[] = [];
  const sent: Promise<RecordedBid>[] = [];
  const start = performance.now();
  while (performance.now() - start < load.seconds * 1_000) {
    const due = ((performance.now() - start) * load.bidsPerSecond) / 1_000;
    while (sent.length < due) sent.push(sendOnce(load, sent.length));
    asked.push(askForNothing(load));
    await delay(TICK_MS);
  }
  const bids = await Promise.all(sent);
  return { bids, idleMs: Math.max(...(await Promise.all(asked))) };
}

async function askForNothing({ bidders: [bidder] }: Load): Promise<number> {
  const at = performance.now();
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query: "{ __typename }" });
  await fetch(String(bidder?.addressee.url), { method: "POST", headers, body }).then((answer) =>
    answer.text(),
  );
  return performance.now() - at;
}

/** Whoever was kept waiting for longer than is promised, and than `slackMs` excuses. */
export function patienceProblems(bids: readonly RecordedBid[], slackMs: number): string[] {
  return bids.flatMap(({ attempts: [attempt] }) => {
    if (!attempt) return ["a bid was not sent"];
    const { outcome, endedAt, sentAt } = attempt;
    const took = Math.round(endedAt - sentAt);
    if (outcome.kind === "decided") {
      return took > DECIDED_WITHIN_MS + slackMs ? [`a decision took ${took} ms`] : [];
    }
    const code = outcome.kind === "failed" ? outcome.code : "silence";
    if (code !== "RETRY_LATER") return [`a bid was answered by ${code}`];
    return took > REFUSED_WITHIN_MS + slackMs ? [`RETRY_LATER took ${took} ms`] : [];
  });
}

async function sendOnce({ bidders, auctionId }: Load, number: number): Promise<RecordedBid> {
  const bidder = bidders[number % bidders.length];
  if (!bidder) throw new Error("Nobody bids");
  const key = randomUUID();
  const amount = amountText(10_000 + 1_000 * randomInt(number + 1));
  const sentAt = performance.now();
  const input = { auctionId, amount, idempotencyKey: key, confirmHigh: true };
  const { outcome } = await sendBid(bidder.addressee, input, PATIENCE_MS);
  return { firm: bidder.firm, key, attempts: [{ sentAt, endedAt: performance.now(), outcome }] };
}
