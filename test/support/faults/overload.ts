import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
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
  readonly databaseUrl: string;
}

/**
 * Sends bids at a steady rate, whatever comes back; `idleMs`: how long the machine took meanwhile, at most, for a request
 * that asks for nothing, or for a commit that waits for nobody but the disk.
 */
export async function overload(
  load: Load,
): Promise<{ readonly bids: readonly RecordedBid[]; readonly idleMs: number }> {
  const asked: Promise<number>[] = [];
  const disk = await Disk.of(load.databaseUrl);
  const sent: Promise<RecordedBid>[] = [];
  await Promise.all(load.bidders.map(({ addressee }) => introduce(addressee)));
  const start = performance.now();
  while (performance.now() - start < load.seconds * 1_000) {
    const due = ((performance.now() - start) * load.bidsPerSecond) / 1_000;
    while (sent.length < due) sent.push(sendOnce(load, sent.length));
    asked.push(askForNothing(load), disk.commit());
    await delay(TICK_MS);
  }
  const bids = await Promise.all(sent);
  const idleMs = Math.max(...(await Promise.all(asked)));
  await disk.end();
  return { bids, idleMs };
}

/** A connection of its own to the database that the bids are written to. */
class Disk {
  private constructor(private readonly client: Client) {}

  static async of(databaseUrl: string): Promise<Disk> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("CREATE TABLE IF NOT EXISTS disk (number integer)");
    return new Disk(client);
  }

  /** How long a commit took. */
  async commit(): Promise<number> {
    const at = performance.now();
    await this.client.query("INSERT INTO disk VALUES (1)");
    return performance.now() - at;
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}

/** Whoever a node has never seen is looked up, and made known, before anything that it sends is taken. */
async function introduce({ url, token }: Addressee): Promise<void> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: "{ viewer { id } }" });
  await (await fetch(url, { method: "POST", headers, body })).text();
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

/** Of all answers: bids that would have had their turn in time but for a stall of the machine. A node that is too slow has more. */
const HELD_UP = 0.02;

/** Whoever was kept waiting for longer than is promised, and than `slackMs` and a stall excuse. */
export function patienceProblems(bids: readonly RecordedBid[], slackMs: number): string[] {
  const late = bids.flatMap((bid) => lateness(bid, slackMs) ?? []);
  return [
    ...bids.flatMap((bid) => wrongAnswer(bid) ?? []),
    ...(late.length > HELD_UP * bids.length ? late : []),
  ];
}

function lateness({ attempts: [attempt] }: RecordedBid, slackMs: number): string | null {
  if (!attempt) return null;
  const took = Math.round(attempt.endedAt - attempt.sentAt);
  const isDecided = attempt.outcome.kind === "decided";
  const within = isDecided ? DECIDED_WITHIN_MS : REFUSED_WITHIN_MS;
  return took > within + slackMs ? `${isDecided ? "a decision" : "RETRY_LATER"} took ${took} ms` : null;
}

function wrongAnswer({ attempts: [attempt] }: RecordedBid): string | null {
  if (!attempt) return "a bid was not sent";
  const { outcome } = attempt;
  if (outcome.kind === "decided") return null;
  const code = outcome.kind === "failed" ? outcome.code : "silence";
  return code === "RETRY_LATER" ? null : `a bid was answered by ${code}`;
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
