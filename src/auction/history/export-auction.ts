import type { DataSource } from "typeorm";
import type { OrganizationKind } from "../../platform/access/viewer";
import type { Id } from "../../platform/ids";
import type { Entry } from "../../platform/journal/chain";
import { readDisclosed, type Disclosed } from "../../platform/journal/journal-query.store";
import { latestCheckpoint } from "../../platform/proof/checkpoint.store";
import type { Instant } from "../../platform/time";
import { byPaddle } from "../feed/auction.feed";
import {
  decodeState,
  decodeTerms,
  isSealed,
  isVisible,
  takesBidsYet,
  type StateJson,
  type TermsJson,
} from "../domain";
import { auctionAccess, readBidSecrets } from "../journal-policy";
import { isProvable } from "../proof/provable";

/** As whom an auction is exported: as all participants may see it alike, as one organization may, or with every value. */
export type ExportReader =
  | { readonly kind: "public" }
  | { readonly kind: "organization"; readonly id: Id }
  | { readonly kind: "auditor" };

/** One firm's, everybody's or nobody's. */
type Whose = { readonly firm: Id } | "all" | "none";

/** An auction's journal up to a checkpoint. */
export interface AuctionExport {
  readonly auctionId: Id;
  readonly reader: ExportReader;
  readonly mayRead: (entry: Entry) => boolean;
  /** The values beside entries that the reader may see. */
  readonly disclose: (entries: readonly Entry[]) => Promise<readonly Disclosed[]>;
  /** Whose sealed boxes the reader gets. */
  readonly boxes: Whose;
  /**
   * Of whose opened bids the reader gets the custodians' shares, or of which: whoever has box and shares reads the amount, and
   * whoever may read it gets both.
   */
  readonly shares: Whose | "indications";
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
  readonly isAwarded: boolean;
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
    c.state -> 'award' <> 'null' AS "isAwarded", (SELECT kind FROM organization WHERE id = $2::uuid) AS kind
  FROM auction a JOIN auction_state c ON c.auction_id = a.id JOIN journal_stream s ON s.id = a.id WHERE a.id = $1`;

export function organizationOf(reader: ExportReader): Id | null {
  return reader.kind === "organization" ? reader.id : null;
}

async function accessOf(
  database: DataSource,
  { sellerId, terms, state, kind, isAwarded }: SourceRow,
  { auctionId, reader }: Pick<AuctionExport, "auctionId" | "reader">,
): Promise<Pick<AuctionExport, "mayRead" | "disclose" | "boxes" | "shares"> | null> {
  if (reader.kind === "public") {
    const pinned = decodeTerms(terms);
    const mayRead = (entry: Entry) => isVisible(pinned, byPaddle(entry), { kind: "PARTICIPANTS" });
    return { mayRead, disclose: () => Promise.resolve([]), boxes: "none", shares: "none" };
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
    return { mayRead: () => true, disclose, boxes: "all", shares: "all" };
  }
  if (kind === null) return null;
  const organization = { id: reader.id, kind, slug: "", name: "" };
  const access = await auctionAccess(database, { organization }, auctionId);
  if (!access) return null;
  const disclose = async (entries: readonly Entry[]) => [
    ...(await readDisclosed(database, reader.id, of(entries))),
    ...((await access.disclose?.(entries)) ?? []),
  ];
  const mayRead = access.mayRead ?? (() => true);
  if (reader.id !== sellerId)
    return { mayRead, disclose, boxes: { firm: reader.id }, shares: { firm: reader.id } };
  // What the losers bid, the seller reads once the result is awarded, and not before, but for what was indicated; of what was
  // never opened, nothing.
  const isUnopened = isSealed(decodeState(decodeTerms(terms), state));
  if (isUnopened) return { mayRead, disclose, boxes: "none", shares: "none" };
  return { mayRead, disclose, boxes: "all", shares: isAwarded ? "all" : "indications" };
}
