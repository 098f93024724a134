import { badUserInput } from "../platform/errors";
import { readText } from "../platform/free-text";
import { readMoney, type MoneyInput } from "../platform/graphql/money";
import type { Money } from "../platform/money";
import type { CalendarDate } from "../platform/time";
import type { BuyerFilter } from "./buyer.graphql";
import type { BuyerConditions } from "./buyer-list.store";
import { isJurisdiction } from "./domain/jurisdiction";
import type { Licence, Statement } from "./domain/evidence";
import type { Terms } from "./domain/qualification";
import {
  QualificationDecision,
  RenewalDecision,
  type ApplyForQualificationInput,
  type DecideQualificationInput,
  type DecideRenewalInput,
  type LicenceInput,
} from "./qualification-inputs.graphql";

const MOST_LICENCES = 200;
const MOST_NAMES = 50;
const LONGEST_NAME = 500;
const LONGEST_NUMBER = 100;

export function readStatement(input: ApplyForQualificationInput): Statement {
  return {
    licences: readLicences(input.licences),
    insuranceValidUntil: input.insuranceValidUntil,
    financialCapacity: readMoney(input.financialCapacity, ["input", "financialCapacity", "amount"]),
    operations: readText(input.operations, ["input", "operations"]),
    conductRecord: readText(input.conductRecord, ["input", "conductRecord"]),
    references: readNames(input.references, ["input", "references"]),
    affiliations: readNames(input.affiliations, ["input", "affiliations"]),
  };
}

export function readLicences(licences: readonly LicenceInput[]): Licence[] {
  if (licences.length > MOST_LICENCES) {
    throw badUserInput(`List at most ${MOST_LICENCES} licences.`, ["input", "licences"]);
  }
  const known = new Set<string>();
  return licences.map(({ jurisdiction, number, validUntil }, index) => {
    const path = ["input", "licences", String(index)];
    if (!isJurisdiction(jurisdiction)) {
      throw badUserInput("Name the jurisdiction by ISO 3166-2, as in US-CA.", [...path, "jurisdiction"]);
    }
    const licence = {
      jurisdiction,
      number: readText(number, [...path, "number"], LONGEST_NUMBER),
      validUntil,
    };
    const key = `${jurisdiction} ${licence.number}`;
    if (known.has(key)) throw badUserInput("List each licence once.", path);
    known.add(key);
    return licence;
  });
}

function readNames(names: readonly string[], path: readonly string[]): string[] {
  if (names.length > MOST_NAMES) throw badUserInput(`List at most ${MOST_NAMES}.`, path);
  return names.map((name, index) => readText(name, [...path, String(index)], LONGEST_NAME));
}

export function readConditions(filter: BuyerFilter | null): BuyerConditions {
  if (!(filter?.jurisdiction ?? []).every(isJurisdiction)) {
    throw badUserInput("Name jurisdictions by ISO 3166-2, as in US-CA.", ["filter", "jurisdiction"]);
  }
  return filter ?? {};
}

/** What a firm is qualified for; `null` rejects it, whatever else was sent. */
export function readTerms(input: DecideQualificationInput): Terms | null {
  if (input.decision === QualificationDecision.REJECT) return null;
  const { validUntil, assetClasses, exposureLimit } = input;
  if (!validUntil) throw badUserInput("To qualify needs the next review date.", ["input", "validUntil"]);
  const classes = readAssetClasses(assetClasses ?? []);
  if (!exposureLimit) throw badUserInput("To qualify needs an exposure limit.", ["input", "exposureLimit"]);
  const limit = readExposureLimit(exposureLimit, ["input", "exposureLimit", "amount"]);
  return { validUntil, assetClasses: classes, exposureLimit: limit };
}

export function readAssetClasses(assetClasses: readonly string[]): readonly string[] {
  if (assetClasses.length === 0) {
    throw badUserInput("A firm is qualified for at least one asset class.", ["input", "assetClasses"]);
  }
  return [...new Set(assetClasses)].sort();
}

export function readExposureLimit(input: MoneyInput, path: readonly string[]): Money {
  const limit = readMoney(input, path);
  if (limit.minor === 0n) throw badUserInput("An exposure limit is above zero.", path);
  return limit;
}

/** The next review date; `null` rejects the renewal. */
export function readNextReview(input: DecideRenewalInput): CalendarDate | null {
  if (input.decision === RenewalDecision.REJECT) return null;
  if (!input.validUntil)
    throw badUserInput("To confirm needs the next review date.", ["input", "validUntil"]);
  return input.validUntil;
}
