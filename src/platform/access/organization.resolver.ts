import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { DataSource } from "typeorm";
import type { RequestContext } from "../context";
import type { Cursors } from "../cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../graphql/connections";
import { isRefusal, type OrRefusal } from "../refusal";
import { OrganizationType, organizationView } from "./access.graphql";
import type { CreateOrganization } from "./create-organization";
import type { DeactivateOrganization } from "./deactivate-organization";
import {
  CreateOrganizationInput,
  CreateOrganizationResult,
  DeactivateOrganizationInput,
  DeactivateOrganizationResult,
  OrganizationConnection,
  ReactivateOrganizationInput,
  ReactivateOrganizationResult,
} from "./operator.graphql";
import { listOrganizations } from "./organization.store";
import type { ReactivateOrganization } from "./reactivate-organization";
import { Role } from "./viewer";

export interface OrganizationResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly createOrganization: CreateOrganization;
  readonly deactivateOrganization: DeactivateOrganization;
  readonly reactivateOrganization: ReactivateOrganization;
}

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  constructor(private readonly ports: OrganizationResolverPorts) {}

  @Query(() => OrganizationConnection, { description: "All organizations, the oldest first. For OPERATOR." })
  async organizations(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<OrganizationType>> {
    context.require(Role.OPERATOR);
    const page = readPage(this.ports.cursors, "organizations", args);
    return toConnection(await listOrganizations(this.ports.database, page), page, {
      node: organizationView,
      cursor: (organization) => this.ports.cursors.writeKey("organizations", [organization.id]),
    });
  }

  @Mutation(() => CreateOrganizationResult, {
    nullable: true,
    description: "Takes in a seller or a buyer firm. For OPERATOR.",
  })
  async createOrganization(
    @Arg("input", () => CreateOrganizationInput) input: CreateOrganizationInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<OrganizationType>> {
    const created = await this.ports.createOrganization.run(context.require(Role.OPERATOR), input);
    return isRefusal(created) ? created : organizationView(created);
  }

  @Mutation(() => DeactivateOrganizationResult, {
    nullable: true,
    description:
      "Ends the access of an organization's people and keys, everywhere within five seconds. For OPERATOR.",
  })
  async deactivateOrganization(
    @Arg("input", () => DeactivateOrganizationInput) input: DeactivateOrganizationInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<OrganizationType>> {
    const ended = await this.ports.deactivateOrganization.run(context.require(Role.OPERATOR), input);
    return isRefusal(ended) ? ended : organizationView(ended);
  }

  @Mutation(() => ReactivateOrganizationResult, {
    nullable: true,
    description:
      "Lets an organization's people and keys in again, but for those ended one by one. For OPERATOR.",
  })
  async reactivateOrganization(
    @Arg("input", () => ReactivateOrganizationInput) input: ReactivateOrganizationInput,
    @Ctx() context: RequestContext,
  ): Promise<OrganizationType> {
    return organizationView(
      await this.ports.reactivateOrganization.run(context.require(Role.OPERATOR), input),
    );
  }
}
