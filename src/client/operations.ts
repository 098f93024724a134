// Generated from schema/operations by `npm run client`.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AccountField =
  | 'ACTIVE_DUTY'
  | 'BALANCE'
  | 'BANKRUPT'
  | 'BOOK_VALUE'
  | 'CHARGE_OFF_DATE'
  | 'DEBTOR_CITY'
  | 'DEBTOR_NAME'
  | 'DEBTOR_STREET'
  | 'DEBTOR_TAX_ID'
  | 'DECEASED'
  | 'DISPUTED'
  | 'DUE_DATE'
  | 'IDENTITY_THEFT'
  | 'INDUSTRY'
  | 'IN_LITIGATION'
  | 'LAST_PAYMENT_DATE'
  | 'LIMITATION_DATE'
  | 'POSTAL_CODE'
  | 'REFERENCE'
  | 'STATE'
  | 'STATUS';

export type AccountFilter = {
  readonly industries?: ReadonlyArray<string> | null | undefined;
  readonly maxBalance?: string | null | undefined;
  readonly maxDaysPastDue?: number | null | undefined;
  readonly minBalance?: string | null | undefined;
  readonly minDaysPastDue?: number | null | undefined;
  readonly states?: ReadonlyArray<string> | null | undefined;
};

export type AdmitBuyerInput = {
  readonly auctionId: string;
  readonly buyerId: string;
  readonly limit?: string | null | undefined;
  readonly ndaSignedAt?: string | null | undefined;
};

export type ApplyForQualificationInput = {
  readonly affiliations: ReadonlyArray<string>;
  readonly conductRecord: string;
  readonly financialCapacity: MoneyInput;
  readonly insuranceValidUntil: string;
  readonly licences: ReadonlyArray<LicenceInput>;
  readonly operations: string;
  readonly references: ReadonlyArray<string>;
  /** the seller's slug */
  readonly seller: string;
};

export type AssetClass =
  | 'AUTO'
  | 'BUSINESS_LOAN'
  | 'COMMERCIAL_INVOICE'
  | 'CONSUMER_LOAN'
  | 'CREDIT_CARD'
  | 'MEDICAL'
  | 'MORTGAGE'
  | 'TELECOM'
  | 'UTILITY';

export type AuctionFormat =
  | 'ENGLISH';

/** sealed formats add AWAITING_SHARES */
export type AuctionStatus =
  | 'AWARDED'
  | 'CANCELLED'
  | 'CLOSED'
  | 'NOT_AWARDED'
  | 'OPEN'
  | 'PAUSED'
  | 'SCHEDULED'
  | 'UNSOLD';

export type AuthorizationDecision =
  | 'APPROVE'
  | 'REJECT'
  | 'RETURN';

export type AuthorizationRequestFilter = {
  readonly role?: ReadonlyArray<Role> | null | undefined;
  readonly status?: ReadonlyArray<AuthorizationStatus> | null | undefined;
};

export type AuthorizationStatus =
  | 'EXPIRED'
  | 'GRANTED'
  | 'INVALIDATED'
  | 'PENDING'
  | 'REJECTED'
  | 'RETURNED';

export type AwardAuctionInput = {
  readonly auctionId: string;
  readonly rationale: string;
  /** the next ranked firm that is still eligible, at the price that the format gives (auction-rules) */
  readonly toCover?: boolean | null | undefined;
};

export type BidDecision =
  | 'ACCEPTED'
  | 'REJECTED';

export type BidFilter = {
  readonly amounts?: DecimalRangeInput | null | undefined;
  readonly auctionIds?: ReadonlyArray<string> | null | undefined;
  readonly buyerIds?: ReadonlyArray<string> | null | undefined;
  readonly decisions?: ReadonlyArray<BidDecision> | null | undefined;
  readonly portfolioIds?: ReadonlyArray<string> | null | undefined;
  readonly reasons?: ReadonlyArray<BidReason> | null | undefined;
  readonly times?: DateTimeRangeInput | null | undefined;
};

export type BidOrder =
  | 'AMOUNT_ASC'
  | 'AMOUNT_DESC'
  | 'DECIDED_AT_ASC'
  | 'DECIDED_AT_DESC';

