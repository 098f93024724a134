import { reject, type Decision } from "../../platform/decision";
import type { AuctionState } from "./auction";

/** Why a command came to nothing and left no entry; every code but BAD_USER_INPUT is a Refusal's. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path: readonly string[] | null;
  /** The state found, for INVALID_STATE. */
  readonly state: string | null;
}

/** What is wrong with a field of an input. */
export interface FieldProblem {
  readonly path: readonly string[];
  readonly message: string;
}

export type ProblemCode =
  | "BAD_USER_INPUT"
  | "INVALID_STATE"
  | "INVALID_TERMS"
  | "WITHDRAWAL_NOT_ALLOWED"
  | "SEPARATION_OF_DUTIES"
  | "RESERVE_NOT_MET"
  | "ALREADY_EXISTS"
  | "AFFILIATED"
  | "NOT_QUALIFIED"
  | "LICENCE_LAPSED"
  | "NOT_LICENSED"
  | "NDA_MISSING";

export function problem(code: ProblemCode, message: string, path: readonly string[] | null = null) {
  return reject<Problem>({ code, message, path, state: null });
}

export function invalidState(auction: AuctionState, needed: string): Decision<never, Problem> {
  return stateProblem("auction", needed, auction.status);
}

export function stateProblem(object: string, needed: string, found: string): Decision<never, Problem> {
  const message = `The ${object} must be ${needed}; it is ${found}.`;
  return reject<Problem>({ code: "INVALID_STATE", message, path: null, state: found });
}
