import { ArgsType, Field, Int, ObjectType, type ClassType } from "type-graphql";
import type { Cursors } from "../cursors";
import { badUserInput } from "../errors";
import { CursorScalar } from "./scalars";

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Is there more after this page." })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Was there something before this page." })
  readonly hasPreviousPage!: boolean;

  @Field(() => CursorScalar, { nullable: true, description: "The first edge's cursor." })
  readonly startCursor!: string | null;

  @Field(() => CursorScalar, { nullable: true, description: "The last edge's cursor: send it as `after`." })
  readonly endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: "How many at most: 1 to 100, 20 when absent." })
  first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: "The cursor after which the page starts." })
  after?: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: Edge<T>[];
  readonly pageInfo: PageInfo;
}

/** The Relay connection of a type: `<Name>Connection` with `<Name>Edge`. */
export function connectionType<T extends object>(
  name: string,
  node: () => ClassType<T>,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} in its list.` })
  class EdgeType {
    @Field(() => CursorScalar, { description: "The place in the list." })
    readonly cursor!: string;

    @Field(() => node(), { description: "The object." })
    readonly node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} objects.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: "The page." })
    readonly edges!: EdgeType[];

    @Field(() => PageInfo, { description: "Where the page stands." })
    readonly pageInfo!: PageInfo;
  }
  return ConnectionType;
}

/** A page as a store needs it: how many, and after which keyset position. */
export interface Page {
  readonly first: number;
  readonly after: readonly (string | number)[] | null;
}

/** Checks what was asked for; `list` is the name that the list's cursors are bound to. */
export function readPage(cursors: Cursors, list: string, args: PageArgs): Page {
  const first = args.first ?? DEFAULT_PAGE;
  if (first < 1 || first > LARGEST_PAGE)
    throw badUserInput(`Ask for 1 to ${LARGEST_PAGE} at a time.`, ["first"]);
  return { first, after: args.after == null ? null : cursors.readKey(list, args.after) };
}

/** Makes the connection from up to `first + 1` rows: the one more only says that there is a next page. */
export function toConnection<Row, T>(
  rows: readonly Row[],
  page: Page,
  make: { node: (row: Row) => T; cursor: (row: Row) => string },
): Connection<T> {
  const edges = rows.slice(0, page.first).map((row) => ({ cursor: make.cursor(row), node: make.node(row) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
