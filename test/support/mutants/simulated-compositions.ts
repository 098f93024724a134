import { BY_SYSTEM } from "../../../src/auction/auction-desk";
import type { BidCommand } from "../../../src/auction/bidding/bid-command";
import type { BatchStore } from "../../../src/auction/bidding/bid.store";
import type { Phase } from "../../../src/auction/domain";
import type { ClosedSet } from "../../../src/auction/sealing/closed-bid";
import type { Cursors } from "../../../src/platform/cursors";
import { COMPOSITION, type AllotmentsInUse, type Composition } from "../../simulation/composition";
import { connectionBehind } from "../../simulation/connection";
import { simulatedBatchStore as real } from "../../simulation/simulated-stores";
import { offByOneCursors } from "./off-by-one-cursors";

// Deliberate bugs that the simulation must catch; it takes them where a node takes its ports.

/** Callers hear, and feeds tell, before the COMMIT is answered: a crash in between loses what was acknowledged. */
export const answerBeforeCommit = withStore({
  ...real,
  write(pipeline, auctionId, result) {
    void real.write(pipeline, auctionId, result).catch(() => undefined);
    return Promise.resolve();
  },
});

/** The clock is read before the lock: a bid that waited for it across the closing time still looks in time. */
export const clockBeforeLock = withStore({
  ...real,
  async read(pipeline, auctionId, commands) {
    const clock = await connectionBehind(pipeline).call(({ database }) => database.clock());
    const facts = await real.read(pipeline, auctionId, commands);
    return facts && { ...facts, clock };
  },
});

/** Nobody looks whether a key was used, and the database does not mind. */
export const noUniqueKey: Composition = {
  ...withStore({
    ...real,
    async read(pipeline, auctionId, commands) {
      const facts = await real.read(pipeline, auctionId, commands);
      return facts && { ...facts, known: new Map() };
    },
  }),
  hasConstraints: false,
};

/** A batch whose fate is unknown is tried again as if nothing of it could have been committed. */
export const retryDecidesAgain: Composition = {
  ...withStore({
    ...real,
    async read(pipeline, auctionId, commands) {
      const facts = await real.read(pipeline, auctionId, commands);
      const isRetry = tried.has(commands);
      tried.add(commands);
      return facts && isRetry ? { ...facts, known: new Map() } : facts;
    },
  }),
  hasConstraints: false,
};
const tried = new WeakSet<readonly BidCommand[]>();

/** A cursor names the entry before, or behind, the one that it was given out with. */
export const cursorBefore = withCursors(-1);
export const cursorBehind = withCursors(1);

/** What other nodes commit is only looked for when they say so, and a wake-up may be lost. */
export const wakesAlone: Composition = {
  ...COMPOSITION,
  hubTimers: (timers) => ({ ...timers, every: () => () => undefined }),
};

/** A price that is not asked any more still buys. */
export const stepBehind: Composition = withStore({
  ...real,
  async read(pipeline, auctionId, commands) {
    const facts = await real.read(pipeline, auctionId, commands);
    const step = facts?.state.step ?? 0;
    return facts && step > 0 ? { ...facts, state: { ...facts.state, step: step - 1 } } : facts;
  },
});

/** Whoever is not on the short list bids all the same. */
export const listForgotten = withPhase((phase) => ({ ...phase, shortlist: null }));

/** Whoever took the falling price seals a bid against itself. */
export const takerForgotten = withPhase((phase) =>
  phase.name === "SEALED" ? { ...phase, taker: null } : phase,
);

/** A binding bid below its firm's indication needs no reason. */
export const reasonForgotten: Composition = {
  ...COMPOSITION,
  closedSets: withBids((bids) => bids.map((bid) => ({ ...bid, belowIndicationReason: "CHANGED_MARKET" }))),
};

/** The opening job overlooks a firm's bid. */
export const bidOverlooked: Composition = {
  ...COMPOSITION,
  closedSets: withBids((bids) => bids.slice(1)),
};

/** The opening job knows no limits. */
export const limitForgotten: Composition = {
  ...COMPOSITION,
  closedSets: withBids((bids) => bids.map((bid) => ({ ...bid, limit: null }))),
};

/** Feeds tell of sealed bids by the rules of open ones. */
export const sealedShown: Composition = {
  ...COMPOSITION,
  feedTerms: (terms) => ({ ...terms, format: "ENGLISH" }),
};

/** Receipts are signed for other entries than those that are committed. */
export const receiptsOfOthers: Composition = {
  ...COMPOSITION,
  signReceipts: (sign) => (auctionId, entries, state) =>
    sign(
      auctionId,
      entries.map((entry) => ({ ...entry, hash: entry.previousHash })),
      state,
    ),
};

/** What was won is awarded at another price. */
export const awardedForMore: Composition = {
  ...COMPOSITION,
  award: (won) => ({ ...won, price: won.price + 1n }),
};

/** Bids are decided by another phase than the auction is in. */
function withPhase(change: (phase: Phase) => Phase): Composition {
  return withStore({
    ...real,
    async read(pipeline, auctionId, commands) {
      const facts = await real.read(pipeline, auctionId, commands);
      const phase = facts?.state.phase;
      return facts && phase ? { ...facts, state: { ...facts.state, phase: change(phase) } } : facts;
    },
  });
}

/** A firm's exposure limit is divided as if no other auction held any of it, and the database does not mind. */
export const othersForgotten: Composition = {
  ...COMPOSITION,
  allotmentStore: { ...COMPOSITION.allotmentStore, parts: () => Promise.resolve([]) },
  hasConstraints: false,
};

/** Whoever needs more of its exposure limit is given it when there is three times as much. */
export const allottedByThrees = withAllotments((real) => ({
  provide: (order) => real.provide({ ...order, amount: 3n * order.amount }),
}));

/** An award takes back what was put aside for its price. */
export const awardTakesBack = withAllotments(() => ({
  async forAward(_tx, locked, { buyerId }) {
    const participant = await locked.participant(buyerId);
    const isBound = participant !== null && participant.allotment !== null;
    if (isBound) await locked.decide({ type: "ChangeAllotment", participant, allotment: 0n }, BY_SYSTEM);
    return null;
  },
}));

function withAllotments(change: (real: AllotmentsInUse) => Partial<AllotmentsInUse>): Composition {
  return {
    ...COMPOSITION,
    allotments: (real) => ({
      provide: (order) => real.provide(order),
      withRoom: (work) => real.withRoom(work),
      forAward: (tx, locked, award) => real.forAward(tx, locked, award),
      onLimitSet: (tx, exposed, limit) => real.onLimitSet(tx, exposed, limit),
      ...change(real),
    }),
  };
}

function withStore(batchStore: BatchStore): Composition {
  return { ...COMPOSITION, batchStore };
}

/** Closed sets in which the bids are others than those that were placed, whenever they are read. */
function withBids(change: (bids: ClosedSet["bids"]) => ClosedSet["bids"]): Composition["closedSets"] {
  const changed = (set: ClosedSet | null) => set && { ...set, bids: change(set.bids) };
  return (store) => ({
    ...store,
    find: async (auctionId) => changed(await store.find(auctionId)),
    read: async (tx, auctionId) => changed(await store.read(tx, auctionId)),
  });
}

function withCursors(shift: number): Composition {
  return { ...COMPOSITION, cursors: offByOneCursors(COMPOSITION.cursors as Cursors, shift) };
}
