import type { BatchStore } from "../../src/auction";
import type { RankedBid, Terms } from "../../src/auction/domain";
import type { AllotmentStore } from "../../src/auction/exposure/allotment.store";
import type { Allotments } from "../../src/auction/exposure/allotments";
import type { ReceiptSigner } from "../../src/auction/proof/receipts";
import type { ClosedSetStore } from "../../src/auction/sealing/closed-set.store";
import type { Cursors } from "../../src/platform/cursors";
import type { Timers } from "../../src/platform/timers";
import { badUserInput } from "../../src/platform/errors";
import { simulatedAllotmentStore } from "./simulated-allotments";
import { simulatedBatchStore } from "./simulated-stores";

export type FeedCursors = Pick<Cursors, "read" | "write">;

export type AllotmentsInUse = Pick<Allotments, "provide" | "withRoom" | "forAward" | "onLimitSet">;

/** What a mutant puts in the place of a node's own. */
export interface Composition {
  readonly batchStore: BatchStore;
  /** What the opening job reads and keeps, over a node's own. */
  readonly closedSets: (real: ClosedSetStore) => ClosedSetStore;
  /** Who signs receipts, over a node's own. */
  readonly signReceipts: (real: ReceiptSigner) => ReceiptSigner;
  /** To whom and for how much a result is awarded, when this is what was won. */
  readonly award: (won: RankedBid) => RankedBid;
  /** Where it is read what of a firm's exposure limit is held where. */
  readonly allotmentStore: AllotmentStore;
  /** What moves firms' exposure limits between auctions, over a node's own. */
  readonly allotments: (real: Allotments) => AllotmentsInUse;
  /** By which terms feeds say who sees what. */
  readonly feedTerms: (terms: Terms) => Terms;
  readonly cursors: FeedCursors;
  /** The feed hub's timers. */
  readonly hubTimers: (timers: Timers) => Timers;
  /** Does the database keep a key from being used twice, and a firm's allotments within its limit? */
  readonly hasConstraints: boolean;
}

/** Cursors that anybody could read: their encryption is tested with the real ones. */
const plainCursors: FeedCursors = {
  write: (list, position) => `${list} ${Buffer.from(position).toString("hex")}`,
  read(list, cursor) {
    if (!cursor.startsWith(`${list} `)) throw badUserInput("A cursor of another list", ["after"]);
    return Buffer.from(cursor.slice(list.length + 1), "hex");
  },
};

/** A node as it is. */
export const COMPOSITION: Composition = {
  batchStore: simulatedBatchStore,
  closedSets: (real) => real,
  signReceipts: (real) => real,
  award: (won) => won,
  allotmentStore: simulatedAllotmentStore,
  allotments: (real) => real,
  feedTerms: (terms) => terms,
  cursors: plainCursors,
  hubTimers: (timers) => timers,
  hasConstraints: true,
};
