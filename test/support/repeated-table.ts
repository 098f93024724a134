import type { GraphQLSchema } from "graphql";
import type { Person } from "./callers";
import type { Market } from "./market";

/** A mutation ready to be sent, with all that it needs in place. */
export interface Command {
  readonly by: Person;
  readonly input: Record<string, unknown>;
}

/**
 * What repeating a mutation comes to (product.md: "A command repeated by the same person that finds its own result gives
 * that result again").
 */
export interface RepeatedRow {
  /** The mutation. */
  readonly field: string;
  readonly command: (market: Market) => Promise<Command> | Command;
  /** What of the result is compared. */
  readonly selection: string;
  readonly repeated:
    /** What another person of the same role gets: the same, since nothing is left to do; their own; or this refusal. */
    | { readonly another: string }
    /** Each time it does something anew, because … */
    | { readonly anew: string };
}

export const SAME = "the same";
/** The state lets anybody of the role do it, also after somebody else: it is another decision, with its own entry. */
export const OWN = "their own";

/** The mutations of which nobody has said what repeating them comes to, and rows of what is none or stands twice. */
export function rowsAmiss(schema: GraphQLSchema, rows: readonly RepeatedRow[]): string[] {
  const fields = new Set(Object.keys(schema.getMutationType()?.getFields() ?? {}));
  const strays = rows.map(({ field }) => field).filter((field) => !fields.delete(field));
  return [...fields, ...strays];
}

/** Somebody else in the same organization, with the same roles. */
export function colleagueOf(person: Person): Person {
  return { ...person, sub: `${person.org}.${person.roles.join("-").toLowerCase()}.colleague` };
}
