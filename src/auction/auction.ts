import type { Registry } from "prom-client";
import type { DataSource } from "typeorm";
import type { BuyerType } from "../buyers";
import type { SealingCrypto } from "../client/sealing";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import type { PipelinePool } from "../platform/database/pipeline-pool";
import type { Transaction, Transactions } from "../platform/database/transactions";
import { Feed } from "../platform/feeds/feed";
import type { FeedHub } from "../platform/feeds/feed-hub";
import type { Node } from "../platform/graphql/node";
import type { Identifiers } from "../platform/identifiers";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import type { Proof } from "../platform/proof/proof";
import type { Randomness } from "../platform/randomness";
import type { Refusal } from "../platform/refusal";
import type { HealthCheck } from "../platform/server/health";
import type { HttpRoute } from "../platform/server/http-route";
import type { StoreClock } from "../platform/store-clock";
import type { Tickets } from "../platform/tickets";
import type { Instant } from "../platform/time";
import type { Timers } from "../platform/timers";
import type { PortfolioType } from "../portfolio";
import type { AuctionDesk } from "./auction-desk";
import { createEngine } from "./auction-engine";
import type { AuctionLedger } from "./auction-ledger";
import { AuctionReader } from "./auction-reader";
import { AuctionMetrics } from "./auction.metrics";
import { AuctionResolver } from "./auction.resolver";
import type { BidIntake } from "./bidding/bid-intake";
import { bidByPlace } from "./bidding/bid.loaders";
import { BidResolver } from "./bidding/bid.resolver";
import type { BatchStore } from "./bidding/bid.store";
import { BidsResolver } from "./bidding/bids.resolver";
import { KnownFirms } from "./bidding/known-firms";
import { PlaceBid } from "./bidding/place-bid";
import { WatchedTerms } from "./bidding/watched-terms";
import { AuctionCommandsResolver } from "./course/auction-commands.resolver";
import type { AuctionSweep } from "./course/auction-sweep";
import { sweepStore } from "./course/auction-sweep.store";
import { CancelAuction } from "./course/cancel-auction";
import { CloseAuction } from "./course/close-auction";
import { MovePortfolio } from "./course/move-portfolio";
import { objectToWithdrawal } from "./course/object-to-withdrawal";
import { OpenAuction } from "./course/open-auction";
import { RescheduleAuction } from "./course/reschedule-auction";
import { ResumeAuction } from "./course/resume-auction";
import { ScheduleAuction } from "./course/schedule-auction";
import { allotmentStore } from "./exposure/allotment.store";
import { Allotments } from "./exposure/allotments";
import { AuctionEventViews, type AuctionEventSource } from "./feed/auction-event.views";
import { AuctionEventsResolver } from "./feed/auction-events.resolver";
import { auctionFeed } from "./feed/auction.feed";
import { findAuctionNode } from "./find-node";
import { AUCTION_EXPORT_PATH, AuctionExportTickets } from "./history/auction-export-tickets";
import { BidHistoryResolver } from "./history/bid-history.resolver";
import { DownloadRoute } from "./history/download.route";
import { ExportAuctionResolver } from "./history/export-auction.resolver";
import { ExportBidHistory } from "./history/export-bid-history";
import { ExportBidHistoryResolver } from "./history/export-bid-history.resolver";
import { findBidExport } from "./history/export-bids";
import { EXPORT_PATH, ExportTickets } from "./history/export-tickets";
import { StatisticsResolver, TimelineResolver } from "./history/statistics.resolver";
import { ledgerStore } from "./ledger.store";
import { AdmitBuyer } from "./participants/admit-buyer";
import { BarBuyer } from "./participants/bar-buyer";
import { InviteBuyer } from "./participants/invite-buyer";
import { hasPart, refreshLicences } from "./participants/participant.store";
import { Participants } from "./participants/participants";
import { ParticipantsResolver } from "./participants/participants.resolver";
import { RemoveBuyer } from "./participants/remove-buyer";
import { SeparateAffiliates } from "./participants/separate-affiliates";
import { SetParticipantLimit } from "./participants/set-participant-limit";
import { SignNda } from "./participants/sign-nda";
import { PhasesResolver } from "./phases/phases.resolver";
import { ShortlistFirms } from "./phases/shortlist-firms";
import type { Buyers, Floors, Portfolios } from "./ports";
import { AuctionCheckpoints } from "./proof/auction-checkpoints";
import { AuctionProofs } from "./proof/auction-proofs";
import { ProofResolver } from "./proof/proof.resolver";
import { ReceiptResolver } from "./proof/receipt.resolver";
import { receiptSigner, type ReceiptSigner } from "./proof/receipts";
import type { OpeningSweep } from "./sealing/opening-sweep";
import { createSealing, type SealingPart } from "./sealing/sealing";

