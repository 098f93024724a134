import type { Person } from "../support/callers";
import { SaleWorld, type ClosedAuction, type Result } from "../sale/sale-world";

const REQUEST = `... on AuthorizationRequest {
  id status tier requiredRoles expiresAt requestedAt invalidationReason matrixVersion submittedBy { name }
  signatures { role decision rationale signer { name } } sale { id status } }`;

export interface AwaitedSale extends ClosedAuction {
  readonly saleId: string;
  readonly requestId: string;
}

export interface Rule {
  readonly tier: string;
  readonly requiredRoles: readonly string[];
  readonly [condition: string]: unknown;
}

/** A seller's committee, and sales that wait for its authority. */
export class Committee {
  private constructor(readonly world: SaleWorld) {}

  static async start(): Promise<Committee> {
    return new Committee(await SaleWorld.start("alpha", "beta"));
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  get people(): SaleWorld["people"] {
    return this.world.people;
  }

  /** A sale of alpha's at 4,010.00 for a face value of 100,000.00. */
  async sale({ floor = "0.00", by = this.people.admin } = {}): Promise<AwaitedSale> {
    const bids = [
      ["alpha", "1000.00", "5000.00"],
      ["beta", "3500.00", "4000.00"],
    ] as const;
    const closed = await this.world.closedAuction(bids, { floor });
    const { id: saleId } = await this.world.award(closed.auctionId, {}, by);
    return { ...closed, saleId, requestId: (await this.lastRequest(saleId)).id };
  }

  async lastRequest(saleId: string): Promise<Result> {
    const query = `query ($id: ID!) { sale(id: $id) { authorizationRequest { __typename ${REQUEST} } } }`;
    const sale = await this.world.ask<{ authorizationRequest: Result }>(this.people.analyst, query, {
      id: saleId,
    });
    return sale.authorizationRequest;
  }

  decide(by: Person, requestId: string, more: Record<string, unknown> = {}): Promise<Result> {
    return this.world.succeed(by, "decideAuthorization", signature(requestId, more), REQUEST);
  }

  refused(by: Person, requestId: string, more: Record<string, unknown> = {}): Promise<string> {
    return this.world.refusal(by, "decideAuthorization", signature(requestId, more));
  }

  request(saleId: string, by = this.people.admin): Promise<Result> {
    return this.world.succeed(by, "requestAuthorization", { saleId }, REQUEST);
  }

  /** Puts a matrix in force. */
  async enact(...rules: readonly Rule[]): Promise<void> {
    const { id } = await this.world.succeed(
      this.people.compliance,
      "proposeAuthorityMatrix",
      { rules, rationale: "test" },
      "... on AuthorityMatrix { id }",
    );
    const verdict = { matrixId: id, decision: "APPROVE", rationale: "test" };
    await this.world.succeed(
      this.people.executive,
      "decideAuthorityMatrix",
      verdict,
      "... on AuthorityMatrix { id }",
    );
  }
}

function signature(requestId: string, more: Record<string, unknown>): Record<string, unknown> {
  return { requestId, decision: "APPROVE", rationale: "because", ...more };
}
