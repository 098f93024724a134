import { fromBase64url, KEY_BYTES, openWithKey, type SealingCrypto } from "../../client/sealing";
import type { Viewer } from "../../platform/access/viewer";
import type { Transaction, TransactionRunner } from "../../platform/database/transactions";
import { badUserInput, notFound } from "../../platform/errors";
import type { Id } from "../../platform/ids";
import type { JournalAppend } from "../../platform/journal/journal";
import type { Randomness } from "../../platform/randomness";
import { refuse, refuseState, type OrRefusal } from "../../platform/refusal";
import { formatInstant } from "../../platform/time";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger, LockedAuction } from "../auction-ledger";
import type { ClosedSetStore } from "./closed-set.store";
import type { OperatorCustodian } from "./operator-custodian";
import { sealKey } from "./sealed-key";
import { revealWindow } from "./reveal-window";
import type { RevealBidInput } from "./sealing-inputs.graphql";

export interface RevealBidPorts {
  readonly transactions: TransactionRunner;
  readonly ledger: AuctionLedger;
  readonly journal: { append(tx: Transaction, entry: JournalAppend): Promise<unknown> };
  readonly store: ClosedSetStore;
  readonly sealing: SealingCrypto;
  readonly randomness: Randomness;
  readonly operator: OperatorCustodian;
}

/** A bidder opens its own box when too few custodians did. Nobody learns anything before all reveals are counted together. */
export class RevealBid {
  constructor(private readonly ports: RevealBidPorts) {}

  async run(viewer: Viewer, { auctionId, key: text }: RevealBidInput): Promise<OrRefusal<Id>> {
    const { transactions, ledger, journal, store, operator, sealing } = this.ports;
    const buyerId = viewer.organization.id;
    return transactions.run(async (tx) => {
      const locked = await ledger.lock(tx, auctionId, BY_SYSTEM);
      await requirePart(locked, buyerId);
      const key = readKey(text);
      const set = await store.read(tx, auctionId);
      if (!set) return refuseState("auction", "AWAITING_SHARES", locked.state.status);
      const bid = set.bids.find((candidate) => candidate.buyerId === buyerId);
      const window = revealWindow(set.sealing, set.closedAt);
      if (!bid || !window) return refuse("INVALID_STATE", "Your firm has no bid here that it could reveal.");
      const now = await tx.now();
      if (now < window.from || now >= window.until) {
        const [from, until] = [formatInstant(window.from), formatInstant(window.until)];
        return refuse("INVALID_STATE", `Bids are revealed from ${from} until ${until}.`);
      }
      if (!(await openWithKey(bid.box, { ...bid, roster: set.sealing, key }, sealing)))
        return refuse("SEAL_MISMATCH", "This is not the key of your bid's box.", { path: ["input", "key"] });
      if (bid.reveal) return auctionId;
      const { publicKey } = await operator.keys();
      const reveal = await sealKey(key, { bid, publicKey }, this.ports);
      await store.insertReveal(tx, bid, { ...reveal, revealedBy: viewer.actor.id, revealedAt: now });
      await journal.append(tx, {
        stream: buyerId,
        kind: "ORGANIZATION",
        type: "BidRevealed",
        actor: viewer.actor,
        data: { auctionId, boxHash: bid.boxHash },
      });
      return auctionId;
    });
  }
}

async function requirePart(locked: LockedAuction, buyerId: Id): Promise<void> {
  const participant = await locked.participant(buyerId);
  if (!participant || participant.status === "REMOVED") throw notFound();
}

function readKey(text: string): Uint8Array {
  const key = fromBase64url(text);
  if (key?.length !== KEY_BYTES) throw badUserInput("A key is 32 bytes in base64url.", ["input", "key"]);
  return key;
}
