import { Client, type QueryResult } from "pg";

/** Runs one statement on a connection of its own; an open connection would keep jest from ending. */
export async function runOnce(url: string, sql: string): Promise<QueryResult> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Another database of the same server. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}
