import { randomUUID } from "node:crypto";
import { BUYER_ROLES, SELLER_ROLES } from "../../src/platform/access/roles";
import { Role } from "../../src/platform/access/viewer";
import { buyers, sellers } from "./access-table";
import type { Side } from "./market-world";
import { mutation, naming, namingInInput, nothing, type MarketRow } from "./side-naming";

const READERS = [...sellers(...SELLER_ROLES), ...buyers(...BUYER_ROLES)];
const HISTORIANS = [
  ...sellers(Role.ANALYST, Role.AUCTION_ADMIN, Role.COMPLIANCE, Role.EXECUTIVE),
  ...buyers(...BUYER_ROLES),
];
const ADMINS = sellers(Role.AUCTION_ADMIN);
const BIDDERS = buyers(Role.BIDDER);

const inAnHour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
export const terms = ({ approvedId }: Side) => ({
  portfolioId: approvedId,
  format: "ENGLISH",
  opensAt: inAnHour(1),
  closesAt: inAnHour(2),
  openingPrice: "100.00",
  reserveVisibility: "STATUS_ONLY",
  increments: [{ from: "0.00", step: "10.00" }],
});
export const bid = ({ auctionId }: Side, offer: object) => ({
  auctionId,
  idempotencyKey: randomUUID(),
  ...offer,
});
const firm = ({ auctionId, rivalId }: Side) => ({ auctionId, buyerId: rivalId });
const auctionAnd = (more: object) => namingInInput(({ auctionId }) => ({ auctionId, ...more }));

