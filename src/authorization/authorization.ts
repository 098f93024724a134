import type { ActorType } from "../platform/access/access.graphql";
import { SYSTEM_ACTOR, type Actor } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import type { Transaction } from "../platform/database/transactions";
import type { Node } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import type { RecurringJob } from "../platform/jobs/jobs";
import type { Sale } from "../sale";
import { AuthorityMatrixResolver } from "./authority-matrix.resolver";
import { requestView } from "./authorization.graphql";
import { markByPortfolio, requestBySale } from "./authorization.loaders";
import { AuthorizationResolver } from "./authorization.resolver";
import { findRequest } from "./authorization.store";
import { DecideAuthorityMatrix } from "./decide-authority-matrix";
import { DecideAuthorization } from "./decide-authorization";
import { InvalidationReason } from "./domain/request";
import { ExpireAuthorizations } from "./expire-authorizations";
import { InvalidateAuthorizations } from "./invalidate-authorizations";
import { MarkPortfolioStrategic } from "./mark-portfolio-strategic";
import { PortfolioStrategyResolver } from "./portfolio-strategy.resolver";
import type { AuthorizationPorts } from "./ports";
import { ProposeAuthorityMatrix } from "./propose-authority-matrix";
import { RequestAuthorization } from "./request-authorization";
import { RequestRecorder } from "./request-recorder";
import { SaleAuthorizationResolver } from "./sale-authorization.resolver";
import { SignatureResolver } from "./signature.resolver";
import { StrategicDesk } from "./strategic-desk";
import { StrategicPortfolioResolver } from "./strategic-portfolio.resolver";
import { SubmitRequest } from "./submit-request";
import { UnmarkPortfolioStrategic } from "./unmark-portfolio-strategic";

export interface AuthorizationStagePorts extends AuthorizationPorts {
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
}

export interface AuthorizationStage {
  readonly resolvers: readonly object[];
  /** What time brings: requests and authorities that run out. */
  readonly jobs: readonly RecurringJob[];
  /** Reactions, in the transaction of what they react to, whose locks are held. */
  onSaleMade(tx: Transaction, sale: Sale, by: Actor): Promise<void>;
  onBuyersChanged(tx: Transaction, sellerId: Id, buyerIds: readonly Id[]): Promise<void>;
  onSaleEnding(tx: Transaction, saleId: Id): Promise<void>;
  /** For later stages: a sale's authority falls, because what was signed for has changed. */
  readonly invalidate: InvalidateAuthorizations;
  /** For `node(id:)`: a request of the seller's. */
  readonly findNode: (context: RequestContext, id: Id) => Promise<Node | null>;
}

/** The authority to sell. */
export function createAuthorization(ports: AuthorizationStagePorts): AuthorizationStage {
  const { database, sales } = ports;
  const recorder = new RequestRecorder(sales.ledger);
  const submit = new SubmitRequest(ports.identifiers, recorder);
  const invalidate = new InvalidateAuthorizations(recorder);
  const expiry = new ExpireAuthorizations(ports, recorder);
  return {
    resolvers: createResolvers(ports, { recorder, submit, invalidate, expiry }),
    jobs: [{ name: "expire-authorizations", run: () => expiry.run() }],
    onSaleMade: async (tx, sale, by) => {
      await submit.run(tx, sale, by);
    },
    onBuyersChanged: (tx, sellerId, buyerIds) =>
      invalidate.run(
        tx,
        { sellerId, buyerIds },
        { reason: InvalidationReason.BUYER_CHANGED, by: SYSTEM_ACTOR },
      ),
    onSaleEnding: (tx, saleId) =>
      invalidate.ofSale(tx, saleId, { reason: InvalidationReason.BUYER_CHANGED, by: SYSTEM_ACTOR }),
    invalidate,
    findNode: async (context, id) => {
      const { organization, roles } = context.require();
      const request = roles.length === 0 ? null : await findRequest(database.manager, id);
      return request?.sellerId === organization.id ? requestView(request) : null;
    },
  };
}

interface Parts {
  readonly recorder: RequestRecorder;
  readonly submit: SubmitRequest;
  readonly invalidate: InvalidateAuthorizations;
  readonly expiry: ExpireAuthorizations;
}

function createResolvers(
  ports: AuthorizationStagePorts,
  { recorder, submit, invalidate, expiry }: Parts,
): object[] {
  const { database, cursors, actors, transactions, sales } = ports;
  const desk = new StrategicDesk(ports, invalidate);
  const requests = requestBySale(database);
  return [
    new AuthorizationResolver({
      database,
      cursors,
      actors,
      sales: sales.reader,
      requestBySale: requests,
      requestAuthorization: new RequestAuthorization(ports, submit),
      decideAuthorization: new DecideAuthorization(ports, recorder, expiry),
    }),
    new SignatureResolver(actors),
    new SaleAuthorizationResolver(requests),
    new AuthorityMatrixResolver({
      database,
      cursors,
      actors,
      proposeAuthorityMatrix: new ProposeAuthorityMatrix(ports),
      decideAuthorityMatrix: new DecideAuthorityMatrix(ports, invalidate),
    }),
    new StrategicPortfolioResolver({
      actors,
      markPortfolioStrategic: new MarkPortfolioStrategic(transactions, desk),
      unmarkPortfolioStrategic: new UnmarkPortfolioStrategic(transactions, desk),
    }),
    new PortfolioStrategyResolver(markByPortfolio(database)),
  ];
}
