import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import { SaleType } from "../sale";
import { AuthorizationRequestType, requestView } from "./authorization.graphql";
import type { AuthorizationRequest } from "./domain/request";

/** What this stage adds to a sale. */
@Resolver(() => SaleType)
export class SaleAuthorizationResolver {
  constructor(private readonly requests: LoaderFactory<Id, AuthorizationRequest | null>) {}

  @FieldResolver(() => AuthorizationRequestType, {
    nullable: true,
    description: "The last request for the authority to make it; null for everybody but the seller.",
  })
  async authorizationRequest(
    @Root() { id, audience }: SaleType,
    @Ctx() context: RequestContext,
  ): Promise<AuthorizationRequestType | null> {
    const request = audience === "SELLER" ? await context.load(this.requests).load(id) : null;
    return request && requestView(request);
  }
}
