import type { DataSource } from "typeorm";
import type { Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";
import type { StreamAccess, StreamPolicy } from "../platform/journal/journal-query";
import type { Disclosed } from "../platform/journal/journal-query.store";
import { sealed } from "../platform/errors";
import { byPaddle } from "./feed/auction.feed";
import { audienceOf } from "./auction.policy";
import { BID_ENTRIES, SALTED_COLUMNS, secretsOf, type SaltedBid } from "./bidding/bid-secrets";
import { decodeTerms, isVisible, type ParticipantStatus, type TermsJson } from "./domain";

/**
 * Who may read what of an auction's journal: the seller every entry, a firm those that it was told of. Of what bids hide,
 * the firm behind one is for the seller and for itself, its maximum and who placed it for itself alone. Where bids were sealed
 * until the auction was cancelled, the seller, too, reads what it was told of, and nothing of them.
 */
export function auctionJournalPolicy(database: DataSource): StreamPolicy {
  return (viewer, auctionId) => auctionAccess(database, viewer, auctionId);
}

/** The same for an organization, whoever of it may be asking. */
export async function auctionAccess(
  database: DataSource,
  reader: Pick<Viewer, "organization">,
  auctionId: Id,
): Promise<StreamAccess | null> {
  const auction = await findAuction(database, auctionId, reader.organization.id);
  const audience = auction && audienceOf(reader, auction, auction.status ? { status: auction.status } : null);
  if (!auction || !audience) return null;
  if (auction.isSealed && !auction.isCancelled) throw sealed();
  const disclose = (entries: readonly Entry[]) =>
    readBidSecrets(database, reader.organization.id, auction.sellerId, entries);
  const terms = decodeTerms(auction.terms);
  if (audience.kind === "SELLER") {
    if (auction.isSealed)
      return { mayRead: (entry) => isVisible(terms, byPaddle(entry), audience), disclose };
    if (!auction.isAwarded) return { disclose };
    return {
      disclose: async (entries) => [...(await disclose(entries)), ...(await readOpened(database, entries))],
    };
  }
  const firm = { kind: "FIRM", buyerId: auction.paddle ?? "" } as const; // entries name it by its paddle
  return { mayRead: (entry) => isVisible(terms, byPaddle(entry), firm), disclose };
}

interface ReadAuction {
  readonly sellerId: Id;
  readonly terms: TermsJson;
  readonly isSealed: boolean;
  readonly isCancelled: boolean;
  /** Was its result awarded? Then the seller reads what the losers bid. */
  readonly isAwarded: boolean;
  /** Of the reader's own part; null when it has none. */
  readonly paddle: string | null;
  readonly status: ParticipantStatus | null;
}

async function findAuction(database: DataSource, auctionId: Id, readerId: Id): Promise<ReadAuction | null> {
  const [row] = await database.query<ReadAuction[]>(
    `SELECT a.seller_id AS "sellerId", a.terms, p.paddle, p.status, c.is_sealed AS "isSealed",
       c.status = 'CANCELLED' AS "isCancelled",
       c.state -> 'award' <> 'null' AS "isAwarded"
     FROM auction a JOIN auction_state c ON c.auction_id = a.id LEFT JOIN participant p ON p.auction_id = a.id AND p.buyer_id = $2 WHERE a.id = $1`,
    [auctionId, readerId],
  );
  return row ?? null;
}

const OPENINGS: ReadonlySet<string> = new Set(["RoundOpened", "BidsOpened", "BidSetAside"]);

/** What the opening found in the bids: behind commitments that nobody reads until the result is awarded. */
async function readOpened(database: DataSource, entries: readonly Entry[]): Promise<Disclosed[]> {
  const openings = entries.filter(({ type }) => OPENINGS.has(type));
  const [first] = openings;
  if (!first) return [];
  return database.query<Disclosed[]>(
    `SELECT sequence, path, salt, value FROM journal_secret
     WHERE stream = $1 AND sequence = ANY ($2::integer[]) AND path IN ('/data/bids', '/data/amount')`,
    [first.stream, openings.map(({ sequence }) => sequence)],
  );
}

/** What entries of bids hide, as far as it is the reader's; without a reader all of it. */
export async function readBidSecrets(
  database: DataSource,
  readerId: Id | null,
  sellerId: Id,
  entries: readonly Entry[],
): Promise<Disclosed[]> {
  const bids = entries.filter(({ type }) => BID_ENTRIES.has(type));
  const [first] = bids;
  if (!first) return [];
  const rows = await database.query<SaltedBid[]>(
    `SELECT ${SALTED_COLUMNS} FROM bid b WHERE b.auction_id = $1 AND b.sequence = ANY ($2::integer[])`,
    [first.stream, bids.map(({ sequence }) => sequence)],
  );
  return rows.flatMap((bid) =>
    secretsOf(bid, sellerId)
      .filter(({ readers }) => readerId === null || readers.includes(readerId))
      .map(({ path, salt, value }) => ({ sequence: bid.sequence, path, salt: Buffer.from(salt), value })),
  );
}
