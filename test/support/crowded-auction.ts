import { randomInt } from "node:crypto";
import { Client } from "pg";
import { TestApp, type Answer } from "./app";
import { CrowdBidder } from "./crowd";
import { deliveryProblems } from "./delivery-checker";
import {
  entriesFor,
  historyProblems,
  type AuctionHistory,
  type ToldBid,
  type ToldEntry,
} from "./history-checker";
import { LiveWatcher } from "./live-watcher";
import { Market } from "./market";
import { parseInstant } from "../../src/platform/time";
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
  const opensAt = Date.now() + 500;
  const closesAt = opensAt + crowd.lastsMilliseconds;
  const times = { opensAt: iso(opensAt), closesAt: iso(closesAt), hardEndAt: iso(closesAt + 1_500) };
  await market.mutate(
    market.people.admin,
    "rescheduleAuction",
    { auctionId, ...times },
    "... on Auction { id }",
  );

  await Promise.all(bidders.map((bidder) => bidder.run(opensAt)));
  const told = await readClosed(app, market, { auctionId, firms });
  // An award ends the feeds.
  const award = { auctionId, rationale: "the highest" };
  await market.mutate(market.people.admin, "awardAuction", award, "... on Sale { id }");

  const bids = await readBids(app, market, names, auctionId);
  const journal = await readJournal(app, market, auctionId);
  const closesAtInstant = instant(told.closesAt);
  const history: AuctionHistory = {
    terms: {
      opening: 10_000n,
      reserve: 0n,
      isReserveDisclosed: false,
      face: 100_000_000n,
      steps: [[0n, 1_000n]],
      opens: instant(told.opensAt),
      closes: instant(iso(closesAt)),
      softClose: {
        window: 1_000_000n,
        added: 1_000_000n,
        mode: "RESET",
        hardEnd: instant(iso(closesAt + 1_500)),
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
    await watcher.completed;
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

interface Told {
  readonly opensAt: string;
  readonly closesAt: string;
  readonly paddles: ReadonlyMap<string, string>;
  readonly result: AuctionHistory["result"];
}

/** Waits, as an admin would, until the auction has closed. */
async function readClosed(
  app: TestApp,
  market: Market,
  { auctionId, firms }: { readonly auctionId: string; readonly firms: ReadonlyMap<string, string> },
): Promise<Told> {
  const nameOf = (buyer: { readonly id: string } | undefined) => firms.get(buyer?.id ?? "") ?? null;
  const query = `query ($id: ID!) { auction(id: $id) { status opensAt closesAt
    participants { paddle buyer { id } }
    outcome { winner { buyer { id } } price { amount } } } }`;
  for (;;) {
    const { data } = await app.send<{ auction: ReadAuction }>(market.people.admin, query, { id: auctionId });
    const auction = data?.auction;
    if (!auction) throw new Error("The auction is missing");
    if (auction.status === "OPEN") continue;
    return {
      opensAt: auction.opensAt,
      closesAt: auction.closesAt,
      paddles: new Map(auction.participants.map(({ paddle, buyer }) => [String(nameOf(buyer)), paddle])),
      result: {
        winner: nameOf(auction.outcome?.winner?.buyer),
        price: auction.outcome?.price ? minor(auction.outcome.price.amount) : null,
      },
    };
  }
}

interface ReadAuction {
  readonly status: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly participants: readonly { paddle: string; buyer: { id: string } }[];
  readonly outcome: { winner: { buyer: { id: string } } | null; price: { amount: string } | null } | null;
}

/** Every bid of the auction, each from its own firm's list: only there its maximum is told. */
async function readBids(
  app: TestApp,
  market: Market,
  names: readonly string[],
  auctionId: string,
): Promise<ToldBid[]> {
  const query = `query ($id: ID!, $after: Cursor) { auction(id: $id) { myBids(first: 100, after: $after) {
    edges { node { id sequence decision reason decidedAt amount { amount } maximum { amount } } }
    pageInfo { hasNextPage endCursor } } } }`;
  const lists = await Promise.all(
    names.map(async (firm) => {
      const bids: ToldBid[] = [];
      for (let after: string | null = null, more = true; more;) {
        const person = market.firm(firm).bidder;
        const answer: Answer<{ auction: { myBids: BidPage } }> = await app.send(person, query, {
          id: auctionId,
          after,
        });
        const page = answer.data?.auction.myBids;
        if (!page) throw new Error("A firm's bids are missing");
        bids.push(...page.edges.map(({ node }) => toldBid(firm, node)));
        [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      }
      return bids;
    }),
  );
  return lists.flat().sort((a, b) => a.sequence - b.sequence);
}

interface BidNode {
  readonly id: string;
  readonly sequence: number;
  readonly decision: string;
  readonly reason: string | null;
  readonly decidedAt: string;
  readonly amount: { amount: string } | null;
  readonly maximum: { amount: string } | null;
}

interface BidPage {
  readonly edges: readonly { readonly node: BidNode }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function toldBid(firm: string, bid: BidNode): ToldBid {
  return {
    id: bid.id,
    sequence: bid.sequence,
    firm,
    verdict: bid.reason ?? bid.decision,
    amount: bid.amount && minor(bid.amount.amount),
    maximum: bid.maximum && minor(bid.maximum.amount),
    at: instant(bid.decidedAt),
  };
}

async function readJournal(app: TestApp, market: Market, stream: string): Promise<ToldEntry[]> {
  const query = `query ($stream: ID!, $after: Cursor) { journal(stream: $stream, first: 100, after: $after) {
    edges { node { sequence type hash previousHash data } } pageInfo { hasNextPage endCursor } } }`;
  const entries: ToldEntry[] = [];
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer<{ journal: JournalPage }> = await app.send(market.people.analyst, query, {
      stream,
      after,
    });
    const { data } = answer;
    if (!data) throw new Error("The journal is missing");
    entries.push(...data.journal.edges.map(({ node }) => node));
    [after, more] = [data.journal.pageInfo.endCursor, data.journal.pageInfo.hasNextPage];
  }
  return entries;
}

interface JournalPage {
  readonly edges: readonly { readonly node: ToldEntry }[];
  readonly pageInfo: BidPage["pageInfo"];
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function minor(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function instant(text: string): bigint {
  const read = parseInstant(text);
  if (read === null) throw new Error("Not an instant");
  return read;
}
