import { randomUUID } from "node:crypto";
import { DataSource } from "typeorm";
import { ActorKind, type Actor } from "../../src/platform/access/viewer";
import { createBiddingPool } from "../../src/platform/database/bidding-pool";
import { dataSourceOptions, NODE_SESSION } from "../../src/platform/database/data-source";
import type { PipelinePool } from "../../src/platform/database/pipeline-pool";
import { Transactions } from "../../src/platform/database/transactions";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import type { Entry } from "../../src/platform/journal/chain";
import { RULES_VERSION } from "../../src/platform/journal/journal";
import type { Instant } from "../../src/platform/time";
import { systemTimers } from "../../src/platform/timers";
import { Arbiter } from "../../src/auction/bidding/arbiter";
import { AuctionDesk } from "../../src/auction/auction-desk";
import { AuctionLedger } from "../../src/auction/auction-ledger";
import type { BidAnswer } from "../../src/auction/bidding/bid-answer";
import { batchStore, warmUpBidding, type BatchStore } from "../../src/auction/bidding/bid.store";
import { ledgerStore } from "../../src/auction/ledger.store";
import { ClockGuard } from "../../src/auction/clock-guard";
import type { Terms } from "../../src/auction/domain";
import { PauseAuction } from "../../src/auction/course/pause-auction";
import { commandOf } from "./bid-command";
import { freshDatabase } from "./database";

/** One node's arbiter and ledger on a database of their own; firms and portfolios are put there by SQL. */
export class AuctionWorld {
  readonly committed: Entry[] = [];
  /** Last entries of auctions in which commits were found that nobody had been told of. */
  readonly found: number[] = [];
  readonly errors: unknown[] = [];
  readonly sellerId = systemIdentifiers.next();
  readonly admin: Actor = { id: systemIdentifiers.next(), kind: ActorKind.PERSON, name: "Admin" };

