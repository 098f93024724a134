import { BUYER_ROLES, SELLER_ROLES } from "../../src/platform/access/roles";
import { Role } from "../../src/platform/access/viewer";
import { buyers, sellers } from "./access-table";
import { bid, terms } from "./auction-rows";
import { MAPPING } from "./market";
import { review } from "./portfolio-rows";
import { mutation, naming, namingInInput, type MarketRow } from "./side-naming";

const SELLERS = sellers(...SELLER_ROLES);
const READERS = [...SELLERS, ...buyers(...BUYER_ROLES)];
const HISTORIANS = sellers(Role.ANALYST, Role.AUCTION_ADMIN, Role.COMPLIANCE, Role.EXECUTIVE);
const ADMINS = sellers(Role.AUCTION_ADMIN);
const BIDDERS = buyers(Role.BIDDER);

type OtherRow = readonly [title: string, row: MarketRow];

/** One's own thing named together with another's. */
const together: readonly OtherRow[] = [
  [
    "an account of another's portfolio",
    {
      field: "Mutation.decideAccountReviews",
      document: mutation("decideAccountReviews", "Portfolio"),
      allows: sellers(Role.PORTFOLIO_MANAGER, Role.COMPLIANCE),
      ...namingInInput(({ accountId }, { screenedId }) => review({ screenedId, accountId })),
    },
  ],
  ...(["inviteBuyer", "admitBuyer"] as const).map((field): OtherRow => [
    `${field}: a firm that has never applied here`,
    {
      field: `Mutation.${field}`,
      document: mutation(field, "Participant"),
      allows: ADMINS,
      ...namingInInput(({ rivalId }, { auctionId }) => ({ auctionId, buyerId: rivalId })),
    },
  ]),
  [
    "the limit of a firm that is not in one's auction",
    {
      field: "Mutation.setParticipantLimit",
      document: mutation("setParticipantLimit", "Participant"),
      allows: ADMINS,
      ...namingInInput(({ rivalId }, { auctionId }) => ({ auctionId, buyerId: rivalId, limit: "5.00" })),
    },
  ],
  [
    "removing a firm that is not in one's auction",
    {
      field: "Mutation.removeBuyer",
      document: mutation("removeBuyer", "Participant"),
      allows: ADMINS,
      ...namingInInput(({ rivalId }, { auctionId }) => ({ auctionId, buyerId: rivalId, reason: "Gone." })),
    },
  ],
  [
    "an affiliation of another seller's firm",
    {
      field: "Mutation.confirmAffiliation",
      document: mutation("confirmAffiliation", "Buyer"),
      allows: sellers(Role.RISK, Role.COMPLIANCE),
      ...namingInInput(({ rivalId }, { buyerId }) => ({
        buyerId: rivalId,
        affiliateId: buyerId,
        rationale: "One owner.",
      })),
    },
  ],
];

/** Filters find nothing of what is not one's own. */
const filtered: readonly OtherRow[] = [
  [
    "auctions of another's portfolio",
    {
      field: "Query.auctions",
      document: "query ($filter: AuctionFilter) { auctions(filter: $filter) { edges { node { id } } } }",
      allows: READERS,
      ...naming(({ offeredId }) => ({ filter: { portfolioIds: [offeredId] } })),
      absent: "OK",
    },
  ],
  [
    "sales of another's auction",
    {
      field: "Query.sales",
      document: "query ($filter: SaleFilter) { sales(filter: $filter) { edges { node { id } } } }",
      allows: READERS,
      ...naming(({ closedAuctionId }) => ({ filter: { auctionIds: [closedAuctionId] } })),
      absent: "OK",
    },
  ],
  [
    "bids of another's firm",
    {
      field: "Query.bids",
      document: "query ($filter: BidFilter) { bids(filter: $filter) { edges { node { id } } } }",
      allows: [...HISTORIANS, ...buyers(...BUYER_ROLES)],
      ...naming(({ rivalId }) => ({ filter: { buyerIds: [rivalId] } })),
      absent: "OK",
    },
  ],
];

