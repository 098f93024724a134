import type { Readers } from "./readers";

/** JSON as rows and journal hold it: amounts and instants are strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value that not everyone who sees its event may read; the journal puts a commitment in its place. */
export class Secret {
  constructor(
    readonly value: Json,
    readonly readers: Readers,
  ) {}
}

/** An event's fields for the journal, before its secrets are replaced. */
export type EventData = { readonly [key: string]: EventValue };
export type EventValue = Json | Secret | EventData;
