import type { AssetClass } from "../portfolio";
import { moneyView } from "../platform/graphql/money";
import { view } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { Evidence } from "./domain/evidence";
import { lapsesAt } from "./domain/lapse";
import { isSuspended, statusAt, type Qualification, type Renewal } from "./domain/qualification";
import { audienceOf, seesSellersFile, type Audience } from "./buyers.policy";
import { EvidenceType, LicenceType, QualificationType, RenewalType } from "./qualification.graphql";

/** A qualification as an organization may see it at t; `null`: not at all. */
export function qualificationView(
  of: Qualification,
  organizationId: Id,
  t: Instant,
): QualificationType | null {
  const audience = audienceOf(of, organizationId);
  if (audience === null) return null;
  const seesFile = seesSellersFile(audience);
  const suspension = isSuspended(of) ? of.suspension : null;
  return view(QualificationType, {
    id: of.id,
    status: statusAt(of, t),
    submittedAt: of.application.submittedAt,
    application: evidenceView(of.application),
    evidence: evidenceView(of.evidence),
    decidedAt: of.verdict?.at ?? null,
    rationale: seesFile ? (of.verdict?.reason ?? null) : null,
    validUntil: of.terms?.validUntil ?? null,
    lapsesAt: of.lapsesAt,
    assetClasses: (of.terms?.assetClasses ?? []) as AssetClass[], // a constraint holds them to portfolio/'s
    exposureLimit: of.terms && moneyView(of.terms.exposureLimit.minor, of.terms.exposureLimit.currency),
    suspendedAt: suspension?.at ?? null,
    suspensionReason: seesFile ? (suspension?.reason ?? null) : null,
    expelledAt: of.expulsion?.at ?? null,
    expulsionReason: seesFile ? (of.expulsion?.reason ?? null) : null,
    renewal: of.renewal && renewalView(of.renewal, audience),
    buyerId: of.buyerId,
    sellerId: of.sellerId,
    deciderId: seesFile ? (of.verdict?.by ?? null) : null,
  });
}

function renewalView({ evidence, status, verdict }: Renewal, audience: Audience): RenewalType {
  return view(RenewalType, {
    id: evidence.id,
    status,
    evidence: evidenceView(evidence),
    decidedAt: verdict?.at ?? null,
    rationale: seesSellersFile(audience) ? (verdict?.reason ?? null) : null,
  });
}

function evidenceView(evidence: Evidence): EvidenceType {
  const { id, submittedAt, insuranceValidUntil, financialCapacity, operations, conductRecord } = evidence;
  return view(EvidenceType, {
    id,
    submittedAt,
    licences: evidence.licences.map((licence) =>
      view(LicenceType, { ...licence, lapsesAt: lapsesAt(licence.validUntil, licence.jurisdiction) }),
    ),
    insuranceValidUntil,
    financialCapacity: moneyView(financialCapacity.minor, financialCapacity.currency),
    operations,
    conductRecord,
    references: [...evidence.references],
    affiliations: [...evidence.affiliations],
  });
}
