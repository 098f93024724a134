import { hash as digest } from "node:crypto";
import type { ActorKind } from "../access/viewer";
import type { Id } from "../ids";
import { sha256 } from "../sha256";
import { formatInstant, type Instant } from "../time";

/** What a stream is about; its id is the object's (a BUYER stream's is the qualification's; JOURNAL is one: platform/proof). */
export type StreamKind = "PORTFOLIO" | "BUYER" | "AUCTION" | "SALE" | "ORGANIZATION" | "JOURNAL";

/** JSON as the journal holds it: amounts and instants are strings, numbers are whole. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Stands for a value that some reader may not see: hex of SHA-256(16-byte salt ‖ RFC 8785 of the value). */
export type Commitment = { readonly commitment: string };

/** Who acted, as it is hashed; names stay out, since personal data never goes in. */
export type EntryActor = { readonly id: Id; readonly kind: `${ActorKind}` } | Commitment;

/** What the hash covers, beside the previous hash. */
export interface EntryContent {
  readonly stream: Id;
  readonly sequence: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: EntryActor;
  readonly data: JsonObject;
  readonly rulesVersion: string;
}

export interface Entry extends EntryContent {
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** Where a stream's journal stands: the last entry's number, hash and time. */
export interface StreamHead {
  readonly sequence: number;
  readonly hash: Buffer;
  readonly lastAt: Instant | null;
}

export const SALT_BYTES = 16;
export const EMPTY_HEAD: StreamHead = { sequence: 0, hash: Buffer.alloc(32), lastAt: null };

/** RFC 8785: the one text of a value, with keys in the order of their UTF-16 code units and no white space. */
export function canonicalJson(value: Json): string {
  if (typeof value === "string") return quote(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "object") throw new Error("Only JSON can be hashed");
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  let members = "";
  for (const key of sorted(Object.keys(value))) {
    const member = (value as JsonObject)[key];
    if (member === undefined) continue; // JSON knows no such member
    members += `${members === "" ? "" : ","}${quote(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** In place. An entry's objects have a handful of keys, which take less to insert one by one than to hand to a sort. */
function sorted(keys: string[]): string[] {
  if (keys.length > FEW_KEYS) return keys.sort();
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next] as string;
    let place = next;
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1)
      keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}

const FEW_KEYS = 16;

/** Text that stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** hash = SHA-256(previousHash ‖ UTF-8 of RFC 8785 of {actor, at, data, rulesVersion, sequence, stream, type}). */
export function entryHash(previousHash: Buffer, content: EntryContent): Buffer {
  const { actor, at, data, rulesVersion, sequence, stream, type } = content;
  // Every entry has these members, so they are written in their order rather than put in order.
  const text =
    `{"actor":${canonicalJson(actor)},"at":"${formatInstant(at)}","data":${canonicalJson(data)},` +
    `"rulesVersion":${quote(rulesVersion)},"sequence":${sequence},"stream":${quote(stream)},"type":${quote(type)}}`;
  return sha256(joined(previousHash, text));
}

export function commit(value: Json, salt: Uint8Array): Commitment {
  return { commitment: digest("sha256", joined(salt, canonicalJson(value))) };
}

// Written over for every hash: to make buffers for what is hashed costs as much as to hash it.
let scratch = Buffer.alloc(4_096);

/** Bytes with a text's UTF-8 behind them; good until the next are joined. */
function joined(bytes: Uint8Array, text: string): Uint8Array {
  const room = bytes.length + 3 * text.length; // a unit of UTF-16 is three bytes at most
  if (room > scratch.length) scratch = Buffer.alloc(room);
  scratch.set(bytes);
  return scratch.subarray(0, bytes.length + scratch.write(text, bytes.length));
}

/** Nothing but a commitment: a sealed bid's digest has one among other members. */
export function isCommitment(value: Json | EntryActor | undefined): value is Commitment {
  if (typeof value !== "object" || value === null || !("commitment" in value)) return false;
  return Object.keys(value).length === 1;
}

/** The time of the next entry: the clock's, but always later than the last entry's. */
export function nextInstant(head: StreamHead, clock: Instant): Instant {
  return head.lastAt !== null && clock <= head.lastAt ? head.lastAt + 1n : clock;
}

/** Numbers and hashes the next entry of a stream. */
export function chain(head: StreamHead, content: Omit<EntryContent, "sequence">): Entry {
  if (head.lastAt !== null && content.at <= head.lastAt)
    throw new Error("An entry must be later than the one before");
  const { stream, type, at, actor, data, rulesVersion } = content;
  const sequence = head.sequence + 1;
  const previousHash = head.hash;
  const hash = entryHash(previousHash, { stream, sequence, type, at, actor, data, rulesVersion });
  return { stream, sequence, type, at, actor, data, rulesVersion, previousHash, hash };
}

export function headAfter(entry: Entry): StreamHead {
  return { sequence: entry.sequence, hash: entry.hash, lastAt: entry.at };
}
