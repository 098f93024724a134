import { MAPPING, type Market } from "./market";
import { OWN, SAME, type RepeatedRow } from "./repeated-table";

let count = 0;
/** A firm that no row has used. */
export const newFirm = () => `firm-${(count += 1)}`;

const PORTFOLIO = "... on Portfolio { id status accountCount }";
const QUALIFICATION = "... on Qualification { id status }";
const BUYER = "... on Buyer { id }";

const EVIDENCE = {
  licences: [{ jurisdiction: "US-CA", number: "1", validUntil: "2099-12-31" }],
  insuranceValidUntil: "2099-12-31",
};

const application = (market: Market) => ({
  ...EVIDENCE,
  seller: market.seller,
  financialCapacity: { amount: "1000000.00", currency: "USD" },
  operations: "calls",
  conductRecord: "clean",
  references: [],
  affiliations: [],
});

/** Imported, not screened; one account of it needs a review. */
async function imported(market: Market, accounts = 4): Promise<string> {
  const portfolioId = await market.draft();
  await market.upload(
    portfolioId,
    market.tape(accounts, (row) => ({
      balance: row === 1 ? "50.00" : "1000.00",
      bankrupt: row === 0 ? "" : "false",
    })),
  );
  return portfolioId;
}

async function screened(market: Market): Promise<string> {
  const portfolioId = await imported(market);
  await market.mutate(market.people.compliance, "screenPortfolio", { portfolioId }, PORTFOLIO);
  return portfolioId;
}

async function proposedFloor(market: Market): Promise<string> {
  const proposal = { portfolioId: await screened(market), amount: "100.00", rationale: "Curves." };
  return (await market.mutate(market.people.finance, "proposeFloor", proposal, "... on Floor { id }")).id;
}

async function debtor(market: Market): Promise<{ accountId: string; purpose: string }> {
  return { accountId: await market.accountToReview(await screened(market)), purpose: "Asked for it." };
}

async function applied(market: Market, firm = newFirm()): Promise<string> {
  const { officer } = market.firm(firm);
  return (await market.mutate(officer, "applyForQualification", application(market), QUALIFICATION)).id;
}

const QUALIFYING = {
  decision: "QUALIFY",
  rationale: "Sound.",
  validUntil: "2099-12-31",
  assetClasses: ["CONSUMER_LOAN"],
  exposureLimit: { amount: "1000.00", currency: "USD" },
};

/** Of a firm that is qualified. */
async function qualificationOf(market: Market, firm: string): Promise<string> {
  const qualificationId = await applied(market, firm);
  const decision = { qualificationId, ...QUALIFYING };
  return (await market.mutate(market.people.risk, "decideQualification", decision, QUALIFICATION)).id;
}

const suspension = async (market: Market) => ({
  buyerId: await market.qualify(newFirm()),
  reason: "A complaint.",
});

const affiliation = async (market: Market) => ({
  buyerId: await market.qualify(newFirm()),
  affiliateId: await market.qualify(newFirm()),
  rationale: "One owner.",
});

