import type { Actor } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import { commit, SALT_BYTES, type EntryActor, type JsonObject } from "../platform/journal/chain";
import { concealAs, Hidden, type Secret } from "../platform/journal/hidden";
import type { Randomness } from "../platform/randomness";
import { encodeEvent, Secret as DomainSecret } from "./domain";
import type { AuctionEvent, Readers, Standing, Terms } from "./domain";

export interface EventToDraft {
  readonly event: AuctionEvent;
  readonly terms: Terms;
  /** After the event. */
  readonly standing: Standing;
  readonly sellerId: Id;
  readonly by: EntryAuthor;
}

/** Who caused an event. `firm`: the organization of a firm's own command, whose actor nobody else may know. */
export interface EntryAuthor {
  readonly actor: Actor;
  readonly firm: Id | null;
}

export interface EntryDraft {
  readonly type: string;
  readonly actor: EntryActor;
  readonly data: JsonObject;
}

/** An event as its journal entry: its data with the standing after it, and commitments for what some may not see. */
export function draftEntry(
  { event, terms, standing, sellerId, by }: EventToDraft,
  randomness: Randomness,
): { draft: EntryDraft; secrets: Secret[] } {
  const { type, data } = encodeEvent(terms, event, standing);
  const { data: shown, secrets } = concealAs(data, randomness, (value) =>
    value instanceof DomainSecret ? new Hidden(value.value, organizationsOf(value.readers, sellerId)) : null,
  );
  const actor = concealActor(by, secrets, randomness);
  return { draft: { type, actor, data: shown }, secrets };
}

function concealActor({ actor, firm }: EntryAuthor, secrets: Secret[], randomness: Randomness): EntryActor {
  const value = { id: actor.id, kind: actor.kind };
  if (firm === null) return value;
  const salt = randomness.bytes(SALT_BYTES);
  secrets.push({ path: "/actor", salt, value, readers: [firm] });
  return commit(value, salt);
}

function organizationsOf({ seller, firm }: Readers, sellerId: Id): readonly Id[] {
  return [...(seller ? [sellerId] : []), ...(firm === null ? [] : [firm])];
}
