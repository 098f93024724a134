import { randomUUID } from "node:crypto";
import { hashOfKey } from "../../src/auction/bidding/bid-command";
import { seal, toBase64url, webCrypto, webRandomBytes } from "../../src/client/sealing";
import { ROLES_OF_KIND } from "../../src/platform/access/roles";
import { OrganizationKind, Role } from "../../src/platform/access/viewer";
import { SIGNING_ROLES } from "../../src/authorization/domain/signing-role";
import type { TestApp } from "./app";
import type { Person } from "./callers";
import type { Caller } from "./access-table";
import type { BuyerWorld } from "./buyer-rows";
import { Market } from "./market";
import { newCustodian } from "./sealed-market";

type Whose = Caller["organization"];

/** What one side of the table has: a seller, its firm, and something in every state that a row names. */
export interface Side {
  readonly sellerId: string;
  readonly qualificationId: string;
  readonly renewalId: string;
  readonly draftId: string;
  readonly screenedId: string;
  readonly accountId: string;
  readonly tapeImportId: string;
  readonly valuedId: string;
  readonly floorId: string;
  readonly approvedId: string;
  readonly offeredId: string;
  readonly auctionId: string;
  readonly bidId: string;
  readonly closedAuctionId: string;
  /** Sealed by a bidder's program, closed, and not opened by its custodians. */
  readonly awaitingAuctionId: string;
  readonly annulmentId: string;
  readonly saleId: string;
  readonly requestId: string;
  readonly matrixId: string;
  readonly buyerId: string;
  /** A second firm, in the same auction as the first. */
  readonly rivalId: string;
}

/** People of the organizations that the table's callers are of. */
export function personOf({ organization, kind, role }: Caller): Person & { readonly sub: string } {
  const org = organizationOf(organization, kind);
  return { org, kind, roles: [role], sub: `${org}.${role}` };
}

function organizationOf(whose: Whose, kind: OrganizationKind): string {
  return `${whose}-${kind.toLowerCase()}`;
}

/** Both sides' portfolios, firms, auctions and sales, made through the API as their people would. */
export class MarketWorld {
  private readonly sides = new Map<Whose, Side>();

  constructor(
    private readonly app: TestApp,
    private readonly buyers: BuyerWorld,
  ) {}

  of(whose: Whose): Side {
    const side = this.sides.get(whose);
    if (!side) throw new Error("This side was not made");
    return side;
  }

  /** Of the caller's own organization of this kind. */
  async organizationId(kind: OrganizationKind): Promise<string> {
    const caller = { organization: "own", kind, role: ROLES_OF_KIND[kind][0] ?? Role.PARTNER } as const;
    const query = "{ viewer { organization { id } } }";
    const { data } = await this.app.send<{ viewer: { organization: { id: string } } }>(
      personOf(caller),
      query,
    );
    if (!data) throw new Error("There is no viewer");
    return data.viewer.organization.id;
  }

  async make(whose: Whose): Promise<void> {
    const market = new Market(this.app, organizationOf(whose, OrganizationKind.SELLER));
    const firm = await this.buyers.of(whose);
    const { buyerId } = firm;
    const rivalId = await market.qualify(`${whose}-rival`, { assetClasses: ["AUTO"] });
    const firms = { buyerId, rivalId, slug: organizationOf(whose, OrganizationKind.BUYER) };
    const side = {
      ...firm,
      rivalId,
      ...(await makePortfolios(market)),
      matrixId: await makeMatrices(market),
      ...(await makeAuctions(market, firms)),
    };
    this.sides.set(whose, side);
  }
}

interface Firms {
  readonly buyerId: string;
  readonly rivalId: string;
  /** The first one's. */
  readonly slug: string;
}

