import { Field, ID, InterfaceType } from "type-graphql";
import type { Id } from "../ids";

/** Views are instances of their GraphQL class, which is how interfaces and unions tell them apart. */
@InterfaceType("Node", { description: "Anything that has an identifier of its own." })
export abstract class Node {
  @Field(() => ID, { description: "Opaque; `node(id:)` finds the object again." })
  readonly id!: Id;
}

/** Fills a view. */
export function view<T extends object>(
  type: new () => T,
  fields: { [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: T[K] },
): T {
  return Object.assign(new type(), fields);
}
