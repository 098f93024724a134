import { MISSING_ID, type AccessRow } from "./access-table";
import type { MarketWorld, Side } from "./market-world";

export type MarketRow = AccessRow<MarketWorld>;
type Naming = Required<Pick<MarketRow, "own" | "foreign" | "missing">>;

/** What nobody has. */
const NOBODYS = new Proxy({}, { get: () => MISSING_ID }) as Side;

/** The same named of either side and of nobody; `own`: for what is the caller's in each of them. */
export function naming(variables: (side: Side, own: Side) => object): Naming {
  return {
    own: (world) => variables(world.of("own"), world.of("own")),
    foreign: (world) => variables(world.of("foreign"), world.of("own")),
    missing: (world) => variables(NOBODYS, world.of("own")),
  };
}

/** The same in a mutation's input. */
export function namingInInput(input: (side: Side, own: Side) => object): Naming {
  return naming((side, own) => ({ input: input(side, own) }));
}

export const nothing = () => ({});

/** A mutation that takes one input and answers this type. */
export function mutation(field: string, type: string, fields = "id"): string {
  const input = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
  return `mutation ($input: ${input}) { ${field}(input: $input) { ... on ${type} { ${fields} } ... on Refusal { code } } }`;
}
