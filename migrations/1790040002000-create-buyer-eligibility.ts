import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What decides whether a firm may bid, one row a seller and firm, for whoever holds an auction's lock: a batch of firms
 * is a few look-ups by key. No row: the firm is not qualified.
 */
export class CreateBuyerEligibility1790040002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE VIEW buyer_eligibility AS
      SELECT q.seller_id, q.buyer_id, q.id AS qualification_id, q.state,
        q.state = 'QUALIFIED' AS is_qualified,
        q.state = 'EXPELLED' AS is_expelled,
        CASE WHEN q.reinstated_at IS NULL THEN q.suspended_at END AS suspended_at,
        q.expelled_at, q.lapses_at, q.asset_classes, q.exposure_limit_minor, q.exposure_limit_currency,
        firm.group_id AS affiliation_group,
        coalesce(firm.group_id = own.group_id, false) AS is_affiliated_with_seller
      FROM qualification q
      LEFT JOIN affiliation firm ON firm.seller_id = q.seller_id AND firm.organization_id = q.buyer_id
      LEFT JOIN affiliation own ON own.seller_id = q.seller_id AND own.organization_id = q.seller_id
      WHERE q.state <> 'REJECTED'`);
    // Of several licences in one jurisdiction the one that holds longest counts.
    await db.query(`CREATE VIEW buyer_licence AS
      SELECT q.seller_id, q.buyer_id, l.jurisdiction, max(l.lapses_at) AS lapses_at
      FROM qualification q JOIN qualification_licence l ON l.evidence_id = q.evidence_id
      WHERE q.state <> 'REJECTED'
      GROUP BY q.seller_id, q.buyer_id, l.jurisdiction`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP VIEW buyer_licence");
    await db.query("DROP VIEW buyer_eligibility");
  }
}
