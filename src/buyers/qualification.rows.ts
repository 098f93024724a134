import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { Evidence } from "./domain/evidence";
import type { Act, Qualification, Renewal, Terms } from "./domain/qualification";
import type { EvidenceEntity, LicenceEntity } from "./evidence.entity";
import type { QualificationEntity } from "./qualification.entity";

/** A qualification as its row; its evidence has rows of its own. */
export function toRow(of: Qualification): QualificationEntity {
  return {
    id: of.id,
    sellerId: of.sellerId,
    buyerId: of.buyerId,
    state: of.state,
    applicationId: of.application.id,
    evidenceId: of.evidence.id,
    submittedBy: of.application.submittedBy,
    submittedAt: of.application.submittedAt,
    reviewStartedBy: of.reviewStarted?.by ?? null,
    reviewStartedAt: of.reviewStarted?.at ?? null,
    decidedBy: of.verdict?.by ?? null,
    decidedAt: of.verdict?.at ?? null,
    rationale: of.verdict?.reason ?? null,
    validUntil: of.terms?.validUntil ?? null,
    assetClasses: of.terms ? [...of.terms.assetClasses] : null,
    exposureLimitMinor: of.terms?.exposureLimit.minor ?? null,
    exposureLimitCurrency: of.terms?.exposureLimit.currency ?? null,
    lapsesAt: of.lapsesAt,
    suspendedBy: of.suspension?.by ?? null,
    suspendedAt: of.suspension?.at ?? null,
    suspensionReason: of.suspension?.reason ?? null,
    reinstatedBy: of.reinstatement?.by ?? null,
    reinstatedAt: of.reinstatement?.at ?? null,
    reinstatementReason: of.reinstatement?.reason ?? null,
    expelledBy: of.expulsion?.by ?? null,
    expelledAt: of.expulsion?.at ?? null,
    expulsionReason: of.expulsion?.reason ?? null,
    renewalId: of.renewal?.evidence.id ?? null,
    renewalStatus: of.renewal?.status ?? null,
    renewalDecidedBy: of.renewal?.verdict?.by ?? null,
    renewalDecidedAt: of.renewal?.verdict?.at ?? null,
    renewalRationale: of.renewal?.verdict?.reason ?? null,
  };
}

/** The other way, with the evidence that the row names. */
export function fromRow(row: QualificationEntity, evidence: ReadonlyMap<Id, Evidence>): Qualification {
  const { reviewStartedBy, reviewStartedAt } = row;
  return {
    id: row.id,
    sellerId: row.sellerId,
    buyerId: row.buyerId,
    state: row.state,
    application: named(evidence, row.applicationId),
    evidence: named(evidence, row.evidenceId),
    reviewStarted: reviewStartedBy && reviewStartedAt ? { by: reviewStartedBy, at: reviewStartedAt } : null,
    verdict: act(row.decidedBy, row.decidedAt, row.rationale),
    terms: terms(row),
    lapsesAt: row.lapsesAt,
    suspension: act(row.suspendedBy, row.suspendedAt, row.suspensionReason),
    reinstatement: act(row.reinstatedBy, row.reinstatedAt, row.reinstatementReason),
    expulsion: act(row.expelledBy, row.expelledAt, row.expulsionReason),
    renewal: renewal(row, evidence),
  };
}

// The table's constraints hold that the columns of one fact are there together.

function act(by: Id | null, at: Instant | null, reason: string | null): Act | null {
  return by === null || at === null || reason === null ? null : { by, at, reason };
}

function terms(row: QualificationEntity): Terms | null {
  const { validUntil, assetClasses, exposureLimitMinor: minor, exposureLimitCurrency: currency } = row;
  if (validUntil === null || assetClasses === null || minor === null || currency === null) return null;
  return { validUntil, assetClasses, exposureLimit: { minor, currency } };
}

function renewal(row: QualificationEntity, evidence: ReadonlyMap<Id, Evidence>): Renewal | null {
  if (row.renewalId === null || row.renewalStatus === null) return null;
  return {
    evidence: named(evidence, row.renewalId),
    status: row.renewalStatus,
    verdict: act(row.renewalDecidedBy, row.renewalDecidedAt, row.renewalRationale),
  };
}

function named(evidence: ReadonlyMap<Id, Evidence>, id: Id): Evidence {
  const found = evidence.get(id);
  if (!found) throw new Error("A qualification's evidence is missing");
  return found;
}

/** The evidence of a row, with those of the licences that belong to it. */
export function toEvidence(row: EvidenceEntity, licences: readonly LicenceEntity[]): Evidence {
  return {
    id: row.id,
    submittedBy: row.submittedBy,
    submittedAt: row.submittedAt,
    licences: licences
      .filter((licence) => licence.evidenceId === row.id)
      .map(({ jurisdiction, number, validUntil }) => ({ jurisdiction, number, validUntil })),
    insuranceValidUntil: row.insuranceValidUntil,
    financialCapacity: { minor: row.financialCapacityMinor, currency: row.financialCapacityCurrency },
    operations: row.operations,
    conductRecord: row.conductRecord,
    references: row.references,
    affiliations: row.affiliations,
  };
}
