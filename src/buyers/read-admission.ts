import type { Transaction } from "../platform/database/transactions";
import type { Instant } from "../platform/time";
import { affiliationGroups } from "./affiliation.store";
import { admissionOf, type Admission, type AdmissionRequest, type Standing } from "./domain/admission";
import type { Relation } from "./qualification.store";

/**
 * Whether a firm may take part in a sale now. Call it under the firm's lock and the auction's, so that neither the firm's
 * standing nor the other participants change behind it.
 */
export async function readAdmission(tx: Transaction, request: AdmissionRequest): Promise<Admission> {
  const standing = await readStanding(tx, request);
  return admissionOf(standing, await affiliationGroups(tx.manager, request.sellerId), request);
}

interface EligibilityRow {
  is_qualified: boolean;
  suspended_at: Instant | null;
  lapses_at: Instant | null;
  asset_classes: string[] | null;
  jurisdictions: string[];
}

async function readStanding(tx: Transaction, { sellerId, buyerId }: Relation): Promise<Standing | null> {
  const [row] = await tx.query<EligibilityRow>(
    `SELECT is_qualified, suspended_at, lapses_at, asset_classes,
       ARRAY(SELECT jurisdiction FROM buyer_licence l
         WHERE l.seller_id = e.seller_id AND l.buyer_id = e.buyer_id) AS jurisdictions
     FROM buyer_eligibility e WHERE seller_id = $1 AND buyer_id = $2`,
    [sellerId, buyerId],
  );
  if (!row) return null;
  return {
    isQualified: row.is_qualified && row.suspended_at === null,
    lapsesAt: row.lapses_at,
    assetClasses: row.asset_classes ?? [],
    jurisdictions: new Set(row.jurisdictions),
  };
}
