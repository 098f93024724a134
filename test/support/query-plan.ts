import type { DataSource } from "typeorm";

/** A node of PostgreSQL's plan, as far as tests look at it. */
export interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  /** What the index is searched for; absent where all of it is read. */
  readonly "Index Cond"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** What a node did when it was run: rows of each of its loops, on the average. */
interface RunNode extends PlanNode {
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Join Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly RunNode[];
}

/** A pool on which statements are not run: `plans` has the nodes of each statement's plan, and everything answers no rows. */
export class ExplainingPool {
  readonly plans: (readonly PlanNode[])[] = [];

  constructor(private readonly database: DataSource) {}

  /** For a store. */
  get pool(): DataSource {
    const query = async (sql: string, parameters: unknown[]) => {
      const [row] = await this.database.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }[]>(
        `EXPLAIN (FORMAT JSON) ${sql}`,
        parameters,
      );
      this.plans.push(row ? flatten(row["QUERY PLAN"][0].Plan) : []);
      return [];
    };
    return { query } as unknown as DataSource;
  }
}

/** A statement that was run, and how many rows the busiest node of its plan handled, in all its loops together. */
export interface RunStatement {
  readonly sql: string;
  readonly most: number;
}

/**
 * A connection on which statements are run twice: once for their answer and once to count the rows that their plans handle.
 * Unlike the time that they take, that is the same on every machine.
 */
export class CountingConnection {
  readonly statements: RunStatement[] = [];

  constructor(private readonly connection: Pick<DataSource, "query">) {}

  /** For a store. */
  get pool(): DataSource {
    const query = async (sql: string, parameters: unknown[]) => {
      const [row] = await this.connection.query<{ "QUERY PLAN": [{ Plan: RunNode }] }[]>(
        `EXPLAIN (ANALYZE, TIMING off, FORMAT JSON) ${sql}`,
        parameters,
      );
      this.statements.push({
        sql,
        most: Math.max(...(row ? flatten(row["QUERY PLAN"][0].Plan) : []).map(handled)),
      });
      return this.connection.query<unknown>(sql, parameters);
    };
    return { query } as unknown as DataSource;
  }
}

/** Those that it gave on, and those that it looked at in vain. */
function handled(node: RunNode): number {
  const inVain =
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Join Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  return (node["Actual Rows"] + inVain) * node["Actual Loops"];
}

function flatten<Node extends { readonly Plans?: readonly Node[] }>(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