export const repeatedSellerRows: readonly RepeatedRow[] = [
  {
    field: "createPortfolio",
    command: ({ people: { manager } }) => ({
      by: manager,
      input: { name: "Portfolio", assetClass: "AUTO", currency: "USD", asOf: "2026-06-30" },
    }),
    selection: "... on Portfolio { id }",
    repeated: { anew: "portfolios may be called alike, and who wants two of them asks twice" },
  },
  {
    field: "startTapeImport",
    command: async (market) => ({
      by: market.people.manager,
      input: { portfolioId: await market.draft(), fileName: "tape.csv", mapping: MAPPING },
    }),
    selection: "... on TapeImport { id }",
    repeated: { anew: "a ticket is for one upload" },
  },
  {
    field: "screenPortfolio",
    command: async (market) => ({
      by: market.people.compliance,
      input: { portfolioId: await imported(market) },
    }),
    selection: PORTFOLIO,
    repeated: { another: "INVALID_STATE SCREENED" },
  },
  {
    field: "decideAccountReviews",
    command: async (market) => {
      const portfolioId = await screened(market);
      const accountIds = [await market.accountToReview(portfolioId)];
      return {
        by: market.people.compliance,
        input: { portfolioId, accountIds, decision: "ELIGIBLE", rationale: "The court says no." },
      };
    },
    selection: PORTFOLIO,
    repeated: { another: SAME },
  },
  {
    field: "carveOutPortfolio",
    command: async (market) => ({
      by: market.people.manager,
      input: { portfolioId: await screened(market), name: "Small", filter: { maxBalance: "100.00" } },
    }),
    selection: PORTFOLIO,
    repeated: { another: "BAD_USER_INPUT" },
  },
  {
    field: "withdrawPortfolio",
    command: async (market) => ({
      by: market.people.manager,
      input: { portfolioId: await market.draft(), reason: "Not now." },
    }),
    selection: PORTFOLIO,
    repeated: { another: "INVALID_STATE WITHDRAWN" },
  },
  {
    field: "unmaskDebtor",
    command: async (market) => ({ by: market.people.compliance, input: await debtor(market) }),
    selection: "... on Debtor { name }",
    repeated: { anew: "each look is on record" },
  },
  {
    field: "eraseDebtor",
    command: async (market) => ({ by: market.people.compliance, input: await debtor(market) }),
    selection: "... on Account { id }",
    repeated: { another: SAME },
  },
  {
    field: "erasePersonalData",
    command: async (market) => ({
      by: market.people.compliance,
      input: { portfolioId: await imported(market), purpose: "Asked for it." },
    }),
    selection: PORTFOLIO,
    repeated: { another: SAME },
  },
  {
    field: "proposeFloor",
    command: async (market) => ({
      by: market.people.finance,
      input: { portfolioId: await screened(market), amount: "100.00", rationale: "Curves." },
    }),
    selection: "... on Floor { id status }",
    repeated: { another: OWN },
  },
  {
    field: "decideFloor",
    command: async (market) => ({
      by: market.people.executive,
      input: { floorId: await proposedFloor(market), decision: "APPROVE", rationale: "Agreed." },
    }),
    selection: "... on Floor { id status }",
    repeated: { another: "INVALID_STATE APPROVED" },
  },
  {
    field: "markPortfolioStrategic",
    command: async (market) => ({
      by: market.people.compliance,
      input: { portfolioId: await market.draft(), rationale: "The press." },
    }),
    selection: "... on StrategicMark { portfolioId markedAt }",
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "unmarkPortfolioStrategic",
    command: async (market) => {
      const input = { portfolioId: await market.draft(), rationale: "The press." };
      const { compliance, executive } = market.people;
      await market.mutate(
        compliance,
        "markPortfolioStrategic",
        input,
        "... on StrategicMark { portfolioId }",
      );
      return { by: executive, input };
    },
    selection: "... on StrategicMark { portfolioId unmarkedAt }",
    repeated: { another: "INVALID_STATE NOT_STRATEGIC" },
  },
  {
    field: "applyForQualification",
    command: (market) => ({ by: market.firm(newFirm()).officer, input: application(market) }),
    selection: QUALIFICATION,
    repeated: { another: "INVALID_STATE APPLIED" },
  },
  {
    field: "reviewQualification",
    command: async (market) => ({
      by: market.people.risk,
      input: { qualificationId: await applied(market) },
    }),
    selection: QUALIFICATION,
    repeated: { another: "INVALID_STATE UNDER_REVIEW" },
  },
  {
    field: "decideQualification",
    command: async (market) => ({
      by: market.people.risk,
      input: { qualificationId: await applied(market), ...QUALIFYING },
    }),
    selection: QUALIFICATION,
    repeated: { another: "INVALID_STATE QUALIFIED" },
  },
  {
    field: "renewLicences",
    command: async (market) => {
      const firm = newFirm();
      const qualificationId = await qualificationOf(market, firm);
      return { by: market.firm(firm).officer, input: { qualificationId, ...EVIDENCE } };
    },
    selection: "... on Qualification { id renewal { id } }",
    repeated: { another: OWN },
  },
  {
    field: "decideRenewal",
    command: async (market) => {
      const firm = newFirm();
      const input = { qualificationId: await qualificationOf(market, firm), ...EVIDENCE };
      const fields = "... on Qualification { renewal { id } }";
      const { renewal } = await market.mutate(market.firm(firm).officer, "renewLicences", input, fields);
      const renewalId = (renewal as { id: string }).id;
      const verdict = { decision: "CONFIRM", rationale: "Seen.", validUntil: "2099-12-31" };
      return { by: market.people.risk, input: { renewalId, ...verdict } };
    },
    selection: QUALIFICATION,
    repeated: { another: "INVALID_STATE CONFIRMED" },
  },
  {
    field: "setExposureLimit",
    command: async (market) => ({
      by: market.people.risk,
      input: {
        buyerId: await market.qualify(newFirm()),
        limit: { amount: "2000.00", currency: "USD" },
        rationale: "More.",
      },
    }),
    selection: BUYER,
    repeated: { another: SAME },
  },
  {
    field: "setAssetClasses",
    command: async (market) => ({
      by: market.people.risk,
      input: { buyerId: await market.qualify(newFirm()), assetClasses: ["AUTO"], rationale: "Other." },
    }),
    selection: BUYER,
    repeated: { another: SAME },
  },
  {
    field: "suspendBuyer",
    command: async (market) => ({ by: market.people.risk, input: await suspension(market) }),
    selection: BUYER,
    repeated: { another: "INVALID_STATE SUSPENDED" },
  },
  {
    field: "reinstateBuyer",
    command: async (market) => {
      const input = await suspension(market);
      await market.mutate(market.people.risk, "suspendBuyer", input, BUYER);
      return { by: market.people.risk, input: { ...input, reason: "Unfounded." } };
    },
    selection: BUYER,
    repeated: { another: "INVALID_STATE QUALIFIED" },
  },
  {
    field: "expelBuyer",
    command: async (market) => ({ by: market.people.risk, input: await suspension(market) }),
    selection: BUYER,
    repeated: { another: "INVALID_STATE EXPELLED" },
  },
  {
    field: "confirmAffiliation",
    command: async (market) => ({ by: market.people.risk, input: await affiliation(market) }),
    selection: BUYER,
    repeated: { another: SAME },
  },
  {
    field: "endAffiliation",
    command: async (market) => {
      const input = await affiliation(market);
      await market.mutate(market.people.risk, "confirmAffiliation", input, BUYER);
      return { by: market.people.risk, input: { buyerId: input.buyerId, rationale: "Sold." } };
    },
    selection: BUYER,
    repeated: { another: SAME },
  },
];