export type BidReason =
  | 'ABOVE_LIMIT'
  | 'ALREADY_LEADING'
  | 'ALREADY_SOLD'
  | 'BELOW_INCREMENT'
  | 'BELOW_OPENING'
  | 'BELOW_RESERVE'
  | 'CANCELLED'
  | 'CLOSED'
  | 'CONFLICT_OF_INTEREST'
  | 'LICENCE_LAPSED'
  | 'NEEDS_CONFIRMATION'
  | 'NOT_ADMITTED'
  | 'NOT_OPEN'
  | 'NOT_QUALIFIED'
  | 'NOT_SHORTLISTED'
  | 'OFF_INCREMENT'
  | 'PAUSED'
  | 'SEALED_INVALID'
  | 'STALE_STEP'
  | 'SUSPENDED'
  | 'WRONG_PHASE';

/** SUBMITTED while sealed; SET_ASIDE at the opening */
export type BidStatus =
  | 'LEADING'
  | 'LOST'
  | 'OUTBID'
  | 'REJECTED'
  | 'REPLACED'
  | 'SET_ASIDE'
  | 'SUBMITTED'
  | 'VOIDED'
  | 'WITHDRAWN'
  | 'WON';

export type BuyerFilter = {
  readonly assetClass?: ReadonlyArray<AssetClass> | null | undefined;
  readonly jurisdiction?: ReadonlyArray<string> | null | undefined;
  readonly status?: ReadonlyArray<QualificationStatus> | null | undefined;
};

export type CancelAuctionInput = {
  readonly auctionId: string;
  readonly reason: string;
};

export type CarveOutPortfolioInput = {
  readonly filter: AccountFilter;
  readonly name: string;
  readonly portfolioId: string;
};

export type CloseAuctionInput = {
  readonly auctionId: string;
  /** needed before closesAt */
  readonly reason?: string | null | undefined;
};

export type CodeValueInput = {
  readonly code: string;
  readonly value: string;
};

export type CreateApiKeyInput = {
  readonly expiresAt?: string | null | undefined;
  readonly name: string;
  readonly roles: ReadonlyArray<Role>;
};

export type CreatePortfolioInput = {
  readonly asOf: string;
  readonly assetClass: AssetClass;
  readonly currency: string;
  readonly name: string;
};

export type DateTimeRangeInput = {
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
};

export type DecideAuthorizationInput = {
  readonly decision: AuthorizationDecision;
  readonly rationale: string;
  readonly requestId: string;
  readonly role?: Role | null | undefined;
};

export type DecideFloorInput = {
  readonly decision: FloorDecision;
  readonly floorId: string;
  readonly rationale: string;
};

export type DecideQualificationInput = {
  readonly assetClasses?: ReadonlyArray<AssetClass> | null | undefined;
  readonly decision: QualificationDecision;
  readonly exposureLimit?: MoneyInput | null | undefined;
  readonly qualificationId: string;
  readonly rationale: string;
  readonly validUntil?: string | null | undefined;
};

export type DecimalRangeInput = {
  readonly max?: string | null | undefined;
  readonly min?: string | null | undefined;
};

export type ExtensionInput = {
  readonly addedSeconds: number;
  readonly hardEndAt: string;
  readonly mode: ExtensionMode;
  readonly windowSeconds: number;
};

export type ExtensionMode =
  | 'ADD'
  | 'RESET';

export type FloorDecision =
  | 'APPROVE'
  | 'REJECT';

export type FloorStatus =
  | 'APPROVED'
  | 'PROPOSED'
  | 'REJECTED'
  | 'SUPERSEDED';

export type IncrementInput = {
  readonly from: string;
  readonly step: string;
};

export type LicenceInput = {
  readonly jurisdiction: string;
  readonly number: string;
  readonly validUntil: string;
};

export type MoneyInput = {
  readonly amount: string;
  readonly currency: string;
};

export type OnRejected =
  | 'REFUSE'
  | 'SKIP';

export type OpenAuctionInput = {
  readonly auctionId: string;
};

export type OrganizationKind =
  | 'BUYER'
  | 'OPERATOR'
  | 'SELLER';

export type OutcomeKind =
  | 'NO_BIDS'
  | 'RESERVE_NOT_MET'
  | 'WON';

export type ParticipantStatus =
  | 'ADMITTED'
  | 'INVITED'
  | 'NDA_SIGNED'
  | 'REMOVED';

export type PauseAuctionInput = {
  readonly auctionId: string;
  readonly reason: string;
};

export type PlaceBidInput = {
  /** may be left out only in a leader's raise; else BAD_USER_INPUT */
  readonly amount?: string | null | undefined;
  readonly auctionId: string;
  readonly confirmHigh?: boolean | null | undefined;
  readonly idempotencyKey: string;
  readonly maximum?: string | null | undefined;
};

