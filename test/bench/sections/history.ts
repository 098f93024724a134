import { BidHistoryDocument, type BidHistoryQuery, type BidHistoryQueryVariables } from "../../../src/client";
import type { Bench } from "../bench-run";
import { median, round } from "../tools/statistics";

const PAGE = 100;
const REPEATS = 100;

type Bids = BidHistoryQuery["bids"];
type Read = (variables: BidHistoryQueryVariables) => Promise<Bids>;

/** An analyst's pages of a long history: its first one, and one from its far end. */
export async function measureHistory(bench: Bench): Promise<object> {
  const { id } = await bench.longAuction();
  const stage = await bench.stage();
  const read: Read = async (variables) => {
    const answer = await stage.send<BidHistoryQuery>(
      stage.market.people.analyst,
      BidHistoryDocument.toString(),
      variables,
    );
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data.bids;
  };
  const page = { filter: { auctionIds: [id] }, orderBy: "DECIDED_AT_ASC", first: PAGE } as const;
  const deep = { ...page, after: await findDeepCursor(read, id) };
  const first: number[] = [];
  const last: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    first.push(await time(() => read(page)));
    last.push(await time(() => read(deep)));
  }
  return {
    firstPageMs: round(median(first), 2),
    deepPageMs: round(median(last), 2),
    bids: bench.scale.longHistory,
    deepToFirst: round(median(last) / median(first), 2),
  };
}

/** The cursor of the bid that is two pages from the end: found from the end, since paging there would take all day. */
async function findDeepCursor(read: Read, auctionId: string): Promise<string> {
  const backwards = { filter: { auctionIds: [auctionId] }, orderBy: "DECIDED_AT_DESC", first: PAGE } as const;
  const { pageInfo } = await read(backwards);
  const { edges } = await read({ ...backwards, after: pageInfo.endCursor });
  const from = edges.at(-1)?.node.decidedAt;
  if (from === undefined || from === null) throw new Error("The history is shorter than two pages");
  const there = { auctionIds: [auctionId], times: { from } };
  const [edge] = (await read({ filter: there, orderBy: "DECIDED_AT_ASC", first: 1 })).edges;
  if (!edge) throw new Error("A bid that was there is gone");
  return edge.cursor;
}

async function time(read: () => Promise<Bids>): Promise<number> {
  const begun = performance.now();
  const { edges } = await read();
  if (edges.length !== PAGE) throw new Error("The page is not full");
  return performance.now() - begun;
}
