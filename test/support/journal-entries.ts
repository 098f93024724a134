import { ActorKind } from "../../src/platform/access/viewer";
import { chain, EMPTY_HEAD, headAfter, type Entry, type JsonObject } from "../../src/platform/journal/chain";
import type { Id } from "../../src/platform/ids";

const ACTOR = { id: "01900000-0000-7000-8000-0000000000aa", kind: ActorKind.SYSTEM };

export interface EntryPart {
  readonly type?: string;
  readonly data?: JsonObject;
}

/** A stream's entries in memory, chained as the journal chains them, one a millisecond. */
export function makeEntries(stream: Id, parts: readonly EntryPart[]): Entry[] {
  const entries: Entry[] = [];
  let head = EMPTY_HEAD;
  for (const { type = "Noted", data = {} } of parts) {
    const at = (head.lastAt ?? 0n) + 1_000n;
    const entry = chain(head, { stream, type, at, actor: ACTOR, data, rulesVersion: "test" });
    entries.push(entry);
    head = headAfter(entry);
  }
  return entries;
}