  private constructor(
    readonly database: DataSource,
    readonly pool: PipelinePool,
    readonly ledger: AuctionLedger,
    readonly desk: AuctionDesk,
    readonly transactions: Transactions,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(): Promise<AuctionWorld> {
    const test = await freshDatabase();
    const { url } = test;
    const options = dataSourceOptions({ url, sessionOptions: NODE_SESSION });
    const database = await new DataSource(options).initialize();
    const transactions = new Transactions(database);
    const ledger = new AuctionLedger({
      store: ledgerStore,
      clockGuard: new ClockGuard(() => process.hrtime.bigint() / 1_000n),
      randomness: systemRandomness,
      reactions: { onRecorded: () => Promise.resolve() },
      onCommitted: (_auctionId, entries) => world.committed.push(...entries),
    });
    const desk = new AuctionDesk(transactions, ledger);
    const pool = createBiddingPool(url, { warmUp: warmUpBidding });
    const world = new AuctionWorld(database, pool, ledger, desk, transactions, () => test.drop());
    await database.query("INSERT INTO organization VALUES ($1, 'seller', 'Seller', 'SELLER', now())", [
      world.sellerId,
    ]);
    return world;
  }

  arbiter(store: BatchStore = batchStore): Arbiter {
    const pause = new PauseAuction(this.desk, this.transactions, this.ledger);
    return new Arbiter({
      pool: this.pool,
      store,
      randomness: systemRandomness,
      timers: systemTimers,
      clockGuard: new ClockGuard(() => process.hrtime.bigint() / 1_000n),
      advance: (auctionId) => this.desk.advance(auctionId),
      pauseForClock: (auctionId) => pause.forClock(auctionId),
      onCommitted: (_auctionId, entries) => this.committed.push(...entries),
      onFound: (_auctionId, sequence) => this.found.push(sequence),
      onDecided: () => undefined,
      onError: (error) => this.errors.push(error),
    });
  }

  async now(): Promise<Instant> {
    return this.transactions.run((tx) => tx.now());
  }

  /** A firm that is qualified until far away. */
  async firm(name: string): Promise<Id> {
    const buyerId = systemIdentifiers.next();
    const [qualificationId, evidenceId, person] = [randomUUID(), randomUUID(), randomUUID()];
    return this.transactions.run(async (tx) => {
      await tx.query("SET CONSTRAINTS ALL DEFERRED");
      await tx.query("INSERT INTO organization VALUES ($1, $2, $2, 'BUYER', now())", [buyerId, name]);
      await tx.query(
        `INSERT INTO qualification_evidence VALUES ($1, $2, $3, now(), '2099-12-31', 0, 'USD', 'x', 'x', '{}', '{}')`,
        [evidenceId, qualificationId, person],
      );
      await tx.query(
        `INSERT INTO qualification (id, seller_id, buyer_id, state, application_id, evidence_id, submitted_by,
           submitted_at, decided_by, decided_at, rationale, valid_until, asset_classes, exposure_limit_minor,
           exposure_limit_currency, lapses_at)
         VALUES ($1, $2, $3, 'QUALIFIED', $4, $4, $5, now(), $6, now(), 'x', '2099-12-31', '{BUSINESS_LOAN}', 1000000,
           'USD', '2099-12-31')`,
        [qualificationId, this.sellerId, buyerId, evidenceId, person, randomUUID()],
      );
      return buyerId;
    });
  }

  /** An auction that opens and closes when told, in seconds from now; opening price 100, steps of 10. */
  async auction(times: { opensIn: number; closesIn: number }, terms: Partial<Terms> = {}): Promise<Id> {
    const portfolioId = systemIdentifiers.next();
    await this.database.query(
      `INSERT INTO portfolio (id, seller_id, name, asset_class, currency, as_of, status, moved_by, account_count,
         face_value_minor, created_by, created_at)
       VALUES ($1, $2, 'P', 'BUSINESS_LOAN', 'USD', '2026-01-01', 'APPROVED', $3, 1, 100000000, $3, now())`,
      [portfolioId, this.sellerId, this.admin.id],
    );
    const now = await this.now();
    const scheduled: Terms = {
      rulesVersion: RULES_VERSION,
      format: "ENGLISH",
      currency: "USD",
      faceValue: 100_000_000n,
      openingPrice: 100n,
      reserve: { amount: 0n, floorId: randomUUID() },
      reserveVisibility: "STATUS_ONLY",
      increments: [{ from: 0n, step: 10n }],
      opensAt: now + microseconds(times.opensIn),
      closesAt: now + microseconds(times.closesIn),
      extension: null,
      dutch: null,
      bestAndFinal: null,
      cureSeconds: 0,
      standbySeconds: 0,
      sealing: null,
      ...terms,
    };
    const id = systemIdentifiers.next();
    const auction = {
      id,
      sellerId: this.sellerId,
      portfolioId,
      assetClass: "BUSINESS_LOAN",
      jurisdictions: ["US-CA"],
    };
    await this.transactions.run((tx) =>
      this.ledger.begin(
        tx,
        auction,
        { type: "AuctionScheduled", terms: scheduled },
        { actor: this.admin, firm: null },
      ),
    );
    return id;
  }

  /** Admits firms, with paddles from 101 in the order given. */
  async admit(auctionId: Id, ...buyerIds: readonly Id[]): Promise<void> {
    for (const [index, buyerId] of buyerIds.entries()) {
      await this.database.query(
        `INSERT INTO participant (id, auction_id, buyer_id, paddle, status, nda_signed_at, licences_lapse_at)
         VALUES ($1, $2, $3, $4, 'ADMITTED', now(), '2099-12-31')`,
        [systemIdentifiers.next(), auctionId, buyerId, String(101 + index)],
      );
    }
  }

  readonly bid = commandOf;

  async stop(): Promise<void> {
    await this.pool.end();
    await this.database.destroy();
    await this.drop();
  }
}

/** What a decided answer says in short: "ACCEPTED LEADING 100", "REJECTED BELOW_INCREMENT". */
export function inShort(answer: BidAnswer | undefined): string {
  if (answer?.kind !== "decided") return answer?.kind ?? "nothing";
  const { bid, status, standing, replayed } = answer;
  const verdict = bid.decision === "ACCEPTED" ? `${status} ${standing.leadingAmount}` : String(bid.reason);
  return `${bid.decision} ${verdict}${replayed ? " replayed" : ""}`;
}

function microseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1_000_000));
}
