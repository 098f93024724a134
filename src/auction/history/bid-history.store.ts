import type { DataSource } from "typeorm";
import { isBuyer } from "../../platform/access/require";
import type { Viewer } from "../../platform/access/viewer";
import { isId, type Id } from "../../platform/ids";
import { CURRENCY_DECIMALS } from "../../platform/money";
import { formatInstant, type Instant } from "../../platform/time";
import { minorRange } from "../bidding/amount-range";
import type { BidOrder } from "../auction-enums.graphql";
import type { BidFilter, DecimalRangeInput } from "./bid-history.graphql";
import { BID_ORDERS, type OrderedPlace, type Ordering } from "./bid-history.order";
import { BID_COLUMNS, bidsAt, type BidRow } from "../bidding/bid.rows";
import { Parameters } from "./parameters";

/** A bid with its place in the order asked for. */
export type OrderedBid = BidRow & OrderedPlace;

export interface BidSelection {
  readonly viewer: Viewer;
  readonly filter: BidFilter;
  readonly order: BidOrder;
  readonly after: OrderedPlace | null;
  readonly limit: number;
}

/**
 * The next bids in an order that a viewer may see: of a seller's auctions, or a firm's own. Every auction gives its first
 * ones behind the start, which costs the same however deep they lie, and of these the page is made.
 */
export function listBids(database: DataSource, selection: BidSelection): Promise<OrderedBid[]> {
  const ordering = BID_ORDERS[selection.order];
  const parameters = new Parameters();
  const parts = selectParts(parameters, ordering, selection);
  const conditions = [
    "b.auction_id = part.auction_id",
    "NOT b.withdrawal",
    ordering.isBehind,
    ...selectBids(parameters, selection),
  ];
  const limit = parameters.add(selection.limit, "integer");
  const sort = (...columns: readonly string[]) =>
    columns.map((column) => `${column} ${ordering.direction}`).join(", ");
  const sql = `
    WITH part AS MATERIALIZED (${parts}), page AS (
      SELECT part.section, place.* FROM part CROSS JOIN LATERAL (
        SELECT b.auction_id, b.sequence, ${ordering.key} AS key FROM bid b WHERE ${conditions.join(" AND ")}
        ORDER BY ${sort(...ordering.within)} LIMIT ${limit}) AS place
      ORDER BY ${sort("section", "key", "auction_id", "sequence")} LIMIT ${limit})
    SELECT ${BID_COLUMNS}, page.section, page.key
    FROM ${bidsAt("page")}
    ORDER BY ${sort("page.section", "page.key", "page.auction_id", "page.sequence")}`;
  return database.query<OrderedBid[]>(sql, parameters.values);
}

/** The auctions to read, for certain firms an auction once for each of them, and where in it the page starts. */
function selectParts(parameters: Parameters, ordering: Ordering, selection: BidSelection): string {
  const { viewer, filter, after } = selection;
  const organization = parameters.add(viewer.organization.id, "uuid");
  const columns = ["a.id AS auction_id", `${ordering.section} AS section`, ordering.start(parameters, after)];
  const tables = ["auction a JOIN auction_state c ON c.auction_id = a.id"];
  const conditions = [
    "NOT c.is_sealed",
    ...parameters.oneOf("a.id", "uuid", ids(filter.auctionIds)),
    ...parameters.oneOf("a.portfolio_id", "uuid", ids(filter.portfolioIds)),
    ...(after
      ? [
          `${ordering.section} ${ordering.direction === "ASC" ? ">=" : "<="} ${parameters.add(after.section, "text")}`,
        ]
      : []),
    isBuyer(viewer)
      ? `p.buyer_id = ${organization} AND p.status <> 'REMOVED'`
      : `a.seller_id = ${organization}`,
  ];
  if (isByFirm(selection)) {
    columns.push("p.buyer_id");
    tables.push("JOIN participant p ON p.auction_id = a.id");
    conditions.push(...parameters.oneOf("p.buyer_id", "uuid", ids(filter.buyerIds)));
  }
  const entryBefore = (moment: Instant) =>
    `last_entry_until(a.id, ${parameters.add(formatInstant(moment - 1n), "timestamptz")})`;
  if (filter.times?.from != null) columns.push(`${entryBefore(filter.times.from)} AS too_early`);
  if (filter.times?.until != null) columns.push(`${entryBefore(filter.times.until)} AS last`);
  if (filter.amounts) {
    columns.push("range.least, range.most");
    tables.push(`JOIN json_to_recordset(${parameters.add(rangesOf(filter.amounts), "json")})
      AS range (currency text, least bigint, most bigint) ON range.currency = a.terms ->> 'currency'`);
  }
  return `SELECT ${columns.join(", ")} FROM ${tables.join(" ")} WHERE ${conditions.join(" AND ")}`;
}

function selectBids(parameters: Parameters, selection: BidSelection): string[] {
  const { decisions, reasons, amounts, times } = selection.filter;
  return [
    ...(isByFirm(selection) ? ["b.buyer_id = part.buyer_id"] : []),
    ...parameters.oneOf("b.decision", "text", decisions),
    ...parameters.oneOf("b.reason", "text", reasons),
    ...(amounts ? ["coalesce(b.amount_minor, 0) BETWEEN part.least AND part.most"] : []),
    ...(times?.from == null ? [] : ["b.sequence > part.too_early"]),
    ...(times?.until == null ? [] : ["b.sequence <= part.last"]),
  ];
}

/** What a range of numbers is in each currency, as JSON. */
function rangesOf(amounts: DecimalRangeInput): string {
  const ranges = [...CURRENCY_DECIMALS.keys()].map((currency) => {
    const { least, most } = minorRange(amounts, currency);
    return { currency, least: least.toString(), most: most.toString() };
  });
  return JSON.stringify(ranges);
}

function isByFirm({ viewer, filter }: BidSelection): boolean {
  return isBuyer(viewer) || filter.buyerIds != null;
}

function ids(wanted: readonly Id[] | null | undefined): readonly Id[] | null {
  return wanted?.filter(isId) ?? null;
}
