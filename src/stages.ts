import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import { DataSource } from "typeorm";
import {
  auctionJournalPolicy,
  batchStore,
  createAuction,
  nodeCrypto,
  OfferedPortfolios,
  portfoliosOfferedTo,
  warmUpBidding,
  type AuctionStage,
  type BatchStore,
  type ReceiptSigner,
} from "./auction";
import { AuthorizationEvents, createAuthorization, type AuthorizationStage } from "./authorization";
import { createBuyers, lockApplicant, readAdmission, type BuyersStage } from "./buyers";
import { createPortfolio, Titles, type PortfolioStage } from "./portfolio";
import { createSale, type SaleStage } from "./sale";
import { approvedFloor, createValuation, type Valuation } from "./valuation";
import type { RecurringJob } from "./platform/jobs/jobs";
import { createAccess } from "./platform/access/access";
import type { Authenticator } from "./platform/access/authenticator";
import type { EventBus } from "./platform/bus/event-bus";
import { noBus } from "./platform/bus/no-bus";
import { Cursors } from "./platform/cursors";
import { createBiddingPool } from "./platform/database/bidding-pool";
import { dataSourceOptions } from "./platform/database/data-source";
import type { PipelinePool } from "./platform/database/pipeline-pool";
import { Transactions } from "./platform/database/transactions";
import { FeedHub } from "./platform/feeds/feed-hub";
import { NodeResolver } from "./platform/graphql/node.resolver";
import { buildRecoupSchema } from "./platform/graphql/schema";
import { systemIdentifiers, systemRandomness } from "./platform/identifiers";
import { Journal } from "./platform/journal/journal";
import { ReadJournal } from "./platform/journal/journal-query";
import { JournalResolver } from "./platform/journal/journal-query.resolver";
import { JournalEntries } from "./platform/journal/journal-query.store";
import type { Keys } from "./platform/keys";
import { checkpointFolderOf, checkpointJob, createProof, SIGNER } from "./platform/proof/proof";
import { noteSigner } from "./platform/proof/signed-note";
import type { HealthCheck } from "./platform/server/health";
import type { HttpRoute } from "./platform/server/http-route";
import { Metrics } from "./platform/observability/metrics";
import { RateLimits } from "./platform/server/rate-limits";
import { readSettings, type AuthSettings, type Settings } from "./platform/settings";
import { StoreClock } from "./platform/store-clock";
import { Tickets } from "./platform/tickets";
import type { Instant } from "./platform/time";
import { systemTimers } from "./platform/timers";

/** What a test or a benchmark puts in the place of a node's own. */
export interface ApplicationOptions {
  /** Bids in one transaction at most; 1 is a transaction each. */
  readonly largestBatch?: number;
  readonly batchStore?: BatchStore;
  readonly signReceipts?: ReceiptSigner;
  /** Resolvers beside the stages'. */
  readonly resolvers?: readonly object[];
}

/** Bids in one transaction at most: what 64 bidders and their neighbours can have in flight. */
const LARGEST_BATCH = 512;

/** What a node gives its stages. */
export interface ApplicationPorts extends ApplicationOptions {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly database: DataSource;
  /** Analysts' queries run here, so that they starve nobody. */
  readonly analysts: DataSource;
  readonly biddingPool: PipelinePool;
  readonly bus: EventBus;
  readonly rateLimits: RateLimits;
  readonly metrics: Metrics;
  /** Where clients reach this node, once it listens. */
  readonly publicUrl: () => string;
  readonly onError: (error: unknown) => void;
  /** Told how far something has come that takes long. */
  readonly onProgress?: (text: string) => void;
}

