import type { Id } from "../../platform/ids";
import type { Money } from "../../platform/money";
import type { CalendarDate, Instant } from "../../platform/time";
import type { Jurisdiction } from "./jurisdiction";
import { lapsesAt } from "./lapse";

export interface Licence {
  readonly jurisdiction: Jurisdiction;
  readonly number: string;
  readonly validUntil: CalendarDate;
}

/** What a firm states about itself, in an application or a renewal. */
export interface Statement {
  readonly licences: readonly Licence[];
  readonly insuranceValidUntil: CalendarDate;
  readonly financialCapacity: Money;
  readonly operations: string;
  readonly conductRecord: string;
  readonly references: readonly string[];
  /** Names or slugs of the organizations that the firm says it belongs with; the seller confirms them. */
  readonly affiliations: readonly string[];
}

/** A statement as it was sent: kept for good, so that what a decision was based on can be read ever after. */
export interface Evidence extends Statement {
  readonly id: Id;
  readonly submittedBy: Id;
  readonly submittedAt: Instant;
}

export function isSameStatement(a: Statement, b: Statement): boolean {
  return canonical(a) === canonical(b);
}

// Licences are a set: their order says nothing.
function canonical(statement: Statement): string {
  const licences = statement.licences.map((l) => `${l.jurisdiction} ${l.validUntil} ${l.number}`).sort();
  const { minor, currency } = statement.financialCapacity;
  const { insuranceValidUntil, operations, conductRecord, references, affiliations } = statement;
  return JSON.stringify([
    licences,
    insuranceValidUntil,
    `${minor} ${currency}`,
    operations,
    conductRecord,
    references,
    affiliations,
  ]);
}

/** Until when each jurisdiction's licences hold; of several in one, the one that holds longest. */
export function licenceLapses(licences: readonly Licence[]): Map<Jurisdiction, Instant> {
  const lapses = new Map<Jurisdiction, Instant>();
  for (const { jurisdiction, validUntil } of licences) {
    const lapse = lapsesAt(validUntil, jurisdiction);
    const other = lapses.get(jurisdiction);
    if (other === undefined || other < lapse) lapses.set(jurisdiction, lapse);
  }
  return lapses;
}

/** When the first of them expires: the review date, the insurance, or the firm's licence in some jurisdiction. */
export function firstLapse(statement: Statement, reviewValidUntil: CalendarDate): Instant {
  const all = [
    lapsesAt(reviewValidUntil),
    lapsesAt(statement.insuranceValidUntil),
    ...licenceLapses(statement.licences).values(),
  ];
  return all.reduce((first, lapse) => (lapse < first ? lapse : first));
}
