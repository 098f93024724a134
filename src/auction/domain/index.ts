export * from "./allotment";
export * from "./audience";
export * from "./audit";
export * from "./auction";
export * from "./auction-phase";
export * from "./bid-reason";
export * from "./bid-status";
export {
  decodeInstant,
  decodeStanding,
  decodeState,
  decodeTerms,
  encodeState,
  encodeTerms,
  type StandingJson,
  type StateJson,
  type TermsJson,
} from "./codec";
export * from "./commands";
export { decide, decideSchedule } from "./decide";
export * from "./due";
export * from "./eligibility";
export * from "./event-decoder";
export * from "./event-encoder";
export * from "./events";
export * from "./exposure";
export * from "./evolve";
export { bidsOfPhase } from "./formats/phases";
export { isSealedFormat } from "./formats/registry";
export * from "./handle";
export * from "./interruption";
export * from "./opened-view";
export * from "./own-result";
export * from "./participant";
export type { FieldProblem, Problem, ProblemCode } from "./problem";
export { ranking } from "./ranking";
export * from "./readers";
export * from "./secret";
export * from "./standing";
export * from "./terms";
export * from "./validate-terms";
export * from "./visibility";