/** All stages of a sale, connected: what a node serves. */
export interface Application {
  readonly schema: GraphQLSchema;
  readonly authenticator: Authenticator;
  readonly routes: readonly HttpRoute[];
  readonly health: readonly HealthCheck[];
  readonly hub: FeedHub;
  /** What time brings, by the queue. */
  readonly jobs: readonly RecurringJob[];
  /** Begins what runs by time: openings, closings, expiries, revocations. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The life of a sale, in order: each stage is given what it needs of the ones before, and reactions to their events. */
export function createApplication(ports: ApplicationPorts): Application {
  const { database, keys, settings, bus, onError } = ports;
  const pace = settings.sandboxPace ?? 1;
  const cursors = new Cursors(keys.master);
  const transactions = new Transactions(database);
  const hub = new FeedHub({
    source: new JournalEntries(database),
    bus,
    timers: systemTimers,
    onTrouble: onError,
  });
  const journal = new Journal(systemRandomness, (stream, sequence) => hub.announced(stream, sequence));
  const base = {
    database,
    analysts: ports.analysts,
    transactions,
    journal,
    cursors,
    tickets: new Tickets(keys.signing),
    publicUrl: ports.publicUrl,
    hub,
    identifiers: systemIdentifiers,
    randomness: systemRandomness,
    timers: systemTimers,
    onError,
  };
  const proof = createProof({
    ...base,
    bus,
    checkpointFolder: checkpointFolderOf(settings),
    ...(ports.onProgress && { onProgress: ports.onProgress }),
    signer: noteSigner(SIGNER, keys.signing),
  });
  const access = createAccess({ ...base, issuer: issuerOf(settings, keys), now: wallClock, bus });
  const { actors } = access;

  const portfolio: PortfolioStage = createPortfolio({
    ...base,
    actors,
    masterKey: keys.master,
    visibility: { offeredTo: (buyerId) => portfoliosOfferedTo(database, buyerId) },
    reactions: {
      onAccountsReplaced: (tx, portfolioId, by) => valuation.supersedeFloors(tx, portfolioId, by),
      onWithdrawing: (tx, portfolioId) => auction.objectToWithdrawal(tx, portfolioId),
    },
  });
  const valuation: Valuation = createValuation({ ...base, actors });
  const buyers: BuyersStage = createBuyers({
    ...base,
    actors,
    reactions: {
      onBarred: async (tx, barred) => {
        await auction.barBuyer.run(tx, barred);
        await authorization.onBuyersChanged(tx, barred.sellerId, [barred.buyerId]);
      },
      onLicencesChanged: (tx, firm) => auction.refreshLicences(tx, firm),
      onExposureLimitSet: (tx, { limit, ...firm }) =>
        auction.allotments.onLimitSet(tx, { ...firm, currency: limit.currency }, limit.minor),
      onTermsChanged: (tx, firm) => authorization.onBuyersChanged(tx, firm.sellerId, [firm.buyerId]),
      onAffiliated: async (tx, { sellerId, buyerIds }) => {
        await auction.separateAffiliates.run(tx, sellerId, buyerIds);
        await authorization.onBuyersChanged(tx, sellerId, buyerIds);
      },
    },
  });
  const auction: AuctionStage = createAuction({
    ...base,
    proof,
    sealing: nodeCrypto,
    sealingKey: keys.sealing,
    biddingPool: ports.biddingPool,
    largestBatch: ports.largestBatch ?? LARGEST_BATCH,
    batchStore: ports.batchStore ?? batchStore,
    ...(ports.signReceipts && { signReceipts: ports.signReceipts }),
    registry: ports.metrics.registry,
    storeClock: new StoreClock(() => monotonic() * BigInt(pace)),
    monotonic,
    pace,
    wallClock,
    countBid: (credentialId) => ports.rateLimits.bids.take(credentialId),
    portfolios: new OfferedPortfolios(journal),
    floors: { approvedFloor },
    buyers: {
      lockFirm: (tx, sellerId, buyerId) => lockApplicant(tx, { sellerId, buyerId }),
      admission: readAdmission,
    },
    portfolioById: portfolio.portfolioById,
    buyerById: buyers.buyerById,
  });
  const sale: SaleStage = createSale({
    ...base,
    actors,
    auctions: auction.desk,
    allotments: auction.allotments,
    auctionReader: auction.reader,
    buyerById: buyers.buyerById,
    portfolios: new OfferedPortfolios(journal),
    titles: new Titles(journal),
    events: AuthorizationEvents,
    reactions: {
      onSaleMade: (tx, made, by) => authorization.onSaleMade(tx, made, by),
      onSaleEnding: (tx, saleId) => authorization.onSaleEnding(tx, saleId),
    },
  });
  const authorization: AuthorizationStage = createAuthorization({ ...base, actors, sales: sale });

  const checkpoints = checkpointJob(base, proof, async (stream, kind) => {
    if (kind === "AUCTION") await auction.checkpoints.publish(stream);
  });
  const readJournal = new ReadJournal({
    database: ports.analysts,
    policies: {
      PORTFOLIO: portfolio.journalPolicy,
      BUYER: buyers.journalPolicy,
      AUCTION: auctionJournalPolicy(ports.analysts),
      SALE: sale.journalPolicy,
      ORGANIZATION: (viewer, stream) => Promise.resolve(viewer.organization.id === stream ? {} : null),
    },
  });
  const stages = [portfolio, valuation, buyers, auction, sale, authorization];
  const resolvers = [
    ...access.resolvers,
    ...stages.flatMap((stage) => stage.resolvers),
    ...(ports.resolvers ?? []),
    new JournalResolver({ readJournal, cursors, actors }),
    new NodeResolver([
      // Before organizations: a firm has its organization's id, and is a Buyer to whoever may see firms, itself included.
      buyers.findNode,
      (context, id) => access.findNode(context.require(), id),
      portfolio.findNode,
      (context, id) => valuation.findNode(context.require(), id),
      auction.findNode,
      sale.findNode,
      authorization.findNode,
    ]),
  ];
  return {
    schema: buildRecoupSchema(resolvers),
    authenticator: access.authenticator,
    routes: [...portfolio.routes, ...auction.routes],
    health: [databaseHealth(database), proof.health, auction.health],
    hub,
    jobs: [...authorization.jobs, checkpoints],
    start: async () => {
      await proof.guard.check();
      access.revocations.start();
      await auction.sweep.start();
      auction.openingSweep.start();
    },
    stop: async () => {
      await auction.intake.settled();
      await Promise.all([auction.sweep.stop(), auction.openingSweep.stop(), access.revocations.stop()]);
      await proof.checkpoints.settled();
      await hub.close();
    },
  };
}

/** Connections for bids, each of which knows what a batch runs before it gets the first one. */
export function openBiddingPool(databaseUrl: string, sessionOptions: string): PipelinePool {
  return createBiddingPool(databaseUrl, { sessionOptions, warmUp: warmUpBidding });
}

/** The schema alone, for printing: nothing is connected to. */
export function buildAppSchema(): GraphQLSchema {
  const database = new DataSource(dataSourceOptions({ url: "postgres://" }));
  const key = generateKeyPairSync("ed25519").privateKey;
  const settings = readSettings({});
  return createApplication({
    settings,
    keys: { master: Buffer.alloc(32), sealing: Buffer.alloc(32), signing: key, issuer: key },
    database,
    analysts: database,
    biddingPool: createBiddingPool(""),
    bus: noBus,
    rateLimits: new RateLimits(settings.limits),
    metrics: new Metrics(),
    publicUrl: () => "",
    onError: () => undefined,
  }).schema;
}

function issuerOf(settings: Settings, keys: Keys): AuthSettings | KeyObject {
  const issuer = settings.auth ?? keys.issuer;
  if (!issuer) throw new Error("There is neither an identity provider nor a development issuer");
  return issuer;
}

/** This node's wall clock: for credentials and information, never to decide by. */
function wallClock(): Instant {
  return BigInt(Date.now()) * 1_000n;
}

/** Microseconds that only go forward. */
function monotonic(): Instant {
  return process.hrtime.bigint() / 1_000n;
}

function databaseHealth(database: DataSource): HealthCheck {
  return {
    name: "database",
    missing: () =>
      database.query("SELECT 1").then(
        () => null,
        () => "it does not answer",
      ),
  };
}
