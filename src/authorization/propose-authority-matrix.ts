import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { badUserInput } from "../platform/errors";
import { readText } from "../platform/free-text";
import { hidden } from "../platform/journal/hidden";
import { isSameAct } from "../platform/proposal";
import { refuse, type OrRefusal } from "../platform/refusal";
import { insertMatrix, lockAuthority, nextVersion, proposedMatrix } from "./authority-matrix.store";
import { rulesData } from "./authority-matrix.journal";
import { isSameRules, type AuthorityRule } from "./domain/matrix";
import { matrixProblem, MatrixStatus, type AuthorityMatrix } from "./domain/matrix-proposal";
import type { AuthorizationPorts } from "./ports";

export interface MatrixProposal {
  readonly rules: readonly AuthorityRule[];
  readonly rationale: string;
}

/** Proposes whose signatures which sales need; the matrix in force stays until another person approves this one. */
export class ProposeAuthorityMatrix {
  constructor(private readonly ports: AuthorizationPorts) {}

  run(viewer: Viewer, proposal: MatrixProposal): Promise<OrRefusal<AuthorityMatrix>> {
    const rationale = readText(proposal.rationale, ["input", "rationale"]);
    refuseProblems(proposal.rules);
    const sellerId = viewer.organization.id;
    return this.ports.transactions.run(async (tx) => {
      await lockAuthority(tx, sellerId);
      const waiting = await proposedMatrix(tx.manager, sellerId);
      const person = await personBehind(tx.manager, viewer.actor);
      const act = { by: viewer.actor.id, person, at: await tx.now(), rationale };
      if (waiting && isSameAct(waiting.proposal, act) && isSameRules(waiting.rules, proposal.rules))
        return waiting;
      if (waiting) return refuse("ALREADY_EXISTS", "A proposed matrix waits to be decided first.");
      const matrix: AuthorityMatrix = {
        id: this.ports.identifiers.next(),
        sellerId,
        version: await nextVersion(tx, sellerId),
        status: MatrixStatus.PROPOSED,
        rules: proposal.rules,
        proposal: act,
        verdict: null,
      };
      await this.record(tx, viewer, matrix);
      return matrix;
    });
  }

  private async record(tx: Transaction, viewer: Viewer, matrix: AuthorityMatrix): Promise<void> {
    const { id, sellerId, version, rules, proposal } = matrix;
    await insertMatrix(tx, matrix);
    await this.ports.journal.append(tx, {
      stream: sellerId,
      kind: "ORGANIZATION",
      type: "AuthorityMatrixProposed",
      actor: viewer.actor,
      data: {
        matrixId: id,
        version,
        rules: rulesData(rules),
        rationale: hidden(proposal.rationale, sellerId),
      },
    });
  }
}

function refuseProblems(rules: readonly AuthorityRule[]): void {
  const problem = matrixProblem(rules);
  if (!problem) return;
  const { rule, field, message } = problem;
  const place = rule === null ? [] : [String(rule), ...(field === null ? [] : [field])];
  throw badUserInput(message, ["input", "rules", ...place]);
}
