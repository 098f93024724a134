import type { Market } from "./market";
import { newFirm } from "./repeated-seller-rows";
import type { RepeatedRow } from "./repeated-table";

const REQUEST = "... on AuthorizationRequest { id status }";
const MATRIX = "... on AuthorityMatrix { id status }";

/** A closed auction with a winner. */
async function won(market: Market): Promise<{ auctionId: string; buyerId: string }> {
  const firm = newFirm();
  const auctionId = await market.auction(await market.portfolio());
  const buyerId = await market.qualify(firm);
  await market.admit(auctionId, buyerId);
  await market.open(auctionId);
  await market.bid(firm, auctionId, { amount: "100.00" });
  await market.close(auctionId);
  return { auctionId, buyerId };
}

async function awarded(market: Market) {
  const { auctionId, buyerId } = await won(market);
  return { auctionId, buyerId, ...(await market.award(auctionId)) };
}

async function decided(market: Market, decision: "RETURN" | "REJECT") {
  const sale = await awarded(market);
  const verdict = { requestId: sale.requestId, decision, rationale: "Why?" };
  await market.mutate(market.people.finance, "decideAuthorization", verdict, REQUEST);
  return sale;
}

async function proposedMatrix(market: Market): Promise<string> {
  const proposal = { rules: [{ tier: "ALL", requiredRoles: ["FINANCE"] }], rationale: `No. ${newFirm()}` };
  return (await market.mutate(market.people.compliance, "proposeAuthorityMatrix", proposal, MATRIX)).id;
}

/** From then on FINANCE alone signs. */
export async function approveMatrix(market: Market): Promise<void> {
  const verdict = { matrixId: await proposedMatrix(market), decision: "APPROVE", rationale: "Yes." };
  await market.mutate(market.people.executive, "decideAuthorityMatrix", verdict, MATRIX);
}

/** One matrix waits at a time, so what decides one comes before what leaves one waiting. */
export const repeatedSaleRows: readonly RepeatedRow[] = [
  {
    field: "decideAuthorityMatrix",
    command: async (market) => ({
      by: market.people.executive,
      input: { matrixId: await proposedMatrix(market), decision: "APPROVE", rationale: "Yes." },
    }),
    selection: MATRIX,
    repeated: { another: "INVALID_STATE APPROVED" },
  },
  {
    field: "proposeAuthorityMatrix",
    command: ({ people: { compliance } }) => ({
      by: compliance,
      input: { rules: [{ tier: "ALL", requiredRoles: ["FINANCE"] }], rationale: "One." },
    }),
    selection: MATRIX,
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "awardAuction",
    command: async (market) => ({
      by: market.people.admin,
      input: { auctionId: (await won(market)).auctionId, rationale: "The highest." },
    }),
    selection: "... on Sale { id status authorizationRequest { id } }",
    repeated: { another: "INVALID_STATE AWAITING_AUTHORIZATION" },
  },
  {
    field: "declareUnsold",
    command: async (market) => ({
      by: market.people.admin,
      input: { auctionId: (await decided(market, "REJECT")).auctionId, rationale: "Nobody is left." },
    }),
    selection: "... on Auction { id status }",
    repeated: { another: "INVALID_STATE UNSOLD" },
  },
  {
    field: "declareDefault",
    command: async (market) => {
      const { auctionId, buyerId } = await awarded(market);
      return { by: market.people.executive, input: { auctionId, buyerId, rationale: "Unpaid." } };
    },
    selection: "... on WinnerDefault { id depositForfeitedAt }",
    repeated: { another: "INVALID_STATE UNSOLD" },
  },
  {
    field: "proposeAnnulment",
    command: async (market) => ({
      by: market.people.admin,
      input: { auctionId: (await won(market)).auctionId, kind: "CANCEL", rationale: "Wrong." },
    }),
    selection: "... on Annulment { id status }",
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "secondAnnulment",
    command: async (market) => {
      const proposal = { auctionId: (await won(market)).auctionId, kind: "CANCEL", rationale: "Wrong." };
      const fields = "... on Annulment { id }";
      const { id } = await market.mutate(market.people.admin, "proposeAnnulment", proposal, fields);
      return {
        by: market.people.executive,
        input: { annulmentId: id, decision: "APPROVE", rationale: "Yes." },
      };
    },
    selection: "... on Annulment { id status }",
    repeated: { another: "INVALID_STATE APPROVED" },
  },
  {
    field: "requestAuthorization",
    command: async (market) => ({
      by: market.people.admin,
      input: { saleId: (await decided(market, "RETURN")).saleId },
    }),
    selection: REQUEST,
    repeated: { another: "ALREADY_EXISTS" },
  },
  {
    field: "decideAuthorization",
    command: async (market) => ({
      by: market.people.finance,
      input: { requestId: (await awarded(market)).requestId, decision: "APPROVE", rationale: "Yes." },
    }),
    selection: REQUEST,
    repeated: { another: "INVALID_STATE GRANTED" },
  },
];
