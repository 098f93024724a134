import { Role } from "../../src/platform/access/viewer";
import { MISSING_ID, sellers, type AccessRow, type Caller } from "./access-table";

/** What the rows of valuation/ name: a portfolio that may be valued, and a floor of one, of either side. */
export interface FloorWorld {
  portfolioOf(whose: Caller["organization"]): Promise<string>;
  floorOf(whose: Caller["organization"]): Promise<string>;
}

const proposal = (portfolioId: string) => ({ input: { portfolioId, amount: "1.00", rationale: "Curves." } });
const verdict = (floorId: string) => ({ input: { floorId, decision: "REJECT", rationale: "No." } });

export const floorRows: readonly AccessRow<FloorWorld>[] = [
  {
    field: "Mutation.proposeFloor",
    document: `mutation ($input: ProposeFloorInput!) {
      proposeFloor(input: $input) { ... on Floor { id proposedBy { id } } ... on Refusal { code } } }`,
    allows: sellers(Role.FINANCE),
    own: async (world) => proposal(await world.portfolioOf("own")),
    foreign: async (world) => proposal(await world.portfolioOf("foreign")),
    missing: () => proposal(MISSING_ID),
  },
  {
    field: "Mutation.decideFloor",
    document: `mutation ($input: DecideFloorInput!) {
      decideFloor(input: $input) { ... on Floor { id decidedBy { id } } ... on Refusal { code } } }`,
    allows: sellers(Role.FINANCE, Role.EXECUTIVE),
    own: async (world) => verdict(await world.floorOf("own")),
    foreign: async (world) => verdict(await world.floorOf("foreign")),
    missing: () => verdict(MISSING_ID),
  },
];
