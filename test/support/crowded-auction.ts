import { randomInt } from "node:crypto";
import { Client } from "pg";
import { TestApp } from "./app";
import { CrowdBidder } from "./crowd";
import { deliveryProblems } from "./delivery-checker";
import { entriesFor, historyProblems, type AuctionHistory } from "./history-checker";
import { LiveWatcher } from "./live-watcher";
import { Market } from "./market";
import { readBids, readClosed, readInstant, readJournal } from "./told-auction";
import type { ApplicationOptions } from "../../src/stages";

export interface Crowd {
  readonly firms: number;
  readonly bidsEach: number;
  /** Watchers that are cut off and resume. */
  readonly watchers: number;
  readonly lastsMilliseconds: number;
  readonly options?: ApplicationOptions;
  /** Run on the database before the auction: for mutants whose bug a constraint would stop. */
  readonly sql?: string;
}

/** Two nodes, one auction, a crowd across its closing time; answers everything that went wrong. */
export async function runCrowdedAuction(
  crowd: Crowd,
): Promise<{ problems: string[]; bids: number; accepted: number }> {
  const limits = { RECOUP_LIMIT_OPERATIONS_PER_SECOND: "100000" };
  const app = await TestApp.start({
    nodes: 2,
    environment: limits,
    ...(crowd.options && { options: crowd.options }),
  });
  try {
    if (crowd.sql) await runSql(app.database.url, crowd.sql);
    return await sell(app, crowd);
  } finally {
    await app.stop();
  }
}

async function sell(app: TestApp, crowd: Crowd) {
  const market = new Market(app);
  const names = Array.from({ length: crowd.firms }, (_, index) => `firm-${index}`);
  const portfolioId = await market.portfolio({ accounts: 1_000 });
  const far = Date.now() + 3_600_000;
  const auctionId = await market.auction(portfolioId, {
    opensAt: iso(far),
    closesAt: iso(far + 3_600_000),
    extension: { windowSeconds: 1, addedSeconds: 1, mode: "RESET", hardEndAt: iso(far + 3_600_000) },
  });
  const firms = new Map<string, string>();
  for (const name of names) {
    const buyerId = await market.qualify(name);
    firms.set(buyerId, name);
    await market.admit(auctionId, buyerId);
  }
  const urls = app.nodes.map((node) => node.httpUrl);
  const watchers = await Promise.all(
    names.slice(0, crowd.watchers).map(async (name, index) => {
      const token = await app.token(market.firm(name).viewer);
      const cutAfter = index === 0 ? null : 3 + index;
      const wsUrls = app.nodes.map((node) => node.wsUrl);
      return { name, watcher: new LiveWatcher({ urls: wsUrls, token, auctionId, cutAfter }) };
    }),
  );
  const bidders = await Promise.all(
    names.map(async (firm) => {
      // Over the whole time, and beyond its end.
      const last = crowd.lastsMilliseconds + 2_500;
      const schedule = Array.from({ length: crowd.bidsEach }, () => randomInt(last));
      const token = await app.token(market.firm(firm).bidder);
      return new CrowdBidder({ firm, token, auctionId, urls, schedule: schedule.sort((a, b) => a - b) });
    }),
  );
  const opensAt = Date.now() + 2_000; // still ahead when a busy machine comes to ask for it
  const closesAt = opensAt + crowd.lastsMilliseconds;
  const times = { opensAt: iso(opensAt), closesAt: iso(closesAt), hardEndAt: iso(closesAt + 1_500) };
  await market.mutate(
    market.people.admin,
    "rescheduleAuction",
    { auctionId, ...times },
    "... on Auction { id }",
  );

  await Promise.all(bidders.map((bidder) => bidder.run(opensAt)));
  const told = await readClosed(market, { auctionId, firms });
  // An award ends the feeds.
  const award = { auctionId, rationale: "the highest" };
  await market.mutate(market.people.admin, "awardAuction", award, "... on Sale { id }");

  const bids = await readBids(market, names, auctionId);
  const journal = await readJournal(market, auctionId);
  const closesAtInstant = readInstant(told.closesAt);
  const history: AuctionHistory = {
    terms: {
      opening: 10_000n,
      reserve: 0n,
      isReserveDisclosed: false,
      face: 100_000_000n,
      steps: [[0n, 1_000n]],
      opens: readInstant(told.opensAt),
      closes: readInstant(iso(closesAt)),
      softClose: {
        window: 1_000_000n,
        added: 1_000_000n,
        mode: "RESET",
        hardEnd: readInstant(iso(closesAt + 1_500)),
      },
    },
    closesAt: closesAtInstant,
    sent: bidders.flatMap(({ sent }) => sent),
    bids,
    journal,
    result: told.result,
  };
  const problems = historyProblems(history);
  for (const { name, watcher } of watchers) {
    const failure = await watcher.completed.then(
      () => null,
      (error: unknown) => String(error),
    );
    if (failure !== null) problems.push(`watcher ${name}: ${failure}`);
    const paddle = told.paddles.get(name) ?? "";
    // The first event is the snapshot: what it contains need not come again.
    const [snapshot = 0, ...received] = watcher.received;
    const expected = entriesFor(paddle, journal).filter((sequence) => sequence > snapshot);
    problems.push(...deliveryProblems(expected, received).map((problem) => `watcher ${name}: ${problem}`));
  }
  return {
    problems,
    bids: bids.length,
    accepted: bids.filter(({ verdict }) => verdict === "ACCEPTED").length,
  };
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
