import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import { affiliationGroups } from "./affiliation.store";
import {
  admissionProblems,
  type AdmissionProblem,
  type AdmissionRequest,
  type Standing,
} from "./domain/admission";
import type { QualificationState } from "./domain/qualification";
import type { Relation } from "./qualification.store";

/**
 * Why a firm may not take part in a sale now; nothing when it may. Call it under the firm's lock and the auction's, so
 * that neither the firm's standing nor the other participants change behind it.
 */
export async function checkAdmission(
  tx: Transaction,
  request: AdmissionRequest,
): Promise<AdmissionProblem[]> {
  const standing = await readStanding(tx, request);
  const groups = await affiliationGroups(tx.manager, request.sellerId);
  return admissionProblems(standing, groups, request, await tx.now());
}

interface EligibilityRow {
  state: QualificationState;
  suspended_at: Instant | null;
  lapses_at: Instant | null;
  asset_classes: string[] | null;
}

async function readStanding(tx: Transaction, { sellerId, buyerId }: Relation): Promise<Standing | null> {
  const [row] = await tx.query<EligibilityRow>(
    `SELECT state, suspended_at, lapses_at, asset_classes FROM buyer_eligibility
     WHERE seller_id = $1 AND buyer_id = $2`,
    [sellerId, buyerId],
  );
  if (!row) return null;
  return {
    state: row.state,
    isSuspended: row.suspended_at !== null,
    lapsesAt: row.lapses_at,
    assetClasses: row.asset_classes ?? [],
    licences: await readLicences(tx, { sellerId, buyerId }),
  };
}

async function readLicences(tx: Transaction, { sellerId, buyerId }: Relation): Promise<Map<string, Instant>> {
  const rows = await tx.query<{ jurisdiction: string; lapses_at: Instant }>(
    "SELECT jurisdiction, lapses_at FROM buyer_licence WHERE seller_id = $1 AND buyer_id = $2",
    [sellerId, buyerId] satisfies Id[],
  );
  return new Map(rows.map((row) => [row.jurisdiction, row.lapses_at]));
}
