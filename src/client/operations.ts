// Generated from schema/operations by `npm run client`.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a column of a tape may feed. What a tape does not say is unknown, and needs review. */
export type AccountField =
  /** The debtor is on active military duty: true or false (yes, no, y, n, t, f, 1, 0). */
  | 'ACTIVE_DUTY'
  /** What the debtor owes, 0 or more. Required, by a column. */
  | 'BALANCE'
  /** The debtor is bankrupt: true or false (yes, no, y, n, t, f, 1, 0). */
  | 'BANKRUPT'
  /** What the books carry for it, net of allowance. */
  | 'BOOK_VALUE'
  /** When it was charged off. */
  | 'CHARGE_OFF_DATE'
  /** Personal. */
  | 'DEBTOR_CITY'
  /** Personal. */
  | 'DEBTOR_NAME'
  /** Personal. */
  | 'DEBTOR_STREET'
  /** Personal. */
  | 'DEBTOR_TAX_ID'
  /** The debtor has died: true or false (yes, no, y, n, t, f, 1, 0). */
  | 'DECEASED'
  /** The debtor disputes the debt: true or false (yes, no, y, n, t, f, 1, 0). */
  | 'DISPUTED'
  /** What documents there are, any code. */
  | 'DOCUMENTATION'
  /** Since when it is due: days past due count from here. */
  | 'DUE_DATE'
  /** Identity theft is claimed: true or false (yes, no, y, n, t, f, 1, 0). */
  | 'IDENTITY_THEFT'
  /** The debtor's industry, any code. */
  | 'INDUSTRY'
  /** The debt is in litigation: true or false (yes, no, y, n, t, f, 1, 0). */
  | 'IN_LITIGATION'
  /** When the debtor last paid. */
  | 'LAST_PAYMENT_DATE'
  /** The last day of the limitation period. */
  | 'LIMITATION_DATE'
  /** The debtor's postal code. Personal. */
  | 'POSTAL_CODE'
  /** The account's reference, unique for the seller. Required, by a column. */
  | 'REFERENCE'
  /** The jurisdiction: ISO 3166-2 (US-CA) or a two-letter US state. */
  | 'STATE'
  /** CURRENT, DELINQUENT, CHARGED_OFF, SETTLED or PAID. */
  | 'STATUS';

/** Which accounts: everything that is given must hold, and every bound is inclusive. An account of which the tape does not say what is asked is not among them. */
export type AccountFilter = {
  /** Of one of these industries, as the tape writes them. */
  readonly industries?: ReadonlyArray<string> | null | undefined;
  /** Balance up to and including. */
  readonly maxBalance?: string | null | undefined;
  /** Days past due up to and including. */
  readonly maxDaysPastDue?: number | null | undefined;
  /** Balance from, in the portfolio's currency. */
  readonly minBalance?: string | null | undefined;
  /** Whole days past due at the as-of date, from: 181 for more than 180 days. */
  readonly minDaysPastDue?: number | null | undefined;
  /** In one of these jurisdictions: US-CA, or CA for it. */
  readonly states?: ReadonlyArray<string> | null | undefined;
};

/** What the seller's books say about an account. */
export type AccountStatus =
  /** Written off; still owed. */
  | 'CHARGED_OFF'
  /** Paid as agreed. */
  | 'CURRENT'
  /** Past due. */
  | 'DELINQUENT'
  /** Paid in full. */
  | 'PAID'
  /** Settled by agreement. */
  | 'SETTLED';

/** Admits a firm: it may bid. */
export type AdmitBuyerInput = {
  /** The auction. */
  readonly auctionId: string;
  /** The firm: qualified for the asset class, licensed where the accounts are. */
  readonly buyerId: string;
  /** The most that it may bid here; absent: no such limit. */
  readonly limit?: string | null | undefined;
  /** When it signed the NDA on paper; absent: it must have signed by signNda. */
  readonly ndaSignedAt?: string | null | undefined;
};

/** What the second person says. */
export type AnnulmentDecision =
  /** Carry it out. */
  | 'APPROVE'
  /** Leave the auction as it is. */
  | 'REJECT';

/** Which annulments; of the values in a list one must fit, and every list. */
export type AnnulmentFilter = {
  /** Of one of these auctions. */
  readonly auctionIds?: ReadonlyArray<string> | null | undefined;
  /** Standing at one of these. */
  readonly status?: ReadonlyArray<AnnulmentStatus> | null | undefined;
};

/** What becomes of a closed auction that is not to end in a sale. */
export type AnnulmentKind =
  /** It is cancelled; everybody who takes part is told the rationale. */
  | 'CANCEL'
  /** Its result is not taken; everybody who takes part is told so, without the rationale. */
  | 'NOT_AWARD';

/** Where an annulment stands. */
export type AnnulmentStatus =
  /** It was carried out. */
  | 'APPROVED'
  /** It waits for a second person. */
  | 'PROPOSED'
  /** The second person disagreed; the auction stayed as it was. */
  | 'REJECTED';

/** A firm's application to a seller. */
export type ApplyForQualificationInput = {
  /** Names or slugs of the organizations that it belongs with, 50 at most. */
  readonly affiliations: ReadonlyArray<string>;
  /** Complaints, audits and proceedings, or that there are none. */
  readonly conductRecord: string;
  /** What the firm can spend. */
  readonly financialCapacity: MoneyInput;
  /** The insurance's last day, in UTC. */
  readonly insuranceValidUntil: string;
  /** The licences that the firm holds, 200 at most. */
  readonly licences: ReadonlyArray<LicenceInput>;
  /** How the firm works its accounts. */
  readonly operations: string;
  /** Who can be asked about the firm, 50 at most. */
  readonly references: ReadonlyArray<string>;
  /** The seller's slug. */
  readonly seller: string;
};

/** What kind of debt a portfolio holds. */
export type AssetClass =
  /** Loans and leases for vehicles. */
  | 'AUTO'
  /** Loans to businesses. */
  | 'BUSINESS_LOAN'
  /** Unpaid invoices between businesses. */
  | 'COMMERCIAL_INVOICE'
  /** Loans to consumers. */
  | 'CONSUMER_LOAN'
  /** Credit cards. */
  | 'CREDIT_CARD'
  /** Medical bills. */
  | 'MEDICAL'
  /** Loans secured by real estate. */
  | 'MORTGAGE'
  /** Telephone and internet. */
  | 'TELECOM'
  /** Electricity, gas, water. */
  | 'UTILITY';

/** How bids become a winner and a price. */
export type AuctionFormat =
  /** Two sealed rounds: indications that bind nobody, then binding bids of the firms on the short list; the highest buys at its own amount. */
  | 'BEST_AND_FINAL'
  /** Open, descending: the price falls step by step until the first firm takes it. */
  | 'DUTCH'
  /** Open, ascending, with proxy maxima; the price is what the second highest makes it. */
  | 'ENGLISH'
  /** A falling price; a sealed round of all others, above it; then the best bid of the firm that took the falling price. */
  | 'HYBRID'
  /** Sealed until the opening; the highest bid buys at its own amount. */
  | 'SEALED_FIRST_PRICE'
  /** Sealed until the opening; the highest bid buys at the second highest, or at reserve or opening price. */
  | 'SEALED_SECOND_PRICE';

/** Where an auction of several phases stands. */
export type AuctionPhase =
  /** HYBRID: bids of the firm that took the falling price, each above its last. */
  | 'BEST_BID'
  /** BEST_AND_FINAL: sealed and binding, for the firms on the short list. */
  | 'BINDING'
  /** HYBRID: the price falls step by step until a firm takes it. */
  | 'FALLING'
  /** HYBRID: no bids, between the falling price and the sealed round. */
  | 'FIRST_BREAK'
  /** BEST_AND_FINAL: sealed, and binds nobody. */
  | 'INDICATION'
  /** HYBRID: sealed bids above the price that was taken, of everybody else. */
  | 'SEALED'
  /** HYBRID: no bids; the highest sealed amount is shown. */
  | 'SECOND_BREAK'
  /** BEST_AND_FINAL: who may bid on is decided, and prepares. */
  | 'SHORTLISTING';

/** Where an auction stands. */
export type AuctionStatus =
  /** Closed; its sealed bids wait to be opened by their custodians. Who is waited for, closedSet tells. */
  | 'AWAITING_SHARES'
  /** The result became a sale. */
  | 'AWARDED'
  /** Called off for a stated reason. */
  | 'CANCELLED'
  /** Closed with a winner; waits for the award. */
  | 'CLOSED'
  /** Closed with a winner, and not awarded for a stated reason. */
  | 'NOT_AWARDED'
  /** It takes bids. */
  | 'OPEN'
  /** Nothing is taken and nothing closes until it is resumed. */
  | 'PAUSED'
  /** Terms are pinned; it opens by itself at opensAt. */
  | 'SCHEDULED'
  /** Closed without a bid that may win. */
  | 'UNSOLD';

/** What comes of a proposed authority matrix. */
export type AuthorityMatrixDecision =
  /** It is in force from here on, and every open authority is to be asked for anew. */
  | 'APPROVE'
  /** It is not; the one in force stays. */
  | 'REJECT';

/** Where an authority matrix stands. */
export type AuthorityMatrixStatus =
  /** It is in force. */
  | 'APPROVED'
  /** It waits for another person's decision. */
  | 'PROPOSED'
  /** It was declined. */
  | 'REJECTED'
  /** A later one took its place. */
  | 'SUPERSEDED';

/** A rule of a matrix. A condition that is left out is met by every sale. */
export type AuthorityRuleInput = {
  /** For sales of this face value or less, in this currency. */
  readonly faceUpTo?: MoneyInput | null | undefined;
  /** For sales that are strategic, or are not. */
  readonly isStrategic?: boolean | null | undefined;
  /** For sales at the approved floor times this or more. */
  readonly priceToFloor?: string | null | undefined;
  /** For sales at this price or less, in this currency. */
  readonly priceUpTo?: MoneyInput | null | undefined;
  /** FINANCE, LEGAL, COMPLIANCE, RISK, EXECUTIVE: at least one, each once. */
  readonly requiredRoles: ReadonlyArray<Role>;
  /** The name of the tier. */
  readonly tier: string;
};

/** What somebody who signs says. */
export type AuthorizationDecision =
  /** The sale may be made, as far as this role goes. */
  | 'APPROVE'
  /** The sale may not be made: request and sale end here. */
  | 'REJECT'
  /** Not so: the request ends, the sale waits to be asked for again. */
  | 'RETURN';

/** Which requests; of the values in a list one must fit, and every list. */
export type AuthorizationRequestFilter = {
  /** Requiring one of these. */
  readonly role?: ReadonlyArray<Role> | null | undefined;
  /** Standing at one of these. */
  readonly status?: ReadonlyArray<AuthorizationStatus> | null | undefined;
};

/** Where a request for authority stands. */
export type AuthorizationStatus =
  /** Its time ran out; it may be asked for again. */
  | 'EXPIRED'
  /** Everybody required has approved: the sale may go on. */
  | 'GRANTED'
  /** Something that was signed for has changed; it may be asked for again. */
  | 'INVALIDATED'
  /** Signatures are missing. */
  | 'PENDING'
  /** Somebody turned the sale down, for good. */
  | 'REJECTED'
  /** Somebody sent it back; it may be asked for again. */
  | 'RETURNED';

/** An award. */
export type AwardAuctionInput = {
  /** An auction that is closed with a winner. */
  readonly auctionId: string;
  /** Why; for the seller's own people. It names the interruption of an interrupted outcome. */
  readonly rationale: string;
  /** Instead of the winner the next ranked firm that is still eligible and not affiliated with those before it, at the price that the format gives: when the winner may not buy any more, or the sale to it came to nothing. */
  readonly toCover?: boolean | null | undefined;
};

/** Why a binding bid is below its firm's own indication. */
export type BelowIndicationReason =
  /** The firm's funding has changed. */
  | 'CHANGED_FUNDING'
  /** The market has changed. */
  | 'CHANGED_MARKET'
  /** What the firm found in the data. */
  | 'DILIGENCE_FINDINGS';

/** What follows the first round of BEST_AND_FINAL, which ends at closesAt. */
export type BestAndFinalInput = {
  /** How long the binding round lasts, in seconds; at least 1. */
  readonly bindingSeconds: number;
  /** So many of the highest indications are on the short list, ties in; absent: AUCTION_ADMIN makes it by hand, by shortlistFirms. */
  readonly shortlist?: number | null | undefined;
  /** Seconds from the making of the short list to the start of the binding round. */
  readonly startsAfterSeconds: number;
};

/** A bid's one verdict. */
export type BidDecision =
  /** It counts. */
  | 'ACCEPTED'
  /** It does not count, for the stated reason. */
  | 'REJECTED';

/** Which bids; of the values in a list one must fit, and every list. */
export type BidFilter = {
  /** With a visible amount in this range: the number, read in each auction's own currency. A leader's raise without an amount is in no range. */
  readonly amounts?: DecimalRangeInput | null | undefined;
  /** Made in one of these auctions. */
  readonly auctionIds?: ReadonlyArray<string> | null | undefined;
  /** Made by one of these firms. */
  readonly buyerIds?: ReadonlyArray<string> | null | undefined;
  /** With one of these verdicts. */
  readonly decisions?: ReadonlyArray<BidDecision> | null | undefined;
  /** Made for one of these portfolios. */
  readonly portfolioIds?: ReadonlyArray<string> | null | undefined;
  /** Refused for one of these reasons. */
  readonly reasons?: ReadonlyArray<BidReason> | null | undefined;
  /** Decided in this time. */
  readonly times?: DateTimeRangeInput | null | undefined;
};

/** The order of a bid history. */
export type BidOrder =
  /** The lowest amount first. */
  | 'AMOUNT_ASC'
  /** The highest amount first. */
  | 'AMOUNT_DESC'
  /** The earliest decision first. */
  | 'DECIDED_AT_ASC'
  /** The latest decision first. */
  | 'DECIDED_AT_DESC';

/** Why the rules refused a bid: the first that applies. */
export type BidReason =
  /** Above the firm's limit. */
  | 'ABOVE_LIMIT'
  /** The firm leads already, and this raises no maximum. */
  | 'ALREADY_LEADING'
  /** Another firm accepted first. */
  | 'ALREADY_SOLD'
  /** Below the minimum next bid. */
  | 'BELOW_INCREMENT'
  /** A binding bid below the firm's own indication, without a reason for that. */
  | 'BELOW_INDICATION'
  /** Below the opening price. */
  | 'BELOW_OPENING'
  /** Below the disclosed reserve. */
  | 'BELOW_RESERVE'
  /** The auction was called off. */
  | 'CANCELLED'
  /** The bid came at or after the closing time. */
  | 'CLOSED'
  /** The firm is affiliated with the seller or another participant. */
  | 'CONFLICT_OF_INTEREST'
  /** A licence, the insurance or the review date has expired. */
  | 'LICENCE_LAPSED'
  /** Unusually high: send it again, with a new key and confirmHigh. */
  | 'NEEDS_CONFIRMATION'
  /** The firm is not admitted to this auction. */
  | 'NOT_ADMITTED'
  /** The auction has not opened. */
  | 'NOT_OPEN'
  /** The firm is not qualified. */
  | 'NOT_QUALIFIED'
  /** The firm is not on the short list. */
  | 'NOT_SHORTLISTED'
  /** No step of a descending auction. */
  | 'OFF_INCREMENT'
  /** The auction is paused. */
  | 'PAUSED'
  /** The sealed bid could not be opened as it was committed to. */
  | 'SEALED_INVALID'
  /** A step that has passed. */
  | 'STALE_STEP'
  /** The firm is suspended. */
  | 'SUSPENDED'
  /** Too few custodians opened the sealed bid, whatever they say of it, and its firm did not: it is in default. */
  | 'UNREVEALED'
  /** This phase does not take this bid. */
  | 'WRONG_PHASE';

