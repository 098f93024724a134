import type { DataSource } from "typeorm";
import { createEngine, type AuctionEngine } from "../../src/auction/auction-engine";
import type { AuctionEventSource } from "../../src/auction/auction-event.views";
import {
  auctionFeed,
  PARTICIPANTS_AUDIENCE,
  paddleAudience,
  SELLER_AUDIENCE,
} from "../../src/auction/auction.feed";
import { BarBuyer } from "../../src/auction/bar-buyer";
import { CancelAuction } from "../../src/auction/cancel-auction";
import { CloseAuction } from "../../src/auction/close-auction";
import type { AuctionRow } from "../../src/auction/auction.rows";
import { standingOf, type AuctionEvent } from "../../src/auction/domain";
import type { EntryAuthor } from "../../src/auction/entry-draft";
import { OpenAuction } from "../../src/auction/open-auction";
import { PlaceBid } from "../../src/auction/place-bid";
import { ResumeAuction } from "../../src/auction/resume-auction";
import { WatchedTerms } from "../../src/auction/watched-terms";
import type { EventBus } from "../../src/platform/bus/event-bus";
import type { Transactions } from "../../src/platform/database/transactions";
import { notFound } from "../../src/platform/errors";
import { Feed } from "../../src/platform/feeds/feed";
import { FeedHub } from "../../src/platform/feeds/feed-hub";
import type { FeedReader } from "../../src/platform/feeds/feed-reader";
import { Identifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { StoreClock } from "../../src/platform/store-clock";
import { sellerViewer, type Cast, type Firm } from "./cast";
import type { Composition } from "./composition";
import { connectionOf, simulatedPool, simulatedTransactions } from "./connection";
import type { Host } from "./host";
import type { SeededRandom } from "./seeded-random";
import { readRecord, simulatedEntries, simulatedLedgerStore, simulatedSweepStore } from "./simulated-stores";

/** What a node is made of that is not its own code. */
export interface NodePorts {
  readonly host: Host;
  readonly bus: EventBus;
  readonly cast: Cast;
  readonly composition: Composition;
  readonly random: SeededRandom;
  readonly onError: (error: unknown) => void;
}

export type AdminCommand = "Open" | "Pause" | "Resume" | "Close" | "Cancel";

/** Who subscribes: a firm, or the seller. */
export type Audience = Firm | "seller";

/** One life of a node: the node's own intake, arbiter, ledger, sweep, hub and feed, over simulated ports. */
export class SimulatedNode {
  readonly engine: AuctionEngine;
  readonly placeBid: PlaceBid;
  private readonly transactions: Transactions;
  private readonly feed: Feed<AuctionEventSource>;
  private readonly watched = new WatchedTerms(undefined as unknown as DataSource);

  constructor(private readonly ports: NodePorts) {
    const { host, bus, cast, composition, random, onError } = ports;
    const { line, timers, monotonic } = host;
    for (const { id, terms } of cast.auctions) this.watched.remember(id, terms);
    const source = simulatedEntries(line);
    const hub = new FeedHub({ source, bus, timers: composition.hubTimers(timers), onTrouble: onError });
    this.feed = new Feed(auctionFeed(this.watched.of), { hub, cursors: composition.cursors });
    this.transactions = simulatedTransactions(line);
    this.engine = createEngine({
      transactions: this.transactions,
      biddingPool: simulatedPool(line),
      batchStore: composition.batchStore,
      ledgerStore: simulatedLedgerStore,
      sweepStore: simulatedSweepStore(line),
      reactions: { onRecorded: () => Promise.resolve() },
      hub,
      randomness: random,
      timers,
      storeClock: new StoreClock(monotonic),
      monotonic,
      largestBatch: random.pick([1, 8, 64, 512]),
      onDecided: () => undefined,
      onError,
    });
    this.placeBid = new PlaceBid({
      intake: this.engine.intake,
      identifiers: new Identifiers(random, () => Number(monotonic() / 1_000n)),
      termsOf: (auctionId) => this.watched.find(auctionId),
      sealedBids: { run: () => Promise.reject(new Error("No bids are sealed here")) },
      allot: () => Promise.resolve(),
      hasPart: () => Promise.resolve(true),
      countBid: () => Promise.resolve(),
      receivedAt: monotonic,
    });
  }

  /** The sweep begins with a note in the database, and that may fail. */
  async startSweep(): Promise<void> {
    try {
      await this.engine.sweep.start();
    } catch {
      this.ports.host.timers.after(200, () => void this.startSweep());
    }
  }

  async schedule(auction: AuctionRow, scheduled: AuctionEvent, by: EntryAuthor): Promise<void> {
    await this.transactions.run((tx) => this.engine.ledger.begin(tx, auction, scheduled, by));
  }

  command(kind: AdminCommand, auctionId: Id) {
    const { desk, pause } = this.engine;
    const viewer = sellerViewer(this.ports.cast);
    const input = { auctionId, reason: "Because." };
    switch (kind) {
      case "Open":
        return new OpenAuction(desk, () => null).run(viewer, input);
      case "Pause":
        return pause.run(viewer, input);
      case "Resume":
        return new ResumeAuction(desk).run(viewer, input);
      case "Close":
        return new CloseAuction(desk).run(viewer, input);
      case "Cancel":
        return new CancelAuction(desk).run(viewer, input);
    }
  }

  /** What the buyers' stage does when a firm is suspended: its own row, and the reaction of the auctions. */
  async suspend({ buyerId }: Firm): Promise<void> {
    const { sellerId } = this.ports.cast;
    await this.transactions.run(async (tx) => {
      const isNews = await connectionOf(tx).call(async (session) => {
        await session.lock(`firm ${buyerId}`);
        const { rows } = session.open;
        const firm = rows.firm(buyerId);
        if (!firm || firm.suspendedAt !== null) return false;
        rows.firms.set(buyerId, { ...firm, suspendedAt: session.database.clock() });
        return true;
      });
      const { actor: by } = sellerViewer(this.ports.cast);
      if (isNews)
        await new BarBuyer(this.engine.ledger).run(tx, { sellerId, buyerId, reason: "SUSPENDED", by });
    });
  }

  /** As the resolver does it: the present state first, unless there is a cursor. */
  async subscribe(
    auctionId: Id,
    audience: Audience,
    after: string | null,
  ): Promise<FeedReader<AuctionEventSource>> {
    const found = await readRecord(this.ports.host.line, auctionId);
    if (!found) throw notFound();
    const { head, state } = found;
    const audiences =
      audience === "seller" ? [SELLER_AUDIENCE] : [PARTICIPANTS_AUDIENCE, paddleAudience(audience.paddle)];
    const { sequence } = head;
    const cursor = this.feed.cursorAt(auctionId, sequence);
    const { terms, lastAt: at } = state;
    const isLast = ["AWARDED", "UNSOLD", "NOT_AWARDED", "CANCELLED"].includes(state.status);
    return this.feed.subscribe({
      stream: auctionId,
      after,
      audiences,
      snapshot: () =>
        Promise.resolve({
          sequence,
          audience: audiences[0] ?? "",
          payload: { kind: "snapshot", standing: standingOf(state), terms, sequence, at, cursor },
          isLast,
        }),
    });
  }
}
