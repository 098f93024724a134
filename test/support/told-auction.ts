import { parseInstant } from "../../src/platform/time";
import type { Answer, Person } from "./callers";
import type { AuctionHistory, ToldBid, ToldEntry } from "./history-checker";
import type { Market } from "./market";

/** An auction that is over, as its admin is told. */
interface Told {
  readonly opensAt: string;
  readonly closesAt: string;
  readonly paddles: ReadonlyMap<string, string>;
  readonly result: AuctionHistory["result"];
}

/** Waits, as an admin would, until the auction has closed. */
export async function readClosed(
  market: Market,
  { auctionId, firms }: { readonly auctionId: string; readonly firms: ReadonlyMap<string, string> },
): Promise<Told> {
  const nameOf = (buyer: { readonly id: string } | undefined) => firms.get(buyer?.id ?? "") ?? null;
  const query = `query ($id: ID!) { auction(id: $id) { status opensAt closesAt
    participants { paddle buyer { id } }
    outcome { winner { buyer { id } } price { amount } } } }`;
  for (;;) {
    const { data } = await market.send<{ auction: ReadAuction }>(market.people.admin, query, {
      id: auctionId,
    });
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
export async function readBids(
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
        const read: { auction: { myBids: BidPage } } = await ask(market, person, {
          query,
          variables: { id: auctionId, after },
        });
        const page = read.auction.myBids;
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
    at: readInstant(bid.decidedAt),
  };
}

export async function readJournal(market: Market, stream: string): Promise<ToldEntry[]> {
  const query = `query ($stream: ID!, $after: Cursor) { journal(stream: $stream, first: 100, after: $after) {
    edges { node { sequence type hash previousHash data } } pageInfo { hasNextPage endCursor } } }`;
  const entries: ToldEntry[] = [];
  for (let after: string | null = null, more = true; more;) {
    const read: { journal: JournalPage } = await ask(market, market.people.analyst, {
      query,
      variables: { stream, after },
    });
    entries.push(...read.journal.edges.map(({ node }) => node));
    [after, more] = [read.journal.pageInfo.endCursor, read.journal.pageInfo.hasNextPage];
  }
  return entries;
}

interface JournalPage {
  readonly edges: readonly { readonly node: ToldEntry }[];
  readonly pageInfo: BidPage["pageInfo"];
}

function minor(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}

export function readInstant(text: string): bigint {
  const read = parseInstant(text);
  if (read === null) throw new Error("Not an instant");
  return read;
}

/** More than any pool has connections. */
const MOST_ATTEMPTS = 20;

/** Asks again while the database is away, as clients do: who first uses a connection that a fault took is told so. */
async function ask<Data>(
  market: Market,
  person: Person,
  { query, variables }: { readonly query: string; readonly variables: Record<string, unknown> },
): Promise<Data> {
  let answer: Answer<Data> = {};
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    answer = await market.send<Data>(person, query, variables);
    if (answer.data) return answer.data;
    if (answer.errors?.some(({ extensions }) => extensions["code"] !== "UNAVAILABLE")) break;
  }
  throw new Error(`The auction cannot be read: ${JSON.stringify(answer.errors)}`);
}