/** Where a bid stands now. */
export type BidStatus =
  /** It leads. */
  | 'LEADING'
  /** Another bid won, or nothing did. */
  | 'LOST'
  /** Another firm leads. */
  | 'OUTBID'
  /** The rules refused it. */
  | 'REJECTED'
  /** The firm bid again. */
  | 'REPLACED'
  /** Set aside at the opening, for the stated reason. */
  | 'SET_ASIDE'
  /** Received; nothing more is known while the auction is sealed. */
  | 'SUBMITTED'
  /** It was declared void with all of the firm's bids. */
  | 'VOIDED'
  /** The firm took it back. */
  | 'WITHDRAWN'
  /** It won. */
  | 'WON';

/** Which firms; of the values in a list one must fit, and every list. */
export type BuyerFilter = {
  /** Qualified for one of these. */
  readonly assetClass?: ReadonlyArray<AssetClass> | null | undefined;
  /** With a licence, lapsed or not, for one of these: US-CA. */
  readonly jurisdiction?: ReadonlyArray<string> | null | undefined;
  /** Where the firm's vetting stands now. */
  readonly status?: ReadonlyArray<QualificationStatus> | null | undefined;
};

/** Calls an auction off. */
export type CancelAuctionInput = {
  /** An auction that is not awarded. */
  readonly auctionId: string;
  /** Why; participants read it. */
  readonly reason: string;
};

/** A new portfolio cut from another. */
export type CarveOutPortfolioInput = {
  /** The accounts that move, eligible or not; at least one bound. */
  readonly filter: AccountFilter;
  /** The new portfolio's name, 1 to 200 characters. */
  readonly name: string;
  /** One that is IMPORTED or SCREENED; it keeps the other accounts. */
  readonly portfolioId: string;
};

/** Closes an auction. */
export type CloseAuctionInput = {
  /** An OPEN auction. */
  readonly auctionId: string;
  /** Why; needed before closesAt. */
  readonly reason?: string | null | undefined;
};

/** What a code of the tape means. */
export type CodeValueInput = {
  /** The cell's text; empty for an empty cell. */
  readonly code: string;
  /** What to read instead; empty for unknown. */
  readonly value: string;
};

/** Two organizations that belong together. */
export type ConfirmAffiliationInput = {
  /** Another firm that has applied, or one's own organization. */
  readonly affiliateId: string;
  /** A firm that has applied. */
  readonly buyerId: string;
  /** How that is known; the firms do not read it. */
  readonly rationale: string;
};

/** A key for a program of one's own organization. */
export type CreateApiKeyInput = {
  /** When it ends by itself; absent: when it is revoked. */
  readonly expiresAt?: string | null | undefined;
  /** What to call it: 1 to 100 characters. */
  readonly name: string;
  /** What it may do: at least one, all among one's own roles. */
  readonly roles: ReadonlyArray<Role>;
};

/** An organization to take in. */
export type CreateOrganizationInput = {
  /** What it is here for; for good. */
  readonly kind: OrganizationKind;
  /** Its name: 1 to 200 characters. */
  readonly name: string;
  /** 1 to 63 of a-z, 0-9, - and _, beginning with a letter or digit; for good. */
  readonly slug: string;
};

/** A new portfolio, of the caller's organization. */
export type CreatePortfolioInput = {
  /** The cut-off day, from 1970-01-01 on. */
  readonly asOf: string;
  /** What kind of debt it holds. */
  readonly assetClass: AssetClass;
  /** The currency of all its amounts. */
  readonly currency: string;
  /** 1 to 200 characters. */
  readonly name: string;
};

/** A person to take in. */
export type CreateUserInput = {
  /** The person's name: 1 to 200 characters. */
  readonly name: string;
  /** The organization that the person is of. */
  readonly organizationId: string;
  /** The person's `sub` in the identity provider's tokens: 1 to 200 characters. */
  readonly subject: string;
};

/** Somebody who holds a share of every sealed bid's key. */
export type CustodianInput = {
  /** A UUID of the custodian's own. */
  readonly id: string;
  /** Who it is; everyone who sees the auction reads it. */
  readonly name: string;
  /** The public key that `npm run custodian -- keygen` prints: base64url. */
  readonly publicKey: string;
};

/** Instants from one, included, until another, left out. */
export type DateTimeRangeInput = {
  /** The first; absent: any. */
  readonly from?: string | null | undefined;
  /** The first that is too late; absent: any. */
  readonly until?: string | null | undefined;
};

/** An organization whose people and keys lose access. */
export type DeactivateOrganizationInput = {
  /** The organization; not one's own. */
  readonly organizationId: string;
};

/** A person whose access ends, with the keys that the person made. */
export type DeactivateUserInput = {
  /** The person; not oneself. */
  readonly userId: string;
};

/** What a person decides of accounts that need review. */
export type DecideAccountReviewsInput = {
  /** 1 to 1,000 accounts of it; each needs review, or the decision is its present one. */
  readonly accountIds: ReadonlyArray<string>;
  /** ELIGIBLE or EXCLUDED. */
  readonly decision: ScreeningResult;
  /** One that is SCREENED. */
  readonly portfolioId: string;
  /** Why; the journal keeps it. */
  readonly rationale: string;
};

/** A decision on a proposed matrix. */
export type DecideAuthorityMatrixInput = {
  /** What comes of it. */
  readonly decision: AuthorityMatrixDecision;
  /** The matrix, which somebody else proposed. */
  readonly matrixId: string;
  /** Why; for the seller's own people. */
  readonly rationale: string;
};

/** A signature. */
export type DecideAuthorizationInput = {
  /** What you say. */
  readonly decision: AuthorizationDecision;
  /** Why; for the seller's own people. */
  readonly rationale: string;
  /** A request that requires a role of yours. */
  readonly requestId: string;
  /** The role to sign in; needed by whoever holds several that the request requires. */
  readonly role?: Role | null | undefined;
};

/** A decision on a proposed floor. */
export type DecideFloorInput = {
  /** What comes of it. */
  readonly decision: FloorDecision;
  /** The floor, which somebody else proposed. */
  readonly floorId: string;
  /** Why. */
  readonly rationale: string;
};

/** A decision on an application. */
export type DecideQualificationInput = {
  /** QUALIFY: what the firm may buy, one at least. */
  readonly assetClasses?: ReadonlyArray<AssetClass> | null | undefined;
  /** What comes of it. */
  readonly decision: QualificationDecision;
  /** QUALIFY: the most that the firm may be committed to with this seller; above zero. */
  readonly exposureLimit?: MoneyInput | null | undefined;
  /** The qualification. */
  readonly qualificationId: string;
  /** Why; the firm does not read it. */
  readonly rationale: string;
  /** QUALIFY: the last day before the next review, in UTC. */
  readonly validUntil?: string | null | undefined;
};

/** A decision on a renewal. */
export type DecideRenewalInput = {
  /** What comes of it. */
  readonly decision: RenewalDecision;
  /** Why; the firm does not read it. */
  readonly rationale: string;
  /** The renewal. */
  readonly renewalId: string;
  /** CONFIRM: the last day before the next review, in UTC. */
  readonly validUntil?: string | null | undefined;
};

/** Amounts from one to another, both included. */
export type DecimalRangeInput = {
  /** The most; absent: any. */
  readonly max?: string | null | undefined;
  /** The least; absent: any. */
  readonly min?: string | null | undefined;
};

/** An auction for which no buyer is left. */
export type DeclareUnsoldInput = {
  /** An auction that is CLOSED, or AWARDED in vain. */
  readonly auctionId: string;
  /** Why; for the seller's own people. */
  readonly rationale: string;
};

/** How the price falls in DUTCH. */
export type DutchInput = {
  /** The part of the opening price by which it falls each step: "0.010000" is 1 %. */
  readonly stepRate: string;
  /** How long each price is asked, in seconds; at least 1. */
  readonly stepSeconds: number;
};

/** A firm that no longer belongs with others. */
export type EndAffiliationInput = {
  /** The firm. */
  readonly buyerId: string;
  /** How that is known; the firm does not read it. */
  readonly rationale: string;
};

/** A debtor whose personal data is to be erased. */
export type EraseDebtorInput = {
  /** The account; its amounts and dates stay. */
  readonly accountId: string;
  /** What for; the journal keeps it with who asked. */
  readonly purpose: string;
};

/** A portfolio whose debtors' personal data is to be erased. */
export type ErasePersonalDataInput = {
  /** The portfolio; amounts and dates stay. */
  readonly portfolioId: string;
  /** What for; the journal keeps it with who asked. */
  readonly purpose: string;
};

/** A qualified firm to expel for good. */
export type ExpelBuyerInput = {
  /** The firm. */
  readonly buyerId: string;
  /** Why; the firm and its rivals do not read it. */
  readonly reason: string;
};

/** Which auction to export. */
export type ExportAuctionInput = {
  /** The auction, as its seller or one of its firms may see it. */
  readonly auctionId: string;
};

/** The soft close; all four belong together. */
export type ExtensionInput = {
  /** Seconds that are added; with ADD at least the window. */
  readonly addedSeconds: number;
  /** The closing time never moves past this; not before closesAt. */
  readonly hardEndAt: string;
  /** Added to what. */
  readonly mode: ExtensionMode;
  /** Seconds before the closing time in which a bid extends; above 0. */
  readonly windowSeconds: number;
};

/** How a bid in the closing window moves the closing time. */
export type ExtensionMode =
  /** To the closing time + the added time. */
  | 'ADD'
  /** To the bid's time + the added time. */
  | 'RESET';

/** What comes of a proposed floor. */
export type FloorDecision =
  /** It holds, and the portfolio may go to market. */
  | 'APPROVE'
  /** It does not; another may be proposed. */
  | 'REJECT';

/** Where a floor stands. */
export type FloorStatus =
  /** It holds: the portfolio may go to market under it. */
  | 'APPROVED'
  /** It waits for another person's decision. */
  | 'PROPOSED'
  /** It was declined. */
  | 'REJECTED'
  /** A later floor, or other accounts, took its place. */
  | 'SUPERSEDED';

/** From this price on, a bid must be higher by this step. */
export type IncrementInput = {
  /** In the portfolio's currency; the first is 0. */
  readonly from: string;
  /** In the portfolio's currency; above 0. */
  readonly step: string;
};

/** Invites a firm: it may see the auction and sign the NDA. */
export type InviteBuyerInput = {
  /** The auction. */
  readonly auctionId: string;
  /** The firm. */
  readonly buyerId: string;
};

/** Why a firm is left out whose indication is above that of one taken in. */
export type LeftOutInput = {
  /** The firm. */
  readonly firm: string;
  /** Why, for the file; the firm learns only that it is left out. */
  readonly reason: string;
};

/** A licence that the firm holds. */
export type LicenceInput = {
  /** ISO 3166-2: US-CA. */
  readonly jurisdiction: string;
  /** Its number: 1 to 100 characters. */
  readonly number: string;
  /** Its last day, in the jurisdiction's zone. */
  readonly validUntil: string;
};

/** A portfolio whose sale is strategic. */
export type MarkPortfolioStrategicInput = {
  /** The portfolio. */
  readonly portfolioId: string;
  /** Why; for the seller's own people. */
  readonly rationale: string;
};

