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

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
