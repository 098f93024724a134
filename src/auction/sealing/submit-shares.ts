import { hash } from "node:crypto";
import {
  fromBase64url,
  isShareOf,
  SHARE_BYTES,
  toBase64url,
  type Custodian,
  type SealingCrypto,
} from "../../client/sealing";
import type { Viewer } from "../../platform/access/viewer";
import type { Transaction, TransactionRunner } from "../../platform/database/transactions";
import { badUserInput, notFound } from "../../platform/errors";
import { isId, type Id } from "../../platform/ids";
import { canonicalJson } from "../../platform/journal/chain";
import type { JournalAppend } from "../../platform/journal/journal";
import { isRefusal, refuse, refuseState, type OrRefusal, type Refusal } from "../../platform/refusal";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger } from "../auction-ledger";
import type { ClosedBid, ClosedSet } from "./closed-bid";
import type { ClosedSetStore } from "./closed-set.store";
import type { OperatorCustodian } from "./operator-custodian";
import type { SubmitSharesInput } from "./sealing-inputs.graphql";

export interface SubmitSharesPorts {
  readonly transactions: TransactionRunner;
  readonly ledger: AuctionLedger;
  readonly journal: { append(tx: Transaction, entry: JournalAppend): Promise<unknown> };
  readonly store: ClosedSetStore;
  readonly sealing: SealingCrypto;
  readonly operator: Pick<OperatorCustodian, "custodian">;
  /** Opens the auction, if it can be opened now. */
  readonly open: (auctionId: Id) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Takes what a custodian found in the boxes of a closed auction. Whoever brings shares, their hashes tell whether they are
 * the custodian's; so this needs no custodian's account, only somebody who answers for having sent them.
 */
export class SubmitShares {
  constructor(private readonly ports: SubmitSharesPorts) {}

  async run(viewer: Viewer, input: SubmitSharesInput): Promise<OrRefusal<Id>> {
    const { transactions, ledger, journal, store, open, onError } = this.ports;
    const { auctionId, custodianId } = input;
    const submitted = await transactions.run(async (tx) => {
      const { auction, state } = await ledger.lock(tx, auctionId, BY_SYSTEM);
      if (auction.sellerId !== viewer.organization.id) throw notFound();
      if (await this.isOwn(tx, viewer, input)) return auctionId;
      const set = await store.read(tx, auctionId);
      if (!set) return refuseState("auction", "AWAITING_SHARES", state.status);
      const shares = await this.read(tx, set, input);
      if (isRefusal(shares)) return shares;
      const submission = { submittedBy: viewer.actor.id, submittedAt: await tx.now() };
      if (!(await store.insertShares(tx, { auctionId, custodianId, shares, ...submission })))
        return refuse("ALREADY_ANSWERED", "This custodian was heard before; what it found then stands.");
      await journal.append(tx, {
        stream: viewer.organization.id,
        kind: "ORGANIZATION",
        type: "SharesSubmitted",
        actor: viewer.actor,
        data: { auctionId, custodianId, sha256: hashOf(shares) },
      });
      return auctionId;
    });
    // The shares are kept; what goes wrong now is tried again by the sweep.
    if (!isRefusal(submitted)) await open(auctionId).catch(onError);
    return submitted;
  }

  /**
   * A command repeated by the same person that finds its own result gives that result again. Of each box that was in the set
   * something was brought then; what else is named was gone from it before.
   */
  private async isOwn(tx: Transaction, viewer: Viewer, input: SubmitSharesInput): Promise<boolean> {
    const { auctionId, custodianId, shares } = input;
    if (!isId(custodianId)) return false;
    const by = { auctionId, custodianId, submittedBy: viewer.actor.id };
    const brought = await this.ports.store.sharesBroughtBy(tx, by);
    const known = shares.filter(({ boxHash }) => brought.has(boxHash));
    const isBrought = (kept: Uint8Array | null, text: string | null) => (kept && toBase64url(kept)) === text;
    return (
      known.length > 0 &&
      known.every(({ boxHash, share }) => isBrought(brought.get(boxHash) ?? null, share ?? null))
    );
  }

