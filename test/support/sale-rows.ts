import { BUYER_ROLES, SELLER_ROLES } from "../../src/platform/access/roles";
import { Role } from "../../src/platform/access/viewer";
import { buyers, sellers } from "./access-table";
import { mutation, naming, namingInInput, nothing, type MarketRow } from "./side-naming";

const SELLERS = sellers(...SELLER_ROLES);
const READERS = [...SELLERS, ...buyers(...BUYER_ROLES)];
const ADMINS = sellers(Role.AUCTION_ADMIN);
const SECONDERS = sellers(Role.COMPLIANCE, Role.EXECUTIVE);
const rationale = "So it was agreed.";

/** What sale/ and authorization/ let whom do. */
export const saleRows: readonly MarketRow[] = [
  {
    field: "Query.sale",
    document: `query ($id: ID!) { sale(id: $id) {
      id rationale awardedBy { id } auction { id } buyer { id } authorizationRequest { signatures { role } } } }`,
    allows: READERS,
    ...naming(({ saleId: id }) => ({ id })),
  },
  {
    field: "Query.sales",
    document: "{ sales { edges { node { id auction { id portfolio { id } } } } } }",
    allows: READERS,
    own: nothing,
  },
  {
    field: "Subscription.saleEvents",
    document: "subscription ($id: ID!) { saleEvents(saleId: $id) { cursor sale { id status } } }",
    allows: READERS,
    ...naming(({ saleId: id }) => ({ id })),
  },
  {
    field: "Query.annulments",
    document: `query ($filter: AnnulmentFilter) {
      annulments(filter: $filter) { edges { node { id rationale auction { id } } } } }`,
    allows: SELLERS,
    ...naming(({ closedAuctionId }) => ({ filter: { auctionIds: [closedAuctionId] } })),
    absent: "OK",
  },
  {
    field: "Query.authorizationRequests",
    document: "{ authorizationRequests { edges { node { id sale { id } signatures { rationale } } } } }",
    allows: SELLERS,
    own: nothing,
  },
  {
    field: "Query.authorityMatrix",
    document: "{ authorityMatrix { version rules { tier } } }",
    allows: SELLERS,
    own: nothing,
  },
  {
    field: "Query.authorityMatrices",
    document: "{ authorityMatrices { edges { node { id rationale } } } }",
    allows: SELLERS,
    own: nothing,
  },
  {
    field: "Mutation.decideAuthorization",
    document: mutation("decideAuthorization", "AuthorizationRequest"),
    // All that the matrix of the table's sellers requires.
    allows: sellers(Role.FINANCE, Role.LEGAL, Role.COMPLIANCE, Role.RISK, Role.EXECUTIVE),
    ...namingInInput(({ requestId }) => ({ requestId, decision: "APPROVE", rationale })),
  },
  {
    field: "Mutation.requestAuthorization",
    document: mutation("requestAuthorization", "AuthorizationRequest"),
    allows: ADMINS,
    ...namingInInput(({ saleId }) => ({ saleId })),
  },
  {
    field: "Mutation.declareDefault",
    document: mutation("declareDefault", "WinnerDefault"),
    allows: SECONDERS,
    ...namingInInput(({ auctionId, buyerId }) => ({ auctionId, buyerId, rationale })),
  },
  {
    field: "Mutation.proposeAnnulment",
    document: mutation("proposeAnnulment", "Annulment"),
    allows: ADMINS,
    ...namingInInput(({ closedAuctionId }) => ({ auctionId: closedAuctionId, kind: "NOT_AWARD", rationale })),
  },
  {
    field: "Mutation.secondAnnulment",
    document: mutation("secondAnnulment", "Annulment"),
    allows: SECONDERS,
    ...namingInInput(({ annulmentId }) => ({ annulmentId, decision: "REJECT", rationale })),
  },
  {
    field: "Mutation.awardAuction",
    document: mutation("awardAuction", "Sale"),
    allows: ADMINS,
    ...namingInInput(({ closedAuctionId }) => ({ auctionId: closedAuctionId, rationale })),
  },
  {
    field: "Mutation.declareUnsold",
    document: mutation("declareUnsold", "Auction"),
    allows: ADMINS,
    ...namingInInput(({ closedAuctionId }) => ({ auctionId: closedAuctionId, rationale })),
  },
  {
    field: "Mutation.proposeAuthorityMatrix",
    document: mutation("proposeAuthorityMatrix", "AuthorityMatrix"),
    allows: sellers(Role.COMPLIANCE),
    own: () => ({ input: { rules: [{ tier: "ALL", requiredRoles: ["LEGAL"] }], rationale } }),
  },
  {
    field: "Mutation.decideAuthorityMatrix",
    document: mutation("decideAuthorityMatrix", "AuthorityMatrix"),
    allows: sellers(Role.EXECUTIVE),
    ...namingInInput(({ matrixId }) => ({ matrixId, decision: "REJECT", rationale })),
  },
  {
    field: "Mutation.markPortfolioStrategic",
    document: mutation("markPortfolioStrategic", "StrategicMark", "portfolioId markedBy { id }"),
    allows: SECONDERS,
    ...namingInInput(({ valuedId }) => ({ portfolioId: valuedId, rationale })),
  },
  {
    field: "Mutation.unmarkPortfolioStrategic",
    document: mutation("unmarkPortfolioStrategic", "StrategicMark", "portfolioId"),
    allows: sellers(Role.EXECUTIVE),
    ...namingInInput(({ valuedId }) => ({ portfolioId: valuedId, rationale })),
  },
];