/** What auction/ lets whom do. */
export const auctionRows: readonly MarketRow[] = [
  {
    field: "Query.auction",
    document: `query ($id: ID!) { auction(id: $id) {
      id cursor phase standing { status } participant { id } participants { id buyer { id } }
      indications { rank } shortlist { isShortlisted }
      myBids { edges { node { id } } } portfolio { id } } }`,
    allows: READERS,
    ...naming(({ auctionId: id }) => ({ id })),
  },
  {
    field: "Query.auctions",
    document: "{ auctions { edges { node { id status portfolio { id } } } } }",
    allows: READERS,
    own: nothing,
  },
  {
    field: "Query.bids",
    document: `query ($filter: BidFilter) { bids(filter: $filter) { edges { node { id buyer { id } } } } }`,
    allows: HISTORIANS,
    ...naming(({ auctionId }) => ({ filter: { auctionIds: [auctionId] } })),
    absent: "OK",
  },
  {
    field: "Mutation.exportBidHistory",
    document: mutation("exportBidHistory", "DownloadTicket", "url"),
    allows: HISTORIANS,
    ...auctionAnd({ format: "CSV" }),
  },
  {
    field: "Mutation.exportAuction",
    document: mutation("exportAuction", "DownloadTicket", "url"),
    allows: HISTORIANS,
    ...auctionAnd({}),
  },
  {
    field: "Query.proofKey",
    document: "{ proofKey }",
    allows: READERS,
    own: nothing,
  },
  {
    field: "Query.checkpoint",
    document: "query ($id: ID!) { checkpoint(auctionId: $id) { size root note publishedAt } }",
    allows: READERS,
    ...naming(({ closedAuctionId: id }) => ({ id })),
  },
  {
    field: "Query.inclusionProof",
    document: "query ($id: ID!) { inclusionProof(auctionId: $id, sequence: 1) { size entryHash path root } }",
    allows: READERS,
    ...naming(({ closedAuctionId: id }) => ({ id })),
  },
  {
    field: "Query.consistencyProof",
    document:
      "query ($id: ID!) { consistencyProof(auctionId: $id, from: 1, to: 2) { fromRoot toRoot path } }",
    allows: READERS,
    ...naming(({ closedAuctionId: id }) => ({ id })),
  },
  {
    field: "Query.closedSet",
    document: "query ($id: ID!) { closedSet(auctionId: $id) { note boxes } }",
    allows: ADMINS,
    ...naming(({ awaitingAuctionId: id }) => ({ id })),
  },
  {
    field: "Mutation.submitShares",
    document: mutation("submitShares", "SharesSubmitted", "auctionId"),
    allows: ADMINS,
    ...auctionAnd({ custodianId: randomUUID(), shares: [] }),
  },
  {
    field: "Mutation.revealBid",
    document: mutation("revealBid", "BidRevealed", "auctionId"),
    allows: BIDDERS,
    ...auctionAnd({ key: Buffer.alloc(32, 1).toString("base64url") }),
  },
  {
    field: "Subscription.checkpoints",
    document: "subscription ($id: ID!) { checkpoints(auctionId: $id) { size note } }",
    allows: READERS,
    ...naming(({ closedAuctionId: id }) => ({ id })),
  },
  {
    field: "Subscription.auctionEvents",
    document: "subscription ($id: ID!) { auctionEvents(auctionId: $id) { cursor sequence } }",
    allows: READERS,
    ...naming(({ auctionId: id }) => ({ id })),
  },
  {
    field: "Mutation.placeBid",
    document: mutation("placeBid", "PlacedBid", "bid { id maximum { amount } }"),
    allows: BIDDERS,
    ...namingInInput((side) => bid(side, { amount: "110.00" })),
  },
  {
    field: "Mutation.withdrawBid",
    document: mutation("withdrawBid", "PlacedBid", "bid { id }"),
    allows: BIDDERS,
    ...namingInInput((side) => bid(side, {})),
  },
  {
    field: "Mutation.scheduleAuction",
    document: mutation("scheduleAuction", "Auction"),
    allows: ADMINS,
    ...namingInInput(terms),
  },
  {
    field: "Mutation.rescheduleAuction",
    document: mutation("rescheduleAuction", "Auction"),
    allows: ADMINS,
    ...auctionAnd({ opensAt: inAnHour(3), closesAt: inAnHour(4) }),
  },
  {
    field: "Mutation.inviteBuyer",
    document: mutation("inviteBuyer", "Participant"),
    allows: ADMINS,
    ...namingInInput(firm),
  },
  {
    field: "Mutation.signNda",
    document: mutation("signNda", "Participant"),
    allows: buyers(Role.BUYER_OFFICER),
    ...auctionAnd({}),
  },
  {
    field: "Mutation.admitBuyer",
    document: mutation("admitBuyer", "Participant"),
    allows: ADMINS,
    ...namingInInput((side) => ({ ...firm(side), limit: "1000.00" })),
  },
  {
    field: "Mutation.setParticipantLimit",
    document: mutation("setParticipantLimit", "Participant"),
    allows: ADMINS,
    ...namingInInput((side) => ({ ...firm(side), limit: "2000.00" })),
  },
  {
    field: "Mutation.removeBuyer",
    document: mutation("removeBuyer", "Participant"),
    allows: ADMINS,
    ...namingInInput((side) => ({ ...firm(side), reason: "Asked to leave." })),
  },
  {
    field: "Mutation.openAuction",
    document: mutation("openAuction", "Auction"),
    allows: ADMINS,
    ...auctionAnd({}),
  },
  {
    field: "Mutation.pauseAuction",
    document: mutation("pauseAuction", "Auction"),
    allows: ADMINS,
    ...auctionAnd({ reason: "A question." }),
  },
  {
    field: "Mutation.resumeAuction",
    document: mutation("resumeAuction", "Auction"),
    allows: ADMINS,
    ...auctionAnd({}),
  },
  {
    field: "Mutation.shortlistFirms",
    document: mutation("shortlistFirms", "Auction"),
    allows: ADMINS,
    ...auctionAnd({ firms: [randomUUID()] }),
  },
  {
    field: "Mutation.closeAuction",
    document: mutation("closeAuction", "Auction"),
    allows: ADMINS,
    ...auctionAnd({ reason: "Enough." }),
  },
  {
    field: "Mutation.cancelAuction",
    document: mutation("cancelAuction", "Auction"),
    allows: ADMINS,
    ...auctionAnd({ reason: "Too late." }),
  },
];
