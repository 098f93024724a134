/** Where a portfolio stands on its way to a sale (product.md, "State machines"). */
export enum PortfolioStatus {
  DRAFT = "DRAFT",
  IMPORTED = "IMPORTED",
  SCREENED = "SCREENED",
  VALUED = "VALUED",
  APPROVED = "APPROVED",
  LISTED = "LISTED",
  IN_AUCTION = "IN_AUCTION",
  SOLD = "SOLD",
  WITHDRAWN = "WITHDRAWN",
}

/** What kind of debt a portfolio holds. */
export enum AssetClass {
  CREDIT_CARD = "CREDIT_CARD",
  CONSUMER_LOAN = "CONSUMER_LOAN",
  BUSINESS_LOAN = "BUSINESS_LOAN",
  AUTO = "AUTO",
  MORTGAGE = "MORTGAGE",
  UTILITY = "UTILITY",
  TELECOM = "TELECOM",
  MEDICAL = "MEDICAL",
  COMMERCIAL_INVOICE = "COMMERCIAL_INVOICE",
}

/** What moves a portfolio; the stage that owns the reason calls it in its own transaction. */
export type PortfolioMove =
  | "IMPORT"
  | "SCREEN"
  | "PROPOSE_FLOOR"
  | "APPROVE_FLOOR"
  | "SCHEDULE_AUCTION"
  | "OPEN_AUCTION"
  | "SELL"
  | "RETURN_TO_MARKET"
  | "WITHDRAW";

type Transitions = Readonly<Partial<Record<PortfolioStatus, PortfolioStatus>>>;
const { DRAFT, IMPORTED, SCREENED, VALUED, APPROVED, LISTED, IN_AUCTION, SOLD, WITHDRAWN } = PortfolioStatus;

const MOVES: Readonly<Record<PortfolioMove, Transitions>> = {
  // A new tape replaces the accounts, so whatever was found out about them falls with them.
  IMPORT: { [DRAFT]: IMPORTED, [IMPORTED]: IMPORTED, [SCREENED]: IMPORTED, [VALUED]: IMPORTED },
  SCREEN: { [IMPORTED]: SCREENED },
  // A floor may be proposed anew: after a rejection, and on the market, where the old one holds until it is replaced.
  PROPOSE_FLOOR: { [SCREENED]: VALUED, [VALUED]: VALUED, [APPROVED]: APPROVED },
  APPROVE_FLOOR: { [VALUED]: APPROVED, [APPROVED]: APPROVED },
  SCHEDULE_AUCTION: { [APPROVED]: LISTED },
  OPEN_AUCTION: { [LISTED]: IN_AUCTION },
  SELL: { [IN_AUCTION]: SOLD },
  RETURN_TO_MARKET: { [LISTED]: APPROVED, [IN_AUCTION]: APPROVED, [SOLD]: APPROVED },
  WITHDRAW: {
    [DRAFT]: WITHDRAWN,
    [IMPORTED]: WITHDRAWN,
    [SCREENED]: WITHDRAWN,
    [VALUED]: WITHDRAWN,
    [APPROVED]: WITHDRAWN,
    [LISTED]: WITHDRAWN,
    [IN_AUCTION]: WITHDRAWN,
  },
};

/** The state that a move leads to, or `null` where the state found does not allow it. */
export function nextStatus(found: PortfolioStatus, move: PortfolioMove): PortfolioStatus | null {
  return MOVES[move][found] ?? null;
}

/** The states from which a move is possible, for the message of a refusal: "IMPORTED or SCREENED". */
export function statesThatAllow(move: PortfolioMove): string {
  return Object.keys(MOVES[move]).join(" or ");
}

/** A carve-out or a reviewer's decision would change a set of accounts that a floor already values. */
export function mayChangeAccounts(status: PortfolioStatus): boolean {
  return status === IMPORTED || status === SCREENED;
}

/** From the screening on, only the eligible accounts are offered and counted. */
export function isScreened(status: PortfolioStatus): boolean {
  return status !== DRAFT && status !== IMPORTED;
}
