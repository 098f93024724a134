import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from "type-graphql";
import type { DataSource } from "typeorm";
import type { RequestContext } from "../context";
import type { Cursors } from "../cursors";
import { notFound } from "../errors";
import { PageArgs, readPage, toConnection, type Connection } from "../graphql/connections";
import { isId, type Id } from "../ids";
import { isRefusal, type OrRefusal } from "../refusal";
import type { CreateUser } from "./create-user";
import type { DeactivateUser } from "./deactivate-user";
import {
  CreateUserInput,
  CreateUserResult,
  DeactivateUserInput,
  DeactivateUserResult,
  ReactivateUserInput,
  ReactivateUserResult,
  UserConnection,
  UserType,
  userView,
} from "./operator.graphql";
import { findOrganization, listUsers } from "./organization.store";
import type { ReactivateUser } from "./reactivate-user";
import { Role } from "./viewer";

@ArgsType()
class UsersArgs extends PageArgs {
  @Field(() => ID, { description: "Whose people." })
  organizationId!: Id;
}

export interface UserResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly createUser: CreateUser;
  readonly deactivateUser: DeactivateUser;
  readonly reactivateUser: ReactivateUser;
}

@Resolver(() => UserType)
export class UserResolver {
  constructor(private readonly ports: UserResolverPorts) {}

  @Query(() => UserConnection, { description: "An organization's people, the oldest first. For OPERATOR." })
  async users(
    @Args(() => UsersArgs) args: UsersArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserType>> {
    context.require(Role.OPERATOR);
    const { organizationId } = args;
    if (!isId(organizationId) || !(await findOrganization(this.ports.database, organizationId)))
      throw notFound();
    const list = `users ${organizationId}`;
    const page = readPage(this.ports.cursors, list, args);
    return toConnection(await listUsers(this.ports.database, organizationId, page), page, {
      node: userView,
      cursor: (user) => this.ports.cursors.writeKey(list, [user.id]),
    });
  }

  @Mutation(() => CreateUserResult, {
    nullable: true,
    description: "Takes in a person of an organization. For OPERATOR.",
  })
  async createUser(
    @Arg("input", () => CreateUserInput) input: CreateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<UserType>> {
    const created = await this.ports.createUser.run(context.require(Role.OPERATOR), input);
    return isRefusal(created) ? created : userView(created);
  }

  @Mutation(() => DeactivateUserResult, {
    nullable: true,
    description:
      "Ends a person's access, and the keys that the person made, everywhere within five seconds. For OPERATOR.",
  })
  async deactivateUser(
    @Arg("input", () => DeactivateUserInput) input: DeactivateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<UserType>> {
    const ended = await this.ports.deactivateUser.run(context.require(Role.OPERATOR), input);
    return isRefusal(ended) ? ended : userView(ended);
  }

  @Mutation(() => ReactivateUserResult, {
    nullable: true,
    description: "Lets a person in again; keys that were revoked stay revoked. For OPERATOR.",
  })
  async reactivateUser(
    @Arg("input", () => ReactivateUserInput) input: ReactivateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserType> {
    return userView(await this.ports.reactivateUser.run(context.require(Role.OPERATOR), input));
  }
}
