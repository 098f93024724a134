import type { EntityManager } from "typeorm";
import type { Id } from "../ids";
import { ApiKeyEntity } from "./api-key.entity";
import { ActorKind, type Actor } from "./viewer";

/**
 * The person who answers for what an actor does: for a program, whoever made its key. Duties that must be separated are
 * separated between these, or somebody could propose by a key and approve in person.
 */
export async function personBehind(manager: EntityManager, actor: Pick<Actor, "id" | "kind">): Promise<Id> {
  if (actor.kind !== ActorKind.API_KEY) return actor.id;
  return (await manager.findOneByOrFail(ApiKeyEntity, { id: actor.id })).createdBy;
}

/** Do two actors answer for what they do by the same person? */
export async function isSamePerson(
  manager: EntityManager,
  a: Pick<Actor, "id" | "kind">,
  b: Pick<Actor, "id" | "kind">,
): Promise<boolean> {
  return a.id === b.id || (await personBehind(manager, a)) === (await personBehind(manager, b));
}
