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

/** An entry's data as it is hashed, and what lies beside the entry. */
export interface Concealed {
  readonly data: JsonObject;
  readonly secrets: Secret[];
}

/** Replaces each hidden value by its commitment, and gives what lies beside the entry. */
export function conceal(data: JournalData, randomness: Randomness): Concealed {
  return concealAs(data, randomness, (value) => (value instanceof Hidden ? value : null));
}

/** The same where something else stands for a hidden value: `hiddenFor` tells what. */
export function concealAs(
  data: object,
  randomness: Randomness,
  hiddenFor: (value: object) => Hidden | null,
): Concealed {
  const secrets: Secret[] = [];
  const trail = ["", "data"];
  const showMember = (key: string, value: unknown): Json => {
    trail.push(key);
    const shown = show(value as Json);
    trail.pop();
    return shown;
  };
  const show = (value: Json): Json => {
    if (value === null || typeof value !== "object") return value;
    const found = hiddenFor(value);
    if (found) {
      const salt = randomness.bytes(SALT_BYTES);
      const path = trail.map(escapePointer).join("/");
      secrets.push({ path, salt, value: found.value, readers: found.readers });
      return commit(found.value, salt);
    }
    if (Array.isArray(value)) return value.map((item, index) => showMember(String(index), item));
    const shown: Record<string, Json> = {};
    for (const key of Object.keys(value)) shown[key] = showMember(key, (value as JsonObject)[key]);
    return shown;
  };
  return { data: show(data as JsonObject) as JsonObject, secrets };
}

function escapePointer(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}
