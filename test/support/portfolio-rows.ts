import { BUYER_ROLES, SELLER_ROLES } from "../../src/platform/access/roles";
import { Role } from "../../src/platform/access/viewer";
import { buyers, sellers } from "./access-table";
import { MAPPING } from "./market";
import type { Side } from "./market-world";
import { mutation, naming, namingInInput, nothing, type MarketRow } from "./side-naming";

const SELLERS = sellers(...SELLER_ROLES);
const READERS = [...SELLERS, ...buyers(...BUYER_ROLES)];
const MANAGERS = sellers(Role.PORTFOLIO_MANAGER);
const SCREENERS = sellers(Role.PORTFOLIO_MANAGER, Role.COMPLIANCE);
const UNMASKERS = sellers(Role.COMPLIANCE);

export const review = ({ screenedId, accountId }: Pick<Side, "screenedId" | "accountId">) => ({
  portfolioId: screenedId,
  accountIds: [accountId],
  decision: "ELIGIBLE",
  rationale: "Asked the court.",
});
const debtor = ({ accountId }: Side) => ({ accountId, purpose: "A letter." });

/** What portfolio/ lets whom do. */
export const portfolioRows: readonly MarketRow[] = [
  {
    field: "Query.portfolio",
    document: "query ($id: ID!) { portfolio(id: $id) { id segments(by: [STATE]) { accountCount } } }",
    allows: READERS,
    ...naming(({ offeredId: id }) => ({ id })),
  },
  {
    field: "Query.portfolios",
    document: "{ portfolios { edges { node { id bookValue { amount } parent { id } } } } }",
    allows: READERS,
    own: nothing,
  },
  {
    field: "Query.accounts",
    document: "query ($id: ID!) { accounts(portfolioId: $id) { edges { node { id debtor { name } } } } }",
    allows: SELLERS,
    ...naming(({ screenedId: id }) => ({ id })),
  },
  {
    field: "Query.tapeImport",
    document:
      "query ($id: ID!) { tapeImport(id: $id) { id rejections { edges { node { line } } } upload { url } } }",
    allows: SELLERS,
    ...naming(({ tapeImportId: id }) => ({ id })),
  },
  {
    field: "Subscription.tapeImportProgress",
    document: "subscription ($id: ID!) { tapeImportProgress(id: $id) { id status } }",
    allows: SELLERS,
    ...naming(({ tapeImportId: id }) => ({ id })),
  },
  {
    field: "Mutation.createPortfolio",
    document: mutation("createPortfolio", "Portfolio"),
    allows: MANAGERS,
    own: () => ({ input: { name: "New", assetClass: "AUTO", currency: "USD", asOf: "2026-06-30" } }),
  },
  {
    field: "Mutation.startTapeImport",
    document: mutation("startTapeImport", "TapeImport"),
    allows: MANAGERS,
    ...namingInInput(({ draftId }) => ({ portfolioId: draftId, fileName: "a.csv", mapping: MAPPING })),
  },
  {
    field: "Mutation.screenPortfolio",
    document: mutation("screenPortfolio", "Portfolio"),
    allows: SCREENERS,
    ...namingInInput(({ screenedId }) => ({ portfolioId: screenedId })),
  },
  {
    field: "Mutation.decideAccountReviews",
    document: mutation("decideAccountReviews", "Portfolio", "id screening { needsReview { accountCount } }"),
    allows: SCREENERS,
    ...namingInInput(review),
  },
  {
    field: "Mutation.unmaskDebtor",
    document: mutation("unmaskDebtor", "Debtor", "name"),
    allows: UNMASKERS,
    ...namingInInput(debtor),
  },
  {
    field: "Mutation.eraseDebtor",
    document: mutation("eraseDebtor", "Account"),
    allows: UNMASKERS,
    ...namingInInput(debtor),
  },
  {
    field: "Mutation.erasePersonalData",
    document: mutation("erasePersonalData", "Portfolio"),
    allows: UNMASKERS,
    ...namingInInput(({ screenedId }) => ({ portfolioId: screenedId, purpose: "Asked for it." })),
  },
  {
    field: "Mutation.carveOutPortfolio",
    document: mutation("carveOutPortfolio", "Portfolio"),
    allows: MANAGERS,
    ...namingInInput(({ screenedId }) => ({
      portfolioId: screenedId,
      name: "Small",
      filter: { maxBalance: "5000.00" },
    })),
  },
  {
    field: "Mutation.withdrawPortfolio",
    document: mutation("withdrawPortfolio", "Portfolio"),
    allows: MANAGERS,
    ...namingInInput(({ draftId }) => ({ portfolioId: draftId, reason: "Not now." })),
  },
];