export interface AuctionStagePorts {
  readonly database: DataSource;
  /** Analysts' questions are answered from here, so that they starve nobody. */
  readonly analysts: DataSource;
  readonly transactions: Transactions;
  readonly journal: Journal;
  /** Connections for bids alone, so that nobody else's queries can starve them. */
  readonly biddingPool: PipelinePool;
  readonly batchStore: BatchStore;
  /** Bids in one transaction at most. */
  readonly largestBatch: number;
  readonly randomness: Randomness;
  readonly identifiers: Identifiers;
  readonly cursors: Cursors;
  readonly tickets: Tickets;
  /** Where clients reach this node: "https://recoup.example". */
  readonly publicUrl: () => string;
  readonly hub: FeedHub;
  /** What the journal is proven by. */
  readonly proof: Proof;
  /** Absent: by the key that signs checkpoints. */
  readonly signReceipts?: ReceiptSigner;
  /** The cryptography of sealed bids. */
  readonly sealing: SealingCrypto;
  /** The operator's seed, which opens bids that are sealed to it: outside the database. */
  readonly sealingKey: Uint8Array;
  readonly timers: Timers;
  readonly storeClock: StoreClock;
  /** This node's clock that only goes forward, in microseconds. */
  readonly monotonic: () => Instant;
  /** How many times as fast the store's clock runs; 1 but in a sandbox. */
  readonly pace: number;
  /** This node's wall clock: kept as information, never decided by. */
  readonly wallClock: () => Instant;
  /** RATE_LIMITED when the credential has bid its fill this second. */
  readonly countBid: (credentialId: string) => Promise<void>;
  readonly portfolios: Portfolios;
  readonly floors: Floors;
  readonly buyers: Buyers;
  readonly portfolioById: LoaderFactory<Id, PortfolioType | null>;
  readonly buyerById: LoaderFactory<Id, BuyerType | null>;
  /** Where this stage's metrics go. */
  readonly registry: Registry;
  readonly onError: (error: unknown) => void;
}

export interface AuctionStage {
  readonly resolvers: readonly object[];
  readonly routes: readonly HttpRoute[];
  readonly ledger: AuctionLedger;
  readonly desk: AuctionDesk;
  readonly reader: AuctionReader;
  readonly intake: BidIntake;
  /** Openings and closings by time, from `start` to `stop`. */
  readonly sweep: AuctionSweep;
  /** What keeps this node from deciding. */
  readonly health: HealthCheck;
  /** Openings of sealed bids, from `start` to `stop`. */
  readonly openingSweep: OpeningSweep;
  readonly checkpoints: AuctionCheckpoints;
  /** Firms' exposure limits, divided among auctions. */
  readonly allotments: Allotments;
  /** Reactions to what sellers find out about firms. */
  readonly barBuyer: BarBuyer;
  readonly separateAffiliates: SeparateAffiliates;
  readonly refreshLicences: (
    tx: Transaction,
    firm: { readonly sellerId: Id; readonly buyerId: Id },
  ) => Promise<void>;
  /** An auction whose bidding is not over keeps its portfolio from being withdrawn. */
  readonly objectToWithdrawal: (tx: Transaction, portfolioId: Id) => Promise<Refusal | null>;
  readonly findNode: (context: RequestContext, id: Id) => Promise<Node | null>;
}