async function makePortfolios(market: Market) {
  const { manager, finance } = market.people;
  const screenedId = await market.draft();
  const tape = market.tape(2, (row) => ({ bankrupt: row === 0 ? "" : "false" }));
  const tapeImportId = await market.upload(screenedId, tape);
  await market.mutate(manager, "screenPortfolio", { portfolioId: screenedId }, "... on Portfolio { id }");
  const valuedId = await market.portfolio({ accounts: 1, assetClass: "AUTO" });
  const proposal = { portfolioId: valuedId, amount: "1.00", rationale: "test" };
  const floor = await market.mutate(finance, "proposeFloor", proposal, "... on Floor { id }");
  return {
    draftId: await market.draft(),
    screenedId,
    tapeImportId,
    accountId: await market.accountToReview(screenedId),
    valuedId,
    floorId: floor.id,
    approvedId: await market.portfolio({ accounts: 1, assetClass: "AUTO" }),
  };
}

/** A matrix in force by which everybody who can sign must, and one that waits for a decision. */
async function makeMatrices(market: Market): Promise<string> {
  const { compliance, executive } = market.people;
  const propose = (...requiredRoles: readonly string[]) => {
    const matrix = { rules: [{ tier: "ALL", requiredRoles }], rationale: "test" };
    return market.mutate(compliance, "proposeAuthorityMatrix", matrix, "... on AuthorityMatrix { id }");
  };
  const { id: matrixId } = await propose(...SIGNING_ROLES);
  const approval = { matrixId, decision: "APPROVE", rationale: "test" };
  await market.mutate(executive, "decideAuthorityMatrix", approval, "... on AuthorityMatrix { id }");
  return (await propose("FINANCE")).id;
}

/** An open auction with a bid, a closed one that somebody proposed to cancel, and a sale that waits for signatures. */
async function makeAuctions(market: Market, firms: Firms) {
  const open = await openAuction(market, firms);
  const closed = await openAuction(market, firms);
  await market.close(closed.auctionId);
  const proposal = { auctionId: closed.auctionId, kind: "CANCEL", rationale: "test" };
  const { id: annulmentId } = await market.mutate(
    market.people.admin,
    "proposeAnnulment",
    proposal,
    "... on Annulment { id }",
  );
  const sold = await openAuction(market, firms);
  await market.close(sold.auctionId);
  const sale = await market.award(sold.auctionId);
  const awaitingAuctionId = await awaitingAuction(market, firms);
  return { ...open, closedAuctionId: closed.auctionId, annulmentId, awaitingAuctionId, ...sale };
}

async function awaitingAuction(market: Market, { buyerId, slug }: Firms): Promise<string> {
  const { custodian } = await newCustodian("Notary");
  const roster = { threshold: 1, custodians: [custodian] };
  const auctionId = await market.auction(await market.portfolio({ accounts: 1, assetClass: "AUTO" }), {
    format: "SEALED_FIRST_PRICE",
    reserveVisibility: "CONCEALED",
    sealing: { sealer: "CLIENT", ...roster, revealSeconds: 86_400 },
  });
  await market.admit(auctionId, buyerId);
  await market.open(auctionId);
  const idempotencyKey = randomUUID();
  const target = { auctionId, buyerId, keyHash: hashOfKey(idempotencyKey), roster };
  const box = await seal(
    { amount: 11_000n, currency: "USD" },
    { ...target, key: webRandomBytes(32) },
    webCrypto,
  );
  await market.bid(slug, auctionId, { idempotencyKey, sealed: toBase64url(box), confirmHigh: undefined });
  await market.close(auctionId);
  return auctionId;
}

async function openAuction(market: Market, { buyerId, rivalId, slug }: Firms) {
  const offeredId = await market.portfolio({ accounts: 2, assetClass: "AUTO" });
  const auctionId = await market.auction(offeredId);
  await market.admit(auctionId, buyerId);
  await market.admit(auctionId, rivalId);
  await market.open(auctionId);
  const { id: bidId } = await market.bid(slug, auctionId, { amount: "100.00", maximum: "150.00" });
  return { offeredId, auctionId, bidId };
}
