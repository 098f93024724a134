import { openShare, type SealingCrypto, type Verdict } from "../../client/sealing";
import { SYSTEM_ACTOR } from "../../platform/access/viewer";
import type { Transaction, TransactionRunner } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { JournalAppend } from "../../platform/journal/journal";
import type { Instant } from "../../platform/time";
import type { Timers } from "../../platform/timers";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger } from "../auction-ledger";
import type { OpenedBid } from "../domain";
import type { ClosedBid, ClosedSet } from "./closed-bid";
import type { ClosedSetStore } from "./closed-set.store";
import { isJudgeable, judgeBid, judgeRevealed } from "./judge-bid";
import type { OperatorCustodian } from "./operator-custodian";
import { openKey } from "./sealed-key";
import { revealWindow } from "./reveal-window";

export interface OpenSealedBidsPorts {
  readonly store: ClosedSetStore;
  readonly transactions: TransactionRunner;
  readonly ledger: AuctionLedger;
  readonly journal: { append(tx: Transaction, entry: JournalAppend): Promise<unknown> };
  readonly operator: OperatorCustodian;
  readonly sealing: SealingCrypto;
  readonly timers: Pick<Timers, "nextTurn">;
  /** The database's clock. */
  readonly now: () => Promise<Instant>;
}

/**
 * Opens what a sealed auction's custodians can open: all of it in one transaction, or nothing yet. What lies in a box nobody
 * changes after the close, so the cryptography comes before the transaction and holds no lock; which bids count, and up to
 * which limit, is read under it: between two rounds firms may still be removed.
 */
export class OpenSealedBids {
  constructor(private readonly ports: OpenSealedBidsPorts) {}

  /** Comes to nothing where the auction does not wait for shares, or goes on waiting. */
  async run(auctionId: Id): Promise<void> {
    const set = await this.findWithOperator(auctionId);
    const opened = set && (await this.open(set));
    if (!opened) return;
    await this.ports.transactions.run(async (tx) => {
      const locked = await this.ports.ledger.lock(tx, auctionId, BY_SYSTEM);
      const left = await this.ports.store.read(tx, auctionId);
      const bids = left && stillLive(left, opened.bids);
      if (!bids) return; // another node was faster, or the next look opens more
      const problem = await locked.decide({ type: "OpenBids", bids }, BY_SYSTEM);
      if (problem) throw new Error(`Sealed bids could not be opened: ${problem.message}`);
      const keys = bids.flatMap(({ sequence }) => {
        const key = opened.keys.get(sequence);
        return key ? [{ sequence, key }] : [];
      });
      if (keys.length > 0) await this.ports.store.insertRevealedKeys(tx, auctionId, keys);
      await this.nameRefuted(tx, left, opened.wellFormed);
    });
  }

  /**
   * A box that is all that the format says holds a share for every custodian: whoever found none in it has said what is not
   * true, or whoever brought that. Custodians have no account here; who brought it, the entry of its bringing tells.
   */
  private async nameRefuted(
    tx: Transaction,
    { auctionId, sellerId, sealing, bids }: ClosedSet,
    wellFormed: ReadonlySet<number>,
  ): Promise<void> {
    for (const { id: custodianId, name } of sealing.custodians) {
      const boxes = bids.filter(
        (bid) => wellFormed.has(bid.sequence) && bid.shares.get(custodianId) === null,
      );
      if (boxes.length === 0) continue;
      await this.ports.journal.append(tx, {
        stream: sellerId,
        kind: "ORGANIZATION",
        type: "CustodianRefuted",
        actor: SYSTEM_ACTOR,
        data: { auctionId, custodianId, name, boxHashes: boxes.map(({ boxHash }) => boxHash) },
      });
    }
  }

  /** The operator's own shares need nobody's asking where it is one of the custodians. */
  private async findWithOperator(auctionId: Id): Promise<ClosedSet | null> {
    const { store, transactions } = this.ports;
    const set = await store.find(auctionId);
    const custodianId = set && (await this.operatorIn(set));
    if (!set || custodianId === null || set.bids.every((bid) => bid.shares.has(custodianId))) return set;
    const shares = await this.findShares(set, custodianId);
    await transactions.run(async (tx) => {
      const submittedAt = await tx.now();
      await store.insertShares(tx, {
        auctionId,
        custodianId,
        shares,
        submittedBy: SYSTEM_ACTOR.id,
        submittedAt,
      });
    });
    return store.find(auctionId);
  }