export type PortfolioFilter = {
  readonly assetClass?: ReadonlyArray<AssetClass> | null | undefined;
  readonly nameContains?: string | null | undefined;
  readonly status?: ReadonlyArray<PortfolioStatus> | null | undefined;
};

export type PortfolioStatus =
  | 'APPROVED'
  | 'DRAFT'
  | 'IMPORTED'
  | 'IN_AUCTION'
  | 'LISTED'
  | 'SCREENED'
  | 'SOLD'
  | 'VALUED'
  | 'WITHDRAWN';

export type ProposeFloorInput = {
  readonly amount: string;
  readonly portfolioId: string;
  readonly rationale: string;
};

export type QualificationDecision =
  | 'QUALIFY'
  | 'REJECT';

export type QualificationStatus =
  | 'APPLIED'
  | 'EXPELLED'
  | 'LAPSED'
  | 'QUALIFIED'
  | 'REJECTED'
  | 'SUSPENDED'
  | 'UNDER_REVIEW';

export type RefusalCode =
  | 'AFFILIATED'
  | 'ALREADY_ANSWERED'
  | 'ALREADY_EXISTS'
  | 'ALREADY_SIGNED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'INVALID_MAPPING'
  | 'INVALID_STATE'
  | 'INVALID_TERMS'
  | 'LICENCE_LAPSED'
  | 'LIMIT_REACHED'
  | 'NDA_MISSING'
  | 'NEEDS_CONFIRMATION'
  | 'NOT_LICENSED'
  | 'NOT_QUALIFIED'
  | 'NO_APPROVED_FLOOR'
  | 'RESERVE_NOT_MET'
  | 'SEPARATION_OF_DUTIES'
  | 'WITHDRAWAL_NOT_ALLOWED';

export type ReserveStatus =
  | 'MET'
  | 'NOT_MET'
  | 'NO_RESERVE';

/** CONCEALED is for sealed formats */
export type ReserveVisibility =
  | 'CONCEALED'
  | 'DISCLOSED'
  | 'STATUS_ONLY';

export type ResumeAuctionInput = {
  readonly auctionId: string;
};

export type RevokeApiKeyInput = {
  readonly apiKeyId: string;
};

export type Role =
  | 'ANALYST'
  | 'AUCTION_ADMIN'
  | 'BIDDER'
  | 'BUYER_OFFICER'
  | 'BUYER_VIEWER'
  | 'COMPLIANCE'
  | 'EXECUTIVE'
  | 'FINANCE'
  | 'LEGAL'
  | 'OPERATOR'
  | 'PARTNER'
  | 'PORTFOLIO_MANAGER'
  | 'RISK';

export type SaleStatus =
  | 'AGREED'
  | 'AUTHORIZED'
  | 'AWAITING_AUTHORIZATION'
  | 'COMPLETED'
  | 'FELL_THROUGH'
  | 'FUNDED'
  | 'IN_REVIEW'
  | 'RECONCILED'
  | 'REJECTED'
  | 'RESCINDED'
  | 'TRANSFERRED';

export type ScheduleAuctionInput = {
  readonly closesAt: string;
  readonly extension?: ExtensionInput | null | undefined;
  readonly format: AuctionFormat;
  readonly increments: ReadonlyArray<IncrementInput>;
  readonly openingPrice: string;
  readonly opensAt: string;
  readonly portfolioId: string;
  readonly reserveVisibility: ReserveVisibility;
};

export type ScreenPortfolioInput = {
  readonly portfolioId: string;
};

export type ScreeningResult =
  | 'ELIGIBLE'
  | 'EXCLUDED'
  | 'NEEDS_REVIEW';

export type SegmentDimension =
  | 'AGE_BUCKET'
  | 'ASSET_CLASS'
  | 'BALANCE_TIER'
  | 'CHARGED_OFF'
  | 'DOCUMENTATION'
  | 'INDUSTRY'
  | 'STATE';

export type StartTapeImportInput = {
  readonly expected?: TapeTotalsInput | null | undefined;
  readonly fileName: string;
  readonly mapping: TapeMappingInput;
  /** one rejected row refuses the tape, or is left out and reported */
  readonly onRejected?: OnRejected | null | undefined;
  readonly portfolioId: string;
};

export type SuspendBuyerInput = {
  readonly buyerId: string;
  readonly reason: string;
};

