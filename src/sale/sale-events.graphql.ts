import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { CursorScalar, DateTimeScalar } from "../platform/graphql/scalars";
import type { Instant } from "../platform/time";
import { SaleType } from "./sale.graphql";

/** Later stages add their own, by the journal's types. */
@InterfaceType("SaleEvent", { description: "Something that happened to a sale: an entry of its journal." })
export abstract class SaleEvent {
  @Field(() => CursorScalar, { description: "Send it as `after` to go on behind this event." })
  readonly cursor!: string;

  @Field(() => Int, {
    description: "The entry's number in the sale's journal: it rises, and jumps over what you may not see.",
  })
  readonly sequence!: number;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  readonly at!: Instant;

  @Field(() => SaleType, { description: "The sale; its status is the one after this event." })
  readonly sale!: SaleType;
}

@ObjectType("SaleSnapshot", {
  implements: SaleEvent,
  description: "The sale as it stands: what a subscription without `after` begins with.",
})
export class SaleSnapshot extends SaleEvent {}

@ObjectType("SaleAuthorized", {
  implements: SaleEvent,
  description: "Everybody has signed whose authority the sale needs.",
})
export class SaleAuthorized extends SaleEvent {}

@ObjectType("SaleRejected", { implements: SaleEvent, description: "The sale was turned down, for good." })
export class SaleRejected extends SaleEvent {}

@ObjectType("SaleFellThrough", {
  implements: SaleEvent,
  description: "The buyer did not stand by it; the sale is offered to the next ranked firm, if there is one.",
})
export class SaleFellThrough extends SaleEvent {}

/** The types of event, by the type of entry that each shows; an entry of any other type is no news for a feed. */
export type SaleEventTypes = Readonly<Record<string, new () => SaleEvent>>;
