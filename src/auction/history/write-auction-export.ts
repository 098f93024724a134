import type { DataSource } from "typeorm";
import type { Id } from "../../platform/ids";
import type { Entry } from "../../platform/journal/chain";
import { JournalEntries, type Disclosed } from "../../platform/journal/journal-query.store";
import { readCheckpoints } from "../../platform/proof/checkpoint.store";
import { formatInstant } from "../../platform/time";
import { organizationOf, type AuctionExport } from "./export-auction";

const PAGE = 1_000;

/**
 * The export as lines of JSON (src/auction/README.md): what it is of, the entries in order with the values that the reader
 * may see, checkpoints, and what receipts are checked by. Of entries that the reader may not see it has the hash alone.
 */
export async function* writeAuctionExport(
  database: DataSource,
  source: AuctionExport,
): AsyncGenerator<string> {
  const { auctionId, size, clock } = source;
  const reader = organizationOf(source.reader) ?? source.reader.kind;
  yield line({
    kind: "export",
    version: 1,
    auction: auctionId,
    reader,
    size,
    exportedAt: formatInstant(clock),
  });
  yield* writeTerms(database, auctionId);
  yield* writeEntries(database, source);
  yield* writeCheckpoints(database, auctionId);
  yield* writeReceipts(database, source);
  yield* writeBoxes(database, source);
  yield* writeShares(database, source);
  yield line({ kind: "end", size });
}

/** As its first entry pins them. */
async function* writeTerms(database: DataSource, auctionId: Id): AsyncGenerator<string> {
  const [scheduled] = await new JournalEntries(database).readAfter({ stream: auctionId, sequence: 0 }, 1);
  if (scheduled) yield line({ kind: "terms", terms: scheduled.data["terms"] });
}

async function* writeEntries(database: DataSource, source: AuctionExport): AsyncGenerator<string> {
  const entries = new JournalEntries(database);
  for (let sequence = 0; sequence < source.size;) {
    const limit = Math.min(PAGE, source.size - sequence);
    const page = await entries.readAfter({ stream: source.auctionId, sequence }, limit);
    const last = page.at(-1);
    if (!last) return; // the reader of the export finds that it is cut off
    const values = await readValues(source, page);
    yield page.map((entry) => entryLine(entry, values.get(entry.sequence) ?? null)).join("");
    sequence = last.sequence;
  }
}

async function readValues(
  { mayRead, disclose }: AuctionExport,
  page: readonly Entry[],
): Promise<ReadonlyMap<number, Disclosed[]>> {
  const values = new Map<number, Disclosed[]>(page.filter(mayRead).map(({ sequence }) => [sequence, []]));
  for (const value of await disclose(page.filter(mayRead))) {
    const beside = values.get(value.sequence);
    // Some the reader may read for two reasons: indications are the seller's, and all that was bid once it is awarded.
    if (!beside?.some(({ path }) => path === value.path)) beside?.push(value);
  }
  return values;
}

/** `values` null: the reader may not see the entry. */
function entryLine(entry: Entry, values: readonly Disclosed[] | null): string {
  const { sequence, type, at, actor, data, rulesVersion } = entry;
  const hashes = { previousHash: entry.previousHash.toString("hex"), hash: entry.hash.toString("hex") };
  if (values === null) return line({ kind: "entry", sequence, ...hashes });
  const disclosed = values.map(({ path, salt, value }) => ({ path, salt: salt.toString("hex"), value }));
  const content = { type, at: formatInstant(at), actor, data, rulesVersion };
  return line({ kind: "entry", sequence, ...content, ...hashes, values: disclosed });
}

async function* writeCheckpoints(database: DataSource, auctionId: Id): AsyncGenerator<string> {
  for (let size = 0; ;) {
    const page = await readCheckpoints(database, { stream: auctionId, size }, PAGE);
    const last = page.at(-1);
    if (!last) return;
    yield page
      .map(({ note, publishedAt }) =>
        line({ kind: "checkpoint", note, publishedAt: formatInstant(publishedAt) }),
      )
      .join("");
    size = last.size;
  }
}

interface ReceiptsRow {
  readonly first: number;
  readonly last: number;
  readonly note: string;
  readonly seed: Buffer | null;
}

