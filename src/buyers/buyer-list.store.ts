import { MoreThan, type DataSource } from "typeorm";
import type { Page } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import type { Owner } from "./buyers.policy";
import { QualificationEntity } from "./qualification.entity";

export interface BuyerConditions {
  readonly status?: readonly string[] | null;
  readonly assetClass?: readonly string[] | null;
  readonly jurisdiction?: readonly string[] | null;
}

const OWN_COLUMN = { SELLER: "seller_id", FIRM: "buyer_id" } as const;

/** Firms by identifier, as their last qualification stands now; one more than the page. */
export async function listBuyers(
  database: DataSource,
  owner: Owner,
  conditions: BuyerConditions,
  page: Page,
): Promise<Id[]> {
  const rows = await database.query<{ buyer_id: Id }[]>(
    `SELECT q.buyer_id FROM (
       SELECT DISTINCT ON (buyer_id) * FROM qualification
       WHERE ${OWN_COLUMN[owner.audience]} = $1 AND ($2::uuid IS NULL OR buyer_id > $2)
       ORDER BY buyer_id, submitted_at DESC) q
     WHERE ($3::text[] IS NULL OR ${STATUS} = ANY ($3))
       AND ($4::text[] IS NULL OR q.asset_classes && $4)
       AND ($5::text[] IS NULL OR EXISTS (SELECT FROM qualification_licence l
         WHERE l.evidence_id = q.evidence_id AND l.jurisdiction = ANY ($5)))
     ORDER BY q.buyer_id LIMIT $6`,
    [
      owner.organizationId,
      page.after?.[0] ?? null,
      conditions.status ?? null,
      conditions.assetClass ?? null,
      conditions.jurisdiction ?? null,
      page.first + 1,
    ],
  );
  return rows.map((row) => row.buyer_id);
}

// What statusAt says, for filters: a test holds the two together.
const STATUS = `CASE
  WHEN q.state = 'EXPELLED' THEN 'EXPELLED'
  WHEN q.suspended_at IS NOT NULL AND q.reinstated_at IS NULL THEN 'SUSPENDED'
  WHEN q.lapses_at <= clock_timestamp() THEN 'LAPSED'
  ELSE q.state END`;

/** Every qualification in the order in which firms applied, rejected ones too; one more than the page. */
export async function listQualifications(database: DataSource, owner: Owner, page: Page): Promise<Id[]> {
  const { organizationId } = owner;
  const own = owner.audience === "SELLER" ? { sellerId: organizationId } : { buyerId: organizationId };
  const after = page.after?.[0];
  const rows = await database.manager.find(QualificationEntity, {
    select: { id: true },
    where: { ...own, ...(after === undefined ? {} : { id: MoreThan(String(after)) }) },
    order: { id: "ASC" },
    take: page.first + 1,
  });
  return rows.map(({ id }) => id);
}
