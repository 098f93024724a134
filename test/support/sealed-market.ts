import { randomUUID } from "node:crypto";
import {
  seal,
  toBase64url,
  webCrypto,
  webRandomBytes,
  type Custodian,
  type Roster,
} from "../../src/client/sealing";
import { hashOfKey } from "../../src/auction/bidding/bid-command";
import {
  checkClosedSet,
  openClosedSet,
  type ClosedSet,
  type Shares,
} from "../../src/cli/custodian/open-closed-set";
import type { CustodianKey } from "../../src/cli/custodian/key-file";
import { NoteVerifier } from "../../src/platform/proof/signed-note";
import type { Market } from "./market";

/** A custodian with its key, as keygen makes one. */
export async function newCustodian(name: string): Promise<CustodianKey> {
  const seed = webRandomBytes(32);
  const { publicKey } = await webCrypto.keysFrom(seed);
  return { custodian: { id: randomUUID(), name, publicKey: toBase64url(publicKey) }, seed };
}

export interface SealedBidInput {
  readonly auctionId: string;
  readonly idempotencyKey: string;
  readonly sealed: string;
}

interface Setting {
  readonly firms: readonly string[];
  readonly floor?: string;
  /** The most that each may bid here; absent: no such limit. */
  readonly limit?: string;
  /** What the firms' qualification is decided with, besides the usual. */
  readonly qualification?: Record<string, unknown>;
}

/** A sealed auction as its users go through it. */
export class SealedMarket {
  private constructor(
    readonly market: Market,
    readonly auctionId: string,
    readonly roster: Roster,
    /** The firms that take part, by name. */
    readonly firms: Map<string, string>,
  ) {}

  /** An auction that is there, with the firms that take part. */
  static async of(
    market: Market,
    { auctionId, firms }: { readonly auctionId: string; readonly firms: ReadonlyMap<string, string> },
  ): Promise<SealedMarket> {
    const query = `query ($id: ID!) {
      auction(id: $id) { terms { sealing { threshold custodians { id name publicKey } } } } }`;
    const { data } = await market.send<{ auction: { terms: { sealing: Roster } } }>(
      market.people.admin,
      query,
      { id: auctionId },
    );
    if (!data) throw new Error("The auction is missing");
    const { threshold, custodians } = data.auction.terms.sealing;
    const plain = custodians.map(({ id, name, publicKey }): Custodian => ({ id, name, publicKey }));
    return new SealedMarket(market, auctionId, { threshold, custodians: plain }, new Map(firms));
  }

  /** Opened, with these firms admitted. */
  static async open(
    market: Market,
    terms: Record<string, unknown>,
    { firms, floor = "0.00", limit, qualification }: Setting,
  ): Promise<SealedMarket> {
    const portfolioId = await market.portfolio({ floor });
    const sealedTerms = { format: "SEALED_FIRST_PRICE", reserveVisibility: "CONCEALED", ...terms };
    const auctionId = await market.auction(portfolioId, sealedTerms);
    const sealed = await SealedMarket.of(market, { auctionId, firms: new Map() });
    for (const name of firms) {
      const buyerId = await market.qualify(name, qualification);
      sealed.firms.set(name, buyerId);
      await market.admit(auctionId, buyerId, limit === undefined ? {} : { limit });
    }
    await market.open(auctionId);
    return sealed;
  }

  /** What a firm's program sends: the amount in a box, and the box's key. */
  async box(firm: string, amount: bigint): Promise<{ input: SealedBidInput; key: string }> {
    const idempotencyKey = randomUUID();
    const key = webRandomBytes(32);
    const target = {
      auctionId: this.auctionId,
      buyerId: this.firms.get(firm) ?? "",
      keyHash: hashOfKey(idempotencyKey),
      roster: this.roster,
    };
    const box = await seal({ amount, currency: "USD" }, { ...target, key }, webCrypto);
    const input = { auctionId: this.auctionId, idempotencyKey, sealed: toBase64url(box) };
    return { input, key: toBase64url(key) };
  }

  async status(): Promise<string> {
    const query = "query ($id: ID!) { auction(id: $id) { status } }";
    const { data } = await this.market.send<{ auction: { status: string } }>(
      this.market.people.admin,
      query,
      {
        id: this.auctionId,
      },
    );
    return data?.auction.status ?? "missing";
  }

  /** What the seller is told when bids are open. */
  async outcome(): Promise<{
    winner: string | null;
    price: string | null;
    cover: string | null;
    bids: number | null;
  }> {
    const query = `query ($id: ID!) { auction(id: $id) { standing { bidCount }
      outcome { winner { buyer { id } } price { amount } cover { amount } } } }`;
    const { data } = await this.market.send<{ auction: ToldOutcome }>(this.market.people.admin, query, {
      id: this.auctionId,
    });
    const { outcome, standing } = data?.auction ?? { outcome: null, standing: { bidCount: null } };
    const names = new Map([...this.firms].map(([name, id]) => [id, name]));
    return {
      winner: names.get(outcome?.winner?.buyer.id ?? "") ?? null,
      price: outcome?.price?.amount ?? null,
      cover: outcome?.cover?.amount ?? null,
      bids: standing.bidCount,
    };
  }

  /** What a custodian's program finds and hands in. */
  async sharesOf(key: CustodianKey, round = 1): Promise<Shares> {
    const { admin } = this.market.people;
    const { data, errors } = await this.market.send<{ closedSet: ClosedSet; proofKey: string }>(
      admin,
      "query ($id: ID!) { proofKey closedSet(auctionId: $id) { note boxes } }",
      { id: this.auctionId },
    );
    const verifier = NoteVerifier.parse(data?.proofKey ?? "");
    if (!data?.closedSet || !verifier) throw new Error(`There is no closed set: ${JSON.stringify(errors)}`);
    const now = BigInt(Date.now()) * 1_000n + 1_000_000n;
    const statement = await checkClosedSet(data.closedSet, {
      key,
      verifier,
      now,
      acceptsEarlyClose: true,
      acceptsSandbox: true,
      round,
    });
    return openClosedSet(statement, data.closedSet.boxes, key);
  }

  async submit(shares: Shares): Promise<void> {
    const { admin } = this.market.people;
    await this.market.mutate(admin, "submitShares", { ...shares }, "... on SharesSubmitted { auctionId }");
  }
}

interface ToldOutcome {
  readonly standing: { readonly bidCount: number | null };
  readonly outcome: {
    readonly winner: { readonly buyer: { readonly id: string } } | null;
    readonly price: { readonly amount: string } | null;
    readonly cover: { readonly amount: string } | null;
  } | null;
}
