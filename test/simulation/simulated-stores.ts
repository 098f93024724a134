import type { SweepStore } from "../../src/auction/course/auction-sweep.store";
import type { BatchStore } from "../../src/auction/bidding/bid.store";
import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import { knownKey, type BatchFacts, type FirmFacts } from "../../src/auction/bidding/decide-batch";
import type { BidCommand } from "../../src/auction/bidding/bid-command";
import { endShown } from "../../src/auction/auction.rows";
import {
  allotmentsLeftBy,
  bidLimit,
  COURSE_STEPS,
  decodeEvent,
  isSealed,
  longestInterruption,
  nextTurn,
  PART_STEPS,
  takesBidsYet,
  withAllotmentLeft,
  type AuctionEvent,
  type AuctionState,
  type KeptAllotment,
  type Outage,
} from "../../src/auction/domain";
import type { Step } from "../../src/auction/last-step.store";
import type { KeptAuction, LedgerStore } from "../../src/auction/ledger.store";
import type { EntrySource } from "../../src/platform/feeds/entry-source";
import type { Id } from "../../src/platform/ids";
import type { RevealedEntry } from "../../src/platform/journal/reveal";
import { days, MICROSECONDS_PER_SECOND, seconds, type Instant } from "../../src/platform/time";
import { Connection, connectionBehind, connectionOf, type Line } from "./connection";
import {
  BIDDING_LOCK_PATIENCE,
  BIDDING_SILENCE,
  LEDGER_SILENCE,
  type Session,
  type SimulatedDatabase,
} from "./simulated-database";
import type { PartRow, Staging } from "./simulated-tables";

/** `batchStore` said over the simulated tables. */
export const simulatedBatchStore: BatchStore = {
  read: (pipeline, auctionId, commands) =>
    connectionBehind(pipeline).call(async (session) => {
      session.begin(BIDDING_SILENCE);
      await session.lock(auctionId, BIDDING_LOCK_PATIENCE);
      const { rows } = session.open;
      const kept = rows.find(auctionId);
      if (kept) return readFacts(rows, kept, { commands, clock: session.database.clock() });
      session.rollback();
      return null;
    }),

  write: (pipeline, auctionId, { entries, bids, state, receipts }) =>
    connectionBehind(pipeline).call(async (session) => {
      if (entries.length === 0) return session.rollback();
      const { rows } = session.open;
      rows.append(auctionId, entries, state);
      rows.insertBids(auctionId, bids);
      if (receipts) rows.insertReceipts(auctionId, receipts);
      await session.commit();
    }),
};

function readFacts(
  rows: Staging,
  { auction, head, state }: KeptAuction,
  { commands, clock }: { readonly commands: readonly BidCommand[]; readonly clock: Instant },
): BatchFacts {
  const known = new Map<string, DecidedBid>();
  for (const command of commands) {
    const kept = rows.bid(auction.id, command);
    if (kept) known.set(knownKey(command), kept.bid);
  }
  const firms = new Map<Id, FirmFacts>();
  for (const { buyerId } of commands) {
    const part = rows.part(auction.id, buyerId);
    if (part && !firms.has(buyerId))
      firms.set(buyerId, readFirm(rows, auction.id, part, { commands, known }));
  }
  return { auctionId: auction.id, sellerId: auction.sellerId, head, state, clock, firms, known };
}

function readFirm(
  rows: Staging,
  auctionId: Id,
  { participant, voidedThrough }: PartRow,
  { commands, known }: { readonly commands: readonly BidCommand[]; readonly known: BatchFacts["known"] },
): FirmFacts {
  const { buyerId, paddle, status, limit } = participant;
  const firm = rows.firm(buyerId);
  // As the real store has it, only a firm that asks for a decision again, or for its bid back, needs to know.
  const asksAgain = [...known.values()].filter((bid) => bid.buyerId === buyerId);
  const withdraws = commands.some((sent) => sent.content.kind === "WITHDRAWAL" && sent.buyerId === buyerId);
  const last = asksAgain.length > 0 ? rows.lastAccepted(auctionId, buyerId) : null;
  const live = withdraws ? rows.live(auctionId, buyerId) : null;
  const sequencesOf = (isSo: (bid: DecidedBid) => boolean) =>
    asksAgain.filter(isSo).map(({ sequence }) => sequence);
  return {
    paddle,
    ownLimit: limit,
    latestAccepted: last?.bid.sequence ?? null,
    live: live?.bid.sequence ?? null,
    withdrawn: sequencesOf((bid) => rows.isWithdrawn(auctionId, bid)),
    setAside: sequencesOf(({ sequence }) => (rows.opened(auctionId, sequence)?.reason ?? null) !== null),
    voidedThrough,
    eligibility: {
      participantStatus: status,
      limit: bidLimit(participant),
      qualified: firm?.isQualified ?? false,
      suspended: firm ? firm.suspendedAt !== null : false,
      expelled: firm ? firm.expelledAt !== null : false,
      lapsesAt: firm?.lapsesAt ?? null,
      hasConflictOfInterest: false,
    },
  };
}

