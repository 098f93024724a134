import type { Viewer } from "../platform/access/viewer";
import { assertNever } from "../platform/decision";
import type { Id } from "../platform/ids";
import { hidden, type Hidden, type JournalData } from "../platform/journal/hidden";
import { formatAmount, type Money } from "../platform/money";
import type { Evidence } from "./domain/evidence";
import type { QualificationApplied, QualificationEvent } from "./domain/events";
import type { Act, Qualification, Terms } from "./domain/qualification";

// Seller and firm both read a BUYER stream. Each side's people are known to their own side alone, what the seller's
// people wrote stays with the seller, and the firm's free text is hidden so that it can be erased.

/** Who acted, for their own organization's eyes. */
export function actorOf(viewer: Viewer): Hidden {
  return hidden({ id: viewer.actor.id, kind: viewer.actor.kind }, viewer.organization.id);
}

/** What an entry says of an event, and of the qualification that it led to. */
export function journalData(
  event: QualificationApplied | QualificationEvent,
  after: Qualification,
): JournalData {
  const readers = [after.sellerId, after.buyerId];
  switch (event.type) {
    case "QualificationApplied": {
      const evidence = evidenceData(event.application, readers);
      return { sellerId: after.sellerId, buyerId: after.buyerId, evidence };
    }
    case "QualificationReviewStarted":
      return {};
    case "BuyerQualified": {
      const evidence = evidenceData(after.application, readers);
      return { reason: reason(event.act, after), terms: termsData(event.terms), evidence };
    }
    case "BuyerRejected":
      return { reason: reason(event.act, after), evidence: evidenceData(after.application, readers) };
    case "BuyerSuspended":
    case "BuyerReinstated":
    case "BuyerExpelled":
      return { reason: reason(event.act, after) };
    case "ExposureLimitSet":
      return { reason: reason(event.act, after), exposureLimit: moneyData(event.limit) };
    case "AssetClassesSet":
      return { reason: reason(event.act, after), assetClasses: event.assetClasses };
    case "RenewalSubmitted":
      return { evidence: evidenceData(event.evidence, readers) };
    case "RenewalConfirmed": {
      const { evidenceId, validUntil } = event;
      return { reason: reason(event.act, after), evidenceId, validUntil };
    }
    case "RenewalRejected":
      return { reason: reason(event.act, after), evidenceId: event.evidenceId };
    default:
      return assertNever(event);
  }
}

function reason(act: Act, of: Qualification): Hidden {
  return hidden(act.reason, of.sellerId);
}

function termsData(terms: Terms): JournalData {
  const { validUntil, assetClasses, exposureLimit } = terms;
  return { validUntil, assetClasses, exposureLimit: moneyData(exposureLimit) };
}

function moneyData({ minor, currency }: Money): JournalData {
  return { amount: formatAmount(minor, currency), currency };
}

function evidenceData(evidence: Evidence, readers: readonly Id[]): JournalData {
  return {
    id: evidence.id,
    licences: evidence.licences.map(({ jurisdiction, number, validUntil }) => ({
      jurisdiction,
      number,
      validUntil,
    })),
    insuranceValidUntil: evidence.insuranceValidUntil,
    financialCapacity: moneyData(evidence.financialCapacity),
    operations: hidden(evidence.operations, ...readers),
    conductRecord: hidden(evidence.conductRecord, ...readers),
    references: hidden(evidence.references, ...readers),
    affiliations: hidden(evidence.affiliations, ...readers),
  };
}