  private async operatorIn({ sealing }: ClosedSet): Promise<Id | null> {
    const { publicKey } = await this.ports.operator.custodian();
    return sealing.custodians.find((custodian) => custodian.publicKey === publicKey)?.id ?? null;
  }

  private async findShares(set: ClosedSet, custodianId: Id): Promise<Map<number, Uint8Array | null>> {
    const { seed } = await this.ports.operator.keys();
    const index = set.sealing.custodians.findIndex(({ id }) => id === custodianId);
    const found = new Map<number, Uint8Array | null>();
    for (const bid of set.bids) {
      await this.ports.timers.nextTurn();
      const target = { ...bid, roster: set.sealing, index, seed };
      found.set(bid.sequence, await openShare(bid.box, target, this.ports.sealing));
    }
    return found;
  }

  /** Every bid of the set with what it came to; null while one of them has to wait. */
  private async open(set: ClosedSet): Promise<OpenedSet | null> {
    const countsReveals = await this.isPastReveals(set);
    if (!countsReveals && !set.bids.every((bid) => isJudgeable(bid, set.sealing))) return null;
    const opened: OpenedBid[] = [];
    const keys = new Map<number, Uint8Array>();
    const wellFormed = new Set<number>();
    for (const bid of set.bids) {
      await this.ports.timers.nextTurn(); // cryptography waits for nothing, and others wait for it
      const key = isJudgeable(bid, set.sealing) ? null : await this.revealedKey(bid);
      if (key) keys.set(bid.sequence, key);
      const verdict = key
        ? await judgeRevealed(bid, { key, roster: set.sealing }, this.ports.sealing)
        : await judgeBid(bid, set.sealing, this.ports.sealing);
      if (verdict?.kind === "OPENED") wellFormed.add(bid.sequence);
      const { sequence, buyerId, paddle, limit, belowIndicationReason } = bid;
      opened.push({
        sequence,
        buyerId,
        paddle,
        limit,
        belowIndicationReason,
        result: resultOf(verdict, set),
      });
    }
    return { bids: opened, keys, wellFormed };
  }

  private async isPastReveals({ sealing, closedAt }: ClosedSet): Promise<boolean> {
    const window = revealWindow(sealing, closedAt);
    return window !== null && (await this.ports.now()) >= window.until;
  }

  /** Null where nobody has revealed it. */
  private async revealedKey(bid: ClosedBid): Promise<Uint8Array | null> {
    if (!bid.reveal) return null;
    const { operator, sealing } = this.ports;
    const { seed } = await operator.keys();
    const key = await openKey(bid.reveal, { bid, seed }, sealing);
    if (!key) throw new Error("A revealed key was sealed to another operator's key than the present one");
    return key;
  }
}

/** What a closed set came to. Bids go by their sequence. */
interface OpenedSet {
  readonly bids: readonly OpenedBid[];
  /** Of the bids that were opened by their bidders' reveals. */
  readonly keys: ReadonlyMap<number, Uint8Array>;
  /** The bids whose boxes are what sealing makes of their keys, byte for byte. */
  readonly wellFormed: ReadonlySet<number>;
}

/**
 * Of the opened bids those that are live now; null when others are, too, as in a later round, or when what opens one of them
 * has come since the set was read: what was brought in time counts, however long it took to write it down.
 */
function stillLive({ bids, sealing }: ClosedSet, opened: readonly OpenedBid[]): readonly OpenedBid[] | null {
  const bySequence = new Map(opened.map((bid) => [bid.sequence, bid]));
  const live = bids.flatMap((found) => {
    const bid = bySequence.get(found.sequence);
    if (!bid) return [];
    const canBeOpened = found.reveal !== null || isJudgeable(found, sealing);
    return bid.result.kind === "UNREVEALED" && canBeOpened ? [] : [{ ...bid, limit: found.limit }];
  });
  return live.length === bids.length ? live : null;
}

/** An amount in another currency than the auction's is no bid in it. */
function resultOf(verdict: Verdict | null, { currency }: ClosedSet): OpenedBid["result"] {
  if (verdict === null) return { kind: "UNREVEALED" };
  if (verdict.kind === "INVALID" || verdict.currency !== currency) return { kind: "INVALID" };
  return { kind: "OPENED", amount: verdict.amount };
}
