import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ActorType } from "../platform/access/access.graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import { SignatureType } from "./authorization.graphql";

@Resolver(() => SignatureType)
export class SignatureResolver {
  constructor(private readonly actors: LoaderFactory<Id, ActorType>) {}

  @FieldResolver(() => ActorType, { description: "Who signed." })
  signer(@Root() { signerId }: SignatureType, @Ctx() context: RequestContext): Promise<ActorType> {
    return context.load(this.actors).load(signerId);
  }
}
