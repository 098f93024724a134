import { randomUUID } from "node:crypto";
import { toBase64url } from "../../src/client/sealing";
import type { Market } from "./market";
import { indicatedAuction } from "./phased-market";
import { newFirm } from "./repeated-seller-rows";
import { OWN, SAME, type Command, type RepeatedRow } from "./repeated-table";
import { newCustodian, SealedMarket } from "./sealed-market";

const AUCTION = "... on Auction { id status opensAt closesAt }";
const PARTICIPANT = "... on Participant { id status limit { amount } }";

const HOUR_MS = 3_600_000;
/** From now, in hours. */
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const scheduled = async (market: Market) => market.auction(await market.portfolio());

async function opened(market: Market): Promise<string> {
  const auctionId = await scheduled(market);
  await market.open(auctionId);
  return auctionId;
}

async function invited(market: Market, firm = newFirm()): Promise<{ auctionId: string; buyerId: string }> {
  const part = { auctionId: await scheduled(market), buyerId: await market.qualify(firm) };
  await market.mutate(market.people.admin, "inviteBuyer", part, PARTICIPANT);
  return part;
}

async function admitted(market: Market, firm = newFirm()): Promise<{ auctionId: string; buyerId: string }> {
  const part = { auctionId: await scheduled(market), buyerId: await market.qualify(firm) };
  await market.admit(part.auctionId, part.buyerId);
  return part;
}

/** Of the seller's admin, about an auction. */
const ofAdmin = async (
  market: Market,
  auctionId: Promise<string>,
  more: Record<string, unknown> = {},
): Promise<Command> => ({ by: market.people.admin, input: { auctionId: await auctionId, ...more } });

/** Sealed by its bidder's program to one custodian. */
async function sealed(market: Market) {
  const [custodian, firm] = [await newCustodian("Notary"), newFirm()];
  const sealing = { sealer: "CLIENT", threshold: 1, custodians: [custodian.custodian], revealSeconds: 2 };
  const world = await SealedMarket.open(market, { sealing }, { firms: [firm] });
  const { input, key } = await world.box(firm, 50_000n);
  const { bidder } = market.firm(firm);
  return { world, custodian, bidder, input, key };
}

/** Closed, and not opened. */
async function awaiting(market: Market) {
  const { world, custodian, bidder, input, key } = await sealed(market);
  await market.mutate(bidder, "placeBid", { ...input }, "... on PlacedBid { bid { id } }");
  await market.close(world.auctionId);
  return { world, custodian, bidder, key };
}

async function untilRevealsAreTaken(market: Market, { by, input }: Command): Promise<void> {
  const wrong = { ...input, key: toBase64url(new Uint8Array(32)) };
  while ((await market.refusal(by, "revealBid", wrong)) === "INVALID_STATE");
}

