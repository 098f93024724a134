import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { refuseProposal, type OrRefusal } from "../platform/refusal";
import {
  approvedMatrix,
  findMatrix,
  lockAuthority,
  setDecided,
  setSuperseded,
} from "./authority-matrix.store";
import {
  decideMatrix,
  MatrixStatus,
  type AuthorityMatrix,
  type MatrixDecision,
} from "./domain/matrix-proposal";
import { InvalidationReason } from "./domain/request";
import type { InvalidateAuthorizations } from "./invalidate-authorizations";
import type { AuthorizationPorts } from "./ports";

export interface MatrixVerdict {
  readonly matrixId: Id;
  readonly decision: MatrixDecision;
  readonly rationale: string;
}

/** Another person than the proposer approves a matrix, under which every open authority is to be asked for anew. */
export class DecideAuthorityMatrix {
  constructor(
    private readonly ports: Pick<AuthorizationPorts, "transactions" | "journal">,
    private readonly invalidate: InvalidateAuthorizations,
  ) {}

  run(viewer: Viewer, verdict: MatrixVerdict): Promise<OrRefusal<AuthorityMatrix>> {
    const rationale = readText(verdict.rationale, ["input", "rationale"]);
    const sellerId = viewer.organization.id;
    return this.ports.transactions.run(async (tx) => {
      await lockAuthority(tx, sellerId);
      const matrix = await findMatrix(tx.manager, verdict.matrixId);
      if (!matrix || matrix.sellerId !== sellerId) throw notFound();
      const person = await personBehind(tx.manager, viewer.actor);
      const act = { by: viewer.actor.id, person, at: await tx.now(), rationale };
      const decision = decideMatrix(matrix, verdict.decision, act);
      if (decision.kind === "rejected") return refuseProposal("matrix", decision.rejection);
      const [decided] = decision.events;
      if (!decided) return matrix;
      await this.record(tx, viewer, decided);
      return decided;
    });
  }

  /** The seller's stream comes last: whoever holds a sale may be waiting for it. */
  private async record(tx: Transaction, viewer: Viewer, matrix: AuthorityMatrix): Promise<void> {
    const { id, sellerId, version, status, verdict } = matrix;
    if (status === MatrixStatus.APPROVED) {
      const replaced = await approvedMatrix(tx.manager, sellerId);
      if (replaced) await setSuperseded(tx, replaced.id);
      const invalidation = { reason: InvalidationReason.MATRIX_CHANGED, by: viewer.actor };
      await this.invalidate.run(tx, { sellerId }, invalidation);
    }
    await setDecided(tx, matrix);
    await this.ports.journal.append(tx, {
      stream: sellerId,
      kind: "ORGANIZATION",
      type: status === MatrixStatus.APPROVED ? "AuthorityMatrixApproved" : "AuthorityMatrixRejected",
      actor: viewer.actor,
      data: { matrixId: id, version, rationale: hidden(verdict?.rationale ?? null, sellerId) },
    });
  }
}
