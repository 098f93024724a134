import type { Instant } from "../../platform/time";
import type { Format } from "./formats/format";
import { formatOf } from "./formats/registry";
import type { FieldProblem } from "./problem";
import type { Extension, IncrementStep, Sealing, Terms } from "./terms";

const MAX_INCREMENT_ROWS = 100;
/** Seconds in 366 days. */
const LONGEST_PERIOD = 366 * 86_400;

/** What the terms are held against: the present, and the last instant at which the floor is valid (null: for good). */
export interface SchedulingFacts {
  readonly now: Instant;
  readonly floorValidUntil: Instant | null;
}

/** Everything that is wrong with the terms; the first is what the caller is told. */
export function validateTerms(terms: Terms, facts: SchedulingFacts): readonly FieldProblem[] {
  return [
    ...validateTimes(terms, facts),
    ...validateAmounts(terms),
    ...validateParts(terms, formatOf(terms)),
    ...validatePeriods(terms),
    ...formatOf(terms).validateTerms(terms),
  ];
}

/** What belongs to some formats only. An increment table may be given to the others, too: it has no effect there. */
function validateParts(
  { increments, extension, closesAt, dutch, sealing, bestAndFinal, reserveVisibility }: Terms,
  { hasIncrements, hasSoftClose, hasSteps, hasShortlist, isSealed }: Format,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (hasIncrements || increments.length > 0) problems.push(...validateIncrements(increments));
  if (extension && !hasSoftClose) problems.push(wrong("This format has no soft close.", "extension"));
  if (extension && hasSoftClose) problems.push(...validateExtension(extension, closesAt));
  if (hasSteps && !dutch) problems.push(wrong("This format needs the steps of its price.", "dutch"));
  if (!hasSteps && dutch) problems.push(wrong("In this format no steps are to be given.", "dutch"));
  if (!hasShortlist && bestAndFinal)
    problems.push(wrong("In this format there is no second round.", "bestAndFinal"));
  if (isSealed && !sealing) problems.push(wrong("This format needs to know to whom it seals.", "sealing"));
  if (!isSealed && sealing) problems.push(wrong("In this format bids are not sealed.", "sealing"));
  if (isSealed && sealing) problems.push(...validateSealing(sealing));
  if (!isSealed && reserveVisibility === "CONCEALED")
    problems.push(wrong("A concealed reserve is for sealed formats.", "reserveVisibility"));
  return problems;
}

/** Whether the custodians' keys are keys is for who seals to say. */
function validateSealing({ threshold, custodians, revealSeconds }: Sealing): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isPositiveInteger(threshold) || threshold > custodians.length)
    problems.push(wrong("The threshold is between 1 and the custodians' number.", "sealing", "threshold"));
  if (!isPositiveInteger(revealSeconds))
    problems.push(wrong("There must be time to reveal.", "sealing", "revealSeconds"));
  return problems;
}

/** What follows the close. */
function validatePeriods(terms: Terms): FieldProblem[] {
  return (["cureSeconds", "standbySeconds"] as const)
    .filter(
      (period) => !Number.isSafeInteger(terms[period]) || terms[period] < 0 || terms[period] > LONGEST_PERIOD,
    )
    .map((period) => wrong("The period must be between none and a year.", period));
}

function validateTimes(terms: Terms, facts: SchedulingFacts): FieldProblem[] {
  const { opensAt, closesAt, reserve } = terms;
  const problems: FieldProblem[] = [];
  if (opensAt < facts.now) problems.push(wrong("The auction must open in the future.", "opensAt"));
  if (closesAt <= opensAt) problems.push(wrong("The auction must close after it opens.", "closesAt"));
  const lastEnd = formatOf(terms).lastEnd(terms);
  if (reserve.amount > 0n && facts.floorValidUntil !== null && facts.floorValidUntil < lastEnd) {
    problems.push(wrong("The floor must be valid to the auction's hard end.", "closesAt"));
  }
  return problems;
}

function validateAmounts({ openingPrice, reserve, faceValue }: Terms): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (openingPrice <= 0n) problems.push(wrong("The opening price must be positive.", "openingPrice"));
  if (openingPrice > faceValue)
    problems.push(wrong("The opening price must not be above face.", "openingPrice"));
  if (reserve.amount < 0n) problems.push(wrong("The reserve must not be negative."));
  return problems;
}

function validateIncrements(increments: readonly IncrementStep[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (increments[0]?.from !== 0n) problems.push(wrong("The increments must start at 0.", "increments"));
  if (increments.length > MAX_INCREMENT_ROWS) {
    problems.push(wrong(`At most ${MAX_INCREMENT_ROWS} increments can be given.`, "increments"));
  }
  increments.forEach(({ from, step }, row) => {
    const before = increments[row - 1];
    if (step <= 0n) problems.push(wrong("Every step must be positive.", "increments", String(row), "step"));
    if (before && from <= before.from) {
      problems.push(wrong("Each row must start above the one before.", "increments", String(row), "from"));
    }
  });
  return problems;
}

function validateExtension({ windowSeconds, addedSeconds, mode, hardEndAt }: Extension, closesAt: Instant) {
  const problems: FieldProblem[] = [];
  if (!isPositiveInteger(windowSeconds)) {
    problems.push(wrong("The window must be at least a second.", "extension", "windowSeconds"));
  }
  if (!isPositiveInteger(addedSeconds)) {
    problems.push(wrong("The added time must be at least a second.", "extension", "addedSeconds"));
  }
  if (mode === "ADD" && addedSeconds < windowSeconds) {
    problems.push(
      wrong("With ADD the added time must not be below the window.", "extension", "addedSeconds"),
    );
  }
  if (hardEndAt < closesAt) {
    problems.push(wrong("The hard end must not be before the closing time.", "extension", "hardEndAt"));
  }
  return problems;
}

function isPositiveInteger(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function wrong(message: string, ...path: readonly string[]): FieldProblem {
  return { path, message };
}