/** Selling by auction: deciding bids, an auction's course, and what everyone may see of it. */
export function createAuction(ports: AuctionStagePorts): AuctionStage {
  const { database, transactions, hub, identifiers, buyers } = ports;
  const reader = new AuctionReader(database);
  const checkpoints = new AuctionCheckpoints(ports);
  const doubt = () => ports.proof.guard.doubt;
  const { ledger, desk, pause, intake, sweep, clockGuard } = createEngine({
    ...ports,
    hub: {
      committed: (entries) => {
        hub.committed(entries);
        checkpoints.committed(entries);
        sealing.sweep.committed(entries);
      },
      announced: (stream, sequence) => hub.announced(stream, sequence),
    },
    doubt,
    signReceipts: ports.signReceipts ?? receiptSigner(ports.proof.signer, ports.randomness),
    ledgerStore,
    sweepStore: sweepStore(database),
    reactions: new MovePortfolio(ports.portfolios),
    onDecided: (answers, seconds) => metrics.decided(answers, seconds),
  });
  const sealing = createSealing({ ...ports, ledger, signer: ports.proof.signer });
  const metrics = new AuctionMetrics(ports.registry, {
    waitingBids: () => intake.waiting,
    waitingForPool: () => ports.biddingPool.waitingCount,
    waitingForShares: () => sealing.sweep.waiting,
  });
  const allotments = new Allotments({
    transactions,
    ledger,
    store: allotmentStore,
    lockFirm: (tx, sellerId, buyerId) => buyers.lockFirm(tx, sellerId, buyerId),
  });
  const watched = new WatchedTerms(database);
  const bids = bidByPlace(database);
  const feed = new Feed<AuctionEventSource>(
    auctionFeed((auctionId) => watched.of(auctionId)),
    { hub, cursors: ports.cursors },
  );
  const views = new AuctionEventViews({ reader, bids, now: () => ports.storeClock.now() });
  const analysts = createAnalysts(ports, { reader, checkpoints });
  const participants = new Participants(transactions, desk, identifiers, buyers);
  return {
    resolvers: [
      new AuctionResolver({ ...ports, reader, feed }),
      new AuctionCommandsResolver(
        {
          schedule: new ScheduleAuction(
            transactions,
            ledger,
            identifiers,
            ports.portfolios,
            ports.floors,
            sealing.readSealing,
          ),
          reschedule: new RescheduleAuction(desk, ports.floors),
          open: new OpenAuction(desk, doubt),
          pause,
          resume: new ResumeAuction(desk),
          close: new CloseAuction(desk),
          cancel: new CancelAuction(desk),
        },
        reader,
      ),
      new ParticipantsResolver(
        {
          invite: new InviteBuyer(participants),
          signNda: new SignNda(transactions, ledger, participants),
          admit: new AdmitBuyer(participants, buyers, allotments),
          setLimit: new SetParticipantLimit(participants, allotments),
          remove: new RemoveBuyer(participants),
        },
        ports.buyerById,
      ),
      new BidsResolver(createPlaceBid(ports, { intake, watched, allotments, sealing })),
      new PhasesResolver(reader, new ShortlistFirms(desk)),
      sealing.resolver,
      new ReceiptResolver(database),
      new BidResolver(reader, ports.buyerById),
      new AuctionEventsResolver(reader, feed, views, watched),
      new ProofResolver({
        reader,
        checkpoints,
        proofs: new AuctionProofs(database, ports.proof.tree),
        signer: ports.proof.signer,
        timers: ports.timers,
      }),
      ...analysts.resolvers,
    ],
    routes: analysts.routes,
    ledger,
    desk,
    reader,
    intake,
    sweep,
    health: { name: "clock", missing: () => Promise.resolve(clockGuard.doubt) },
    openingSweep: sealing.sweep,
    checkpoints,
    allotments,
    barBuyer: new BarBuyer(ledger),
    separateAffiliates: new SeparateAffiliates(ledger),
    refreshLicences: (tx, firm) => refreshLicences(tx, { ...firm, auctionId: null }),
    objectToWithdrawal,
    findNode: findAuctionNode(reader, database),
  };
}

/** What is asked about bids behind the auctions' backs. */
function createAnalysts(
  ports: AuctionStagePorts,
  { reader, checkpoints }: { readonly reader: AuctionReader; readonly checkpoints: AuctionCheckpoints },
): Pick<AuctionStage, "resolvers" | "routes"> {
  const { analysts, cursors, transactions, journal } = ports;
  const tickets = new ExportTickets(ports.tickets, ports.publicUrl);
  const auctionExports = new AuctionExportTickets({
    ...ports,
    arePublic: (auctionId) => checkpoints.arePublic(auctionId),
    publish: (auctionId) => checkpoints.publish(auctionId),
  });
  const resolvers = [
    new BidHistoryResolver({ analysts, cursors, reader: new AuctionReader(analysts) }),
    new StatisticsResolver(reader, analysts),
    new TimelineResolver(analysts),
    new ExportBidHistoryResolver(reader, new ExportBidHistory(transactions, journal, tickets)),
    new ExportAuctionResolver(reader, auctionExports),
  ];
  const routes = [
    new DownloadRoute(EXPORT_PATH, (url) => findBidExport(analysts, tickets, url)),
    new DownloadRoute(AUCTION_EXPORT_PATH, (url) => auctionExports.find(url)),
  ];
  return { resolvers, routes };
}

function createPlaceBid(
  ports: AuctionStagePorts,
  {
    intake,
    watched,
    allotments,
    sealing,
  }: { intake: BidIntake; watched: WatchedTerms; allotments: Allotments; sealing: SealingPart },
): PlaceBid {
  const firms = new KnownFirms((firm) => hasPart(ports.database, firm));
  return new PlaceBid({
    intake,
    identifiers: ports.identifiers,
    termsOf: (auctionId) => watched.find(auctionId),
    sealedBids: sealing.sealedBids,
    allot: (order) => allotments.provide(order),
    hasPart: (firm) => firms.has(firm),
    countBid: ports.countBid,
    receivedAt: ports.wallClock,
  });
}
