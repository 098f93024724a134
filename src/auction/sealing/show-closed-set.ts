import { closedSetText, toBase64url } from "../../client/sealing";
import type { Viewer } from "../../platform/access/viewer";
import { readSandboxClock, type SandboxClock } from "../../platform/database/sandbox-clock";
import type { TransactionRunner } from "../../platform/database/transactions";
import { notFound, sealed } from "../../platform/errors";
import type { Id } from "../../platform/ids";
import type { NoteSigner } from "../../platform/proof/signed-note";
import { formatInstant } from "../../platform/time";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger } from "../auction-ledger";
import { takesBidsYet } from "../domain";
import type { ClosedSet } from "./closed-bid";
import { readClosedSet } from "./closed-set.store";

/** The boxes that custodians open, and a signed note that bidding is over and these are all. */
export interface SignedClosedSet {
  readonly note: string;
  /** In the note's order, in base64url. */
  readonly boxes: readonly string[];
  /** With what has come from custodians. */
  readonly set: ClosedSet;
}

export class ShowClosedSet {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ledger: AuctionLedger,
    private readonly signer: NoteSigner,
  ) {}

  /** SEALED while bids are taken; null once the bids are open, or when nobody bid. */
  async run(viewer: Viewer, auctionId: Id): Promise<SignedClosedSet | null> {
    return this.transactions.run(async (tx) => {
      const { auction, state } = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
      if (auction.sellerId !== viewer.organization.id) throw notFound();
      if (state.terms.sealing && takesBidsYet(state) && state.status !== "AWAITING_SHARES") throw sealed();
      const set = await readClosedSet(tx, auctionId);
      return set && this.sign(set, await readSandboxClock(tx));
    });
  }

  private sign(set: ClosedSet, sandbox: SandboxClock | null): SignedClosedSet {
    const { auctionId, round, closedAt, scheduledEnd, sealing, bids } = set;
    const { threshold, custodians } = sealing;
    const text = closedSetText({
      auctionId,
      round,
      closedAt: formatInstant(closedAt),
      scheduledEnd: formatInstant(scheduledEnd),
      roster: { threshold, custodians },
      bids: bids.map(({ boxHash, buyerId, keyHash }) => ({
        boxHash,
        buyerId,
        keyHash: Buffer.from(keyHash).toString("hex"),
      })),
      ...(sandbox && {
        sandbox: {
          startedAt: formatInstant(sandbox.startedAt),
          shownAt: formatInstant(sandbox.shownAt),
          pace: sandbox.pace,
        },
      }),
    });
    return { note: this.signer.sign(text), boxes: bids.map(({ box }) => toBase64url(box)), set };
  }
}
