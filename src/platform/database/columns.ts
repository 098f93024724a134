import type { ColumnOptions } from "typeorm";
import { formatInstant, type Instant } from "../time";

// `type` names what TypeORM must leave alone on the way, not the column's type, which the migration says:
// TypeORM would cut a timestamptz to a Date's milliseconds and an int8 to a string. The pools' type parsers
// (data-source.ts) already make an Instant of the one and a bigint of the other.

/** An amount in minor units: `bigint` in the row and in code. */
export function minorColumn(name: string): ColumnOptions & { nullable?: false } {
  return { type: "varchar", name, transformer: bigintTransformer };
}

/** A timestamptz read and written with all its microseconds. */
export function instantColumn(name: string): ColumnOptions & { nullable?: false } {
  return { type: "varchar", name, transformer: instantTransformer };
}

/** A calendar date as "yyyy-MM-dd". */
export function dateColumn(name: string): ColumnOptions & { nullable?: false } {
  return { type: "varchar", name };
}

/** The same column where NULL is allowed and means "there is none". */
export function nullable(column: ColumnOptions): ColumnOptions {
  return { ...column, nullable: true };
}

const bigintTransformer = {
  from: (value: bigint | string | null): bigint | null => (value === null ? null : BigInt(value)),
  to: (value: bigint | null | undefined): string | null | undefined =>
    value?.toString() ?? (value as null | undefined),
};

const instantTransformer = {
  from: (value: Instant | null): Instant | null => value,
  to: (value: Instant | null | undefined): string | null | undefined =>
    typeof value === "bigint" ? formatInstant(value) : value,
};