export const repeatedAuctionRows: readonly RepeatedRow[] = [
  {
    field: "scheduleAuction",
    command: async (market) => ({
      by: market.people.admin,
      input: {
        portfolioId: await market.portfolio(),
        format: "ENGLISH",
        opensAt: inHours(1),
        closesAt: inHours(2),
        openingPrice: "100.00",
        reserveVisibility: "STATUS_ONLY",
        increments: [{ from: "0.00", step: "10.00" }],
        extension: { windowSeconds: 60, addedSeconds: 60, mode: "RESET", hardEndAt: inHours(3) },
      },
    }),
    selection: AUCTION,
    repeated: { another: "INVALID_STATE LISTED" },
  },
  {
    field: "rescheduleAuction",
    command: (market) => {
      const times = { opensAt: inHours(2), closesAt: inHours(3) };
      return ofAdmin(market, scheduled(market), times);
    },
    selection: AUCTION,
    repeated: { another: OWN },
  },
  {
    field: "openAuction",
    command: (market) => ofAdmin(market, scheduled(market)),
    selection: AUCTION,
    repeated: { another: SAME },
  },
  {
    field: "pauseAuction",
    command: (market) => ofAdmin(market, opened(market), { reason: "A question." }),
    selection: AUCTION,
    repeated: { another: "INVALID_STATE PAUSED" },
  },
  {
    field: "resumeAuction",
    command: async (market) => {
      const auctionId = await opened(market);
      await market.mutate(market.people.admin, "pauseAuction", { auctionId, reason: "?" }, AUCTION);
      return { by: market.people.admin, input: { auctionId } };
    },
    selection: AUCTION,
    repeated: { another: "INVALID_STATE OPEN" },
  },
  {
    field: "shortlistFirms",
    command: async (market) => ({
      by: market.people.admin,
      input: await indicatedAuction(market, newFirm()),
    }),
    selection: "... on Auction { id phase shortlist { isShortlisted participant { id } } }",
    repeated: { another: "INVALID_STATE SHORTLISTED" },
  },
  {
    field: "closeAuction",
    command: (market) => ofAdmin(market, opened(market), { reason: "Everybody has bid." }),
    selection: AUCTION,
    repeated: { another: SAME },
  },
  {
    field: "cancelAuction",
    command: (market) => ofAdmin(market, opened(market), { reason: "Not now." }),
    selection: AUCTION,
    repeated: { another: "INVALID_STATE CANCELLED" },
  },
  {
    field: "inviteBuyer",
    command: async (market) => ({
      by: market.people.admin,
      input: { auctionId: await scheduled(market), buyerId: await market.qualify(newFirm()) },
    }),
    selection: PARTICIPANT,
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "signNda",
    command: async (market) => {
      const firm = newFirm();
      const { auctionId } = await invited(market, firm);
      return { by: market.firm(firm).officer, input: { auctionId } };
    },
    selection: PARTICIPANT,
    repeated: { another: "INVALID_STATE NDA_SIGNED" },
  },
  {
    field: "admitBuyer",
    command: async (market) => ({
      by: market.people.admin,
      input: { ...(await invited(market)), limit: "5000.00", ndaSignedAt: inHours(-1) },
    }),
    selection: PARTICIPANT,
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "setParticipantLimit",
    command: async (market) => ({
      by: market.people.admin,
      input: { ...(await admitted(market)), limit: "5000.00" },
    }),
    selection: PARTICIPANT,
    repeated: { another: OWN },
  },
  {
    field: "removeBuyer",
    command: async (market) => ({
      by: market.people.admin,
      input: { ...(await admitted(market)), reason: "A mistake." },
    }),
    selection: PARTICIPANT,
    repeated: { another: "INVALID_STATE REMOVED" },
  },
  {
    field: "placeBid",
    command: async (market) => {
      const firm = newFirm();
      const { auctionId } = await admitted(market, firm);
      await market.open(auctionId);
      const input = { auctionId, amount: "100.00", idempotencyKey: randomUUID() };
      return { by: market.firm(firm).bidder, input };
    },
    selection: "... on PlacedBid { bid { id sequence decision status } }",
    repeated: { another: SAME },
  },
  {
    field: "withdrawBid",
    command: async (market) => {
      const { world, bidder, input } = await sealed(market);
      await market.mutate(bidder, "placeBid", { ...input }, "... on PlacedBid { bid { id } }");
      return { by: bidder, input: { auctionId: world.auctionId, idempotencyKey: randomUUID() } };
    },
    selection: "... on PlacedBid { bid { id decision } }",
    repeated: { another: SAME },
  },
  {
    field: "submitShares",
    command: async (market) => {
      const { world, custodian } = await awaiting(market);
      return { by: market.people.admin, input: { ...(await world.sharesOf(custodian)) } };
    },
    selection: "... on SharesSubmitted { auctionId }",
    repeated: { another: "INVALID_STATE CLOSED" },
  },
  {
    field: "revealBid",
    command: async (market) => {
      const { world, bidder, key } = await awaiting(market);
      const command = { by: bidder, input: { auctionId: world.auctionId, key } };
      await untilRevealsAreTaken(market, command);
      return command;
    },
    selection: "... on BidRevealed { auctionId }",
    repeated: { another: SAME },
  },
  {
    field: "exportBidHistory",
    command: async (market) => ({
      by: market.people.analyst,
      input: { auctionId: await opened(market), format: "CSV" },
    }),
    selection: "... on DownloadTicket { url }",
    repeated: { anew: "a ticket is for one download" },
  },
  {
    field: "exportAuction",
    command: async (market) => ({
      by: market.people.analyst,
      input: { auctionId: await opened(market) },
    }),
    selection: "... on DownloadTicket { url }",
    repeated: { anew: "a ticket is for one download" },
  },
];
