import { lockFirms } from "../buyers";
import { personBehind } from "../platform/access/person-behind";
import type { Role, Viewer } from "../platform/access/viewer";
import { assertNever } from "../platform/decision";
import type { Transaction } from "../platform/database/transactions";
import { badUserInput, forbidden, notFound } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { isRefusal, refuse, refuseState, type OrRefusal, type Refusal } from "../platform/refusal";
import { buyerObjection, lockSale, refuseBuyer } from "../sale";
import { findRequest, lockRequest } from "./authorization.store";
import { decideSignature, type Sign, type SignatureProblem } from "./domain/decide-request";
import { AuthorizationDecision, AuthorizationStatus, type AuthorizationRequest } from "./domain/request";
import { isSigningRole, type SigningRole } from "./domain/signing-role";
import type { ExpireAuthorizations } from "./expire-authorizations";
import type { AuthorizationPorts } from "./ports";
import type { RequestRecorder } from "./request-recorder";

export interface SignatureOrder {
  readonly requestId: Id;
  readonly decision: AuthorizationDecision;
  readonly rationale: string;
  /** Needed by whoever holds several of the required roles. */
  readonly role: Role | null;
}

type ReadOrder = Omit<SignatureOrder, "role" | "requestId"> & Pick<Sign, "role">;

/** One person of the committee signs, in one role: approves, rejects or returns. */
export class DecideAuthorization {
  constructor(
    private readonly ports: Pick<AuthorizationPorts, "database" | "transactions" | "sales">,
    private readonly recorder: RequestRecorder,
    private readonly expiry: ExpireAuthorizations,
  ) {}

  async run(
    viewer: Viewer,
    { requestId, ...order }: SignatureOrder,
  ): Promise<OrRefusal<AuthorizationRequest>> {
    const rationale = readText(order.rationale, ["input", "rationale"]);
    const read = { decision: order.decision, role: readRole(order.role), rationale };
    const request = await findRequest(this.ports.database.manager, requestId);
    if (!request || request.sellerId !== viewer.organization.id) throw notFound();
    const signed = await this.ports.transactions.run((tx) => this.sign(tx, viewer, request, read));
    // That the request has expired is not undone with the signature that was refused for it.
    if (isRefusal(signed) && signed.state === AuthorizationStatus.EXPIRED) await this.expiry.expire(request);
    return signed;
  }

  private async sign(
    tx: Transaction,
    viewer: Viewer,
    { id, saleId, buyerId }: AuthorizationRequest,
    { decision, role, rationale }: ReadOrder,
  ): Promise<OrRefusal<AuthorizationRequest>> {
    await lockFirms(tx, buyerId);
    const isRejected = decision === AuthorizationDecision.REJECT;
    const sale = await (isRejected ? this.ports.sales.ledger.lockToEnd(tx, saleId) : lockSale(tx, saleId));
    const request = await lockRequest(tx, id);
    const signer = { ...(await signerOf(tx, viewer)), at: await tx.now(), rationale };
    const decided = decideSignature(request, { decision, role, signer });
    if (decided.kind === "rejected") return toRefusal(decided.rejection);
    if (decided.events.length === 0) return request;
    const objection = decision === AuthorizationDecision.APPROVE ? await buyerObjection(tx, sale) : null;
    if (objection) return refuseBuyer(objection);
    return this.recorder.record(tx, sale, request, { events: decided.events, actor: viewer.actor });
  }
}

async function signerOf(tx: Transaction, { actor, organization, roles }: Viewer) {
  return {
    by: actor.id,
    person: await personBehind(tx.manager, actor),
    organizationId: organization.id,
    roles: (roles as readonly string[]).filter(isSigningRole),
  };
}

function readRole(role: Role | null): SigningRole | null {
  if (role === null || isSigningRole(role)) return role;
  throw roleNotRequired();
}

function roleNotRequired() {
  return badUserInput("The request does not require this role.", ["input", "role"]);
}

function toRefusal(problem: SignatureProblem): Refusal {
  switch (problem.code) {
    case "INVALID_STATE":
      return refuseState("request", AuthorizationStatus.PENDING, problem.found);
    case "SEPARATION_OF_DUTIES":
      return refuse("SEPARATION_OF_DUTIES", SEPARATION[problem.because]);
    case "ALREADY_SIGNED":
      return refuse("ALREADY_SIGNED", ALREADY_SIGNED[problem.by]);
    case "ROLE_NOT_HELD":
      throw forbidden();
    case "ROLE_NOT_REQUIRED":
      throw roleNotRequired();
    case "ROLE_NEEDED":
      throw badUserInput("You hold several of the required roles: name the one to sign in.", [
        "input",
        "role",
      ]);
    default:
      return assertNever(problem);
  }
}

const SEPARATION = {
  SUBMITTER: "Somebody else than whoever asked for the authority must sign.",
  NOT_THE_SELLERS: "Only people of the seller sign, and nobody of a bidding firm.",
} as const;

const ALREADY_SIGNED = {
  PERSON: "You have signed this request; each person signs once, in one role.",
  ROLE: "Somebody has signed this request in this role.",
} as const;
