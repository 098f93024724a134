import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../context";
import type { Id } from "../ids";
import { actorView, type ActorType } from "./access.graphql";
import { SYSTEM_ACTOR, type Actor } from "./viewer";

/** Loads who acted: people, keys and the system, by the ids that rows and entries carry. They are never deleted. */
export function actorById(database: DataSource): LoaderFactory<Id, ActorType> {
  return ({ cache }) => new DataLoader((ids) => loadActors(database, ids), { cache });
}

async function loadActors(database: DataSource, ids: readonly Id[]): Promise<(ActorType | Error)[]> {
  const rows = await database.query<Actor[]>(ACTORS, [ids]);
  const byId = new Map([SYSTEM_ACTOR, ...rows].map((actor) => [actor.id, actorView(actor)]));
  return ids.map((id) => byId.get(id) ?? new Error("An actor is not on record"));
}

const ACTORS = `
  SELECT id, name, 'PERSON' AS kind FROM app_user WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, name, 'API_KEY' FROM api_key WHERE id = ANY ($1::uuid[])`;