/** `ledgerStore` said over the simulated tables. */
export const simulatedLedgerStore: LedgerStore = {
  open: (tx, auctionId) => connectionOf(tx).call((session) => session.lock(auctionId)),

  insert: (tx, auction, state) =>
    connectionOf(tx).call((session) => session.open.rows.insertAuction(auction, state)),

  lock: (tx, auctionId) =>
    connectionOf(tx).call(async (session) => {
      session.open.silenceAllowed = LEDGER_SILENCE;
      await session.lock(auctionId);
      const kept = session.open.rows.find(auctionId);
      return kept && { auction: kept.auction, head: kept.head, state: kept.state };
    }),

  append: (tx, auctionId, { events, entries, secrets, state }) =>
    connectionOf(tx).call((session) => {
      const { rows } = session.open;
      rows.append(auctionId, entries, state);
      rows.keepSecrets(auctionId, secrets);
      events.forEach((event, index) => project(rows, auctionId, event, entries[index]?.sequence ?? 0));
    }),

  closingFacts: (tx, { id }, { state, closedAt }) =>
    connectionOf(tx).call((session) => {
      const { rows } = session.open;
      const exclusions = exclusionsIn(rows, id);
      return {
        interruptionSeconds: longestInterruption(state, closedAt, outages(session.database, closedAt)),
        exclusions,
        bids: exclusions.length > 0 || isSealed(state) ? rows.acceptedBids(id) : [],
      };
    }),

  acceptedBids: (tx, auctionId) =>
    connectionOf(tx).call((session) => session.open.rows.acceptedBids(auctionId)),

  participant: (tx, auctionId, buyerId) =>
    connectionOf(tx).call((session) => session.open.rows.part(auctionId, buyerId)?.participant ?? null),

  lastStep: (tx, auctionId, buyerId) =>
    connectionOf(tx).call((session) => {
      const isWanted = ({ data }: RevealedEntry) => buyerId === null || data["buyerId"] === buyerId;
      const last = session.open.rows.lastOf(auctionId, buyerId === null ? COURSE : PART, isWanted);
      if (!last) return null;
      const { type, content } = last;
      return { event: decodeEvent({ type, data: content.data }), actor: content.actor as Step["actor"] };
    }),

  liveAuctionsOf: (tx, { sellerId, buyerId }) =>
    connectionOf(tx).call((session) =>
      session.open.rows
        .auctionsOf(buyerId)
        .filter(({ auction, state }) => auction.sellerId === sellerId && takesBidsYet(state))
        .map(({ auction }) => auction.id),
    ),
};

const COURSE: ReadonlySet<string> = new Set(COURSE_STEPS);
const PART: ReadonlySet<string> = new Set(PART_STEPS);

function project(rows: Staging, auctionId: Id, event: AuctionEvent, sequence: number): void {
  const left = allotmentsLeftBy(event);
  if (left !== "all") leaveAllotments(rows, auctionId, left);
  if (event.type === "BidSetAside")
    return rows.setOpened(auctionId, event.bid, { amount: event.amount, reason: event.reason });
  if (event.type === "RoundOpened" || event.type === "BidsOpened")
    for (const { sequence: bid, amount } of event.bids)
      rows.setOpened(auctionId, bid, { amount, reason: null });
  const part = "buyerId" in event ? rows.part(auctionId, event.buyerId) : undefined;
  if (!part) return;
  const { participant } = part;
  const set = (changes: Partial<PartRow["participant"]>) =>
    rows.setPart(auctionId, { ...part, participant: { ...participant, ...changes } });
  switch (event.type) {
    case "NdaSigned":
      return set({ status: "NDA_SIGNED", ndaSignedAt: event.signedAt });
    case "BuyerAdmitted":
      return set({
        status: "ADMITTED",
        ndaSignedAt: event.ndaSignedAt,
        limit: event.limit,
        allotment: event.allotment,
      });
    case "LimitSet":
      return set({ limit: event.limit });
    case "AllotmentChanged":
      return set({ allotment: event.allotment });
    case "BuyerRemoved":
      return set({ status: "REMOVED", allotment: participant.allotment === null ? null : 0n });
    case "BidsVoided":
      return rows.setPart(auctionId, { ...part, voidedThrough: sequence });
    default:
      return;
  }
}

