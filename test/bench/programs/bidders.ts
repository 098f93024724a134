import { Samples } from "../tools/samples";
import { serve } from "../tools/program";
import type { Roster } from "../../../src/client/sealing";
import type { BidOperation } from "./bid-frame";
import { Bidder, type OnAnswer } from "./bidder";
import { connectAs } from "./connect";
import { Price } from "./price";
import { sealFrames } from "./sealed-frames";

/** Where the bidders of a group bid, and what. */
export interface BidOrder {
  readonly group: string;
  /** `prepared`: what `seal` has made. */
  readonly operation: BidOperation | "prepared";
  readonly auctionId: string;
  /** Where the price stands, in cents, with eight digits. */
  readonly cents: number;
  /** Then all of them aim above it, where nothing is accepted. */
  readonly falls: boolean;
  readonly seconds: number;
}

/** Boxes to be made before anything is measured. */
export interface SealOrder {
  readonly group: string;
  readonly auctionId: string;
  readonly firms: readonly string[];
  readonly roster: Roster;
  readonly count: number;
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

  /** So many boxes for each bidder of the group; `firms` in the order of their tokens. */
  async seal({ group, firms, count, ...target }: SealOrder): Promise<void> {
    const bidders = groups.get(group) ?? [];
    await Promise.all(
      bidders.map(async (bidder, index) => {
        const buyerId = firms[index] ?? "";
        bidder.prepare(await sealFrames({ ...target, buyerId }, count));
      }),
    );
  },

  async bid({ group, seconds, cents, ...order }: BidOrder): Promise<BidRun> {
    const price = new Price(cents);
    const run = await timed(group, seconds, (bidder, watch) =>
      order.operation === "prepared"
        ? bidder.bidPrepared(watch)
        : bidder.bid({ ...order, operation: order.operation }, price, watch),
    );
    return { ...run, cents: price.last };
  },
};

/** Has all bidders of a group bid at once, and counts. Whoever has no more to send ends it for all: fewer would bid from then on. */
async function timed(
  group: string,
  seconds: number,
  bid: (bidder: Bidder, watch: { isOver: () => boolean; onAnswer: OnAnswer }) => Promise<void>,
): Promise<Omit<BidRun, "cents">> {
  const bidders = groups.get(group) ?? [];
  const latencies = new Samples();
  let accepted = 0;
  let isSpent = false;
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  const watch = {
    isOver: () => isSpent || performance.now() >= end,
    onAnswer: (isAccepted: boolean, milliseconds: number) => {
      latencies.add(milliseconds);
      if (isAccepted) accepted += 1;
    },
  };
  await Promise.all(
    bidders.map(async (bidder) => {
      await bid(bidder, watch);
      isSpent = true;
    }),
  );
  const latenciesMs = latencies.take();
  return {
    answered: latenciesMs.length,
    accepted,
    seconds: (performance.now() - begun) / 1_000,
    latenciesMs,
  };
}

export type BidderHandlers = typeof handlers;

serve(handlers);
