import type { CurrencyCode } from "../../platform/money";
import { ACCOUNT_FIELDS, AccountField, type FieldKind } from "./account-field";
import { cellReader, type CellReader, type CellValue } from "./cell-reader";
import { findFormula } from "./formula";
import { CellProblem, TapeRejectionCode } from "./tape-rejection";

/** Which column feeds which field, how it is written, and what the seller attests of every account. */
export interface TapeMapping {
  readonly delimiter: string;
  readonly fields: readonly FieldMapping[];
}

export interface FieldMapping {
  readonly field: AccountField;
  readonly column: string | null;
  readonly format: string | null;
  readonly values: readonly { readonly code: string; readonly value: string }[] | null;
  readonly constant: string | null;
}

/** A field that a column feeds, ready to read cells. */
export interface MappedColumn {
  readonly field: AccountField;
  readonly column: string;
  readonly read: (rawCell: string) => CellValue | CellProblem;
}

export interface CompiledMapping {
  readonly delimiter: string;
  readonly columns: readonly MappedColumn[];
  readonly constants: ReadonlyMap<AccountField, CellValue>;
}

/** Why a mapping cannot be used; `path` leads below the mapping. */
export interface MappingProblem {
  readonly message: string;
  readonly path: readonly string[];
}

const DELIMITERS: ReadonlySet<string> = new Set([",", ";", "\t", "|"]);
const MAX_FIELDS = 50;
const MAX_VALUES = 1_000;

/** Checks a mapping and makes it ready for reading a tape in this currency. */
export function compileMapping(
  mapping: TapeMapping,
  currency: CurrencyCode,
): CompiledMapping | MappingProblem {
  if (!DELIMITERS.has(mapping.delimiter))
    return problem("The delimiter is a comma, a semicolon, a tab or a bar.", "delimiter");
  if (mapping.fields.length > MAX_FIELDS)
    return problem("There are more fields than an account has.", "fields");
  const columns: MappedColumn[] = [];
  const constants = new Map<AccountField, CellValue>();
  const seen = new Set<AccountField>();
  for (const [index, field] of mapping.fields.entries()) {
    const compiled = compileField(field, currency, seen);
    if ("message" in compiled) return problem(compiled.message, "fields", String(index), ...compiled.path);
    seen.add(field.field);
    if ("read" in compiled) columns.push(compiled);
    else constants.set(field.field, compiled.constant);
  }
  const missing = Object.values(AccountField).find(
    (field) => ACCOUNT_FIELDS[field].isRequired && !seen.has(field),
  );
  return missing
    ? problem(`A tape needs a column for ${missing}.`, "fields")
    : { delimiter: mapping.delimiter, columns, constants };
}

function compileField(
  mapping: FieldMapping,
  currency: CurrencyCode,
  seen: ReadonlySet<AccountField>,
): MappedColumn | { readonly constant: CellValue } | MappingProblem {
  const { field, column, constant } = mapping;
  const { kind, isRequired } = ACCOUNT_FIELDS[field];
  if (seen.has(field)) return problem("This field is mapped twice.", "field");
  if (isRequired && column === null)
    return problem("This field needs a column: it differs from account to account.", "column");
  if ((column === null) === (constant === null))
    return problem("Give either a column or a constant.", "column");
  if (column !== null && column.trim() === "") return problem("A column has a name.", "column");
  const read = cellReader(kind, mapping.format, currency);
  if (!read) return problem(`This is no format for ${describeKind(kind)}.`, "format");
  const translations = compileValues(mapping, read);
  if ("message" in translations) return translations;
  const readCell = withTranslations(kind, read, translations, isRequired ?? false);
  if (column !== null) return { field, column: column.trim(), read: readCell };
  const value = readCell(constant ?? "");
  return value instanceof CellProblem ? problem(value.message, "constant") : { constant: value };
}

/** What each code means, read once: a value that the field cannot hold is the mapping's mistake, not the tape's. */
function compileValues(
  mapping: FieldMapping,
  read: CellReader,
): ReadonlyMap<string, CellValue> | MappingProblem {
  const values = new Map<string, CellValue>();
  for (const [index, { code, value }] of (mapping.values ?? []).entries()) {
    if (index >= MAX_VALUES) return problem(`At most ${MAX_VALUES} codes can be translated.`, "values");
    if (values.has(code.trim()))
      return problem("This code is translated twice.", "values", String(index), "code");
    const meaning = value.trim() === "" ? null : read(value.trim());
    if (meaning instanceof CellProblem) return problem(meaning.message, "values", String(index), "value");
    values.set(code.trim(), meaning);
  }
  return values;
}

const REQUIRED = new CellProblem(TapeRejectionCode.REQUIRED, "This cell must not be empty.");
const UNTRANSLATED = new CellProblem(
  TapeRejectionCode.UNKNOWN_CODE,
  "The mapping's values do not translate this code.",
);

/**
 * Reads a cell as it stands in the file: trimmed, translated where its code is listed, else by the field's own words. A
 * free text has no words of its own, so with `values` only what they list is known. Empty means unknown.
 */
function withTranslations(
  kind: FieldKind,
  read: CellReader,
  translations: ReadonlyMap<string, CellValue>,
  isRequired: boolean,
): CellReader {
  const readOwn = kind === "text" && translations.size > 0 ? () => UNTRANSLATED : read;
  return (rawCell) => {
    const cell = rawCell.trim();
    const translated = translations.size > 0 ? translations.get(cell) : undefined;
    if (translated !== undefined) return isRequired && translated === null ? REQUIRED : translated;
    if (cell === "") return isRequired ? REQUIRED : null;
    return findFormula(rawCell, cell, kind) ?? readOwn(cell);
  };
}

function describeKind(kind: FieldKind): string {
  switch (kind) {
    case "amount":
      return "an amount: write 1234.56 as the tape would, such as 1,234.56";
    case "date":
      return "a date: use yyyy, MM and dd with their separators, or days since 1960-01-01";
    case "text":
    case "flag":
    case "status":
    case "state":
      return "this field, which has none";
  }
}

function problem(message: string, ...path: string[]): MappingProblem {
  return { message, path };
}
