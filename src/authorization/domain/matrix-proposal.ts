import type { Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import { decideProposal, type Act, type Proposal, type ProposalProblem } from "../../platform/proposal";
import { isUnconditional, type AuthorityRule } from "./matrix";

export enum MatrixStatus {
  PROPOSED = "PROPOSED",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
  SUPERSEDED = "SUPERSEDED",
}

export enum MatrixDecision {
  APPROVE = "APPROVE",
  REJECT = "REJECT",
}

/** A seller's matrix: proposed by one person, decided by another; replaced, never changed. */
export interface AuthorityMatrix extends Proposal<MatrixStatus> {
  readonly id: Id;
  readonly sellerId: Id;
  readonly version: number;
  readonly rules: readonly AuthorityRule[];
}

/** Another person than the proposer decides. */
export function decideMatrix(
  matrix: AuthorityMatrix,
  decision: MatrixDecision,
  act: Act,
): Decision<AuthorityMatrix, ProposalProblem<MatrixStatus>> {
  const to = decision === MatrixDecision.APPROVE ? MatrixStatus.APPROVED : MatrixStatus.REJECTED;
  return decideProposal(matrix, { from: MatrixStatus.PROPOSED, to }, act);
}

const MOST_RULES = 50;

/** What is wrong with a rule of a proposed matrix, or, with `null`, with their number. */
export interface RuleProblem {
  readonly rule: number | null;
  readonly field: "tier" | "requiredRoles" | "conditions" | null;
  readonly message: string;
}

/** The first thing that keeps rules from being a matrix: every sale must fall under exactly one of them. */
export function matrixProblem(rules: readonly AuthorityRule[]): RuleProblem | null {
  if (rules.length === 0 || rules.length > MOST_RULES) {
    return { rule: null, field: null, message: `Write 1 to ${MOST_RULES} rules.` };
  }
  const rolesByTier = new Map<string, string>();
  for (const [rule, { tier, requiredRoles }] of rules.entries()) {
    const roles = [...requiredRoles].sort().join(" ");
    if (requiredRoles.length === 0 || new Set(requiredRoles).size < requiredRoles.length) {
      return { rule, field: "requiredRoles", message: "Name at least one role, and each once." };
    }
    if ((rolesByTier.get(tier) ?? roles) !== roles) {
      return { rule, field: "tier", message: "A tier requires the same roles in each of its rules." };
    }
    rolesByTier.set(tier, roles);
  }
  return conditionProblem(rules);
}

function conditionProblem(rules: readonly AuthorityRule[]): RuleProblem | null {
  const last = rules.length - 1;
  const first = rules.findIndex(isUnconditional);
  if (first === last) return null;
  if (first === -1) {
    return {
      rule: last,
      field: "conditions",
      message: "The last rule must be for every sale, without a condition.",
    };
  }
  return {
    rule: first,
    field: "conditions",
    message: "No sale reaches the rules behind one without a condition.",
  };
}
