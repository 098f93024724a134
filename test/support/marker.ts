import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "pg";

/** An amount to look for, in every way in which programs write numbers down. */
export class Marker {
  private readonly texts: readonly string[];
  private readonly patterns: readonly Buffer[];

  /** `amount` as the API takes it: two decimals, and long enough not to come about by chance. */
  constructor(readonly amount: string) {
    const minor = BigInt(amount.replace(".", ""));
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(minor);
    const reversed = Buffer.from(bytes).reverse();
    const [whole = ""] = amount.split(".");
    this.texts = [whole, minor.toString()];
    this.patterns = [
      ...this.texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, "utf16le")]),
      bytes.subarray(1),
      reversed.subarray(0, 7),
    ];
  }

  get minor(): bigint {
    return BigInt(this.amount.replace(".", ""));
  }

  isIn(content: Buffer | string): boolean {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    return this.patterns.some((pattern) => bytes.includes(pattern));
  }

  /** In a row as text, where bytes stand as hexadecimal digits. */
  isInRow(row: string): boolean {
    if (this.isIn(row)) return true;
    return [...row.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].some(([, hex]) =>
      this.isIn(Buffer.from(hex ?? "", "hex")),
    );
  }
}

/** The files below a folder that hold the marker. */
export function filesWith(marker: Marker, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => marker.isIn(contentOf(file)));
}

/** Nothing of a file that is gone by now: a running database makes some and removes them. */
function contentOf(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return "";
  }
}

/** The tables of a database, of every schema, that hold the marker, as a dump would show them. */
export async function tablesWith(marker: Marker, database: Client): Promise<string[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    if (rows.some(({ row }) => marker.isInRow(row))) found.push(name);
  }
  return found;
}
