import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { ActorType } from "../access/access.graphql";
import type { LoaderFactory, RequestContext } from "../context";
import type { Cursors } from "../cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../graphql/connections";
import type { Id } from "../ids";
import type { ReadJournal } from "./journal-query";
import { JournalConnection, JournalEntryType, journalEntryView } from "./journal-query.graphql";

export interface JournalResolverPorts {
  readonly readJournal: ReadJournal;
  readonly cursors: Cursors;
  readonly actors: LoaderFactory<Id, ActorType>;
}

@Resolver(() => JournalEntryType)
export class JournalResolver {
  constructor(private readonly ports: JournalResolverPorts) {}

  @Query(() => JournalConnection, {
    description:
      "What was decided about an object, in order. For a seller's ANALYST, AUCTION_ADMIN, COMPLIANCE and EXECUTIVE of " +
      "its own, for a firm of its own. SEALED for a sealed auction that is not opened.",
  })
  async journal(
    @Arg("stream", () => ID, {
      description: "The object: a portfolio, qualification, auction, sale, organization.",
    })
    stream: Id,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<JournalEntryType>> {
    const { cursors, readJournal } = this.ports;
    const viewer = context.require();
    const list = `journal ${stream}`;
    const page = readPage(cursors, list, args);
    const after = Number(page.after?.[0] ?? 0);
    return toConnection(await readJournal.run(viewer, stream, { after, limit: page.first + 1 }), page, {
      node: journalEntryView,
      cursor: ({ entry }) => cursors.writeKey(list, [entry.sequence]),
    });
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who did it; null for whoever may not know.",
  })
  actor(@Root() entry: JournalEntryType, @Ctx() context: RequestContext): Promise<ActorType> | null {
    return entry.actorId === null ? null : context.load(this.ports.actors).load(entry.actorId);
  }
}
