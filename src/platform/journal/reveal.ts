import { isCommitment, type Entry, type EntryActor, type Json, type JsonObject } from "./chain";
import type { Secret } from "./hidden";
import { withValueAt } from "./json-pointer";

/** What an entry says once the values are put back that lie beside it; an erased one's commitment stays. */
export interface RevealedEntry {
  readonly [key: string]: Json;
  readonly actor: EntryActor;
  readonly data: JsonObject;
}

/** `secrets` must have been found to be what the entry committed to (`checkSecrets`). */
export function reveal({ actor, data }: Entry, secrets: readonly Secret[]): RevealedEntry {
  return secrets.reduce<RevealedEntry>((content, { path, value }) => withValueAt(content, path, value), {
    actor,
    data,
  });
}

/** Where commitments still stand, as JSON pointers. */
export function commitmentsIn(value: Json, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (isCommitment(value)) return [path];
  return Object.entries(value as JsonObject).flatMap(([key, item]) =>
    commitmentsIn(item, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}
