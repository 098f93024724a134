import type { DataSource } from "typeorm";
import { OrganizationKind, type Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";
import type { StreamAccess } from "../platform/journal/journal-query";
import { JournalEntries, readDisclosed, type Disclosed } from "../platform/journal/journal-query.store";
import { latestCheckpoint, readCheckpoints } from "../platform/proof/checkpoint.store";
import { formatInstant, type Instant } from "../platform/time";
import { byPaddle } from "./auction.feed";
import { decodeState, decodeTerms, isVisible, type StateJson, type TermsJson } from "./domain";
import { auctionAccess } from "./journal-policy";
import { isProvable } from "./provable";

const PAGE = 1_000;

/** An auction's journal up to a checkpoint, and as whom it is exported; `reader` null: as all participants see it. */
export interface AuctionExport {
  readonly auctionId: Id;
  readonly reader: Id | null;
  readonly access: StreamAccess;
  /** Entries up to here; the same however long the export takes. */
  readonly size: number;
  readonly clock: Instant;
}

export type OpenedExport = AuctionExport | "sealed";

interface SourceRow {
  readonly terms: TermsJson;
  readonly state: StateJson;
  readonly sequence: number;
  readonly clock: Instant;
  /** The reader's kind; null without one. */
  readonly kind: OrganizationKind | null;
}

/** Null when there is no such auction, or the reader may not see it. */
export async function openAuctionExport(
  database: DataSource,
  { auctionId, reader }: { readonly auctionId: Id; readonly reader: Id | null },
): Promise<OpenedExport | null> {
  const [row] = await database.query<SourceRow[]>(SOURCE, [auctionId, reader]);
  if (!row) return null;
  const terms = decodeTerms(row.terms);
  const access =
    reader === null
      ? { mayRead: (entry: Entry) => isVisible(terms, byPaddle(entry), { kind: "PARTICIPANTS" }) }
      : row.kind && (await auctionAccess(database, asReader(reader, row.kind), auctionId));
  if (!access) return null;
  if (!isProvable(decodeState(terms, row.state))) return "sealed";
  const checkpoint = await latestCheckpoint(database, auctionId);
  const size = checkpoint?.size ?? row.sequence;
  return { auctionId, reader, access, size, clock: row.clock };
}

const SOURCE = `
  SELECT a.terms, c.state, s.sequence, clock_timestamp() AS clock,
    (SELECT kind FROM organization WHERE id = $2::uuid) AS kind
  FROM auction a JOIN auction_state c ON c.auction_id = a.id JOIN journal_stream s ON s.id = a.id WHERE a.id = $1`;

function asReader(id: Id, kind: OrganizationKind): Pick<Viewer, "organization"> {
  return { organization: { id, kind, slug: "", name: "" } };
}

/**
 * The export as lines of JSON (src/auction/README.md): what it is of, the entries in order with the values that the reader
 * may see, checkpoints, and what receipts are checked by. Of entries that the reader may not see it has the hash alone.
 */
export async function* writeAuctionExport(
  database: DataSource,
  source: AuctionExport,
): AsyncGenerator<string> {
  const { auctionId, reader, size, clock } = source;
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
    const values = await readValues(database, source, page);
    const { mayRead = () => true } = source.access;
    yield page
      .map((entry) => entryLine(entry, mayRead(entry) ? (values.get(entry.sequence) ?? []) : null))
      .join("");
    sequence = last.sequence;
  }
}

async function readValues(
  database: DataSource,
  { auctionId, reader, access }: AuctionExport,
  page: readonly Entry[],
): Promise<ReadonlyMap<number, Disclosed[]>> {
  const sequences = page.map(({ sequence }) => sequence);
  const general =
    reader === null ? [] : await readDisclosed(database, reader, { stream: auctionId, sequences });
  const own = (await access.disclose?.(page)) ?? [];
  const values = new Map<number, Disclosed[]>();
  for (const value of [...general, ...own])
    values.set(value.sequence, [...(values.get(value.sequence) ?? []), value]);
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

function line(content: object): string {
  return `${JSON.stringify(content)}\n`;
}
