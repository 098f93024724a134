import { registerEnumType, Field, ObjectType, createUnionType, type ClassType } from "type-graphql";
import { assertNever } from "./decision";
import type { ProposalProblem } from "./proposal";

/** Why a command was refused: what its caller can act on. */
export enum RefusalCode {
  INVALID_STATE = "INVALID_STATE",
  SEPARATION_OF_DUTIES = "SEPARATION_OF_DUTIES",
  IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT",
  NOT_QUALIFIED = "NOT_QUALIFIED",
  NOT_LICENSED = "NOT_LICENSED",
  AFFILIATED = "AFFILIATED",
  NDA_MISSING = "NDA_MISSING",
  ALREADY_EXISTS = "ALREADY_EXISTS",
  ALREADY_SIGNED = "ALREADY_SIGNED",
  LICENCE_LAPSED = "LICENCE_LAPSED",
  RESERVE_NOT_MET = "RESERVE_NOT_MET",
  WITHDRAWAL_NOT_ALLOWED = "WITHDRAWAL_NOT_ALLOWED",
  NO_APPROVED_FLOOR = "NO_APPROVED_FLOOR",
  INVALID_MAPPING = "INVALID_MAPPING",
  INVALID_TERMS = "INVALID_TERMS",
  ALREADY_ANSWERED = "ALREADY_ANSWERED",
  LIMIT_REACHED = "LIMIT_REACHED",
  NEEDS_CONFIRMATION = "NEEDS_CONFIRMATION",
  SEAL_MISMATCH = "SEAL_MISMATCH",
  JOURNAL_IN_DOUBT = "JOURNAL_IN_DOUBT",
}

registerEnumType(RefusalCode, {
  name: "RefusalCode",
  description: "Why a command was refused.",
  valuesConfig: {
    INVALID_STATE: {
      description: "The object's state does not allow the command; `state` names the state found.",
    },
    SEPARATION_OF_DUTIES: {
      description: "Another person must do this than the one who did the step before.",
    },
    IDEMPOTENCY_CONFLICT: { description: "The idempotency key was used before with other content." },
    NOT_QUALIFIED: { description: "The firm is not qualified for this." },
    NOT_LICENSED: { description: "The firm lacks a licence where the accounts are." },
    AFFILIATED: { description: "The firm is affiliated with the seller or with another participant." },
    NDA_MISSING: { description: "The firm has not signed the non-disclosure agreement." },
    ALREADY_EXISTS: { description: "There is one already." },
    ALREADY_SIGNED: { description: "This person, or this role, has signed already." },
    LICENCE_LAPSED: { description: "A licence, the insurance or the review date of the firm has expired." },
    RESERVE_NOT_MET: { description: "The price does not reach the reserve." },
    WITHDRAWAL_NOT_ALLOWED: {
      description: "The format knows no withdrawal, or there is nothing to withdraw.",
    },
    NO_APPROVED_FLOOR: { description: "The portfolio has no approved floor." },
    INVALID_MAPPING: { description: "The tape's mapping cannot be used." },
    INVALID_TERMS: { description: "The auction's terms contradict each other or the portfolio." },
    ALREADY_ANSWERED: { description: "The question was answered already." },
    LIMIT_REACHED: { description: "A stated limit is reached." },
    NEEDS_CONFIRMATION: { description: "The amount is unusually high and needs to be confirmed." },
    SEAL_MISMATCH: { description: "A share or key is not the one whose hash stands in the sealed box." },
    JOURNAL_IN_DOUBT: {
      description:
        "The journal is not the one that was signed: nothing is opened before an operator has looked.",
    },
  },
});

@ObjectType({ description: "What the caller can act on; nothing was changed." })
export class Refusal {
  @Field(() => RefusalCode, { description: "Why, for programs." })
  readonly code: RefusalCode;

  @Field(() => String, { description: "Why, for people, and what to do." })
  readonly message: string;

  @Field(() => [String], { nullable: true, description: "The input field that it is about." })
  readonly path: string[] | null;

  @Field(() => String, { nullable: true, description: "The state found, for INVALID_STATE." })
  readonly state: string | null;

  constructor(code: RefusalCode, message: string, detail: { path?: string[]; state?: string } = {}) {
    this.code = code;
    this.message = message;
    this.path = detail.path ?? null;
    this.state = detail.state ?? null;
  }
}

/** What a use case answers: its result, or a Refusal; a transaction that answers a Refusal is rolled back. */
export type OrRefusal<Result> = Result | Refusal;

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}

export function refuse(
  code: keyof typeof RefusalCode,
  message: string,
  detail?: { path?: string[]; state?: string },
): Refusal {
  return new Refusal(RefusalCode[code], message, detail);
}

/** A command that the object's state does not allow: says what would be needed and what was found. */
export function refuseState(object: string, needed: string, found: string): Refusal {
  return refuse("INVALID_STATE", `The ${object} must be ${needed}; it is ${found}.`, { state: found });
}

/** A proposal that waits for no decision any more, or not for this person's. */
export function refuseProposal(object: string, problem: ProposalProblem<string>): Refusal {
  switch (problem.code) {
    case "INVALID_STATE":
      return refuseState(object, "PROPOSED", problem.found);
    case "SEPARATION_OF_DUTIES":
      return refuse(problem.code, `Somebody else than the ${object}'s proposer must decide it.`);
    default:
      return assertNever(problem);
  }
}

/** The union that a mutation returns: its success, or a Refusal. */
export function resultUnion<T extends object>(name: string, success: () => ClassType<T>) {
  return createUnionType({
    name,
    description: `What came of it: ${name.replace(/Result$/, "")}'s success, or a Refusal.`,
    types: () => [success(), Refusal] as const,
    resolveType: (value) => (isRefusal(value) ? Refusal : success()),
  });
}