async function* writeReceipts(
  database: DataSource,
  { auctionId, size }: AuctionExport,
): AsyncGenerator<string> {
  for (let first = 0; ;) {
    const page = await database.query<ReceiptsRow[]>(
      `SELECT first_sequence AS first, last_sequence AS last, note, seed FROM bid_receipt
       WHERE auction_id = $1 AND first_sequence > $2 AND last_sequence <= $3 ORDER BY first_sequence LIMIT ${PAGE}`,
      [auctionId, first, size],
    );
    const end = page.at(-1);
    if (!end) return;
    yield page
      .map((row) => line({ kind: "receipts", ...row, seed: row.seed && row.seed.toString("hex") }))
      .join("");
    first = end.first;
  }
}

/** What was sealed: with the custodians' shares anybody can tell what was opened. */
async function* writeBoxes(
  database: DataSource,
  { auctionId, size, boxes }: AuctionExport,
): AsyncGenerator<string> {
  if (boxes === "none") return;
  for (let sequence = 0; ;) {
    const page = await database.query<{ sequence: number; box: Buffer }[]>(
      `SELECT x.sequence, x.box FROM sealed_box x
       CROSS JOIN LATERAL (SELECT buyer_id FROM bid WHERE auction_id = $1 AND sequence = x.sequence LIMIT 1) b
       WHERE x.auction_id = $1 AND x.sequence > $2 AND x.sequence <= $3 AND ($4::uuid IS NULL OR b.buyer_id = $4)
       ORDER BY x.sequence LIMIT ${PAGE}`,
      [auctionId, sequence, size, firmOf(boxes)],
    );
    const last = page.at(-1);
    if (!last) return;
    yield page
      .map(({ box, ...place }) => line({ kind: "box", ...place, box: box.toString("base64") }))
      .join("");
    sequence = last.sequence;
  }
}

interface SharesRow {
  readonly sequence: number;
  /** SHA-256 of the bid's idempotency key, which its box is bound to. */
  readonly bidKey: string;
  readonly shares: readonly { readonly custodian: Id; readonly share: string | null }[];
  /** The box's key, where its bidder revealed it and too few custodians had opened it. */
  readonly revealed: string | null;
}

/**
 * What custodians found in the boxes that were opened, and the keys that bidders revealed. Of bids that were never opened, as
 * in a cancelled auction, nobody gets any.
 */
async function* writeShares(
  database: DataSource,
  { auctionId, size, shares }: AuctionExport,
): AsyncGenerator<string> {
  if (shares === "none") return;
  const phase = shares === "indications" ? "INDICATION" : null;
  for (let sequence = 0; ;) {
    const page = await database.query<SharesRow[]>(
      `SELECT o.sequence, encode(b.key_hash, 'hex') AS "bidKey", (
         SELECT coalesce(json_agg(json_build_object('custodian', s.custodian_id, 'share', encode(s.share, 'base64'))
           ORDER BY s.custodian_id), '[]')
         FROM (SELECT DISTINCT ON (custodian_id) custodian_id, share FROM sealed_share
           WHERE auction_id = o.auction_id AND sequence = o.sequence ORDER BY custodian_id, share IS NULL) s) AS shares,
         encode(k.key, 'base64') AS revealed
       FROM opened_bid o
       CROSS JOIN LATERAL (SELECT buyer_id, key_hash FROM bid WHERE auction_id = $1 AND sequence = o.sequence LIMIT 1) b
       LEFT JOIN LATERAL (SELECT key FROM revealed_key WHERE auction_id = $1 AND sequence = o.sequence LIMIT 1) k ON true
       WHERE o.auction_id = $1 AND o.sequence > $2 AND o.sequence <= $3 AND ($4::uuid IS NULL OR b.buyer_id = $4)
         AND ($5::text IS NULL OR o.phase = $5)
       ORDER BY o.sequence LIMIT ${PAGE}`,
      [auctionId, sequence, size, firmOf(shares), phase],
    );
    const last = page.at(-1);
    if (!last) return;
    yield page.map((row) => line({ kind: "shares", ...row })).join("");
    sequence = last.sequence;
  }
}

/** Null: everybody's. */
function firmOf(whose: Exclude<AuctionExport["shares"], "none">): Id | null {
  return typeof whose === "string" ? null : whose.firm;
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`;
}
