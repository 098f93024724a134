import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import type { LoaderFactory, RequestContext } from "../context";
import type { Cursors } from "../cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../graphql/connections";
import { view } from "../graphql/node";
import type { Id } from "../ids";
import { isRefusal, type OrRefusal } from "../refusal";
import { ActorType } from "./access.graphql";
import {
  ApiKeyConnection,
  ApiKeyType,
  apiKeyView,
  CreateApiKeyInput,
  CreateApiKeyResult,
  CreatedApiKey,
  RevokeApiKeyInput,
  RevokeApiKeyResult,
} from "./api-key.graphql";
import { listKeys } from "./api-key.store";
import type { CreateApiKey } from "./create-api-key";
import type { RevokeApiKey } from "./revoke-api-key";
import { EVERY_ROLE } from "./roles";

export interface ApiKeyResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly createApiKey: CreateApiKey;
  readonly revokeApiKey: RevokeApiKey;
}

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  constructor(private readonly ports: ApiKeyResolverPorts) {}

  @Query(() => ApiKeyConnection, {
    description:
      "The keys of one's own organization, revoked and expired ones too, the oldest first. For every role.",
  })
  async apiKeys(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ApiKeyType>> {
    const { organization } = context.require(...EVERY_ROLE);
    const list = `apiKeys ${organization.id}`;
    const page = readPage(this.ports.cursors, list, args);
    return toConnection(await listKeys(this.ports.database, organization.id, page), page, {
      node: apiKeyView,
      cursor: (key) => this.ports.cursors.writeKey(list, [key.id]),
    });
  }

  @FieldResolver(() => ActorType, { description: "The person who made it." })
  createdBy(@Root() key: ApiKeyType, @Ctx() context: RequestContext): Promise<ActorType> {
    return context.load(this.ports.actors).load(key.makerId);
  }

  @Mutation(() => CreateApiKeyResult, {
    nullable: true,
    description:
      "Makes a key for a program, and shows its secret this once. For people of every role, not for keys.",
  })
  async createApiKey(
    @Arg("input", () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<CreatedApiKey>> {
    const viewer = context.require(...EVERY_ROLE);
    const created = await this.ports.createApiKey.run(viewer, {
      ...input,
      expiresAt: input.expiresAt ?? null,
    });
    if (isRefusal(created)) return created;
    return view(CreatedApiKey, { secret: created.secret, apiKey: apiKeyView(created.key) });
  }

  @Mutation(() => RevokeApiKeyResult, {
    nullable: true,
    description:
      "Ends a key of one's own organization at once, everywhere within five seconds. For every role.",
  })
  async revokeApiKey(
    @Arg("input", () => RevokeApiKeyInput) input: RevokeApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<ApiKeyType>> {
    const revoked = await this.ports.revokeApiKey.run(context.require(...EVERY_ROLE), input);
    return isRefusal(revoked) ? revoked : apiKeyView(revoked);
  }
}