/** An exact amount of money, where no portfolio gives the currency. */
export type MoneyInput = {
  /** Exactly the currency's decimals, no sign. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
};

/** What to do with a tape in which a row cannot be taken. Either way every such row is reported. */
export type OnRejected =
  /** Refuse the tape. */
  | 'REFUSE'
  /** Leave the row out. */
  | 'SKIP';

/** Opens an auction before its time. */
export type OpenAuctionInput = {
  /** A SCHEDULED auction. */
  readonly auctionId: string;
};

/** What an organization is here for. */
export type OrganizationKind =
  /** A firm that bids for them. */
  | 'BUYER'
  /** Runs this installation. */
  | 'OPERATOR'
  /** Sells portfolios. */
  | 'SELLER';

/** How an auction ended. */
export type OutcomeKind =
  /** Nobody bid. */
  | 'NO_BIDS'
  /** The highest bid did not reach the reserve; nobody is obliged. */
  | 'RESERVE_NOT_MET'
  /** A bid won. */
  | 'WON';

/** A firm's standing in one auction. */
export type ParticipantStatus =
  /** It may bid. */
  | 'ADMITTED'
  /** It may see the auction. */
  | 'INVITED'
  /** It has signed the non-disclosure agreement. */
  | 'NDA_SIGNED'
  /** It was taken out; its bids are void. */
  | 'REMOVED';

/** Stops an auction for a while. */
export type PauseAuctionInput = {
  /** An OPEN auction. */
  readonly auctionId: string;
  /** Why; participants read it. */
  readonly reason: string;
};

/** A bid, with amounts in the auction's currency. */
export type PlaceBidInput = {
  /** The visible amount; may be left out only where a leader raises its maximum. In DUTCH it names the step: the price asked now, else the bid is refused. */
  readonly amount?: string | null | undefined;
  /** The auction. */
  readonly auctionId: string;
  /** Why a binding bid of BEST_AND_FINAL is below your firm's own indication: without it such a bid does not count. Sent always, it tells nothing about the amount. The seller reads it once bids are open. */
  readonly belowIndicationReason?: BelowIndicationReason | null | undefined;
  /** Yes, the amount is meant as it stands. */
  readonly confirmHigh?: boolean | null | undefined;
  /** Made and kept by you before you send: sent again, the same bid gets the same decision. */
  readonly idempotencyKey: string;
  /** The proxy maximum, at least the amount; absent: the amount. Only your firm ever sees it. */
  readonly maximum?: string | null | undefined;
  /** The amount in a box that your program sealed to the auction's custodians, in base64url; then nothing else says the amount. For sealed auctions whose sealer is CLIENT. */
  readonly sealed?: string | null | undefined;
};

/** Which portfolios; everything that is given must hold. */
export type PortfolioFilter = {
  /** Of one of these asset classes. */
  readonly assetClass?: ReadonlyArray<AssetClass> | null | undefined;
  /** A part of the name, in any case. */
  readonly nameContains?: string | null | undefined;
  /** In one of these states. */
  readonly status?: ReadonlyArray<PortfolioStatus> | null | undefined;
};

/** Where a portfolio stands on its way to a sale. */
export type PortfolioStatus =
  /** A floor was approved: it may go to market. */
  | 'APPROVED'
  /** Created; it has no accounts yet. */
  | 'DRAFT'
  /** A tape was accepted; its accounts are not screened. */
  | 'IMPORTED'
  /** Its auction was opened. */
  | 'IN_AUCTION'
  /** An auction is scheduled. */
  | 'LISTED'
  /** The eligible accounts are known. */
  | 'SCREENED'
  /** Its sale was authorized. */
  | 'SOLD'
  /** A floor was proposed. */
  | 'VALUED'
  /** The seller keeps the accounts; they may go into another portfolio. */
  | 'WITHDRAWN';

/** A proposal to end a closed auction without a sale. */
export type ProposeAnnulmentInput = {
  /** An auction that is CLOSED; for CANCEL also AWAITING_SHARES, for NOT_AWARD one that was AWARDED in vain. */
  readonly auctionId: string;
  /** What is to become of it. */
  readonly kind: AnnulmentKind;
  /** Why; of a cancellation, what everybody who takes part is told. */
  readonly rationale: string;
};

/** A matrix to propose. */
export type ProposeAuthorityMatrixInput = {
  /** Why; for the seller's own people. */
  readonly rationale: string;
  /** In the order in which they are tried; the last must be for every sale. */
  readonly rules: ReadonlyArray<AuthorityRuleInput>;
};

/** A floor to propose. */
export type ProposeFloorInput = {
  /** The price, in the portfolio's currency; zero means no reserve. */
  readonly amount: string;
  /** A portfolio that is SCREENED, VALUED or APPROVED. */
  readonly portfolioId: string;
  /** Why. */
  readonly rationale: string;
  /** The last day, in UTC, of an auction that it may serve; absent: any. */
  readonly validUntil?: string | null | undefined;
};

/** What comes of an application. */
export type QualificationDecision =
  /** The firm may be admitted to auctions: needs validUntil, assetClasses, exposureLimit. */
  | 'QUALIFY'
  /** It may not; it may apply anew. */
  | 'REJECT';

/** Where a firm's vetting by a seller stands: EXPELLED, else SUSPENDED, else LAPSED, else its state. */
export type QualificationStatus =
  /** The firm has applied. */
  | 'APPLIED'
  /** The seller has expelled the firm for good. */
  | 'EXPELLED'
  /** The review date, the insurance or a licence has expired; a renewal cures it. */
  | 'LAPSED'
  /** The firm may be admitted to auctions and bid. */
  | 'QUALIFIED'
  /** The seller declined; the firm may apply anew. */
  | 'REJECTED'
  /** The seller has suspended the firm until it is reinstated. */
  | 'SUSPENDED'
  /** The seller is looking into it. */
  | 'UNDER_REVIEW';

/** An organization whose people and keys are let in again. */
export type ReactivateOrganizationInput = {
  /** The organization. */
  readonly organizationId: string;
};

/** A person who is let in again. */
export type ReactivateUserInput = {
  /** The person. */
  readonly userId: string;
};

/** Why a command was refused. */
export type RefusalCode =
  /** The firm is affiliated with the seller or with another participant. */
  | 'AFFILIATED'
  /** The question was answered already. */
  | 'ALREADY_ANSWERED'
  /** There is one already. */
  | 'ALREADY_EXISTS'
  /** This person, or this role, has signed already. */
  | 'ALREADY_SIGNED'
  /** The idempotency key was used before with other content. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The tape's mapping cannot be used. */
  | 'INVALID_MAPPING'
  /** The object's state does not allow the command; `state` names the state found. */
  | 'INVALID_STATE'
  /** The auction's terms contradict each other or the portfolio. */
  | 'INVALID_TERMS'
  /** The journal is not the one that was signed: nothing is opened before an operator has looked. */
  | 'JOURNAL_IN_DOUBT'
  /** A licence, the insurance or the review date of the firm has expired. */
  | 'LICENCE_LAPSED'
  /** A stated limit is reached. */
  | 'LIMIT_REACHED'
  /** The firm has not signed the non-disclosure agreement. */
  | 'NDA_MISSING'
  /** The amount is unusually high and needs to be confirmed. */
  | 'NEEDS_CONFIRMATION'
  /** The firm lacks a licence where the accounts are. */
  | 'NOT_LICENSED'
  /** The firm is not qualified for this. */
  | 'NOT_QUALIFIED'
  /** The portfolio has no approved floor. */
  | 'NO_APPROVED_FLOOR'
  /** The price does not reach the reserve. */
  | 'RESERVE_NOT_MET'
  /** A share or key is not the one whose hash stands in the sealed box. */
  | 'SEAL_MISMATCH'
  /** Another person must do this than the one who did the step before. */
  | 'SEPARATION_OF_DUTIES'
  /** The format knows no withdrawal, or there is nothing to withdraw. */
  | 'WITHDRAWAL_NOT_ALLOWED';

/** A suspended firm to let bid again. */
export type ReinstateBuyerInput = {
  /** The firm. */
  readonly buyerId: string;
  /** Why; the firm and its rivals do not read it. */
  readonly reason: string;
};

/** Takes a firm out of an auction; all of its bids there become void. */
export type RemoveBuyerInput = {
  /** The auction. */
  readonly auctionId: string;
  /** The firm. */
  readonly buyerId: string;
  /** Why, for the file; participants are told a code only. */
  readonly reason: string;
};

/** New licences and insurance of a qualified firm. */
export type RenewLicencesInput = {
  /** The insurance's last day, in UTC. */
  readonly insuranceValidUntil: string;
  /** All licences that count once this is confirmed, 200 at most; one that is left out is given up. */
  readonly licences: ReadonlyArray<LicenceInput>;
  /** The firm's qualification. */
  readonly qualificationId: string;
};

/** What comes of a renewal. */
export type RenewalDecision =
  /** The new evidence counts: needs validUntil. */
  | 'CONFIRM'
  /** What counted before goes on counting. */
  | 'REJECT';

/** Where a renewal of a firm's evidence stands. */
export type RenewalStatus =
  /** It counts. */
  | 'CONFIRMED'
  /** The seller has not decided it; what counted before still counts. */
  | 'PENDING'
  /** It does not count; what counted before still does. */
  | 'REJECTED';

/** A sale whose authority is to be asked for again. */
export type RequestAuthorizationInput = {
  /** A sale that awaits authorization, without a request that waits. */
  readonly saleId: string;
};

/** Another schedule for an auction that has not opened. */
export type RescheduleAuctionInput = {
  /** A SCHEDULED auction. */
  readonly auctionId: string;
  /** When it closes; after opensAt. */
  readonly closesAt: string;
  /** The new hard end; needed where there is a soft close. */
  readonly hardEndAt?: string | null | undefined;
  /** From when it takes bids; in the future. */
  readonly opensAt: string;
};

/** How the leading amount stands to the reserve. */
export type ReserveStatus =
  /** At or above it. */
  | 'MET'
  /** Below it: leading is not winning. */
  | 'NOT_MET'
  /** There is none above the opening price. */
  | 'NO_RESERVE';

/** What bidders learn of the reserve. */
export type ReserveVisibility =
  /** Nothing; for sealed formats. */
  | 'CONCEALED'
  /** Its amount; bids below it are refused. */
  | 'DISCLOSED'
  /** Only whether the leading amount meets it. */
  | 'STATUS_ONLY';

/** Lets a paused auction go on. */
export type ResumeAuctionInput = {
  /** A PAUSED auction. */
  readonly auctionId: string;
};

/** An application to take under review. */
export type ReviewQualificationInput = {
  /** The qualification. */
  readonly qualificationId: string;
};

/** A key to end at once, for good. */
export type RevokeApiKeyInput = {
  /** The key; any of one's own organization. */
  readonly apiKeyId: string;
};

/** What a person or program may do. Each kind of organization has its own; PARTNER is of sellers and buyers. */
export type Role =
  /** Seller: reads bids, statistics and the journal. */
  | 'ANALYST'
  /** Seller: runs auctions and proposes the award. */
  | 'AUCTION_ADMIN'
  /** Buyer: bids and withdraws. */
  | 'BIDDER'
  /** Buyer: applies for qualification, signs non-disclosure agreements. */
  | 'BUYER_OFFICER'
  /** Buyer: watches. */
  | 'BUYER_VIEWER'
  /** Seller: screens, vets, unmasks, proposes the authority matrix; signs. */
  | 'COMPLIANCE'
  /** Seller: decides floors, approves the authority matrix; signs. */
  | 'EXECUTIVE'
  /** Seller: proposes and decides floors; signs. */
  | 'FINANCE'
  /** Seller: reviews and signs for the law. */
  | 'LEGAL'
  /** Operator: keeps organizations and users, and decides nothing. */
  | 'OPERATOR'
  /** Seller or buyer: a program that reads what its organization's viewers read. */
  | 'PARTNER'
  /** Seller: makes portfolios, imports tapes, screens, carves out. */
  | 'PORTFOLIO_MANAGER'
  /** Seller: vets buyers; signs. */
  | 'RISK';

/** Which sales; of the values in a list one must fit, and every list. */
export type SaleFilter = {
  /** Of one of these auctions. */
  readonly auctionIds?: ReadonlyArray<string> | null | undefined;
  /** Of one of these portfolios. */
  readonly portfolioIds?: ReadonlyArray<string> | null | undefined;
  /** Standing at one of these. */
  readonly status?: ReadonlyArray<SaleStatus> | null | undefined;
};

/** Where a sale stands. */
export type SaleStatus =
  /** The agreement is signed. */
  | 'AGREED'
  /** Everybody has signed whose authority it needs; the portfolio is sold. */
  | 'AUTHORIZED'
  /** The authority to sell is asked for, or must be asked for again. */
  | 'AWAITING_AUTHORIZATION'
  /** The last day on which an account can be handed back has passed. */
  | 'COMPLETED'
  /** The buyer is in default; the next ranked firm is offered it. */
  | 'FELL_THROUGH'
  /** The money is there. */
  | 'FUNDED'
  /** Legal and compliance examine it. */
  | 'IN_REVIEW'
  /** The accounts are reconciled to the day of the hand-over. */
  | 'RECONCILED'
  /** The review or the committee turned it down; a next ranked firm may be offered it. */
  | 'REJECTED'
  /** Undone by agreement, or by a reconciliation past its tolerance. */
  | 'RESCINDED'
  /** The accounts are the buyer's. */
  | 'TRANSFERRED';

/** An auction's terms. The reserve is the portfolio's approved floor. */
export type ScheduleAuctionInput = {
  /** What follows the first round; needed in BEST_AND_FINAL. */
  readonly bestAndFinal?: BestAndFinalInput | null | undefined;
  /** When it closes; after opensAt. DUTCH and HYBRID: follows from the steps, whatever is given here. BEST_AND_FINAL: when the first round does. */
  readonly closesAt: string;
  /** Seconds after the close for which a winner whose licence has lapsed may renew it before it is in default; absent: none. */
  readonly cureSeconds?: number | null | undefined;
  /** How the price falls; needed in DUTCH. */
  readonly dutch?: DutchInput | null | undefined;
  /** The soft close, in ENGLISH; absent: none. */
  readonly extension?: ExtensionInput | null | undefined;
  /** How bids become a winner and a price. */
  readonly format: AuctionFormat;
  /** The increment table: starts at 0, rises, every step above 0. May be empty where bids need not rise (DUTCH). */
  readonly increments: ReadonlyArray<IncrementInput>;
  /** The least that a first bid may be, in DUTCH the first price; in the portfolio's currency. */
  readonly openingPrice: string;
  /** From when it takes bids; in the future. */
  readonly opensAt: string;
  /** An APPROVED portfolio. */
  readonly portfolioId: string;
  /** What bidders learn of the reserve. */
  readonly reserveVisibility: ReserveVisibility;
  /** How bids are sealed, in the formats that seal them; absent: by the server, to the operator alone. */
  readonly sealing?: SealingInput | null | undefined;
  /** Seconds after the close for which bids behind the winner's bind; absent, or 0: without an end. */
  readonly standbySeconds?: number | null | undefined;
};

/** A portfolio to screen. */
export type ScreenPortfolioInput = {
  /** One that is IMPORTED. */
  readonly portfolioId: string;
};

/** What screening says of an account. */
export type ScreeningResult =
  /** It may be sold. */
  | 'ELIGIBLE'
  /** It may not be sold. */
  | 'EXCLUDED'
  /** A person decides; until then it is not sold. */
  | 'NEEDS_REVIEW';

/** Who seals bids. */
export type Sealer =
  /** The buyer's program: the server never sees an amount before the opening. */
  | 'CLIENT'
  /** The server, on receipt, before anything is stored: any GraphQL client can bid. */
  | 'SERVER';

/** How a sealed auction's bids are sealed; absent: by the server, to the operator alone. */
export type SealingInput = {
  /** At most 16. Absent: the operator alone, which can then read bids before the opening. */
  readonly custodians?: ReadonlyArray<CustodianInput> | null | undefined;
  /** With CLIENT: seconds that custodians have after the close before bidders may reveal, and bidders after that; absent: 86400. */
  readonly revealSeconds?: number | null | undefined;
  /** Who seals. */
  readonly sealer: Sealer;
  /** How many custodians open together; absent: all. */
  readonly threshold?: number | null | undefined;
};

/** A second person's decision on an annulment. */
export type SecondAnnulmentInput = {
  /** The annulment, which somebody else proposed. */
  readonly annulmentId: string;
  /** What is to come of it. */
  readonly decision: AnnulmentDecision;
  /** Why; for the seller's own people. */
  readonly rationale: string;
};

/** By what accounts are grouped. Whatever an account does not say is UNKNOWN. */
export type SegmentDimension =
  /** Whole days past due at the as-of date: CURRENT (0 or less), 1-30, 31-60, 61-90, 91-180, 181-365, 366+. */
  | 'AGE_BUCKET'
  /** The portfolio's asset class. */
  | 'ASSET_CLASS'
  /** UP_TO_2000, UP_TO_10000 (both inclusive), ABOVE_10000, in whole units of the currency. */
  | 'BALANCE_TIER'
  /** YES where the account was charged off by the as-of date, else NO. */
  | 'CHARGED_OFF'
  /** What documents there are, as the mapping translates it. */
  | 'DOCUMENTATION'
  /** The debtor's industry, as the tape writes it. */
  | 'INDUSTRY'
  /** The jurisdiction, ISO 3166-2 (US-CA). */
  | 'STATE';

/** Changes what a participant may bid at most. */
export type SetParticipantLimitInput = {
  /** The auction. */
  readonly auctionId: string;
  /** The firm. */
  readonly buyerId: string;
  /** The most that it may bid here; null: no such limit. */
  readonly limit?: string | null | undefined;
};

/** Who may make a binding bid, made from the indications. */
export type ShortlistFirmsInput = {
  /** A BEST_AND_FINAL auction whose indications are open: phase SHORTLISTING. */
  readonly auctionId: string;
  /** The firms taken in; at least one. Each made an indication that counts. */
  readonly firms: ReadonlyArray<string>;
  /** One for each firm left out whose indication is above that of a firm taken in. */
  readonly leftOut?: ReadonlyArray<LeftOutInput> | null | undefined;
};

/** The firm's signature under the auction's non-disclosure agreement. */
export type SignNdaInput = {
  /** An auction that the firm was invited to. */
  readonly auctionId: string;
};

/** A tape to import. It replaces the accounts that the portfolio has. */
export type StartTapeImportInput = {
  /** What it should hold. */
  readonly expected?: TapeTotalsInput | null | undefined;
  /** The file's name, 1 to 200 characters. */
  readonly fileName: string;
  /** How it is read. */
  readonly mapping: TapeMappingInput;
  /** What a row does that cannot be taken: it refuses the tape, or is left out. */
  readonly onRejected?: OnRejected | null | undefined;
  /** One that is DRAFT, IMPORTED, SCREENED or VALUED. */
  readonly portfolioId: string;
};

/** A qualified firm to suspend until it is reinstated. */
export type SuspendBuyerInput = {
  /** The firm. */
  readonly buyerId: string;
  /** Why; the firm and its rivals do not read it. */
  readonly reason: string;
};

/** What feeds a field: a column, or a constant by which the seller attests what the file lacks. */
export type TapeFieldInput = {
  /** The column's name in the header; not with a constant. */
  readonly column?: string | null | undefined;
  /** The same for every account; not with a column. */
  readonly constant?: string | null | undefined;
  /** The field. */
  readonly field: AccountField;
  /** Dates: yyyy-MM-dd (the default), dd/MM/yyyy, MM/dd/yyyy, yyyyMMdd, dd-MMM-yy, also with HH:mm:ss, or days since 1960-01-01. Amounts: how 1234.56 is written, such as 1,234.56, 1.234,56 or 123456 for minor units. */
  readonly format?: string | null | undefined;
  /** How codes translate. */
  readonly values?: ReadonlyArray<CodeValueInput> | null | undefined;
};

/** Where the import of a tape stands. */
export type TapeImportStatus =
  /** Its accounts are the portfolio's. */
  | 'ACCEPTED'
  /** The ticket is out; nothing has arrived. */
  | 'AWAITING_UPLOAD'
  /** All is read; the totals are checked. */
  | 'CHECKING'
  /** The ticket was not used in time. */
  | 'EXPIRED'
  /** Nothing was changed. After an upload that was cut off the ticket may be used again. */
  | 'REFUSED'
  /** The file arrives and is read as it does. */
  | 'UPLOADING';

/** How a tape is read. */
export type TapeMappingInput = {
  /** A comma, a semicolon, a tab or a bar. */
  readonly delimiter?: string | null | undefined;
  /** What feeds each field; REFERENCE and BALANCE at least. */
  readonly fields: ReadonlyArray<TapeFieldInput>;
};

/** Why a tape, or a row of it, cannot be taken. */
export type TapeRejectionCode =
  /** Not an amount in the format that the mapping says, or a negative one. */
  | 'BAD_AMOUNT'
  /** Not a day in the format that the mapping says. */
  | 'BAD_DATE'
  /** The row has not as many cells as the header, or another delimiter is used. */
  | 'DELIMITER'
  /** The reference is on this tape already, or in another portfolio of the seller. */
  | 'DUPLICATE_ACCOUNT'
  /** The header names a column more than once. */
  | 'DUPLICATE_HEADER'
  /** The file is not UTF-8. */
  | 'ENCODING'
  /** A spreadsheet would run the cell as a formula. */
  | 'FORMULA'
  /** The row holds a NUL byte. */
  | 'NUL'
  /** A quote stands where none may, or is never closed. */
  | 'QUOTE'
  /** A column or a cell that must be there is missing. */
  | 'REQUIRED'
  /** Rows or face value are not what was expected. */
  | 'TOTALS'
  /** The file ends before it should. */
  | 'TRUNCATED'
  /** Not a value that the field knows, nor one that the mapping translates. */
  | 'UNKNOWN_CODE';

/** What the file should hold; a tape that holds something else is refused. */
export type TapeTotalsInput = {
  /** The sum of all balances, in the portfolio's currency. */
  readonly faceValue?: string | null | undefined;
  /** Rows, without the header. */
  readonly rows?: number | null | undefined;
};

/** A portfolio whose sale is not strategic any more. */
export type UnmarkPortfolioStrategicInput = {
  /** The portfolio, which somebody else marked. */
  readonly portfolioId: string;
  /** Why; for the seller's own people. */
  readonly rationale: string;
};

/** A debtor whose personal data is to be shown. */
export type UnmaskDebtorInput = {
  /** The account. */
  readonly accountId: string;
  /** What for; the journal keeps it with who asked. */
  readonly purpose: string;
};

/** Takes a bid back, where the format knows that. */
export type WithdrawBidInput = {
  /** The auction. */
  readonly auctionId: string;
  /** A key of its own; see PlaceBidInput. */
  readonly idempotencyKey: string;
};

/** A portfolio that is not to be sold. */
export type WithdrawPortfolioInput = {
  /** Any that is not SOLD; an auction of it that is not final must be cancelled first. */
  readonly portfolioId: string;
  /** Why; the journal keeps it. */
  readonly reason: string;
};

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey:
    | { readonly __typename: 'CreatedApiKey', readonly secret: string, readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly roles: ReadonlyArray<Role>, readonly expiresAt: string | null } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey:
    | { readonly __typename: 'ApiKey', readonly id: string, readonly name: string, readonly revokedAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type AccountsQueryVariables = Exact<{
  portfolioId: string;
  filter?: AccountFilter | null | undefined;
  screening?: ReadonlyArray<ScreeningResult> | ScreeningResult | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountsQuery = { readonly accounts: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly reference: string, readonly status: AccountStatus | null, readonly state: string | null, readonly industry: string | null, readonly dueDate: string | null, readonly chargeOffDate: string | null, readonly lastPaymentDate: string | null, readonly limitationDate: string | null, readonly daysPastDue: number | null, readonly balance: { readonly amount: string, readonly currency: string }, readonly debtor: { readonly name: string | null, readonly street: string | null, readonly city: string | null, readonly postalCode: string | null, readonly taxId: string | null, readonly isMasked: boolean } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DecideAccountReviewsMutationVariables = Exact<{
  input: DecideAccountReviewsInput;
}>;


export type DecideAccountReviewsMutation = { readonly decideAccountReviews:
    | { readonly __typename: 'Portfolio', readonly id: string, readonly status: PortfolioStatus, readonly screening: { readonly eligible: { readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly excluded: { readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly needsReview: { readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } } } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type UnmaskDebtorMutationVariables = Exact<{
  input: UnmaskDebtorInput;
}>;


export type UnmaskDebtorMutation = { readonly unmaskDebtor:
    | { readonly __typename: 'Debtor', readonly name: string | null, readonly street: string | null, readonly city: string | null, readonly postalCode: string | null, readonly taxId: string | null, readonly isMasked: boolean }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type EraseDebtorMutationVariables = Exact<{
  input: EraseDebtorInput;
}>;


export type EraseDebtorMutation = { readonly eraseDebtor:
    | { readonly __typename: 'Account', readonly id: string, readonly debtorErasedAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ErasePersonalDataMutationVariables = Exact<{
  input: ErasePersonalDataInput;
}>;


export type ErasePersonalDataMutation = { readonly erasePersonalData:
    | { readonly __typename: 'Portfolio', readonly id: string }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type WithdrawPortfolioMutationVariables = Exact<{
  input: WithdrawPortfolioInput;
}>;


export type WithdrawPortfolioMutation = { readonly withdrawPortfolio:
    | { readonly __typename: 'Portfolio', readonly id: string, readonly status: PortfolioStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type BidHistoryQueryVariables = Exact<{
  filter?: BidFilter | null | undefined;
  orderBy?: BidOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BidHistoryQuery = { readonly bids: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly rateOfFace: string | null, readonly rateOfReserve: string | null, readonly paddle: string, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly buyer: { readonly id: string, readonly name: string } | null, readonly auction: { readonly id: string, readonly format: AuctionFormat, readonly portfolio: { readonly id: string, readonly name: string, readonly assetClass: AssetClass } } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AuctionStatisticsQueryVariables = Exact<{
  id: string;
}>;


export type AuctionStatisticsQuery = { readonly auction: { readonly id: string, readonly status: AuctionStatus, readonly format: AuctionFormat, readonly statistics: { readonly bidCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly bidderCount: number, readonly extensionCount: number, readonly highToCoverRate: string | null, readonly priceToFace: string | null, readonly priceToReserve: string | null, readonly rejections: ReadonlyArray<{ readonly reason: BidReason, readonly count: number }>, readonly highBid: { readonly amount: string, readonly currency: string } | null, readonly coverBid: { readonly amount: string, readonly currency: string } | null, readonly timeline: ReadonlyArray<{ readonly at: string, readonly bidCount: number, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null }> } | null } | null };

export type JournalQueryVariables = Exact<{
  stream: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type JournalQuery = { readonly journal: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly sequence: number, readonly type: string, readonly at: string, readonly data: unknown, readonly hash: string, readonly previousHash: string, readonly rulesVersion: string, readonly actor: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ScheduleAuctionMutationVariables = Exact<{
  input: ScheduleAuctionInput;
}>;


export type ScheduleAuctionMutation = { readonly scheduleAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus, readonly format: AuctionFormat, readonly opensAt: string, readonly closesAt: string | null, readonly reserve: { readonly amount: string, readonly currency: string } | null, readonly terms: { readonly openingPrice: { readonly amount: string, readonly currency: string } } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type AdmitBuyerMutationVariables = Exact<{
  input: AdmitBuyerInput;
}>;


export type AdmitBuyerMutation = { readonly admitBuyer:
    | { readonly __typename: 'Participant', readonly id: string, readonly paddle: string, readonly status: ParticipantStatus, readonly limit: { readonly amount: string, readonly currency: string } | null, readonly buyer: { readonly id: string, readonly name: string } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type OpenAuctionMutationVariables = Exact<{
  input: OpenAuctionInput;
}>;


export type OpenAuctionMutation = { readonly openAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus, readonly opensAt: string, readonly closesAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type PauseAuctionMutationVariables = Exact<{
  input: PauseAuctionInput;
}>;


export type PauseAuctionMutation = { readonly pauseAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ResumeAuctionMutationVariables = Exact<{
  input: ResumeAuctionInput;
}>;


export type ResumeAuctionMutation = { readonly resumeAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus, readonly closesAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type CloseAuctionMutationVariables = Exact<{
  input: CloseAuctionInput;
}>;


export type CloseAuctionMutation = { readonly closeAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus, readonly closedAt: string | null, readonly outcome: { readonly kind: OutcomeKind, readonly winner: { readonly paddle: string, readonly buyer: { readonly id: string, readonly name: string } | null } | null, readonly price: { readonly amount: string, readonly currency: string } | null, readonly cover: { readonly amount: string, readonly currency: string } | null } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type IndicationsQueryVariables = Exact<{
  id: string;
}>;


export type IndicationsQuery = { readonly auction: { readonly phase: AuctionPhase | null, readonly indications: ReadonlyArray<{ readonly rank: number, readonly amount: { readonly amount: string, readonly currency: string }, readonly participant: { readonly paddle: string, readonly buyer: { readonly id: string, readonly name: string } | null } }> | null, readonly shortlist: ReadonlyArray<{ readonly isShortlisted: boolean, readonly reason: string | null, readonly participant: { readonly paddle: string } }> | null } | null };

export type ShortlistFirmsMutationVariables = Exact<{
  input: ShortlistFirmsInput;
}>;


export type ShortlistFirmsMutation = { readonly shortlistFirms:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type CancelAuctionMutationVariables = Exact<{
  input: CancelAuctionInput;
}>;


export type CancelAuctionMutation = { readonly cancelAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type AwardAuctionMutationVariables = Exact<{
  input: AwardAuctionInput;
}>;


export type AwardAuctionMutation = { readonly awardAuction:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'Sale', readonly id: string, readonly status: SaleStatus, readonly rateOfFace: string, readonly auction: { readonly id: string, readonly status: AuctionStatus }, readonly buyer: { readonly id: string, readonly name: string }, readonly price: { readonly amount: string, readonly currency: string }, readonly authorizationRequest: { readonly id: string, readonly status: AuthorizationStatus, readonly tier: string, readonly requiredRoles: ReadonlyArray<Role> } | null }
   | null };

export type RequestAuthorizationMutationVariables = Exact<{
  input: RequestAuthorizationInput;
}>;


export type RequestAuthorizationMutation = { readonly requestAuthorization:
    | { readonly __typename: 'AuthorizationRequest', readonly id: string, readonly status: AuthorizationStatus, readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly requestedAt: string, readonly expiresAt: string, readonly matrixVersion: number, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type AuthorityMatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type AuthorityMatrixQuery = { readonly authorityMatrix: { readonly id: string | null, readonly version: number, readonly status: AuthorityMatrixStatus, readonly rationale: string | null, readonly proposedAt: string | null, readonly decidedAt: string | null, readonly decisionRationale: string | null, readonly proposedBy: { readonly name: string } | null, readonly decidedBy: { readonly name: string } | null, readonly rules: ReadonlyArray<{ readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly isStrategic: boolean | null, readonly priceToFloor: string | null, readonly priceUpTo: { readonly amount: string, readonly currency: string } | null, readonly faceUpTo: { readonly amount: string, readonly currency: string } | null }> } };

export type AuthorityMatricesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuthorityMatricesQuery = { readonly authorityMatrices: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string | null, readonly version: number, readonly status: AuthorityMatrixStatus, readonly rationale: string | null, readonly proposedAt: string | null, readonly decidedAt: string | null, readonly decisionRationale: string | null, readonly proposedBy: { readonly name: string } | null, readonly decidedBy: { readonly name: string } | null, readonly rules: ReadonlyArray<{ readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly isStrategic: boolean | null, readonly priceToFloor: string | null, readonly priceUpTo: { readonly amount: string, readonly currency: string } | null, readonly faceUpTo: { readonly amount: string, readonly currency: string } | null }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProposeAuthorityMatrixMutationVariables = Exact<{
  input: ProposeAuthorityMatrixInput;
}>;


export type ProposeAuthorityMatrixMutation = { readonly proposeAuthorityMatrix:
    | { readonly __typename: 'AuthorityMatrix', readonly id: string | null, readonly version: number, readonly status: AuthorityMatrixStatus, readonly rationale: string | null, readonly proposedAt: string | null, readonly decidedAt: string | null, readonly decisionRationale: string | null, readonly proposedBy: { readonly name: string } | null, readonly decidedBy: { readonly name: string } | null, readonly rules: ReadonlyArray<{ readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly isStrategic: boolean | null, readonly priceToFloor: string | null, readonly priceUpTo: { readonly amount: string, readonly currency: string } | null, readonly faceUpTo: { readonly amount: string, readonly currency: string } | null }> }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type DecideAuthorityMatrixMutationVariables = Exact<{
  input: DecideAuthorityMatrixInput;
}>;


export type DecideAuthorityMatrixMutation = { readonly decideAuthorityMatrix:
    | { readonly __typename: 'AuthorityMatrix', readonly id: string | null, readonly version: number, readonly status: AuthorityMatrixStatus, readonly rationale: string | null, readonly proposedAt: string | null, readonly decidedAt: string | null, readonly decisionRationale: string | null, readonly proposedBy: { readonly name: string } | null, readonly decidedBy: { readonly name: string } | null, readonly rules: ReadonlyArray<{ readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly isStrategic: boolean | null, readonly priceToFloor: string | null, readonly priceUpTo: { readonly amount: string, readonly currency: string } | null, readonly faceUpTo: { readonly amount: string, readonly currency: string } | null }> }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type MarkPortfolioStrategicMutationVariables = Exact<{
  input: MarkPortfolioStrategicInput;
}>;


export type MarkPortfolioStrategicMutation = { readonly markPortfolioStrategic:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'StrategicMark', readonly portfolioId: string, readonly rationale: string, readonly markedAt: string, readonly markedBy: { readonly name: string } }
   | null };

export type UnmarkPortfolioStrategicMutationVariables = Exact<{
  input: UnmarkPortfolioStrategicInput;
}>;


export type UnmarkPortfolioStrategicMutation = { readonly unmarkPortfolioStrategic:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'StrategicMark', readonly portfolioId: string, readonly unmarkingRationale: string | null, readonly unmarkedAt: string | null, readonly unmarkedBy: { readonly name: string } | null }
   | null };

export type AuthorityMatrixFieldsFragment = { readonly id: string | null, readonly version: number, readonly status: AuthorityMatrixStatus, readonly rationale: string | null, readonly proposedAt: string | null, readonly decidedAt: string | null, readonly decisionRationale: string | null, readonly proposedBy: { readonly name: string } | null, readonly decidedBy: { readonly name: string } | null, readonly rules: ReadonlyArray<{ readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly isStrategic: boolean | null, readonly priceToFloor: string | null, readonly priceUpTo: { readonly amount: string, readonly currency: string } | null, readonly faceUpTo: { readonly amount: string, readonly currency: string } | null }> };

export type AuthorizationRequestsQueryVariables = Exact<{
  filter?: AuthorizationRequestFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuthorizationRequestsQuery = { readonly authorizationRequests: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly status: AuthorizationStatus, readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly expiresAt: string, readonly signatures: ReadonlyArray<{ readonly role: Role, readonly decision: AuthorizationDecision, readonly rationale: string, readonly signedAt: string, readonly signer: { readonly name: string } }>, readonly sale: { readonly id: string, readonly status: SaleStatus, readonly rateOfFace: string, readonly price: { readonly amount: string, readonly currency: string }, readonly buyer: { readonly id: string, readonly name: string }, readonly auction: { readonly id: string, readonly portfolio: { readonly id: string, readonly name: string, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } } } } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DecideAuthorizationMutationVariables = Exact<{
  input: DecideAuthorizationInput;
}>;


export type DecideAuthorizationMutation = { readonly decideAuthorization:
    | { readonly __typename: 'AuthorizationRequest', readonly id: string, readonly status: AuthorizationStatus, readonly signatures: ReadonlyArray<{ readonly role: Role, readonly decision: AuthorizationDecision, readonly signedAt: string, readonly signer: { readonly name: string } }>, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly id: string, readonly name: string, readonly roles: ReadonlyArray<Role>, readonly organization: { readonly id: string, readonly name: string, readonly kind: OrganizationKind } } };

export type OpenAuctionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OpenAuctionsQuery = { readonly auctions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly format: AuctionFormat, readonly status: AuctionStatus, readonly opensAt: string, readonly closesAt: string | null, readonly serverTime: string, readonly portfolio: { readonly id: string, readonly name: string, readonly assetClass: AssetClass, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AuctionRoomQueryVariables = Exact<{
  id: string;
}>;


export type AuctionRoomQuery = { readonly auction: { readonly id: string, readonly format: AuctionFormat, readonly status: AuctionStatus, readonly opensAt: string, readonly closesAt: string | null, readonly serverTime: string, readonly cursor: string, readonly terms: { readonly reserveVisibility: ReserveVisibility, readonly openingPrice: { readonly amount: string, readonly currency: string }, readonly increments: ReadonlyArray<{ readonly from: { readonly amount: string, readonly currency: string }, readonly step: { readonly amount: string, readonly currency: string } }>, readonly extension: { readonly windowSeconds: number, readonly addedSeconds: number, readonly mode: ExtensionMode, readonly hardEndAt: string | null } | null }, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null }, readonly participant: { readonly id: string, readonly paddle: string, readonly status: ParticipantStatus, readonly limit: { readonly amount: string, readonly currency: string } | null } | null, readonly myBids: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }> } } | null };

export type PlaceBidMutationVariables = Exact<{
  input: PlaceBidInput;
}>;


export type PlaceBidMutation = { readonly placeBid:
    | { readonly __typename: 'PlacedBid', readonly replayed: boolean, readonly bid: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null }, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type WithdrawBidMutationVariables = Exact<{
  input: WithdrawBidInput;
}>;


export type WithdrawBidMutation = { readonly withdrawBid:
    | { readonly __typename: 'PlacedBid', readonly replayed: boolean, readonly bid: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type AuctionEventsSubscriptionVariables = Exact<{
  auctionId: string;
  after?: string | null | undefined;
}>;


export type AuctionEventsSubscription = { readonly auctionEvents:
    | { readonly __typename: 'AuctionAwarded', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionCancelled', readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionClosed', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly outcome: { readonly kind: OutcomeKind, readonly price: { readonly amount: string, readonly currency: string } | null } | null, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionExtended', readonly previousClosesAt: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionNotAwarded', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionOpened', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionPaused', readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionRescheduled', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionResumed', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionSnapshot', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidAccepted', readonly paddle: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidRejected', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly bid: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null }, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidSetAside', readonly paddle: string, readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidWithdrawn', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidsOpened', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidsVoided', readonly paddle: string, readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'DutchStepped', readonly step: number, readonly since: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly price: { readonly amount: string, readonly currency: string }, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'FirmNotShortlisted', readonly paddle: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'FirmShortlisted', readonly paddle: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'PhaseStarted', readonly phase: AuctionPhase, readonly since: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'PriceChanged', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'RoundClosed', readonly phase: AuctionPhase, readonly closedAt: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'RoundOpened', readonly phase: AuctionPhase, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly highest: { readonly amount: string, readonly currency: string } | null, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'ShortlistMade', readonly startsAt: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
   };

export type StandingFieldsFragment = { readonly status: AuctionStatus, readonly phase: AuctionPhase | null, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null };

export type BidFieldsFragment = { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null };

export type ApplyForQualificationMutationVariables = Exact<{
  input: ApplyForQualificationInput;
}>;


export type ApplyForQualificationMutation = { readonly applyForQualification:
    | { readonly __typename: 'Qualification', readonly id: string, readonly status: QualificationStatus, readonly submittedAt: string, readonly buyer: { readonly id: string, readonly name: string } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type DecideQualificationMutationVariables = Exact<{
  input: DecideQualificationInput;
}>;


export type DecideQualificationMutation = { readonly decideQualification:
    | { readonly __typename: 'Qualification', readonly id: string, readonly status: QualificationStatus, readonly validUntil: string | null, readonly rationale: string | null, readonly decidedBy: { readonly name: string } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type SuspendBuyerMutationVariables = Exact<{
  input: SuspendBuyerInput;
}>;


export type SuspendBuyerMutation = { readonly suspendBuyer:
    | { readonly __typename: 'Buyer', readonly id: string, readonly name: string, readonly qualification: { readonly id: string, readonly status: QualificationStatus } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type BuyersQueryVariables = Exact<{
  filter?: BuyerFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BuyersQuery = { readonly buyers: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly name: string, readonly qualification: { readonly id: string, readonly status: QualificationStatus, readonly validUntil: string | null, readonly assetClasses: ReadonlyArray<AssetClass>, readonly exposureLimit: { readonly amount: string, readonly currency: string } | null } | null, readonly licences: ReadonlyArray<{ readonly jurisdiction: string, readonly number: string, readonly validUntil: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OrganizationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrganizationsQuery = { readonly organizations: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly name: string, readonly slug: string, readonly kind: OrganizationKind, readonly deactivatedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UsersQueryVariables = Exact<{
  organizationId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsersQuery = { readonly users: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly name: string, readonly subject: string, readonly deactivatedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { readonly apiKeys: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly name: string, readonly prefix: string, readonly roles: ReadonlyArray<Role>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly createdBy: { readonly id: string, readonly name: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { readonly createOrganization:
    | { readonly __typename: 'Organization', readonly id: string, readonly name: string, readonly slug: string, readonly kind: OrganizationKind }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type DeactivateOrganizationMutationVariables = Exact<{
  input: DeactivateOrganizationInput;
}>;


export type DeactivateOrganizationMutation = { readonly deactivateOrganization:
    | { readonly __typename: 'Organization', readonly id: string, readonly deactivatedAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ReactivateOrganizationMutationVariables = Exact<{
  input: ReactivateOrganizationInput;
}>;


export type ReactivateOrganizationMutation = { readonly reactivateOrganization:
    | { readonly __typename: 'Organization', readonly id: string, readonly deactivatedAt: string | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { readonly createUser:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'User', readonly id: string, readonly name: string, readonly subject: string }
   | null };

export type DeactivateUserMutationVariables = Exact<{
  input: DeactivateUserInput;
}>;


export type DeactivateUserMutation = { readonly deactivateUser:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'User', readonly id: string, readonly deactivatedAt: string | null }
   | null };

export type ReactivateUserMutationVariables = Exact<{
  input: ReactivateUserInput;
}>;


export type ReactivateUserMutation = { readonly reactivateUser:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'User', readonly id: string, readonly deactivatedAt: string | null }
   | null };

export type ParticipantsQueryVariables = Exact<{
  auctionId: string;
}>;


export type ParticipantsQuery = { readonly auction: { readonly id: string, readonly participants: ReadonlyArray<{ readonly id: string, readonly paddle: string, readonly status: ParticipantStatus, readonly limit: { readonly amount: string, readonly currency: string } | null, readonly buyer: { readonly id: string, readonly name: string } | null }> | null } | null };

export type InviteBuyerMutationVariables = Exact<{
  input: InviteBuyerInput;
}>;


export type InviteBuyerMutation = { readonly inviteBuyer:
    | { readonly __typename: 'Participant', readonly id: string, readonly paddle: string, readonly status: ParticipantStatus, readonly buyer: { readonly id: string, readonly name: string } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type SignNdaMutationVariables = Exact<{
  input: SignNdaInput;
}>;


export type SignNdaMutation = { readonly signNda:
    | { readonly __typename: 'Participant', readonly id: string, readonly paddle: string, readonly status: ParticipantStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type SetParticipantLimitMutationVariables = Exact<{
  input: SetParticipantLimitInput;
}>;


export type SetParticipantLimitMutation = { readonly setParticipantLimit:
    | { readonly __typename: 'Participant', readonly id: string, readonly paddle: string, readonly status: ParticipantStatus, readonly limit: { readonly amount: string, readonly currency: string } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type RemoveBuyerMutationVariables = Exact<{
  input: RemoveBuyerInput;
}>;


export type RemoveBuyerMutation = { readonly removeBuyer:
    | { readonly __typename: 'Participant', readonly id: string, readonly paddle: string, readonly status: ParticipantStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type RescheduleAuctionMutationVariables = Exact<{
  input: RescheduleAuctionInput;
}>;


export type RescheduleAuctionMutation = { readonly rescheduleAuction:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus, readonly opensAt: string, readonly closesAt: string | null, readonly terms: { readonly extension: { readonly hardEndAt: string | null } | null } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type CreatePortfolioMutationVariables = Exact<{
  input: CreatePortfolioInput;
}>;


export type CreatePortfolioMutation = { readonly createPortfolio:
    | { readonly __typename: 'Portfolio', readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly assetClass: AssetClass, readonly currency: string, readonly asOf: string }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type StartTapeImportMutationVariables = Exact<{
  input: StartTapeImportInput;
}>;


export type StartTapeImportMutation = { readonly startTapeImport:
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
    | { readonly __typename: 'TapeImport', readonly id: string, readonly status: TapeImportStatus, readonly upload: { readonly url: string, readonly method: string, readonly expiresAt: string, readonly headers: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null }
   | null };

export type TapeImportQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TapeImportQuery = { readonly tapeImport: { readonly id: string, readonly status: TapeImportStatus, readonly rowsRead: number, readonly rowsAccepted: number, readonly rowsRejected: number, readonly faceValue: { readonly amount: string, readonly currency: string } | null, readonly rejections: { readonly edges: ReadonlyArray<{ readonly node: { readonly line: number, readonly column: string | null, readonly code: TapeRejectionCode, readonly message: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type TapeImportProgressSubscriptionVariables = Exact<{
  id: string;
}>;


export type TapeImportProgressSubscription = { readonly tapeImportProgress: { readonly id: string, readonly status: TapeImportStatus, readonly rowsRead: number, readonly rowsAccepted: number, readonly rowsRejected: number } };

export type ScreenPortfolioMutationVariables = Exact<{
  input: ScreenPortfolioInput;
}>;


export type ScreenPortfolioMutation = { readonly screenPortfolio:
    | { readonly __typename: 'Portfolio', readonly id: string, readonly status: PortfolioStatus, readonly screening: { readonly screenedAt: string, readonly eligible: { readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly excluded: { readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly needsReview: { readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly byRule: ReadonlyArray<{ readonly rule: string, readonly version: string, readonly result: ScreeningResult, readonly reason: string, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }> } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type CarveOutPortfolioMutationVariables = Exact<{
  input: CarveOutPortfolioInput;
}>;


export type CarveOutPortfolioMutation = { readonly carveOutPortfolio:
    | { readonly __typename: 'Portfolio', readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string }, readonly parent: { readonly id: string } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type PortfolioQueryVariables = Exact<{
  id: string;
  by: ReadonlyArray<SegmentDimension> | SegmentDimension;
}>;


export type PortfolioQuery = { readonly portfolio: { readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly attempt: number, readonly assetClass: AssetClass, readonly currency: string, readonly asOf: string, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string }, readonly bookValue: { readonly amount: string, readonly currency: string } | null, readonly segments: ReadonlyArray<{ readonly accountCount: number, readonly shareOfFace: string, readonly keys: ReadonlyArray<{ readonly dimension: SegmentDimension, readonly value: string }>, readonly faceValue: { readonly amount: string, readonly currency: string } }>, readonly currentFloor: { readonly approvedAt: string | null, readonly amount: { readonly amount: string, readonly currency: string } } | null } | null };

export type PortfoliosQueryVariables = Exact<{
  filter?: PortfolioFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PortfoliosQuery = { readonly portfolios: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProposeFloorMutationVariables = Exact<{
  input: ProposeFloorInput;
}>;


export type ProposeFloorMutation = { readonly proposeFloor:
    | { readonly __typename: 'Floor', readonly id: string, readonly status: FloorStatus, readonly rateOfFace: string, readonly rationale: string, readonly amount: { readonly amount: string, readonly currency: string }, readonly proposedBy: { readonly name: string } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type DecideFloorMutationVariables = Exact<{
  input: DecideFloorInput;
}>;


export type DecideFloorMutation = { readonly decideFloor:
    | { readonly __typename: 'Floor', readonly id: string, readonly status: FloorStatus, readonly approvedAt: string | null, readonly decidedBy: { readonly name: string } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ProofKeyQueryVariables = Exact<{ [key: string]: never; }>;


export type ProofKeyQuery = { readonly proofKey: string | null };

export type CheckpointQueryVariables = Exact<{
  auctionId: string;
}>;


export type CheckpointQuery = { readonly checkpoint: { readonly size: number, readonly root: string, readonly note: string, readonly publishedAt: string } | null };

export type CheckpointsSubscriptionVariables = Exact<{
  auctionId: string;
  after?: number | null | undefined;
}>;


export type CheckpointsSubscription = { readonly checkpoints: { readonly size: number, readonly root: string, readonly note: string, readonly publishedAt: string } };

export type InclusionProofQueryVariables = Exact<{
  auctionId: string;
  sequence: number;
  size?: number | null | undefined;
}>;


export type InclusionProofQuery = { readonly inclusionProof: { readonly sequence: number, readonly size: number, readonly entryHash: string, readonly path: ReadonlyArray<string>, readonly root: string } | null };

export type ConsistencyProofQueryVariables = Exact<{
  auctionId: string;
  from: number;
  to: number;
}>;


export type ConsistencyProofQuery = { readonly consistencyProof: { readonly from: number, readonly to: number, readonly fromRoot: string, readonly toRoot: string, readonly path: ReadonlyArray<string> } | null };

export type PlaceBidForReceiptMutationVariables = Exact<{
  input: PlaceBidInput;
}>;


export type PlaceBidForReceiptMutation = { readonly placeBid:
    | { readonly replayed: boolean, readonly bid: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly paddle: string, readonly amount: { readonly amount: string, readonly currency: string } | null }, readonly receipt: { readonly sequence: number | null, readonly entryHash: string | null, readonly commitment: string | null, readonly salt: string | null, readonly leafIndex: number, readonly treeSize: number, readonly path: ReadonlyArray<string>, readonly note: string } | null }
    | { readonly code: RefusalCode, readonly message: string }
   | null };

export type ExportAuctionMutationVariables = Exact<{
  input: ExportAuctionInput;
}>;


export type ExportAuctionMutation = { readonly exportAuction:
    | { readonly url: string, readonly method: string, readonly expiresAt: string }
    | { readonly code: RefusalCode, readonly message: string }
   | null };

export type CheckpointPartsFragment = { readonly size: number, readonly root: string, readonly note: string, readonly publishedAt: string };

export type QualificationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QualificationsQuery = { readonly qualifications: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly seller: string, readonly status: QualificationStatus, readonly submittedAt: string, readonly validUntil: string | null, readonly buyer: { readonly id: string, readonly name: string }, readonly renewal: { readonly id: string, readonly status: RenewalStatus } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type QualificationQueryVariables = Exact<{
  id: string;
}>;


export type QualificationQuery = { readonly qualification: { readonly id: string, readonly seller: string, readonly status: QualificationStatus, readonly submittedAt: string, readonly decidedAt: string | null, readonly validUntil: string | null, readonly lapsesAt: string | null, readonly assetClasses: ReadonlyArray<AssetClass>, readonly rationale: string | null, readonly exposureLimit: { readonly amount: string, readonly currency: string } | null, readonly decidedBy: { readonly name: string } | null, readonly buyer: { readonly id: string, readonly name: string }, readonly evidence: { readonly submittedAt: string, readonly insuranceValidUntil: string, readonly operations: string, readonly conductRecord: string, readonly references: ReadonlyArray<string>, readonly affiliations: ReadonlyArray<string>, readonly licences: ReadonlyArray<{ readonly jurisdiction: string, readonly number: string, readonly validUntil: string, readonly lapsesAt: string }>, readonly financialCapacity: { readonly amount: string, readonly currency: string } }, readonly renewal: { readonly id: string, readonly status: RenewalStatus, readonly rationale: string | null, readonly decidedAt: string | null } | null } | null };

export type ReviewQualificationMutationVariables = Exact<{
  input: ReviewQualificationInput;
}>;


export type ReviewQualificationMutation = { readonly reviewQualification:
    | { readonly __typename: 'Qualification', readonly id: string, readonly status: QualificationStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type RenewLicencesMutationVariables = Exact<{
  input: RenewLicencesInput;
}>;


export type RenewLicencesMutation = { readonly renewLicences:
    | { readonly __typename: 'Qualification', readonly id: string, readonly status: QualificationStatus, readonly renewal: { readonly id: string, readonly status: RenewalStatus } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type DecideRenewalMutationVariables = Exact<{
  input: DecideRenewalInput;
}>;


export type DecideRenewalMutation = { readonly decideRenewal:
    | { readonly __typename: 'Qualification', readonly id: string, readonly status: QualificationStatus, readonly validUntil: string | null, readonly renewal: { readonly id: string, readonly status: RenewalStatus, readonly rationale: string | null } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ReinstateBuyerMutationVariables = Exact<{
  input: ReinstateBuyerInput;
}>;


export type ReinstateBuyerMutation = { readonly reinstateBuyer:
    | { readonly __typename: 'Buyer', readonly id: string, readonly name: string, readonly qualification: { readonly id: string, readonly status: QualificationStatus } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ExpelBuyerMutationVariables = Exact<{
  input: ExpelBuyerInput;
}>;


export type ExpelBuyerMutation = { readonly expelBuyer:
    | { readonly __typename: 'Buyer', readonly id: string, readonly name: string, readonly qualification: { readonly id: string, readonly status: QualificationStatus } | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type ConfirmAffiliationMutationVariables = Exact<{
  input: ConfirmAffiliationInput;
}>;


export type ConfirmAffiliationMutation = { readonly confirmAffiliation:
    | { readonly __typename: 'Buyer', readonly id: string, readonly name: string, readonly affiliates: ReadonlyArray<{ readonly id: string, readonly name: string }> | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type EndAffiliationMutationVariables = Exact<{
  input: EndAffiliationInput;
}>;


export type EndAffiliationMutation = { readonly endAffiliation:
    | { readonly __typename: 'Buyer', readonly id: string, readonly name: string, readonly affiliates: ReadonlyArray<{ readonly id: string, readonly name: string }> | null }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type SaleQueryVariables = Exact<{
  id: string;
}>;


export type SaleQuery = { readonly sale: { readonly id: string, readonly status: SaleStatus, readonly madeAt: string, readonly rateOfFace: string, readonly rank: number | null, readonly rationale: string | null, readonly authorizationRequest: { readonly id: string, readonly status: AuthorizationStatus, readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly expiresAt: string, readonly signatures: ReadonlyArray<{ readonly role: Role, readonly decision: AuthorizationDecision, readonly signedAt: string, readonly signer: { readonly name: string } }> } | null, readonly price: { readonly amount: string, readonly currency: string }, readonly buyer: { readonly id: string, readonly name: string }, readonly awardedBy: { readonly name: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus, readonly portfolio: { readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } } } } | null };

export type SalesQueryVariables = Exact<{
  filter?: SaleFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SalesQuery = { readonly sales: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly status: SaleStatus, readonly madeAt: string, readonly rateOfFace: string, readonly rank: number | null, readonly rationale: string | null, readonly price: { readonly amount: string, readonly currency: string }, readonly buyer: { readonly id: string, readonly name: string }, readonly awardedBy: { readonly name: string } | null, readonly authorizationRequest: { readonly id: string, readonly status: AuthorizationStatus, readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly expiresAt: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus, readonly portfolio: { readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } } } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SaleEventsSubscriptionVariables = Exact<{
  saleId: string;
  after?: string | null | undefined;
}>;


export type SaleEventsSubscription = { readonly saleEvents:
    | { readonly __typename: 'AuthorizationExpired', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'AuthorizationInvalidated', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'AuthorizationRequested', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'AuthorizationReturned', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'AuthorizationSigned', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'SaleAuthorized', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'SaleFellThrough', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'SaleRejected', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
    | { readonly __typename: 'SaleSnapshot', readonly cursor: string, readonly sequence: number, readonly at: string, readonly sale: { readonly id: string, readonly status: SaleStatus } }
   };

export type AnnulmentsQueryVariables = Exact<{
  filter?: AnnulmentFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AnnulmentsQuery = { readonly annulments: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly kind: AnnulmentKind, readonly status: AnnulmentStatus, readonly rationale: string, readonly proposedAt: string, readonly secondedAt: string | null, readonly secondRationale: string | null, readonly proposedBy: { readonly name: string }, readonly secondedBy: { readonly name: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProposeAnnulmentMutationVariables = Exact<{
  input: ProposeAnnulmentInput;
}>;


export type ProposeAnnulmentMutation = { readonly proposeAnnulment:
    | { readonly __typename: 'Annulment', readonly id: string, readonly kind: AnnulmentKind, readonly status: AnnulmentStatus, readonly rationale: string, readonly proposedAt: string, readonly secondedAt: string | null, readonly secondRationale: string | null, readonly proposedBy: { readonly name: string }, readonly secondedBy: { readonly name: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type SecondAnnulmentMutationVariables = Exact<{
  input: SecondAnnulmentInput;
}>;


export type SecondAnnulmentMutation = { readonly secondAnnulment:
    | { readonly __typename: 'Annulment', readonly id: string, readonly kind: AnnulmentKind, readonly status: AnnulmentStatus, readonly rationale: string, readonly proposedAt: string, readonly secondedAt: string | null, readonly secondRationale: string | null, readonly proposedBy: { readonly name: string }, readonly secondedBy: { readonly name: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus } }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type DeclareUnsoldMutationVariables = Exact<{
  input: DeclareUnsoldInput;
}>;


export type DeclareUnsoldMutation = { readonly declareUnsold:
    | { readonly __typename: 'Auction', readonly id: string, readonly status: AuctionStatus }
    | { readonly __typename: 'Refusal', readonly code: RefusalCode, readonly message: string, readonly path: ReadonlyArray<string> | null }
   | null };

export type SaleFieldsFragment = { readonly id: string, readonly status: SaleStatus, readonly madeAt: string, readonly rateOfFace: string, readonly rank: number | null, readonly rationale: string | null, readonly price: { readonly amount: string, readonly currency: string }, readonly buyer: { readonly id: string, readonly name: string }, readonly awardedBy: { readonly name: string } | null, readonly authorizationRequest: { readonly id: string, readonly status: AuthorizationStatus, readonly tier: string, readonly requiredRoles: ReadonlyArray<Role>, readonly expiresAt: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus, readonly portfolio: { readonly id: string, readonly name: string, readonly status: PortfolioStatus, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } } } };

export type AnnulmentFieldsFragment = { readonly id: string, readonly kind: AnnulmentKind, readonly status: AnnulmentStatus, readonly rationale: string, readonly proposedAt: string, readonly secondedAt: string | null, readonly secondRationale: string | null, readonly proposedBy: { readonly name: string }, readonly secondedBy: { readonly name: string } | null, readonly auction: { readonly id: string, readonly status: AuctionStatus } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AuthorityMatrixFieldsFragmentDoc = new TypedDocumentString(`
    fragment AuthorityMatrixFields on AuthorityMatrix {
  id
  version
  status
  rationale
  proposedAt
  decidedAt
  decisionRationale
  proposedBy {
    name
  }
  decidedBy {
    name
  }
  rules {
    tier
    requiredRoles
    isStrategic
    priceToFloor
    priceUpTo {
      amount
      currency
    }
    faceUpTo {
      amount
      currency
    }
  }
}
    `, {"fragmentName":"AuthorityMatrixFields"}) as unknown as TypedDocumentString<AuthorityMatrixFieldsFragment, unknown>;
export const StandingFieldsFragmentDoc = new TypedDocumentString(`
    fragment StandingFields on Standing {
  status
  phase
  closesAt
  serverTime
  leadingAmount {
    amount
    currency
  }
  leadingPaddle
  bidCount
  reserveStatus
  minimumNextBid {
    amount
    currency
  }
}
    `, {"fragmentName":"StandingFields"}) as unknown as TypedDocumentString<StandingFieldsFragment, unknown>;
export const BidFieldsFragmentDoc = new TypedDocumentString(`
    fragment BidFields on Bid {
  id
  sequence
  decision
  reason
  decidedAt
  status
  amount {
    amount
    currency
  }
  maximum {
    amount
    currency
  }
  minimumNextBid {
    amount
    currency
  }
}
    `, {"fragmentName":"BidFields"}) as unknown as TypedDocumentString<BidFieldsFragment, unknown>;
export const CheckpointPartsFragmentDoc = new TypedDocumentString(`
    fragment CheckpointParts on Checkpoint {
  size
  root
  note
  publishedAt
}
    `, {"fragmentName":"CheckpointParts"}) as unknown as TypedDocumentString<CheckpointPartsFragment, unknown>;
export const SaleFieldsFragmentDoc = new TypedDocumentString(`
    fragment SaleFields on Sale {
  id
  status
  madeAt
  rateOfFace
  rank
  rationale
  price {
    amount
    currency
  }
  buyer {
    id
    name
  }
  awardedBy {
    name
  }
  authorizationRequest {
    id
    status
    tier
    requiredRoles
    expiresAt
  }
  auction {
    id
    status
    portfolio {
      id
      name
      status
      accountCount
      faceValue {
        amount
        currency
      }
    }
  }
}
    `, {"fragmentName":"SaleFields"}) as unknown as TypedDocumentString<SaleFieldsFragment, unknown>;
export const AnnulmentFieldsFragmentDoc = new TypedDocumentString(`
    fragment AnnulmentFields on Annulment {
  id
  kind
  status
  rationale
  proposedAt
  secondedAt
  secondRationale
  proposedBy {
    name
  }
  secondedBy {
    name
  }
  auction {
    id
    status
  }
}
    `, {"fragmentName":"AnnulmentFields"}) as unknown as TypedDocumentString<AnnulmentFieldsFragment, unknown>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    __typename
    ... on CreatedApiKey {
      secret
      apiKey {
        id
        name
        prefix
        roles
        expiresAt
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    __typename
    ... on ApiKey {
      id
      name
      revokedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts($portfolioId: ID!, $filter: AccountFilter, $screening: [ScreeningResult!], $first: Int, $after: Cursor) {
  accounts(
    portfolioId: $portfolioId
    filter: $filter
    screening: $screening
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        id
        reference
        status
        state
        industry
        dueDate
        chargeOffDate
        lastPaymentDate
        limitationDate
        daysPastDue
        balance {
          amount
          currency
        }
        debtor {
          name
          street
          city
          postalCode
          taxId
          isMasked
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const DecideAccountReviewsDocument = new TypedDocumentString(`
    mutation DecideAccountReviews($input: DecideAccountReviewsInput!) {
  decideAccountReviews(input: $input) {
    __typename
    ... on Portfolio {
      id
      status
      screening {
        eligible {
          accountCount
          faceValue {
            amount
            currency
          }
        }
        excluded {
          accountCount
          faceValue {
            amount
            currency
          }
        }
        needsReview {
          accountCount
          faceValue {
            amount
            currency
          }
        }
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DecideAccountReviewsMutation, DecideAccountReviewsMutationVariables>;
export const UnmaskDebtorDocument = new TypedDocumentString(`
    mutation UnmaskDebtor($input: UnmaskDebtorInput!) {
  unmaskDebtor(input: $input) {
    __typename
    ... on Debtor {
      name
      street
      city
      postalCode
      taxId
      isMasked
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<UnmaskDebtorMutation, UnmaskDebtorMutationVariables>;
export const EraseDebtorDocument = new TypedDocumentString(`
    mutation EraseDebtor($input: EraseDebtorInput!) {
  eraseDebtor(input: $input) {
    __typename
    ... on Account {
      id
      debtorErasedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<EraseDebtorMutation, EraseDebtorMutationVariables>;
export const ErasePersonalDataDocument = new TypedDocumentString(`
    mutation ErasePersonalData($input: ErasePersonalDataInput!) {
  erasePersonalData(input: $input) {
    __typename
    ... on Portfolio {
      id
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ErasePersonalDataMutation, ErasePersonalDataMutationVariables>;
export const WithdrawPortfolioDocument = new TypedDocumentString(`
    mutation WithdrawPortfolio($input: WithdrawPortfolioInput!) {
  withdrawPortfolio(input: $input) {
    __typename
    ... on Portfolio {
      id
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawPortfolioMutation, WithdrawPortfolioMutationVariables>;
export const BidHistoryDocument = new TypedDocumentString(`
    query BidHistory($filter: BidFilter, $orderBy: BidOrder, $first: Int, $after: Cursor) {
  bids(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        sequence
        decision
        reason
        decidedAt
        status
        amount {
          amount
          currency
        }
        rateOfFace
        rateOfReserve
        paddle
        buyer {
          id
          name
        }
        auction {
          id
          format
          portfolio {
            id
            name
            assetClass
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<BidHistoryQuery, BidHistoryQueryVariables>;
export const AuctionStatisticsDocument = new TypedDocumentString(`
    query AuctionStatistics($id: ID!) {
  auction(id: $id) {
    id
    status
    format
    statistics {
      bidCount
      acceptedCount
      rejectedCount
      bidderCount
      extensionCount
      rejections {
        reason
        count
      }
      highBid {
        amount
        currency
      }
      coverBid {
        amount
        currency
      }
      highToCoverRate
      priceToFace
      priceToReserve
      timeline(points: 50) {
        at
        leadingAmount {
          amount
          currency
        }
        bidCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuctionStatisticsQuery, AuctionStatisticsQueryVariables>;
export const JournalDocument = new TypedDocumentString(`
    query Journal($stream: ID!, $first: Int, $after: Cursor) {
  journal(stream: $stream, first: $first, after: $after) {
    edges {
      cursor
      node {
        sequence
        type
        at
        actor {
          id
          name
        }
        data
        hash
        previousHash
        rulesVersion
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<JournalQuery, JournalQueryVariables>;
export const ScheduleAuctionDocument = new TypedDocumentString(`
    mutation ScheduleAuction($input: ScheduleAuctionInput!) {
  scheduleAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
      format
      opensAt
      closesAt
      reserve {
        amount
        currency
      }
      terms {
        openingPrice {
          amount
          currency
        }
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ScheduleAuctionMutation, ScheduleAuctionMutationVariables>;
export const AdmitBuyerDocument = new TypedDocumentString(`
    mutation AdmitBuyer($input: AdmitBuyerInput!) {
  admitBuyer(input: $input) {
    __typename
    ... on Participant {
      id
      paddle
      status
      limit {
        amount
        currency
      }
      buyer {
        id
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AdmitBuyerMutation, AdmitBuyerMutationVariables>;
export const OpenAuctionDocument = new TypedDocumentString(`
    mutation OpenAuction($input: OpenAuctionInput!) {
  openAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
      opensAt
      closesAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<OpenAuctionMutation, OpenAuctionMutationVariables>;
export const PauseAuctionDocument = new TypedDocumentString(`
    mutation PauseAuction($input: PauseAuctionInput!) {
  pauseAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<PauseAuctionMutation, PauseAuctionMutationVariables>;
export const ResumeAuctionDocument = new TypedDocumentString(`
    mutation ResumeAuction($input: ResumeAuctionInput!) {
  resumeAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
      closesAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeAuctionMutation, ResumeAuctionMutationVariables>;
export const CloseAuctionDocument = new TypedDocumentString(`
    mutation CloseAuction($input: CloseAuctionInput!) {
  closeAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
      closedAt
      outcome {
        kind
        winner {
          paddle
          buyer {
            id
            name
          }
        }
        price {
          amount
          currency
        }
        cover {
          amount
          currency
        }
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CloseAuctionMutation, CloseAuctionMutationVariables>;
export const IndicationsDocument = new TypedDocumentString(`
    query Indications($id: ID!) {
  auction(id: $id) {
    phase
    indications {
      rank
      amount {
        amount
        currency
      }
      participant {
        paddle
        buyer {
          id
          name
        }
      }
    }
    shortlist {
      isShortlisted
      reason
      participant {
        paddle
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IndicationsQuery, IndicationsQueryVariables>;
export const ShortlistFirmsDocument = new TypedDocumentString(`
    mutation ShortlistFirms($input: ShortlistFirmsInput!) {
  shortlistFirms(input: $input) {
    __typename
    ... on Auction {
      id
      status
      phase
      closesAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ShortlistFirmsMutation, ShortlistFirmsMutationVariables>;
export const CancelAuctionDocument = new TypedDocumentString(`
    mutation CancelAuction($input: CancelAuctionInput!) {
  cancelAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CancelAuctionMutation, CancelAuctionMutationVariables>;
export const AwardAuctionDocument = new TypedDocumentString(`
    mutation AwardAuction($input: AwardAuctionInput!) {
  awardAuction(input: $input) {
    __typename
    ... on Sale {
      id
      status
      auction {
        id
        status
      }
      buyer {
        id
        name
      }
      price {
        amount
        currency
      }
      rateOfFace
      authorizationRequest {
        id
        status
        tier
        requiredRoles
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<AwardAuctionMutation, AwardAuctionMutationVariables>;
export const RequestAuthorizationDocument = new TypedDocumentString(`
    mutation RequestAuthorization($input: RequestAuthorizationInput!) {
  requestAuthorization(input: $input) {
    __typename
    ... on AuthorizationRequest {
      id
      status
      tier
      requiredRoles
      requestedAt
      expiresAt
      matrixVersion
      sale {
        id
        status
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RequestAuthorizationMutation, RequestAuthorizationMutationVariables>;
export const AuthorityMatrixDocument = new TypedDocumentString(`
    query AuthorityMatrix {
  authorityMatrix {
    ...AuthorityMatrixFields
  }
}
    fragment AuthorityMatrixFields on AuthorityMatrix {
  id
  version
  status
  rationale
  proposedAt
  decidedAt
  decisionRationale
  proposedBy {
    name
  }
  decidedBy {
    name
  }
  rules {
    tier
    requiredRoles
    isStrategic
    priceToFloor
    priceUpTo {
      amount
      currency
    }
    faceUpTo {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<AuthorityMatrixQuery, AuthorityMatrixQueryVariables>;
export const AuthorityMatricesDocument = new TypedDocumentString(`
    query AuthorityMatrices($first: Int, $after: Cursor) {
  authorityMatrices(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...AuthorityMatrixFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AuthorityMatrixFields on AuthorityMatrix {
  id
  version
  status
  rationale
  proposedAt
  decidedAt
  decisionRationale
  proposedBy {
    name
  }
  decidedBy {
    name
  }
  rules {
    tier
    requiredRoles
    isStrategic
    priceToFloor
    priceUpTo {
      amount
      currency
    }
    faceUpTo {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<AuthorityMatricesQuery, AuthorityMatricesQueryVariables>;
export const ProposeAuthorityMatrixDocument = new TypedDocumentString(`
    mutation ProposeAuthorityMatrix($input: ProposeAuthorityMatrixInput!) {
  proposeAuthorityMatrix(input: $input) {
    __typename
    ... on AuthorityMatrix {
      ...AuthorityMatrixFields
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    fragment AuthorityMatrixFields on AuthorityMatrix {
  id
  version
  status
  rationale
  proposedAt
  decidedAt
  decisionRationale
  proposedBy {
    name
  }
  decidedBy {
    name
  }
  rules {
    tier
    requiredRoles
    isStrategic
    priceToFloor
    priceUpTo {
      amount
      currency
    }
    faceUpTo {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<ProposeAuthorityMatrixMutation, ProposeAuthorityMatrixMutationVariables>;
export const DecideAuthorityMatrixDocument = new TypedDocumentString(`
    mutation DecideAuthorityMatrix($input: DecideAuthorityMatrixInput!) {
  decideAuthorityMatrix(input: $input) {
    __typename
    ... on AuthorityMatrix {
      ...AuthorityMatrixFields
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    fragment AuthorityMatrixFields on AuthorityMatrix {
  id
  version
  status
  rationale
  proposedAt
  decidedAt
  decisionRationale
  proposedBy {
    name
  }
  decidedBy {
    name
  }
  rules {
    tier
    requiredRoles
    isStrategic
    priceToFloor
    priceUpTo {
      amount
      currency
    }
    faceUpTo {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<DecideAuthorityMatrixMutation, DecideAuthorityMatrixMutationVariables>;
export const MarkPortfolioStrategicDocument = new TypedDocumentString(`
    mutation MarkPortfolioStrategic($input: MarkPortfolioStrategicInput!) {
  markPortfolioStrategic(input: $input) {
    __typename
    ... on StrategicMark {
      portfolioId
      rationale
      markedAt
      markedBy {
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<MarkPortfolioStrategicMutation, MarkPortfolioStrategicMutationVariables>;
export const UnmarkPortfolioStrategicDocument = new TypedDocumentString(`
    mutation UnmarkPortfolioStrategic($input: UnmarkPortfolioStrategicInput!) {
  unmarkPortfolioStrategic(input: $input) {
    __typename
    ... on StrategicMark {
      portfolioId
      unmarkingRationale
      unmarkedAt
      unmarkedBy {
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<UnmarkPortfolioStrategicMutation, UnmarkPortfolioStrategicMutationVariables>;
export const AuthorizationRequestsDocument = new TypedDocumentString(`
    query AuthorizationRequests($filter: AuthorizationRequestFilter, $first: Int, $after: Cursor) {
  authorizationRequests(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        status
        tier
        requiredRoles
        expiresAt
        signatures {
          role
          decision
          rationale
          signedAt
          signer {
            name
          }
        }
        sale {
          id
          status
          rateOfFace
          price {
            amount
            currency
          }
          buyer {
            id
            name
          }
          auction {
            id
            portfolio {
              id
              name
              accountCount
              faceValue {
                amount
                currency
              }
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuthorizationRequestsQuery, AuthorizationRequestsQueryVariables>;
export const DecideAuthorizationDocument = new TypedDocumentString(`
    mutation DecideAuthorization($input: DecideAuthorizationInput!) {
  decideAuthorization(input: $input) {
    __typename
    ... on AuthorizationRequest {
      id
      status
      signatures {
        role
        decision
        signer {
          name
        }
        signedAt
      }
      sale {
        id
        status
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DecideAuthorizationMutation, DecideAuthorizationMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    name
    roles
    organization {
      id
      name
      kind
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const OpenAuctionsDocument = new TypedDocumentString(`
    query OpenAuctions($first: Int, $after: Cursor) {
  auctions(filter: {status: [OPEN]}, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        format
        status
        opensAt
        closesAt
        serverTime
        portfolio {
          id
          name
          assetClass
          accountCount
          faceValue {
            amount
            currency
          }
        }
        standing {
          ...StandingFields
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StandingFields on Standing {
  status
  phase
  closesAt
  serverTime
  leadingAmount {
    amount
    currency
  }
  leadingPaddle
  bidCount
  reserveStatus
  minimumNextBid {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<OpenAuctionsQuery, OpenAuctionsQueryVariables>;
export const AuctionRoomDocument = new TypedDocumentString(`
    query AuctionRoom($id: ID!) {
  auction(id: $id) {
    id
    format
    status
    opensAt
    closesAt
    serverTime
    cursor
    terms {
      openingPrice {
        amount
        currency
      }
      increments {
        from {
          amount
          currency
        }
        step {
          amount
          currency
        }
      }
      extension {
        windowSeconds
        addedSeconds
        mode
        hardEndAt
      }
      reserveVisibility
    }
    standing {
      ...StandingFields
    }
    participant {
      id
      paddle
      status
      limit {
        amount
        currency
      }
    }
    myBids(first: 20) {
      edges {
        node {
          ...BidFields
        }
      }
    }
  }
}
    fragment StandingFields on Standing {
  status
  phase
  closesAt
  serverTime
  leadingAmount {
    amount
    currency
  }
  leadingPaddle
  bidCount
  reserveStatus
  minimumNextBid {
    amount
    currency
  }
}
fragment BidFields on Bid {
  id
  sequence
  decision
  reason
  decidedAt
  status
  amount {
    amount
    currency
  }
  maximum {
    amount
    currency
  }
  minimumNextBid {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<AuctionRoomQuery, AuctionRoomQueryVariables>;
export const PlaceBidDocument = new TypedDocumentString(`
    mutation PlaceBid($input: PlaceBidInput!) {
  placeBid(input: $input) {
    __typename
    ... on PlacedBid {
      replayed
      bid {
        ...BidFields
      }
      standing {
        ...StandingFields
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    fragment StandingFields on Standing {
  status
  phase
  closesAt
  serverTime
  leadingAmount {
    amount
    currency
  }
  leadingPaddle
  bidCount
  reserveStatus
  minimumNextBid {
    amount
    currency
  }
}
fragment BidFields on Bid {
  id
  sequence
  decision
  reason
  decidedAt
  status
  amount {
    amount
    currency
  }
  maximum {
    amount
    currency
  }
  minimumNextBid {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<PlaceBidMutation, PlaceBidMutationVariables>;
export const WithdrawBidDocument = new TypedDocumentString(`
    mutation WithdrawBid($input: WithdrawBidInput!) {
  withdrawBid(input: $input) {
    __typename
    ... on PlacedBid {
      replayed
      bid {
        ...BidFields
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    fragment BidFields on Bid {
  id
  sequence
  decision
  reason
  decidedAt
  status
  amount {
    amount
    currency
  }
  maximum {
    amount
    currency
  }
  minimumNextBid {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<WithdrawBidMutation, WithdrawBidMutationVariables>;
export const AuctionEventsDocument = new TypedDocumentString(`
    subscription AuctionEvents($auctionId: ID!, $after: Cursor) {
  auctionEvents(auctionId: $auctionId, after: $after) {
    __typename
    cursor
    sequence
    at
    standing {
      ...StandingFields
    }
    ... on BidAccepted {
      paddle
      amount {
        amount
        currency
      }
    }
    ... on BidRejected {
      bid {
        ...BidFields
      }
    }
    ... on BidSetAside {
      paddle
      reason
    }
    ... on AuctionExtended {
      previousClosesAt
    }
    ... on DutchStepped {
      step
      price {
        amount
        currency
      }
      since
    }
    ... on PhaseStarted {
      phase
      since
    }
    ... on RoundClosed {
      phase
      closedAt
    }
    ... on RoundOpened {
      phase
      highest {
        amount
        currency
      }
    }
    ... on ShortlistMade {
      startsAt
    }
    ... on FirmShortlisted {
      paddle
    }
    ... on FirmNotShortlisted {
      paddle
    }
    ... on AuctionPaused {
      reason
    }
    ... on BidsVoided {
      paddle
      reason
    }
    ... on AuctionClosed {
      outcome {
        kind
        price {
          amount
          currency
        }
      }
    }
    ... on AuctionCancelled {
      reason
    }
  }
}
    fragment StandingFields on Standing {
  status
  phase
  closesAt
  serverTime
  leadingAmount {
    amount
    currency
  }
  leadingPaddle
  bidCount
  reserveStatus
  minimumNextBid {
    amount
    currency
  }
}
fragment BidFields on Bid {
  id
  sequence
  decision
  reason
  decidedAt
  status
  amount {
    amount
    currency
  }
  maximum {
    amount
    currency
  }
  minimumNextBid {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<AuctionEventsSubscription, AuctionEventsSubscriptionVariables>;
export const ApplyForQualificationDocument = new TypedDocumentString(`
    mutation ApplyForQualification($input: ApplyForQualificationInput!) {
  applyForQualification(input: $input) {
    __typename
    ... on Qualification {
      id
      status
      buyer {
        id
        name
      }
      submittedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyForQualificationMutation, ApplyForQualificationMutationVariables>;
export const DecideQualificationDocument = new TypedDocumentString(`
    mutation DecideQualification($input: DecideQualificationInput!) {
  decideQualification(input: $input) {
    __typename
    ... on Qualification {
      id
      status
      validUntil
      decidedBy {
        name
      }
      rationale
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DecideQualificationMutation, DecideQualificationMutationVariables>;
export const SuspendBuyerDocument = new TypedDocumentString(`
    mutation SuspendBuyer($input: SuspendBuyerInput!) {
  suspendBuyer(input: $input) {
    __typename
    ... on Buyer {
      id
      name
      qualification {
        id
        status
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<SuspendBuyerMutation, SuspendBuyerMutationVariables>;
export const BuyersDocument = new TypedDocumentString(`
    query Buyers($filter: BuyerFilter, $first: Int, $after: Cursor) {
  buyers(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        qualification {
          id
          status
          validUntil
          assetClasses
          exposureLimit {
            amount
            currency
          }
        }
        licences {
          jurisdiction
          number
          validUntil
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<BuyersQuery, BuyersQueryVariables>;
export const OrganizationsDocument = new TypedDocumentString(`
    query Organizations($first: Int, $after: Cursor) {
  organizations(first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        slug
        kind
        deactivatedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationsQuery, OrganizationsQueryVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($organizationId: ID!, $first: Int, $after: Cursor) {
  users(organizationId: $organizationId, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        subject
        deactivatedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($first: Int, $after: Cursor) {
  apiKeys(first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        prefix
        roles
        createdAt
        expiresAt
        revokedAt
        createdBy {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateOrganizationDocument = new TypedDocumentString(`
    mutation CreateOrganization($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    __typename
    ... on Organization {
      id
      name
      slug
      kind
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CreateOrganizationMutation, CreateOrganizationMutationVariables>;
export const DeactivateOrganizationDocument = new TypedDocumentString(`
    mutation DeactivateOrganization($input: DeactivateOrganizationInput!) {
  deactivateOrganization(input: $input) {
    __typename
    ... on Organization {
      id
      deactivatedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DeactivateOrganizationMutation, DeactivateOrganizationMutationVariables>;
export const ReactivateOrganizationDocument = new TypedDocumentString(`
    mutation ReactivateOrganization($input: ReactivateOrganizationInput!) {
  reactivateOrganization(input: $input) {
    __typename
    ... on Organization {
      id
      deactivatedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ReactivateOrganizationMutation, ReactivateOrganizationMutationVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    __typename
    ... on User {
      id
      name
      subject
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const DeactivateUserDocument = new TypedDocumentString(`
    mutation DeactivateUser($input: DeactivateUserInput!) {
  deactivateUser(input: $input) {
    __typename
    ... on User {
      id
      deactivatedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DeactivateUserMutation, DeactivateUserMutationVariables>;
export const ReactivateUserDocument = new TypedDocumentString(`
    mutation ReactivateUser($input: ReactivateUserInput!) {
  reactivateUser(input: $input) {
    __typename
    ... on User {
      id
      deactivatedAt
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ReactivateUserMutation, ReactivateUserMutationVariables>;
export const ParticipantsDocument = new TypedDocumentString(`
    query Participants($auctionId: ID!) {
  auction(id: $auctionId) {
    id
    participants {
      id
      paddle
      status
      limit {
        amount
        currency
      }
      buyer {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ParticipantsQuery, ParticipantsQueryVariables>;
export const InviteBuyerDocument = new TypedDocumentString(`
    mutation InviteBuyer($input: InviteBuyerInput!) {
  inviteBuyer(input: $input) {
    __typename
    ... on Participant {
      id
      paddle
      status
      buyer {
        id
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<InviteBuyerMutation, InviteBuyerMutationVariables>;
export const SignNdaDocument = new TypedDocumentString(`
    mutation SignNda($input: SignNdaInput!) {
  signNda(input: $input) {
    __typename
    ... on Participant {
      id
      paddle
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<SignNdaMutation, SignNdaMutationVariables>;
export const SetParticipantLimitDocument = new TypedDocumentString(`
    mutation SetParticipantLimit($input: SetParticipantLimitInput!) {
  setParticipantLimit(input: $input) {
    __typename
    ... on Participant {
      id
      paddle
      status
      limit {
        amount
        currency
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<SetParticipantLimitMutation, SetParticipantLimitMutationVariables>;
export const RemoveBuyerDocument = new TypedDocumentString(`
    mutation RemoveBuyer($input: RemoveBuyerInput!) {
  removeBuyer(input: $input) {
    __typename
    ... on Participant {
      id
      paddle
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveBuyerMutation, RemoveBuyerMutationVariables>;
export const RescheduleAuctionDocument = new TypedDocumentString(`
    mutation RescheduleAuction($input: RescheduleAuctionInput!) {
  rescheduleAuction(input: $input) {
    __typename
    ... on Auction {
      id
      status
      opensAt
      closesAt
      terms {
        extension {
          hardEndAt
        }
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RescheduleAuctionMutation, RescheduleAuctionMutationVariables>;
export const CreatePortfolioDocument = new TypedDocumentString(`
    mutation CreatePortfolio($input: CreatePortfolioInput!) {
  createPortfolio(input: $input) {
    __typename
    ... on Portfolio {
      id
      name
      status
      assetClass
      currency
      asOf
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CreatePortfolioMutation, CreatePortfolioMutationVariables>;
export const StartTapeImportDocument = new TypedDocumentString(`
    mutation StartTapeImport($input: StartTapeImportInput!) {
  startTapeImport(input: $input) {
    __typename
    ... on TapeImport {
      id
      status
      upload {
        url
        method
        headers {
          name
          value
        }
        expiresAt
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<StartTapeImportMutation, StartTapeImportMutationVariables>;
export const TapeImportDocument = new TypedDocumentString(`
    query TapeImport($id: ID!, $first: Int, $after: Cursor) {
  tapeImport(id: $id) {
    id
    status
    rowsRead
    rowsAccepted
    rowsRejected
    faceValue {
      amount
      currency
    }
    rejections(first: $first, after: $after) {
      edges {
        node {
          line
          column
          code
          message
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TapeImportQuery, TapeImportQueryVariables>;
export const TapeImportProgressDocument = new TypedDocumentString(`
    subscription TapeImportProgress($id: ID!) {
  tapeImportProgress(id: $id) {
    id
    status
    rowsRead
    rowsAccepted
    rowsRejected
  }
}
    `) as unknown as TypedDocumentString<TapeImportProgressSubscription, TapeImportProgressSubscriptionVariables>;
export const ScreenPortfolioDocument = new TypedDocumentString(`
    mutation ScreenPortfolio($input: ScreenPortfolioInput!) {
  screenPortfolio(input: $input) {
    __typename
    ... on Portfolio {
      id
      status
      screening {
        screenedAt
        eligible {
          accountCount
          faceValue {
            amount
            currency
          }
        }
        excluded {
          accountCount
          faceValue {
            amount
            currency
          }
        }
        needsReview {
          accountCount
          faceValue {
            amount
            currency
          }
        }
        byRule {
          rule
          version
          result
          reason
          accountCount
          faceValue {
            amount
            currency
          }
        }
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ScreenPortfolioMutation, ScreenPortfolioMutationVariables>;
export const CarveOutPortfolioDocument = new TypedDocumentString(`
    mutation CarveOutPortfolio($input: CarveOutPortfolioInput!) {
  carveOutPortfolio(input: $input) {
    __typename
    ... on Portfolio {
      id
      name
      status
      accountCount
      faceValue {
        amount
        currency
      }
      parent {
        id
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CarveOutPortfolioMutation, CarveOutPortfolioMutationVariables>;
export const PortfolioDocument = new TypedDocumentString(`
    query Portfolio($id: ID!, $by: [SegmentDimension!]!) {
  portfolio(id: $id) {
    id
    name
    status
    attempt
    assetClass
    currency
    asOf
    accountCount
    faceValue {
      amount
      currency
    }
    bookValue {
      amount
      currency
    }
    segments(by: $by) {
      keys {
        dimension
        value
      }
      accountCount
      faceValue {
        amount
        currency
      }
      shareOfFace
    }
    currentFloor {
      amount {
        amount
        currency
      }
      approvedAt
    }
  }
}
    `) as unknown as TypedDocumentString<PortfolioQuery, PortfolioQueryVariables>;
export const PortfoliosDocument = new TypedDocumentString(`
    query Portfolios($filter: PortfolioFilter, $first: Int, $after: Cursor) {
  portfolios(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        status
        accountCount
        faceValue {
          amount
          currency
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PortfoliosQuery, PortfoliosQueryVariables>;
export const ProposeFloorDocument = new TypedDocumentString(`
    mutation ProposeFloor($input: ProposeFloorInput!) {
  proposeFloor(input: $input) {
    __typename
    ... on Floor {
      id
      status
      amount {
        amount
        currency
      }
      rateOfFace
      proposedBy {
        name
      }
      rationale
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ProposeFloorMutation, ProposeFloorMutationVariables>;
export const DecideFloorDocument = new TypedDocumentString(`
    mutation DecideFloor($input: DecideFloorInput!) {
  decideFloor(input: $input) {
    __typename
    ... on Floor {
      id
      status
      approvedAt
      decidedBy {
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DecideFloorMutation, DecideFloorMutationVariables>;
export const ProofKeyDocument = new TypedDocumentString(`
    query ProofKey {
  proofKey
}
    `) as unknown as TypedDocumentString<ProofKeyQuery, ProofKeyQueryVariables>;
export const CheckpointDocument = new TypedDocumentString(`
    query Checkpoint($auctionId: ID!) {
  checkpoint(auctionId: $auctionId) {
    ...CheckpointParts
  }
}
    fragment CheckpointParts on Checkpoint {
  size
  root
  note
  publishedAt
}`) as unknown as TypedDocumentString<CheckpointQuery, CheckpointQueryVariables>;
export const CheckpointsDocument = new TypedDocumentString(`
    subscription Checkpoints($auctionId: ID!, $after: Int) {
  checkpoints(auctionId: $auctionId, after: $after) {
    ...CheckpointParts
  }
}
    fragment CheckpointParts on Checkpoint {
  size
  root
  note
  publishedAt
}`) as unknown as TypedDocumentString<CheckpointsSubscription, CheckpointsSubscriptionVariables>;
export const InclusionProofDocument = new TypedDocumentString(`
    query InclusionProof($auctionId: ID!, $sequence: Int!, $size: Int) {
  inclusionProof(auctionId: $auctionId, sequence: $sequence, size: $size) {
    sequence
    size
    entryHash
    path
    root
  }
}
    `) as unknown as TypedDocumentString<InclusionProofQuery, InclusionProofQueryVariables>;
export const ConsistencyProofDocument = new TypedDocumentString(`
    query ConsistencyProof($auctionId: ID!, $from: Int!, $to: Int!) {
  consistencyProof(auctionId: $auctionId, from: $from, to: $to) {
    from
    to
    fromRoot
    toRoot
    path
  }
}
    `) as unknown as TypedDocumentString<ConsistencyProofQuery, ConsistencyProofQueryVariables>;
export const PlaceBidForReceiptDocument = new TypedDocumentString(`
    mutation PlaceBidForReceipt($input: PlaceBidInput!) {
  placeBid(input: $input) {
    ... on PlacedBid {
      replayed
      bid {
        id
        sequence
        decision
        reason
        decidedAt
        paddle
        amount {
          amount
          currency
        }
      }
      receipt {
        sequence
        entryHash
        commitment
        salt
        leafIndex
        treeSize
        path
        note
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PlaceBidForReceiptMutation, PlaceBidForReceiptMutationVariables>;
export const ExportAuctionDocument = new TypedDocumentString(`
    mutation ExportAuction($input: ExportAuctionInput!) {
  exportAuction(input: $input) {
    ... on DownloadTicket {
      url
      method
      expiresAt
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ExportAuctionMutation, ExportAuctionMutationVariables>;
export const QualificationsDocument = new TypedDocumentString(`
    query Qualifications($first: Int, $after: Cursor) {
  qualifications(first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        seller
        status
        submittedAt
        validUntil
        buyer {
          id
          name
        }
        renewal {
          id
          status
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<QualificationsQuery, QualificationsQueryVariables>;
export const QualificationDocument = new TypedDocumentString(`
    query Qualification($id: ID!) {
  qualification(id: $id) {
    id
    seller
    status
    submittedAt
    decidedAt
    validUntil
    lapsesAt
    assetClasses
    rationale
    exposureLimit {
      amount
      currency
    }
    decidedBy {
      name
    }
    buyer {
      id
      name
    }
    evidence {
      submittedAt
      insuranceValidUntil
      operations
      conductRecord
      references
      affiliations
      licences {
        jurisdiction
        number
        validUntil
        lapsesAt
      }
      financialCapacity {
        amount
        currency
      }
    }
    renewal {
      id
      status
      rationale
      decidedAt
    }
  }
}
    `) as unknown as TypedDocumentString<QualificationQuery, QualificationQueryVariables>;
export const ReviewQualificationDocument = new TypedDocumentString(`
    mutation ReviewQualification($input: ReviewQualificationInput!) {
  reviewQualification(input: $input) {
    __typename
    ... on Qualification {
      id
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewQualificationMutation, ReviewQualificationMutationVariables>;
export const RenewLicencesDocument = new TypedDocumentString(`
    mutation RenewLicences($input: RenewLicencesInput!) {
  renewLicences(input: $input) {
    __typename
    ... on Qualification {
      id
      status
      renewal {
        id
        status
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RenewLicencesMutation, RenewLicencesMutationVariables>;
export const DecideRenewalDocument = new TypedDocumentString(`
    mutation DecideRenewal($input: DecideRenewalInput!) {
  decideRenewal(input: $input) {
    __typename
    ... on Qualification {
      id
      status
      validUntil
      renewal {
        id
        status
        rationale
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DecideRenewalMutation, DecideRenewalMutationVariables>;
export const ReinstateBuyerDocument = new TypedDocumentString(`
    mutation ReinstateBuyer($input: ReinstateBuyerInput!) {
  reinstateBuyer(input: $input) {
    __typename
    ... on Buyer {
      id
      name
      qualification {
        id
        status
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ReinstateBuyerMutation, ReinstateBuyerMutationVariables>;
export const ExpelBuyerDocument = new TypedDocumentString(`
    mutation ExpelBuyer($input: ExpelBuyerInput!) {
  expelBuyer(input: $input) {
    __typename
    ... on Buyer {
      id
      name
      qualification {
        id
        status
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ExpelBuyerMutation, ExpelBuyerMutationVariables>;
export const ConfirmAffiliationDocument = new TypedDocumentString(`
    mutation ConfirmAffiliation($input: ConfirmAffiliationInput!) {
  confirmAffiliation(input: $input) {
    __typename
    ... on Buyer {
      id
      name
      affiliates {
        id
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmAffiliationMutation, ConfirmAffiliationMutationVariables>;
export const EndAffiliationDocument = new TypedDocumentString(`
    mutation EndAffiliation($input: EndAffiliationInput!) {
  endAffiliation(input: $input) {
    __typename
    ... on Buyer {
      id
      name
      affiliates {
        id
        name
      }
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<EndAffiliationMutation, EndAffiliationMutationVariables>;
export const SaleDocument = new TypedDocumentString(`
    query Sale($id: ID!) {
  sale(id: $id) {
    ...SaleFields
    authorizationRequest {
      signatures {
        role
        decision
        signedAt
        signer {
          name
        }
      }
    }
  }
}
    fragment SaleFields on Sale {
  id
  status
  madeAt
  rateOfFace
  rank
  rationale
  price {
    amount
    currency
  }
  buyer {
    id
    name
  }
  awardedBy {
    name
  }
  authorizationRequest {
    id
    status
    tier
    requiredRoles
    expiresAt
  }
  auction {
    id
    status
    portfolio {
      id
      name
      status
      accountCount
      faceValue {
        amount
        currency
      }
    }
  }
}`) as unknown as TypedDocumentString<SaleQuery, SaleQueryVariables>;
export const SalesDocument = new TypedDocumentString(`
    query Sales($filter: SaleFilter, $first: Int, $after: Cursor) {
  sales(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...SaleFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SaleFields on Sale {
  id
  status
  madeAt
  rateOfFace
  rank
  rationale
  price {
    amount
    currency
  }
  buyer {
    id
    name
  }
  awardedBy {
    name
  }
  authorizationRequest {
    id
    status
    tier
    requiredRoles
    expiresAt
  }
  auction {
    id
    status
    portfolio {
      id
      name
      status
      accountCount
      faceValue {
        amount
        currency
      }
    }
  }
}`) as unknown as TypedDocumentString<SalesQuery, SalesQueryVariables>;
export const SaleEventsDocument = new TypedDocumentString(`
    subscription SaleEvents($saleId: ID!, $after: Cursor) {
  saleEvents(saleId: $saleId, after: $after) {
    __typename
    cursor
    sequence
    at
    sale {
      id
      status
    }
  }
}
    `) as unknown as TypedDocumentString<SaleEventsSubscription, SaleEventsSubscriptionVariables>;
export const AnnulmentsDocument = new TypedDocumentString(`
    query Annulments($filter: AnnulmentFilter, $first: Int, $after: Cursor) {
  annulments(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...AnnulmentFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AnnulmentFields on Annulment {
  id
  kind
  status
  rationale
  proposedAt
  secondedAt
  secondRationale
  proposedBy {
    name
  }
  secondedBy {
    name
  }
  auction {
    id
    status
  }
}`) as unknown as TypedDocumentString<AnnulmentsQuery, AnnulmentsQueryVariables>;
export const ProposeAnnulmentDocument = new TypedDocumentString(`
    mutation ProposeAnnulment($input: ProposeAnnulmentInput!) {
  proposeAnnulment(input: $input) {
    __typename
    ... on Annulment {
      ...AnnulmentFields
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    fragment AnnulmentFields on Annulment {
  id
  kind
  status
  rationale
  proposedAt
  secondedAt
  secondRationale
  proposedBy {
    name
  }
  secondedBy {
    name
  }
  auction {
    id
    status
  }
}`) as unknown as TypedDocumentString<ProposeAnnulmentMutation, ProposeAnnulmentMutationVariables>;
export const SecondAnnulmentDocument = new TypedDocumentString(`
    mutation SecondAnnulment($input: SecondAnnulmentInput!) {
  secondAnnulment(input: $input) {
    __typename
    ... on Annulment {
      ...AnnulmentFields
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    fragment AnnulmentFields on Annulment {
  id
  kind
  status
  rationale
  proposedAt
  secondedAt
  secondRationale
  proposedBy {
    name
  }
  secondedBy {
    name
  }
  auction {
    id
    status
  }
}`) as unknown as TypedDocumentString<SecondAnnulmentMutation, SecondAnnulmentMutationVariables>;
export const DeclareUnsoldDocument = new TypedDocumentString(`
    mutation DeclareUnsold($input: DeclareUnsoldInput!) {
  declareUnsold(input: $input) {
    __typename
    ... on Auction {
      id
      status
    }
    ... on Refusal {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DeclareUnsoldMutation, DeclareUnsoldMutationVariables>;