import type {
  AuctionEvent,
  Eligibility,
  OpenedBid,
  OpeningResult,
  Problem,
  SealedDigest,
  Sealing,
  Terms,
} from "../../src/auction/domain";
import type { Decision } from "../../src/platform/decision";
import { seconds, type Instant } from "../../src/platform/time";
import { ELIGIBLE, paddleOf, placeBid, Play, T, terms } from "./english-auction";

/** Two of three custodians open. */
export const SEALING: Sealing = {
  sealer: "CLIENT",
  threshold: 2,
  custodians: ["one", "two", "three"].map((name) => ({ id: name, name, publicKey: `key of ${name}` })),
  revealSeconds: 3_600,
};

/** Like the English auctions of the tests, sealed at the first price. */
export function sealedTerms(changes: Partial<Terms> = {}): Terms {
  return terms({ format: "SEALED_FIRST_PRICE", increments: [], sealing: SEALING, ...changes });
}

/** What is in a box: an amount, nothing that is a bid, or what nobody opens. */
export type Content = bigint | "INVALID" | "UNREVEALED";

/** A sealed auction, whose boxes lie here beside it until it is opened. */
export class SealedPlay extends Play {
  private readonly boxes = new Map<number, { readonly content: Content; readonly limit: bigint | null }>();

  constructor(changes: Partial<Terms> = {}, begin: "OPENED" | "SCHEDULED" = "OPENED") {
    super(sealedTerms(changes), begin);
  }

  /** What the bid came to: "ACCEPTED", or the reason why not. */
  seal(
    buyerId: string,
    content: Content,
    { at = T - seconds(600), ...eligibility }: Partial<Eligibility> & { readonly at?: Instant } = {},
  ): string {
    const may = { ...ELIGIBLE, ...eligibility };
    const sealed = digestOf(this.entries.length);
    const verdict = this.bid(buyerId, { ...placeBid(buyerId, { sealed, eligibility: may }) }, at);
    if (verdict === "ACCEPTED") this.boxes.set(this.entries.length, { content, limit: may.limit });
    return verdict;
  }

  withdraw(buyerId: string, at: Instant = T - seconds(500)): Decision<AuctionEvent, Problem> {
    const live = this.acceptedBids().findLast((bid) => bid.buyerId === buyerId)?.sequence ?? null;
    return this.run({ type: "WithdrawBid", buyerId, paddle: paddleOf(buyerId), live }, at);
  }

  /** Closes by its time and opens every live bid. */
  open(at: Instant = T + seconds(60)): Decision<AuctionEvent, Problem> {
    this.wait(T);
    return this.run({ type: "OpenBids", bids: this.closedSet() }, at);
  }

  closedSet(): OpenedBid[] {
    const live = new Map(this.acceptedBids().map((bid) => [bid.buyerId, bid]));
    return [...live.values()].map(({ sequence, buyerId, paddle }) => {
      const box = this.boxes.get(sequence);
      if (!box) throw new Error("A live bid without a box");
      const { limit, content } = box;
      return {
        sequence,
        buyerId,
        paddle,
        limit,
        belowIndicationReason: null,
        result: resultOf(content),
      };
    });
  }

  /** By rank: who, and at which amount. */
  get ranked(): readonly (readonly [string, bigint])[] {
    const opened = this.entries.flatMap(({ event }) => (event.type === "BidsOpened" ? event.bids : []));
    return opened.map(({ buyerId, amount }) => [buyerId, amount]);
  }

  /** Who was set aside, and why. */
  get setAside(): readonly (readonly [string, string])[] {
    return this.entries.flatMap(({ event }) =>
      event.type === "BidSetAside" ? [[event.buyerId, event.reason] as const] : [],
    );
  }
}

export function resultOf(content: Content): OpeningResult {
  return typeof content === "bigint" ? { kind: "OPENED", amount: content } : { kind: content };
}

/** Hashes tell nothing of what was hashed, so any that differ will do. */
export function digestOf(box: number): SealedDigest {
  const hash = (part: string) => `${part} ${box}`;
  const shareHashes = SEALING.custodians.map(({ id }) => hash(id));
  const [keyHash, bidKeyHash] = [hash("key"), hash("bid key")];
  return { boxHash: hash("box"), keyHash, bidKeyHash, shareHashes, commitment: hash("commitment") };
}
