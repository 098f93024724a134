export { type Allotments } from "./exposure/allotments";
export { createAuction, type AuctionStage, type AuctionStagePorts } from "./auction";
export { toRefusal, type AuctionDesk } from "./auction-desk";
export { type AuctionLedger, type LockedAuction } from "./auction-ledger";
export { type AuctionReader, type SeenAuction } from "./auction-reader";
export { AuctionCheckpoints } from "./proof/auction-checkpoints";
export { AuctionType } from "./auction.graphql";
export { type AuctionRecord, type AuctionRow } from "./auction.rows";
export { acceptedBids } from "./auction.store";
export { batchStore, warmUpBidding, type BatchStore } from "./bidding/bid.store";
export { openAuctionExport, type ExportReader } from "./history/export-auction";
export { auctionJournalPolicy } from "./journal-policy";
export { auctionView } from "./auction.views";
export { otherFirms } from "./participants/participant.store";
export { OfferedPortfolios, portfoliosOfferedTo } from "./course/offered-portfolios";
export {
  ranking,
  type AuctionCommand,
  type AuctionState,
  type Outcome,
  type RankedBid,
  type Terms,
} from "./domain";
export { type ReceiptSigner } from "./proof/receipts";
export { findStraySealed } from "./sealing/find-stray-sealed";
export { nodeCrypto } from "./sealing/node-crypto";
export { type Buyers, type Floors, type Portfolios } from "./ports";
export { auctionReplayer } from "./proof/verify-auction";
export { findStrayBid } from "./proof/verify-auction.store";
export { findMisallotment } from "./exposure/verify-exposure.store";
export { writeAuctionExport } from "./history/write-auction-export";