  /** One answer for each box of the set, by the bid's sequence. */
  private async read(
    tx: Transaction,
    set: ClosedSet,
    { custodianId, shares }: SubmitSharesInput,
  ): Promise<OrRefusal<Map<number, Uint8Array | null>>> {
    const { custodians } = set.sealing;
    const index = custodians.findIndex(({ id }) => id === custodianId);
    const custodian = custodians[index];
    if (!custodian)
      throw badUserInput("The auction's terms name no such custodian.", ["input", "custodianId"]);
    const byHash = new Map(
      shares.map((given, place) => [given.boxHash, { place, share: given.share ?? null }]),
    );
    const answers = set.bids.flatMap((bid) => {
      const given = byHash.get(bid.boxHash);
      return given ? [{ bid, given }] : [];
    });
    const isEach = byHash.size === shares.length && answers.length === set.bids.length;
    if (!isEach || !(await this.wereInSet(tx, set, byHash.keys())))
      throw badUserInput("Give one answer for each box of the closed set.", ["input", "shares"]);
    const mayBeEmpty = await this.mayBeEmpty(set, custodian);
    const read = new Map<number, Uint8Array | null>();
    for (const { bid, given } of answers) {
      const share = given.share === null ? null : readShare(given.share, given.place);
      if (share === null && !mayBeEmpty) return notEmpty(custodian, bid, given.place);
      if (share && !(await isShareOf(bid.box, { index, share }, this.ports.sealing)))
        return wrongShare(custodian, bid, given.place);
      read.set(bid.sequence, share);
    }
    return read;
  }

  /**
   * Is every box that is named one of the set, as it is or as it was published before a firm was removed? Nobody can ask a
   * custodian to open a second, smaller set: that is what a custodian refuses.
   */
  private async wereInSet(
    tx: Transaction,
    { auctionId, bids }: ClosedSet,
    named: Iterable<string>,
  ): Promise<boolean> {
    const live = new Set(bids.map(({ boxHash }) => boxHash));
    const others = [...named].filter((boxHash) => !live.has(boxHash));
    if (others.length === 0) return true;
    const gone = await this.ports.store.boxesGone(tx, auctionId);
    return others.every((boxHash) => gone.has(boxHash));
  }

  /**
   * That there is no share in a box no hash tells. In those that the server made there is one, and what the operator finds
   * it says itself. Of any other box it may be said, and decides nothing.
   */
  private async mayBeEmpty({ sealing }: ClosedSet, { publicKey }: Custodian): Promise<boolean> {
    return sealing.sealer === "CLIENT" && publicKey !== (await this.ports.operator.custodian()).publicKey;
  }
}

/** Of a submission: how many bids there are is nobody's to know before the opening. */
function hashOf(shares: ReadonlyMap<number, Uint8Array | null>): string {
  const rows = [...shares].map(([sequence, share]) => [sequence, share && toBase64url(share)] as const);
  return hash("sha256", canonicalJson(rows));
}

function readShare(text: string, place: number): Uint8Array {
  const share = fromBase64url(text);
  if (share?.length !== SHARE_BYTES)
    throw badUserInput("A share is 33 bytes in base64url.", ["input", "shares", String(place), "share"]);
  return share;
}

function wrongShare({ name }: Custodian, { boxHash }: ClosedBid, place: number): Refusal {
  return mismatch(`The share of ${name} for box ${boxHash} is wrong: its hash is not the box's.`, place);
}

function notEmpty({ name }: Custodian, { boxHash }: ClosedBid, place: number): Refusal {
  return mismatch(
    `Box ${boxHash} holds a share for ${name}: the server sealed it itself, or this is the operator's own to say.`,
    place,
  );
}

function mismatch(message: string, place: number): Refusal {
  return refuse("SEAL_MISMATCH", message, { path: ["input", "shares", String(place), "share"] });
}
