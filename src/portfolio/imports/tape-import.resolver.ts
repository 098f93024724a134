import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import type { RequestContext } from "../../platform/context";
import type { Cursors } from "../../platform/cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../../platform/graphql/connections";
import { fromSources } from "../../platform/graphql/sources";
import type { Id } from "../../platform/ids";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import type { Timers } from "../../platform/timers";
import { MAY_KEEP_PORTFOLIOS } from "../portfolio.policy";
import { readTape } from "../read-inputs";
import type { StartTapeImport } from "./start-tape-import";
import { tapeImportProgress } from "./tape-import-progress";
import type { TapeImportReader } from "./tape-import-reader";
import {
  StartTapeImportInput,
  StartTapeImportResult,
  TapeImportType,
  TapeRejectionConnection,
  type TapeRejectionType,
} from "./tape-import.graphql";
import { rejectionView } from "./tape-import.views";

export interface TapeImportResolverPorts {
  readonly reader: TapeImportReader;
  readonly startTapeImport: StartTapeImport;
  readonly cursors: Cursors;
  readonly timers: Timers;
}

/** Importing tapes. */
@Resolver(() => TapeImportType)
export class TapeImportResolver {
  constructor(private readonly ports: TapeImportResolverPorts) {}

  @Mutation(() => StartTapeImportResult, {
    nullable: true,
    description:
      "Checks how a tape is to be read, and gives the ticket by which it is uploaded: once, within 15 minutes. For " +
      "PORTFOLIO_MANAGER.",
  })
  async startTapeImport(
    @Arg("input", () => StartTapeImportInput) input: StartTapeImportInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<TapeImportType>> {
    const viewer = context.require(...MAY_KEEP_PORTFOLIOS);
    const started = await this.ports.startTapeImport.run(viewer, readTape(input));
    return isRefusal(started) ? started : this.ports.reader.showOwn(viewer, started);
  }

  @Query(() => TapeImportType, { nullable: true, description: "An import. For every role of the seller." })
  async tapeImport(
    @Arg("id", () => ID, { description: "The import." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<TapeImportType> {
    return this.ports.reader.require(context.requireSeller(), id);
  }

  @FieldResolver(() => TapeRejectionConnection, {
    description:
      "What is wrong with the tape, in the order of the file; a row may be there more than once. Past 10,000 it is counted only.",
  })
  async rejections(
    @Root() { id }: TapeImportType,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<TapeRejectionType>> {
    const { cursors, reader } = this.ports;
    const list = `rejections ${id}`;
    const page = readPage(cursors, list, args);
    return toConnection(await reader.rejections(id, page), page, {
      node: rejectionView,
      cursor: ({ number }) => cursors.writeKey(list, [number]),
    });
  }

  readonly sources = {
    tapeImportProgress: async ({ id }: { id: Id }, context: RequestContext) => {
      const viewer = context.requireSeller();
      await this.ports.reader.require(viewer, id);
      return tapeImportProgress(() => this.ports.reader.require(viewer, id), this.ports.timers);
    },
  };

  @Subscription(() => TapeImportType, {
    subscribe: fromSources,
    description:
      "An import as it goes on: as it stands, then at most four times a second, and its end, which completes it. For every " +
      "role of the seller.",
  })
  tapeImportProgress(
    @Root() tapeImport: TapeImportType,
    @Arg("id", () => ID, { description: "The import." }) _id: Id,
  ): TapeImportType {
    return tapeImport;
  }
}
