import type { DataSource } from "typeorm";
import { createEngine, type AuctionEngine } from "../../src/auction/auction-engine";
import type { AuctionEventSource } from "../../src/auction/feed/auction-event.views";
import {
  auctionFeed,
  PARTICIPANTS_AUDIENCE,
  paddleAudience,
  SELLER_AUDIENCE,
} from "../../src/auction/feed/auction.feed";
import { BarBuyer } from "../../src/auction/participants/bar-buyer";
import { CancelAuction } from "../../src/auction/course/cancel-auction";
import { CloseAuction } from "../../src/auction/course/close-auction";
import { toRefusal } from "../../src/auction/auction-desk";
import type { AuctionRecord, AuctionRow } from "../../src/auction/auction.rows";
import { standingOf, type AuctionEvent } from "../../src/auction/domain";
import type { EntryAuthor } from "../../src/auction/entry-draft";
import { OpenAuction } from "../../src/auction/course/open-auction";
import { PlaceBid } from "../../src/auction/bidding/place-bid";
import { receiptSigner } from "../../src/auction/proof/receipts";
import type { ShortlistFirmsInput } from "../../src/auction/phases/phases-inputs.graphql";
import { ShortlistFirms } from "../../src/auction/phases/shortlist-firms";
import { ResumeAuction } from "../../src/auction/course/resume-auction";
import { OpenSealedBids } from "../../src/auction/sealing/open-sealed-bids";
import { OpeningSweep } from "../../src/auction/sealing/opening-sweep";
import { OperatorCustodian } from "../../src/auction/sealing/operator-custodian";
import { ReadSealedBid } from "../../src/auction/sealing/read-sealed-bid";
import { RevealBid } from "../../src/auction/sealing/reveal-bid";
import { SealAmount } from "../../src/auction/sealing/seal-amount";
import { SubmitShares } from "../../src/auction/sealing/submit-shares";
import { Allotments } from "../../src/auction/exposure/allotments";
import { WatchedTerms } from "../../src/auction/bidding/watched-terms";
import type { EventBus } from "../../src/platform/bus/event-bus";
import type { Transactions } from "../../src/platform/database/transactions";
import { notFound } from "../../src/platform/errors";
import { Feed } from "../../src/platform/feeds/feed";
import { FeedHub } from "../../src/platform/feeds/feed-hub";
import type { FeedReader } from "../../src/platform/feeds/feed-reader";
import { Identifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { refuseState, type OrRefusal } from "../../src/platform/refusal";
import { StoreClock } from "../../src/platform/store-clock";
import { sellerViewer, type Cast, type Firm } from "./cast";
import type { AllotmentsInUse, Composition } from "./composition";
import { connectionOf, simulatedPool, simulatedTransactions } from "./connection";
import type { Host } from "./host";
import { plainCrypto } from "./plain-crypto";
import { plainSigner } from "./plain-signer";
import type { SeededRandom } from "./seeded-random";
import { simulatedLockFirm } from "./simulated-allotments";
import { simulatedClosedSets } from "./simulated-closed-sets";
import {
  askOnce,
  readRecord,
  simulatedEntries,
  simulatedLedgerStore,
  simulatedSweepStore,
} from "./simulated-stores";
import { exposureKey } from "./simulated-tables";

/** What a node is made of that is not its own code. */
export interface NodePorts {
  readonly host: Host;
  readonly bus: EventBus;
  readonly cast: Cast;
  readonly composition: Composition;
  readonly random: SeededRandom;
  readonly onError: (error: unknown) => void;
}

export type AdminCommand = "Open" | "Pause" | "Resume" | "Close" | "Cancel" | "Award" | "Shortlist";

/** Who subscribes: a firm, or the seller. */
export type Audience = Firm | "seller";

/** One life of a node: the node's own intake, arbiter, ledger, sweep, hub and feed, over simulated ports. */
export class SimulatedNode {
  readonly engine: AuctionEngine;
  readonly placeBid: PlaceBid;
  readonly submitShares: SubmitShares;
  readonly reveal: RevealBid;
  private readonly transactions: Transactions;
  private readonly allotments: AllotmentsInUse;
  private readonly feed: Feed<AuctionEventSource>;
  private readonly openings: OpeningSweep;
  private readonly watched = new WatchedTerms(undefined as unknown as DataSource);

  constructor(private readonly ports: NodePorts) {
    const { host, bus, cast, composition, random, onError } = ports;
    const { line, timers } = host;
    const monotonic = () => host.monotonic();
    for (const { id, terms } of cast.auctions) this.watched.remember(id, terms);
    const source = simulatedEntries(line);
    const hub = new FeedHub({ source, bus, timers: composition.hubTimers(timers), onTrouble: onError });
    this.feed = new Feed(
      auctionFeed((auctionId) => composition.feedTerms(this.watched.of(auctionId))),
      { hub, cursors: composition.cursors },
    );
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
      storeClock: new StoreClock(() => monotonic() * BigInt(cast.pace)),
      pace: cast.pace,
      monotonic,
      largestBatch: random.pick([1, 8, 64, 512]),
      onDecided: () => undefined,
      signReceipts: composition.signReceipts(receiptSigner(plainSigner, random)),
      onError,
    });
    const allotting = {
      transactions: this.transactions,
      ledger: this.engine.ledger,
      lockFirm: simulatedLockFirm,
    };
    this.allotments = composition.allotments(
      new Allotments({ ...allotting, store: composition.allotmentStore }),
    );
    const sealing = this.createSealing();
    this.submitShares = sealing.submitShares;
    this.reveal = sealing.reveal;
    this.openings = sealing.openings;
    this.placeBid = new PlaceBid({
      intake: this.engine.intake,
      identifiers: new Identifiers(random, () => Number(monotonic() / 1_000n)),
      termsOf: (auctionId) => this.watched.find(auctionId),
      sealedBids: new ReadSealedBid(new SealAmount({ sealing: plainCrypto, randomness: random })),
      allot: (order) => this.allotments.provide(order),
      hasPart: () => Promise.resolve(true),
      countBid: () => Promise.resolve(),
      receivedAt: monotonic,
    });
  }

  /** As the node's own composition connects what opens sealed bids. */
  private createSealing() {
    const { host, cast, composition, random: randomness, onError } = this.ports;
    const { line, timers } = host;
    const [custodian] = cast.custodians;
    if (!custodian) throw new Error("A node's operator is a custodian");
    const store = composition.closedSets(simulatedClosedSets(line));
    const { transactions } = this;
    const operator = new OperatorCustodian(custodian.seed, plainCrypto);
    const now = () => askOnce(line, ({ database }) => database.clock());
    // What is journalled of organizations is told to nobody here.
    const journal = { append: () => Promise.resolve() };
    const common = {
      transactions,
      ledger: this.engine.ledger,
      journal,
      store,
      operator,
      sealing: plainCrypto,
      onError,
    };
    const opening = new OpenSealedBids({ ...common, timers, now });
    const open = (auctionId: Id) => opening.run(auctionId);
    return {
      submitShares: new SubmitShares({ ...common, open }),
      reveal: new RevealBid({ ...common, randomness }),
      openings: new OpeningSweep({ timers, open, awaiting: (most) => store.awaiting(most), onError }),
    };
  }

  /** The sweep begins with a note in the database, and that may fail. */
  async startSweep(): Promise<void> {
    try {
      await this.engine.sweep.start();
      if (this.ports.cast.auctions.some(({ terms }) => terms.sealing)) this.openings.start();
    } catch {
      this.ports.host.timers.after(200, () => void this.startSweep());
    }
  }

  async schedule(auction: AuctionRow, scheduled: AuctionEvent, by: EntryAuthor): Promise<void> {
    await this.transactions.run((tx) => this.engine.ledger.begin(tx, auction, scheduled, by));
  }

  shortlist(choice: ShortlistFirmsInput) {
    return new ShortlistFirms(this.engine.desk).run(sellerViewer(this.ports.cast), choice);
  }

  command(kind: Exclude<AdminCommand, "Shortlist">, auctionId: Id) {
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
      case "Award":
        return this.award(auctionId);
    }
  }

  /** What the sale's stage does with a result: it is awarded as it came out, and its price put aside. */
  private award(auctionId: Id): Promise<OrRefusal<AuctionRecord>> {
    return this.allotments.withRoom(() => this.awardOnce(auctionId));
  }

  private awardOnce(auctionId: Id): Promise<OrRefusal<AuctionRecord>> {
    return this.transactions.run(async (tx) => {
      const { cast, composition } = this.ports;
      for (const { buyerId } of cast.firms) await simulatedLockFirm(tx, cast.sellerId, buyerId);
      const by = { actor: sellerViewer(cast).actor, firm: null };
      const locked = await this.engine.ledger.lock(tx, auctionId, by);
      const { winner = null, price = null } = locked.state.outcome ?? {};
      if (!winner || price === null) return refuseState("auction", "CLOSED", locked.state.status);
      const bid = composition.award({ ...winner, rank: 1, price });
      const refusal = await this.allotments.forAward(tx, locked, bid);
      if (refusal) return refusal;
      const problem = await locked.decide({ type: "AwardTo", bid, rationale: "The best bid." }, by);
      return problem ? toRefusal(problem) : locked.record();
    });
  }

  /** What the buyers' stage does when a firm's exposure limit is set: the auctions first, and then its own row. */
  limit({ buyerId }: Firm, limit: bigint): Promise<OrRefusal<null>> {
    return this.transactions.run(async (tx) => {
      const { sellerId, auctions } = this.ports.cast;
      const currency = auctions[0]?.terms.currency ?? "USD";
      const exposed = { sellerId, buyerId, currency };
      await simulatedLockFirm(tx, sellerId, buyerId);
      const refusal = await this.allotments.onLimitSet(tx, exposed, limit);
      if (refusal) return refusal;
      await connectionOf(tx).call(({ open }) => void open.rows.limits.set(exposureKey(exposed), limit));
      return null;
    });
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
