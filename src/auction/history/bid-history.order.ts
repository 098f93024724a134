import type { Id } from "../../platform/ids";
import { formatInstant } from "../../platform/time";
import type { BidOrder } from "../auction-enums.graphql";
import type { Parameters } from "./parameters";

/** A bid's place in an order: first by section, then by key, auction and sequence. */
export interface OrderedPlace {
  readonly section: string;
  readonly key: bigint;
  readonly auctionId: Id;
  readonly sequence: number;
}

/**
 * How bids `b` of auctions `a` are sorted. An auction is a `part` of the list that some index has in order, so it is read
 * from where the page starts.
 */
export interface Ordering {
  readonly direction: "ASC" | "DESC";
  /** The same for all bids of an auction: amounts are compared within a currency only. */
  readonly section: string;
  readonly key: string;
  /** What sorts the bids of one auction. */
  readonly within: readonly string[];
  /** Is `b` behind the start of its `part`? */
  readonly isBehind: string;
  /** The columns of `part` that say where it starts, behind a place or at the list's beginning. */
  readonly start: (parameters: Parameters, after: OrderedPlace | null) => string;
}

const LAST_SEQUENCE = 2_147_483_647;
const BELOW_AMOUNTS = -1n;
const ABOVE_AMOUNTS = 2n ** 63n - 1n;

export const BID_ORDERS: Readonly<Record<BidOrder, Ordering>> = {
  DECIDED_AT_ASC: byTime("ASC"),
  DECIDED_AT_DESC: byTime("DESC"),
  AMOUNT_ASC: byAmount("ASC"),
  AMOUNT_DESC: byAmount("DESC"),
};

/** Bids of one auction follow each other in time as in its journal, so no index on their times needs to be kept. */
function byTime(direction: Ordering["direction"]): Ordering {
  const isAscending = direction === "ASC";
  const beginning = isAscending ? 0 : LAST_SEQUENCE;
  return {
    direction,
    section: "''",
    key: "b.decided_at",
    within: ["b.sequence"],
    isBehind: `b.sequence ${isAscending ? ">" : "<"} part.start_sequence`,
    start: (parameters, after) =>
      `${after ? startInTime(parameters, after, isAscending ? 0 : 1) : beginning} AS start_sequence`,
  };
}

/** Of bids at the cursor's very instant, those of auctions with a lower id come before it. */
function startInTime(parameters: Parameters, after: OrderedPlace, distance: 0 | 1): string {
  const auctionId = parameters.add(after.auctionId, "uuid");
  const moment = parameters.add(formatInstant(after.key), "timestamptz");
  return `CASE WHEN a.id = ${auctionId} THEN ${parameters.add(after.sequence, "integer")} ELSE ${distance} +
    last_entry_until(a.id, ${moment} - (a.id > ${auctionId})::integer * interval '1 microsecond') END`;
}

/** A leader's raise without an amount comes below all others. */
function byAmount(direction: Ordering["direction"]): Ordering {
  const isAscending = direction === "ASC";
  const beginning = isAscending ? BELOW_AMOUNTS : ABOVE_AMOUNTS;
  const section = "(a.terms ->> 'currency')";
  const key = "coalesce(b.amount_minor, 0)";
  return {
    direction,
    section,
    key,
    within: [key, "b.sequence"],
    isBehind: `(${key}, b.sequence) ${isAscending ? ">" : "<"} (part.start_amount, part.start_sequence)`,
    start: (parameters, after) => {
      if (!after) return `${beginning}::bigint AS start_amount, 0 AS start_sequence`;
      const currency = parameters.add(after.section, "text");
      const auctionId = parameters.add(after.auctionId, "uuid");
      return `CASE WHEN ${section} = ${currency} THEN ${parameters.add(after.key.toString(), "bigint")}
          ELSE ${beginning} END AS start_amount,
        CASE WHEN a.id = ${auctionId} THEN ${parameters.add(after.sequence, "integer")}
          WHEN a.id > ${auctionId} THEN 0 ELSE ${LAST_SEQUENCE} END AS start_sequence`;
    },
  };
}
