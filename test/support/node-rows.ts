import { BUYER_ROLES } from "../../src/platform/access/roles";
import { Role } from "../../src/platform/access/viewer";
import { buyers, EVERYBODY, MISSING_ID, sellers } from "./access-table";
import { naming, type MarketRow } from "./side-naming";

const HISTORIANS = [
  ...sellers(Role.ANALYST, Role.AUCTION_ADMIN, Role.COMPLIANCE, Role.EXECUTIVE),
  ...buyers(...BUYER_ROLES),
];

/** What may be asked of any object by its identifier alone. */
export const nodeRows: readonly MarketRow[] = [
  {
    field: "Query.node",
    document: "query ($id: ID!) { node(id: $id) { __typename id } }",
    allows: EVERYBODY,
    own: async (world, { kind }) => ({ id: await world.organizationId(kind) }),
    foreign: (world) => ({ id: world.of("foreign").auctionId }),
    missing: () => ({ id: MISSING_ID }),
  },
  {
    field: "Query.journal",
    document: `query ($stream: ID!) { journal(stream: $stream) {
      edges { node { sequence type data actor { id } disclosed { path value } } } } }`,
    allows: HISTORIANS,
    ...naming(({ auctionId }) => ({ stream: auctionId })),
  },
];