/** Input that is wrong in itself says no more about what it is meant for than right input does. */
const malformed: readonly OtherRow[] = [
  ...Object.entries({
    "with too few decimals": { amount: "110.0" },
    "of nothing": { amount: "0.00" },
    "with a maximum below its amount": { amount: "110.00", maximum: "100.00" },
    "without an amount": {},
  }).map(([how, offer]): OtherRow => [
    `a bid ${how}`,
    {
      field: "Mutation.placeBid",
      document: mutation("placeBid", "PlacedBid", "bid { id }"),
      allows: BIDDERS,
      ...namingInInput((side) => bid(side, offer)),
      own: (world) => ({ input: bid(world.of("own"), { amount: "120.00" }) }),
    },
  ]),
  [
    "terms with too few decimals",
    {
      field: "Mutation.scheduleAuction",
      document: mutation("scheduleAuction", "Auction"),
      allows: ADMINS,
      ...namingInInput((side) => ({ ...terms(side), openingPrice: "100" })),
      own: (world) => ({ input: terms(world.of("own")) }),
    },
  ],
  [
    "a limit with too few decimals",
    {
      field: "Mutation.admitBuyer",
      document: mutation("admitBuyer", "Participant"),
      allows: ADMINS,
      ...namingInInput(({ auctionId, rivalId }) => ({ auctionId, buyerId: rivalId, limit: "5" })),
      own: (world) => {
        const { auctionId, rivalId } = world.of("own");
        return { input: { auctionId, buyerId: rivalId, limit: "5.00" } };
      },
    },
  ],
  [
    "a floor with too few decimals",
    {
      field: "Mutation.proposeFloor",
      document: mutation("proposeFloor", "Floor"),
      allows: sellers(Role.FINANCE),
      ...namingInInput(({ valuedId }) => ({ portfolioId: valuedId, amount: "5", rationale: "Curves." })),
      own: (world) => ({
        input: { portfolioId: world.of("own").valuedId, amount: "5.00", rationale: "Curves." },
      }),
    },
  ],
  [
    "a mapping of nothing",
    {
      field: "Mutation.startTapeImport",
      document: mutation("startTapeImport", "TapeImport"),
      allows: sellers(Role.PORTFOLIO_MANAGER),
      ...namingInInput(({ draftId }) => ({ portfolioId: draftId, fileName: "a", mapping: { fields: [] } })),
      own: (world) => ({
        input: { portfolioId: world.of("own").draftId, fileName: "a", mapping: MAPPING },
      }),
    },
  ],
  [
    "a filter with too few decimals",
    {
      field: "Query.accounts",
      document: `query ($id: ID!, $filter: AccountFilter) {
        accounts(portfolioId: $id, filter: $filter) { edges { node { id } } } }`,
      allows: SELLERS,
      ...naming(({ screenedId: id }) => ({ id, filter: { minBalance: "5" } })),
      own: (world) => ({ id: world.of("own").screenedId, filter: { minBalance: "5.00" } }),
    },
  ],
  [
    "a dimension named twice",
    {
      field: "Query.portfolio",
      document:
        "query ($id: ID!, $by: [SegmentDimension!]!) { portfolio(id: $id) { segments(by: $by) { shareOfFace } } }",
      allows: READERS,
      ...naming(({ offeredId: id }) => ({ id, by: ["STATE", "STATE"] })),
      own: (world) => ({ id: world.of("own").offeredId, by: ["STATE"] }),
    },
  ],
];

/** Journals of every kind of object, each of which its stage decides on. */
const journals: readonly OtherRow[] = (["offeredId", "qualificationId", "saleId", "sellerId"] as const).map(
  (name): OtherRow => [
    `the journal behind ${name}`,
    {
      field: "Query.journal",
      document: "query ($stream: ID!) { journal(stream: $stream) { edges { node { type } } } }",
      allows: [...HISTORIANS, ...buyers(...BUYER_ROLES)],
      ...naming((side) => ({ stream: side[name] })),
      own: (world) => ({ stream: world.of("own").auctionId }),
    },
  ],
);

/** Rows beside the table's: other things that the same fields can be asked. */
export const otherRows: readonly OtherRow[] = [...together, ...filtered, ...malformed, ...journals];
