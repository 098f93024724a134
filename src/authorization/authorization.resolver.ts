import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { ActorType } from "../platform/access/access.graphql";
import { Role } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import { SaleType, type SaleReader } from "../sale";
import {
  AuthorizationRequestConnection,
  AuthorizationRequestFilter,
  AuthorizationRequestType,
  DecideAuthorizationInput,
  DecideAuthorizationResult,
  RequestAuthorizationInput,
  RequestAuthorizationResult,
  requestView,
} from "./authorization.graphql";
import { listRequests } from "./authorization.store";
import type { DecideAuthorization } from "./decide-authorization";
import type { AuthorizationRequest } from "./domain/request";
import { SIGNING_ROLES } from "./domain/signing-role";
import type { RequestAuthorization } from "./request-authorization";

export interface AuthorizationResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly sales: SaleReader;
  readonly requestBySale: LoaderFactory<Id, AuthorizationRequest | null>;
  readonly requestAuthorization: RequestAuthorization;
  readonly decideAuthorization: DecideAuthorization;
}

@Resolver(() => AuthorizationRequestType)
export class AuthorizationResolver {
  constructor(private readonly ports: AuthorizationResolverPorts) {}

  @Query(() => AuthorizationRequestConnection, {
    description:
      "The seller's requests for the authority to sell, the latest first. For every role of a seller.",
  })
  async authorizationRequests(
    @Arg("filter", () => AuthorizationRequestFilter, { nullable: true, description: "Which." })
    filter: AuthorizationRequestFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuthorizationRequestType>> {
    const { cursors, database } = this.ports;
    const sellerId = context.requireSeller().organization.id;
    const list = `authorizationRequests ${sellerId}`;
    const page = readPage(cursors, list, args);
    const selection = { sellerId, statuses: filter?.status ?? null, roles: filter?.role ?? null };
    return toConnection(await listRequests(database, selection, page), page, {
      node: requestView,
      cursor: (request) => cursors.writeKey(list, [request.id]),
    });
  }

  @Mutation(() => RequestAuthorizationResult, {
    nullable: true,
    description:
      "Asks again for the authority to make a sale, after a return, an expiry or an invalidation. For AUCTION_ADMIN.",
  })
  async requestAuthorization(
    @Arg("input", () => RequestAuthorizationInput, { description: "Of which sale." })
    input: RequestAuthorizationInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AuthorizationRequestType>> {
    const viewer = context.require(Role.AUCTION_ADMIN);
    const request = await this.ports.requestAuthorization.run(viewer, input);
    return isRefusal(request) ? request : this.showChanged(context, request);
  }

  @Mutation(() => DecideAuthorizationResult, {
    nullable: true,
    description:
      "Signs a request, in one role, once. The last required approval authorizes the sale; one rejection ends it, one " +
      "return sends it back. For FINANCE, LEGAL, COMPLIANCE, RISK and EXECUTIVE, as the request requires.",
  })
  async decideAuthorization(
    @Arg("input", () => DecideAuthorizationInput, { description: "Which, what, and why." })
    input: DecideAuthorizationInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AuthorizationRequestType>> {
    const viewer = context.require(...SIGNING_ROLES.map((role) => Role[role]));
    const request = await this.ports.decideAuthorization.run(viewer, { ...input, role: input.role ?? null });
    return isRefusal(request) ? request : this.showChanged(context, request);
  }

  @FieldResolver(() => SaleType, { description: "The sale that it is about." })
  sale(@Root() { saleId }: AuthorizationRequestType, @Ctx() context: RequestContext): Promise<SaleType> {
    return this.ports.sales.show(context, saleId);
  }

  @FieldResolver(() => ActorType, { description: "Who asked for it, and so may not sign it." })
  submittedBy(
    @Root() { submitterId }: AuthorizationRequestType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType> {
    return context.load(this.ports.actors).load(submitterId);
  }

  /** What was read before a command is not what its result shows. */
  private showChanged(context: RequestContext, request: AuthorizationRequest): AuthorizationRequestType {
    this.ports.sales.forget(context, request.saleId);
    context.load(this.ports.requestBySale).clear(request.saleId);
    return requestView(request);
  }
}