/** Takes back what is not kept, by firm. */
function leaveAllotments(rows: Staging, auctionId: Id, left: readonly KeptAllotment[]): void {
  const byFirm = [...rows.parts(auctionId)].sort((a, b) => (buyerOf(a) < buyerOf(b) ? -1 : 1));
  for (const part of byFirm) {
    const participant = withAllotmentLeft(part.participant, left);
    if (participant !== part.participant) rows.setPart(auctionId, { ...part, participant });
  }
}

function buyerOf({ participant }: PartRow): Id {
  return participant.buyerId;
}

/** Who may take part no longer, the longest barred first. */
function exclusionsIn(rows: Staging, auctionId: Id) {
  return rows
    .parts(auctionId)
    .flatMap(({ participant: { buyerId, paddle, status } }) => {
      const { suspendedAt = null, expelledAt = null } = rows.firm(buyerId) ?? {};
      const since = least(suspendedAt, expelledAt);
      if (status !== "ADMITTED" || since === null) return [];
      const reason = expelledAt === null ? ("SUSPENDED" as const) : ("EXPELLED" as const);
      return [{ buyerId, paddle, reason, since }];
    })
    .sort((a, b) => (a.since === b.since ? (a.paddle < b.paddle ? -1 : 1) : a.since < b.since ? -1 : 1));
}

function least(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

const SILENCE = seconds(5);

function outages({ heartbeats }: SimulatedDatabase, closedAt: Instant): readonly Outage[] {
  const beats = [...heartbeats].filter((at) => at >= closedAt - days(1)).sort((a, b) => (a < b ? -1 : 1));
  return beats.flatMap((from, index) => {
    const until = beats[index + 1] ?? null;
    const isSilence = until === null ? closedAt - from > SILENCE : until - from > SILENCE;
    return isSilence ? [{ from, until }] : [];
  });
}

/** `sweepStore` said over the simulated tables. */
export function simulatedSweepStore(line: Line): SweepStore {
  return {
    dueAuctions: (limit) =>
      askOnce(line, ({ database }) => {
        const clock = database.clock();
        const due = (when: (state: AuctionState) => Instant | null) => {
          const found: { id: Id; at: Instant }[] = [];
          for (const { auction, state } of database.tables.auctions.values()) {
            const at = when(state);
            if (at !== null && at <= clock) found.push({ id: auction.id, at });
          }
          if (found.length === 0) return []; // as mostly
          found.sort((a, b) => (a.at < b.at ? -1 : 1));
          return found.slice(0, limit).map(({ id }) => id);
        };
        const found = new Set([
          ...due(({ status, opensAt }) => (status === "SCHEDULED" ? opensAt : null)),
          ...due((state) => (state.status === "OPEN" ? endShown(state) : null)),
          ...due(nextTurn),
        ]);
        return [...found].filter((id) => database.locks.holder(id) === undefined);
      }),
    beat: ({ canDecide }) =>
      askOnce(line, ({ database }) => {
        const clock = database.clock();
        const second = clock - (clock % MICROSECONDS_PER_SECOND);
        if (canDecide) database.heartbeats.add(second);
        return clock;
      }),
  };
}

/** The journal's table, of which feeds read what is committed. */
export function simulatedEntries(line: Line): EntrySource {
  const entriesOf = ({ database }: Session, stream: Id) =>
    database.tables.auctions.get(stream)?.entries ?? [];
  return {
    lastSequence: (stream) => askOnce(line, (session) => entriesOf(session, stream).length),
    readAfter: ({ stream, sequence }, limit) =>
      askOnce(line, (session) => entriesOf(session, stream).slice(sequence, sequence + limit)),
    readAfterEach: (positions, limit) =>
      askOnce(line, (session) =>
        [...positions]
          .sort((a, b) => (a.stream < b.stream ? -1 : 1))
          .flatMap(({ stream, sequence }) => entriesOf(session, stream).slice(sequence, sequence + limit)),
      ),
  };
}

/** An auction as queries read it: state and last entry of one moment. */
export function readRecord(line: Line, auctionId: Id): Promise<KeptAuction | null> {
  return askOnce(line, ({ database }) => {
    const found = database.tables.auctions.get(auctionId);
    return found ? { auction: found.auction, head: found.head, state: found.state } : null;
  });
}

/** One statement outside of any transaction. */
export async function askOnce<Result>(line: Line, question: (session: Session) => Result): Promise<Result> {
  const connection = new Connection(line);
  try {
    return await connection.call(question);
  } finally {
    connection.close();
  }
}
