import type { DataSource } from "typeorm";
import type { Id } from "../platform/ids";
import { decimalsOf } from "../platform/money";
import {
  AGE_BUCKETS,
  BALANCE_TIERS,
  type SegmentDimension,
  UNKNOWN_SEGMENT,
  VERY_SMALL_BELOW,
  type Band,
  type Segment,
} from "./domain/segments";
import { isScreened } from "./domain/portfolio";
import type { PortfolioEntity } from "./portfolio.entity";

export type UnarrangedSegment = Omit<Segment, "shareOfFace">;

// `a` is an account, `p` its portfolio, `p.unit` one whole unit of its currency.
const KEYS: Readonly<Record<SegmentDimension, string>> = {
  AGE_BUCKET: `CASE WHEN a.due_date IS NULL THEN '${UNKNOWN_SEGMENT}' ${bands(AGE_BUCKETS, (upTo) => `p.as_of - a.due_date <= ${upTo}`)} END`,
  BALANCE_TIER: `CASE ${bands(BALANCE_TIERS, (upTo) => `a.balance_minor <= ${upTo} * p.unit`)} END`,
  STATE: `coalesce(a.state, '${UNKNOWN_SEGMENT}')`,
  INDUSTRY: `coalesce(a.industry, '${UNKNOWN_SEGMENT}')`,
  ASSET_CLASS: "p.asset_class",
  DOCUMENTATION: `coalesce(a.documentation, '${UNKNOWN_SEGMENT}')`,
  CHARGED_OFF: `CASE WHEN a.status = 'CHARGED_OFF' OR a.charge_off_date <= p.as_of THEN 'YES'
    WHEN a.status IS NULL AND a.charge_off_date IS NULL THEN '${UNKNOWN_SEGMENT}' ELSE 'NO' END`,
};

function bands(list: readonly Band[], isWithin: (upTo: number) => string): string {
  return list
    .map(({ name, upTo }) => (upTo === null ? `ELSE '${name}'` : `WHEN ${isWithin(upTo)} THEN '${name}'`))
    .join(" ");
}

/** What portfolios offer, grouped: one statement, however many portfolios. */
export async function segmentsOf(
  database: DataSource,
  portfolios: readonly PortfolioEntity[],
  by: readonly SegmentDimension[],
): Promise<Map<Id, UnarrangedSegment[]>> {
  const asked = portfolios.map(({ id, asOf, assetClass, currency, status }) => ({
    id,
    as_of: asOf,
    asset_class: assetClass,
    unit: 10 ** decimalsOf(currency),
    screened: isScreened(status),
  }));
  const keys = by.map((dimension) => KEYS[dimension]);
  const rows = await database.query<
    { portfolio_id: Id; keys: string[]; count: number; small: number; face: string }[]
  >(
    `SELECT a.portfolio_id, ARRAY[${keys.join(", ")}]::text[] AS keys, count(*)::int AS count,
      (count(*) FILTER (WHERE a.balance_minor < ${VERY_SMALL_BELOW} * p.unit))::int AS small,
      sum(a.balance_minor) AS face
    FROM json_to_recordset($1) AS p (id uuid, as_of date, asset_class text, unit bigint, screened boolean)
    JOIN account a ON a.portfolio_id = p.id
    LEFT JOIN account_screening s ON s.account_id = a.id AND p.screened
    WHERE NOT p.screened OR s.result = 'ELIGIBLE'
    GROUP BY 1, 2`,
    [JSON.stringify(asked)],
  );
  const segments = new Map<Id, UnarrangedSegment[]>(portfolios.map(({ id }) => [id, []]));
  for (const row of rows) {
    segments.get(row.portfolio_id)?.push({
      keys: by.map((dimension, index) => ({ dimension, value: row.keys[index] ?? UNKNOWN_SEGMENT })),
      accountCount: row.count,
      verySmallCount: row.small,
      faceValue: BigInt(row.face),
    });
  }
  return segments;
}