export type TapeFieldInput = {
  readonly column?: string | null | undefined;
  readonly constant?: string | null | undefined;
  readonly field: AccountField;
  readonly format?: string | null | undefined;
  readonly values?: ReadonlyArray<CodeValueInput> | null | undefined;
};

export type TapeImportStatus =
  | 'ACCEPTED'
  | 'AWAITING_UPLOAD'
  | 'CHECKING'
  | 'EXPIRED'
  | 'REFUSED'
  | 'UPLOADING';

export type TapeMappingInput = {
  readonly delimiter?: string | null | undefined;
  readonly fields: ReadonlyArray<TapeFieldInput>;
};

export type TapeRejectionCode =
  | 'BAD_AMOUNT'
  | 'BAD_DATE'
  | 'DELIMITER'
  | 'DUPLICATE_ACCOUNT'
  | 'DUPLICATE_HEADER'
  | 'ENCODING'
  | 'FORMULA'
  | 'NUL'
  | 'QUOTE'
  | 'REQUIRED'
  | 'TOTALS'
  | 'TRUNCATED'
  | 'UNKNOWN_CODE';

export type TapeTotalsInput = {
  readonly faceValue?: string | null | undefined;
  readonly rows?: number | null | undefined;
};

export type WithdrawBidInput = {
  readonly auctionId: string;
  readonly idempotencyKey: string;
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


export type OpenAuctionsQuery = { readonly auctions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly format: AuctionFormat, readonly status: AuctionStatus, readonly opensAt: string, readonly closesAt: string | null, readonly serverTime: string, readonly portfolio: { readonly id: string, readonly name: string, readonly assetClass: AssetClass, readonly accountCount: number, readonly faceValue: { readonly amount: string, readonly currency: string } }, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AuctionRoomQueryVariables = Exact<{
  id: string;
}>;


export type AuctionRoomQuery = { readonly auction: { readonly id: string, readonly format: AuctionFormat, readonly status: AuctionStatus, readonly opensAt: string, readonly closesAt: string | null, readonly serverTime: string, readonly cursor: string, readonly terms: { readonly reserveVisibility: ReserveVisibility, readonly openingPrice: { readonly amount: string, readonly currency: string }, readonly increments: ReadonlyArray<{ readonly from: { readonly amount: string, readonly currency: string }, readonly step: { readonly amount: string, readonly currency: string } }>, readonly extension: { readonly windowSeconds: number, readonly addedSeconds: number, readonly mode: ExtensionMode, readonly hardEndAt: string | null } | null }, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null }, readonly participant: { readonly id: string, readonly paddle: string, readonly status: ParticipantStatus, readonly limit: { readonly amount: string, readonly currency: string } | null } | null, readonly myBids: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }> } } | null };

export type PlaceBidMutationVariables = Exact<{
  input: PlaceBidInput;
}>;


export type PlaceBidMutation = { readonly placeBid:
    | { readonly __typename: 'PlacedBid', readonly replayed: boolean, readonly bid: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null }, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
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
    | { readonly __typename: 'AuctionAwarded', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionCancelled', readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionClosed', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly outcome: { readonly kind: OutcomeKind, readonly price: { readonly amount: string, readonly currency: string } | null } | null, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionExtended', readonly previousClosesAt: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionOpened', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionPaused', readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionResumed', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'AuctionSnapshot', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidAccepted', readonly paddle: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidRejected', readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly bid: { readonly id: string, readonly sequence: number | null, readonly decision: BidDecision, readonly reason: BidReason | null, readonly decidedAt: string, readonly status: BidStatus, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly maximum: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null }, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
    | { readonly __typename: 'BidsVoided', readonly paddle: string, readonly reason: string, readonly cursor: string, readonly sequence: number | null, readonly at: string, readonly standing: { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null } }
   };

export type StandingFieldsFragment = { readonly status: AuctionStatus, readonly closesAt: string | null, readonly serverTime: string, readonly leadingPaddle: string | null, readonly bidCount: number | null, readonly reserveStatus: ReserveStatus | null, readonly leadingAmount: { readonly amount: string, readonly currency: string } | null, readonly minimumNextBid: { readonly amount: string, readonly currency: string } | null };

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
export const StandingFieldsFragmentDoc = new TypedDocumentString(`
    fragment StandingFields on Standing {
  status
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
    ... on AuctionExtended {
      previousClosesAt
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