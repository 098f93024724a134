import { commitment, takesBidsYet, visibleCommitment } from "../../src/auction/domain";
import type { AllotmentStore, Exposed } from "../../src/auction/exposure/allotment.store";
import type { Buyers } from "../../src/auction/ports";
import { connectionOf } from "./connection";
import { exposureKey, type Staging } from "./simulated-tables";

/** `allotmentStore` said over the simulated tables. */
export const simulatedAllotmentStore: AllotmentStore = {
  exposed: (tx, { auctionId, buyerId }) =>
    connectionOf(tx).call((session) => {
      const kept = session.open.rows.find(auctionId);
      return kept && { sellerId: kept.auction.sellerId, buyerId, currency: kept.state.terms.currency };
    }),

  limit: (tx, exposed) => connectionOf(tx).call((session) => session.open.rows.limit(exposureKey(exposed))),

  parts: (tx, exposed) =>
    connectionOf(tx).call((session) =>
      partsUnder(session.open.rows, exposed).flatMap(({ auctionId, state, participant }) => {
        const { allotment } = participant;
        if (allotment === null || (allotment === 0n && !takesBidsYet(state))) return [];
        const visible = visibleCommitment(state, participant);
        return [{ auctionId, allotment, committed: commitment(state, participant), visible }];
      }),
    ),

  undivided: (tx, exposed) =>
    connectionOf(tx).call((session) =>
      partsUnder(session.open.rows, exposed)
        .filter(
          ({ state, participant }) =>
            participant.allotment === null && participant.status === "ADMITTED" && takesBidsYet(state),
        )
        .map(({ auctionId }) => auctionId),
    ),
};

/** As the buyers' stage locks a firm. */
export const simulatedLockFirm: Buyers["lockFirm"] = (tx, _sellerId, buyerId) =>
  connectionOf(tx).call((session) => session.lock(`firm ${buyerId}`));

/** Where the limit holds, by auction. */
function partsUnder(rows: Staging, { sellerId, buyerId, currency }: Exposed) {
  return rows.auctionsOf(buyerId).flatMap(({ auction: { id: auctionId } }) => {
    const [kept, part] = [rows.find(auctionId), rows.part(auctionId, buyerId)];
    if (!kept || !part) return [];
    const { auction, state } = kept;
    if (auction.sellerId !== sellerId || state.terms.currency !== currency) return [];
    return [{ auctionId, state, participant: part.participant }];
  });
}
