import type { DataSource } from "typeorm";
import type { OrganizationKind } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";
import { JournalEntries, readDisclosed, type Disclosed } from "../platform/journal/journal-query.store";
import { latestCheckpoint, readCheckpoints } from "../platform/proof/checkpoint.store";
import { formatInstant, type Instant } from "../platform/time";
import { byPaddle } from "./auction.feed";
import { decodeState, decodeTerms, isVisible, takesBidsYet, type StateJson, type TermsJson } from "./domain";
import { auctionAccess, readBidSecrets } from "./journal-policy";
import { isProvable } from "./provable";

const PAGE = 1_000;

/** As whom an auction is exported: as all participants may see it alike, as one organization may, or with every value. */
export type ExportReader =
  | { readonly kind: "public" }
  | { readonly kind: "organization"; readonly id: Id }
  | { readonly kind: "auditor" };

/** An auction's journal up to a checkpoint. */
export interface AuctionExport {
  readonly auctionId: Id;
  readonly reader: ExportReader;
  readonly mayRead: (entry: Entry) => boolean;
  /** The values beside entries that the reader may see. */
  readonly disclose: (entries: readonly Entry[]) => Promise<readonly Disclosed[]>;
  /** Whose sealed boxes the reader gets: one firm's, everybody's or nobody's. */
  readonly boxes: { readonly firm: Id } | "all" | "none";
  /** Entries up to here; the same however long the export takes. */
  readonly size: number;
  readonly clock: Instant;
}

interface SourceRow {
  readonly sellerId: Id;
  readonly terms: TermsJson;
  readonly state: StateJson;
  readonly sequence: number;
  readonly clock: Instant;
  /** Of the organization that reads; null without one. */
  readonly kind: OrganizationKind | null;
}

/**
 * Null when there is no such auction, or the reader may not see it; "sealed" while nobody may count its bids, and "running"
 * while what only an auditor may know could still be used.
 */
export async function openAuctionExport(
  database: DataSource,
  { auctionId, reader }: { readonly auctionId: Id; readonly reader: ExportReader },
): Promise<AuctionExport | "sealed" | "running" | null> {
  const [row] = await database.query<SourceRow[]>(SOURCE, [auctionId, organizationOf(reader)]);
  const access = row && (await accessOf(database, row, { auctionId, reader }));
  if (!row || !access) return null;
  const state = decodeState(decodeTerms(row.terms), row.state);
  if (!isProvable(state)) return "sealed";
  if (reader.kind === "auditor" && takesBidsYet(state)) return "running";
  const checkpoint = await latestCheckpoint(database, auctionId);
  return { auctionId, reader, ...access, size: checkpoint?.size ?? row.sequence, clock: row.clock };
}

const SOURCE = `
  SELECT a.seller_id AS "sellerId", a.terms, c.state, s.sequence, clock_timestamp() AS clock,
    (SELECT kind FROM organization WHERE id = $2::uuid) AS kind
  FROM auction a JOIN auction_state c ON c.auction_id = a.id JOIN journal_stream s ON s.id = a.id WHERE a.id = $1`;

function organizationOf(reader: ExportReader): Id | null {
  return reader.kind === "organization" ? reader.id : null;
}

async function accessOf(
  database: DataSource,
  { sellerId, terms, kind }: SourceRow,
  { auctionId, reader }: Pick<AuctionExport, "auctionId" | "reader">,
): Promise<Pick<AuctionExport, "mayRead" | "disclose" | "boxes"> | null> {
  if (reader.kind === "public") {
    const pinned = decodeTerms(terms);
    const mayRead = (entry: Entry) => isVisible(pinned, byPaddle(entry), { kind: "PARTICIPANTS" });
    return { mayRead, disclose: () => Promise.resolve([]), boxes: "none" };
  }
  const of = (entries: readonly Entry[]) => ({
    stream: auctionId,
    sequences: entries.map(({ sequence }) => sequence),
  });
  if (reader.kind === "auditor") {
    const disclose = async (entries: readonly Entry[]) => [
      ...(await readDisclosed(database, null, of(entries))),
      ...(await readBidSecrets(database, null, sellerId, entries)),
    ];
    return { mayRead: () => true, disclose, boxes: "all" };
  }
  if (kind === null) return null;
  const organization = { id: reader.id, kind, slug: "", name: "" };
  const access = await auctionAccess(database, { organization }, auctionId);
  if (!access) return null;
  const disclose = async (entries: readonly Entry[]) => [
    ...(await readDisclosed(database, reader.id, of(entries))),
    ...((await access.disclose?.(entries)) ?? []),
  ];
  const boxes = reader.id === sellerId ? "all" : { firm: reader.id };
  return { mayRead: access.mayRead ?? (() => true), disclose, boxes };
}

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
  for (const value of await disclose(page.filter(mayRead))) values.get(value.sequence)?.push(value);
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

/** What was sealed: from them and the custodians' shares anybody can tell what was opened. */
async function* writeBoxes(
  database: DataSource,
  { auctionId, size, boxes }: AuctionExport,
): AsyncGenerator<string> {
  if (boxes === "none") return;
  for (let sequence = 0; ;) {
    const page = await database.query<{ sequence: number; box: Buffer }[]>(
      `SELECT x.sequence, x.box FROM sealed_box x JOIN bid b ON b.auction_id = x.auction_id AND b.sequence = x.sequence
       WHERE x.auction_id = $1 AND x.sequence > $2 AND x.sequence <= $3 AND ($4::uuid IS NULL OR b.buyer_id = $4)
       ORDER BY x.sequence LIMIT ${PAGE}`,
      [auctionId, sequence, size, boxes === "all" ? null : boxes.firm],
    );
    const last = page.at(-1);
    if (!last) return;
    yield page
      .map(({ box, ...place }) => line({ kind: "box", ...place, box: box.toString("base64") }))
      .join("");
    sequence = last.sequence;
  }
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`;
}
