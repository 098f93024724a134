import type { Id } from "../ids";
import type { Randomness } from "../randomness";
import { commit, SALT_BYTES, type Json, type JsonObject } from "./chain";

/** A value that only some organizations may read; in the entry a commitment stands for it. */
export class Hidden {
  constructor(
    readonly value: Json,
    /** The organizations that may read it. */
    readonly readers: readonly Id[],
  ) {}
}

export function hidden(value: Json, ...readers: readonly Id[]): Hidden {
  return new Hidden(value, readers);
}

/** An entry's data before it is hashed: JSON in which values may be hidden. */
export type JournalData = { readonly [key: string]: JournalValue };
export type JournalValue = Json | Hidden | readonly JournalValue[] | JournalData;

/** What lies beside an entry: the value behind a commitment, by its JSON pointer (RFC 6901) in `{actor, data}`. */
export interface Secret {
  readonly path: string;
  readonly salt: Uint8Array;
  readonly value: Json;
  readonly readers: readonly Id[];
}

/** Replaces each hidden value by its commitment, and gives what lies beside the entry. */
export function conceal(data: JournalData, randomness: Randomness): { data: JsonObject; secrets: Secret[] } {
  const secrets: Secret[] = [];
  const trail = ["", "data"];
  const within = (key: string, value: JournalValue): Json => {
    trail.push(key);
    const shown = show(value);
    trail.pop();
    return shown;
  };
  const show = (value: JournalValue): Json => {
    if (value === null || typeof value !== "object") return value;
    if (value instanceof Hidden) {
      const salt = randomness.bytes(SALT_BYTES);
      const path = trail.map(escapePointer).join("/");
      secrets.push({ path, salt, value: value.value, readers: value.readers });
      return commit(value.value, salt);
    }
    if (Array.isArray(value)) return value.map((item: JournalValue, index) => within(String(index), item));
    const shown: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value as JournalData)) shown[key] = within(key, item);
    return shown;
  };
  return { data: show(data) as JsonObject, secrets };
}

function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
