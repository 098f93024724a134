import { Samples } from "../tools/samples";
import { serve } from "../tools/program";
import type { BidOperation } from "./bid-frame";
import { Bidder } from "./bidder";
import { connectAs } from "./connect";
import { Price } from "./price";

/** Where the bidders of a group bid, and what. */
export interface BidOrder {
  readonly group: string;
  readonly operation: BidOperation;
  readonly auctionId: string;
  /** Where the price stands, in cents, with eight digits. */
  readonly cents: number;
  readonly seconds: number;
}

export interface BidRun {
  readonly answered: number;
  readonly accepted: number;
  readonly seconds: number;
  readonly latenciesMs: Float64Array;
  /** Where the price then stands, in cents. */
  readonly cents: number;
}

/** Every third bids what it last saw, which mostly comes too late; the others aim. */
const LATE_EVERY = 3;

const groups = new Map<string, Bidder[]>();

const handlers = {
  /** One socket for each token, kept under the group's name. */
  async connect({
    group,
    url,
    tokens,
  }: {
    group: string;
    url: string;
    tokens: readonly string[];
  }): Promise<void> {
    const sockets = await Promise.all(tokens.map((token) => connectAs(url, token)));
    const bidders = sockets.map((socket, index) => new Bidder(socket, index % LATE_EVERY !== LATE_EVERY - 1));
    groups.set(group, bidders);
  },

  async bid({ group, seconds, cents, ...order }: BidOrder): Promise<BidRun> {
    const bidders = groups.get(group) ?? [];
    const price = new Price(cents);
    const latencies = new Samples();
    let accepted = 0;
    const begun = performance.now();
    const end = begun + seconds * 1_000;
    const watch = {
      isOver: () => performance.now() >= end,
      onAnswer: (isAccepted: boolean, milliseconds: number) => {
        latencies.add(milliseconds);
        if (isAccepted) accepted += 1;
      },
    };
    await Promise.all(bidders.map((bidder) => bidder.bid(order, price, watch)));
    const latenciesMs = latencies.take();
    return {
      answered: latenciesMs.length,
      accepted,
      seconds: (performance.now() - begun) / 1_000,
      latenciesMs,
      cents: price.last,
    };
  },
};

export type BidderHandlers = typeof handlers;

serve(handlers);
