import { runOnce } from "./database-server";

/** What a database's schema is made of, one line each, in order: two databases with equal lists are alike. */
export async function describeSchema(url: string): Promise<readonly string[]> {
  const { rows } = await runOnce(url, `${PARTS.join(" UNION ALL ")} ORDER BY line`);
  return (rows as { line: string }[]).map(({ line }) => line);
}

const OURS = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`;

const PARTS: readonly string[] = [
  `SELECT 'schema ' || n.nspname AS line FROM pg_namespace n WHERE ${OURS}`,
  `SELECT format('relation %s.%s %s %s %s %s', n.nspname, c.relname, c.relkind, c.reloptions::text,
     pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid)) AS line
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS}`,
  `SELECT format('column %s.%s %s %s %s %s %s', n.nspname, c.relname, a.attname,
     format_type(a.atttypid, a.atttypmod), a.attnotnull, concat(a.attidentity, a.attgenerated),
     pg_get_expr(d.adbin, d.adrelid)) AS line
   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attnum > 0 AND NOT a.attisdropped AND ${OURS}`,
  `SELECT format('constraint %s.%s %s', n.nspname, o.conname, pg_get_constraintdef(o.oid)) AS line
   FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace WHERE ${OURS}`,
  `SELECT 'index ' || pg_get_indexdef(i.indexrelid) AS line
   FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${OURS}`,
  `SELECT format('trigger %s %s', pg_get_triggerdef(t.oid), t.tgenabled) AS line
   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND ${OURS}`,
  `SELECT 'function ' || pg_get_functiondef(p.oid) AS line
   FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind <> 'a' AND ${OURS}`,
  `SELECT format('type %s.%s %s %s', n.nspname, t.typname, t.typtype,
     (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)) AS line
   FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${OURS}`,
  `SELECT 'extension ' || extname AS line FROM pg_extension`,
];
