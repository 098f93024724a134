import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { ActorType } from "../platform/access/access.graphql";
import { Role } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import {
  AuthorityMatrixConnection,
  AuthorityMatrixType,
  DecideAuthorityMatrixInput,
  DecideAuthorityMatrixResult,
  defaultMatrixView,
  matrixView,
  ProposeAuthorityMatrixInput,
  ProposeAuthorityMatrixResult,
  readRule,
} from "./authority-matrix.graphql";
import { approvedMatrix, listMatrices } from "./authority-matrix.store";
import type { DecideAuthorityMatrix } from "./decide-authority-matrix";
import { DEFAULT_MATRIX } from "./domain/matrix";
import type { ProposeAuthorityMatrix } from "./propose-authority-matrix";

export interface AuthorityMatrixResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly proposeAuthorityMatrix: ProposeAuthorityMatrix;
  readonly decideAuthorityMatrix: DecideAuthorityMatrix;
}

@Resolver(() => AuthorityMatrixType)
export class AuthorityMatrixResolver {
  constructor(private readonly ports: AuthorityMatrixResolverPorts) {}

  @Query(() => AuthorityMatrixType, {
    description:
      "The matrix in force: the seller's approved one, or the default. For every role of a seller.",
  })
  async authorityMatrix(@Ctx() context: RequestContext): Promise<AuthorityMatrixType> {
    const sellerId = context.requireSeller().organization.id;
    const matrix = await approvedMatrix(this.ports.database.manager, sellerId);
    return matrix ? matrixView(matrix) : defaultMatrixView(DEFAULT_MATRIX);
  }

  @Query(() => AuthorityMatrixConnection, {
    description:
      "Every matrix that was proposed to the seller, the latest first. For every role of a seller.",
  })
  async authorityMatrices(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuthorityMatrixType>> {
    const { cursors, database } = this.ports;
    const sellerId = context.requireSeller().organization.id;
    const list = `authorityMatrices ${sellerId}`;
    const page = readPage(cursors, list, args);
    return toConnection(await listMatrices(database, sellerId, page), page, {
      node: matrixView,
      cursor: ({ version }) => cursors.writeKey(list, [version]),
    });
  }

  @Mutation(() => ProposeAuthorityMatrixResult, {
    nullable: true,
    description: "Proposes whose signatures which sales need. For COMPLIANCE.",
  })
  async proposeAuthorityMatrix(
    @Arg("input", () => ProposeAuthorityMatrixInput, { description: "The rules, and why." })
    input: ProposeAuthorityMatrixInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AuthorityMatrixType>> {
    const viewer = context.require(Role.COMPLIANCE);
    const matrix = await this.ports.proposeAuthorityMatrix.run(viewer, {
      rules: input.rules.map((rule, index) => readRule(rule, ["input", "rules", String(index)])),
      rationale: input.rationale,
    });
    return isRefusal(matrix) ? matrix : matrixView(matrix);
  }

  @Mutation(() => DecideAuthorityMatrixResult, {
    nullable: true,
    description: "Approves or rejects a matrix that somebody else proposed. For EXECUTIVE.",
  })
  async decideAuthorityMatrix(
    @Arg("input", () => DecideAuthorityMatrixInput, { description: "Which, what, and why." })
    input: DecideAuthorityMatrixInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AuthorityMatrixType>> {
    const matrix = await this.ports.decideAuthorityMatrix.run(context.require(Role.EXECUTIVE), input);
    return isRefusal(matrix) ? matrix : matrixView(matrix);
  }

  @FieldResolver(() => ActorType, { nullable: true, description: "Who proposed it; null for the default." })
  async proposedBy(
    @Root() { proposerId }: AuthorityMatrixType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return proposerId === null ? null : context.load(this.ports.actors).load(proposerId);
  }

  @FieldResolver(() => ActorType, { nullable: true, description: "Who approved or rejected it." })
  async decidedBy(
    @Root() { deciderId }: AuthorityMatrixType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return deciderId === null ? null : context.load(this.ports.actors).load(deciderId);
  }
}
