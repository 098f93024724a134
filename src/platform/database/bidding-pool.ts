import type { WarmUp } from "./pipeline";
import { PipelinePool } from "./pipeline-pool";

/** Connections that decide bids: several auctions at once, each on one connection. */
const SIZE = 6;

/** A node that freezes in the middle must not hold an auction: its locks end by themselves. */
const SETTINGS = {
  lock_timeout: "1s",
  statement_timeout: "2s",
  idle_in_transaction_session_timeout: "1s",
  tcp_user_timeout: "3s",
  jit: "off",
  // Planned once a connection: planning a batch's look-ups over all partitions costs more than doing them.
  plan_cache_mode: "force_generic_plan",
  // Statistics lag behind a busy auction; with these off every plan is a chain of look-ups by index, whatever they say.
  enable_seqscan: "off",
  enable_bitmapscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  enable_sort: "off",
};

interface BiddingPoolOptions {
  /** More for the sessions, as `DataSourceSettings.sessionOptions`. */
  readonly sessionOptions?: string;
  readonly warmUp?: WarmUp;
}

/** A pool of their own, so that analysts cannot starve bidders. */
export function createBiddingPool(url: string, options: BiddingPoolOptions = {}): PipelinePool {
  const connection = { url, name: "recoup bidding", settings: SETTINGS, pipelined: true, ...options };
  return new PipelinePool(connection, SIZE);
}
