export { type Allotments } from "./allotments";
export { createAuction, type AuctionStage, type AuctionStagePorts } from "./auction";
export { toRefusal, type AuctionDesk } from "./auction-desk";
export { type AuctionLedger, type LockedAuction } from "./auction-ledger";
export { type AuctionReader, type SeenAuction } from "./auction-reader";
export { AuctionCheckpoints } from "./auction-checkpoints";
export { AuctionType } from "./auction.graphql";
export { type AuctionRecord, type AuctionRow } from "./auction.rows";
export { acceptedBids } from "./auction.store";
export { batchStore, type BatchStore } from "./bid.store";
export { openAuctionExport, type ExportReader } from "./export-auction";
export { auctionJournalPolicy } from "./journal-policy";
export { auctionView } from "./auction.views";
export { otherFirms } from "./participant.store";
export { OfferedPortfolios, portfoliosOfferedTo } from "./offered-portfolios";
export {
  ranking,
  type AuctionCommand,
  type AuctionState,
  type Outcome,
  type RankedBid,
  type Terms,
} from "./domain";
export { type ReceiptSigner } from "./receipts";
export { findStraySealed } from "./sealing/find-stray-sealed";
export { nodeCrypto } from "./sealing/node-crypto";
export { type Buyers, type Floors, type Portfolios } from "./ports";
export { auctionReplayer } from "./verify-auction";
export { findStrayBid } from "./verify-auction.store";
export { findMisallotment } from "./verify-exposure.store";
export { writeAuctionExport } from "./write-auction-export";
