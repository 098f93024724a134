import { hash } from "node:crypto";
import { nodeCrypto } from "../../src/auction";
import { decodeBox, digestOf, openShare, seal, toBase64url, type SealingFor } from "../../src/client/sealing";
import type { JsonObject } from "../../src/platform/journal/chain";
import type { NoteSigner } from "../../src/platform/proof/signed-note";
import { exportOf, type ExportedAuction } from "./exported-auction";

const AUCTION = "01900000-0000-7000-8000-000000000001";
const bytesOf = (text: string) => hash("sha256", text, "buffer");
const idOf = (last: string) => `01900000-0000-7000-8000-000000000${last}`;

const SEEDS = ["Notary", "Auditor", "Exchange"].map(bytesOf);
const ROSTER = {
  threshold: 2,
  custodians: SEEDS.map((seed, index) => ({
    id: idOf(`00${index}`),
    name: `Custodian ${index + 1}`,
    publicKey: toBase64url(nodeCrypto.keysFrom(seed).publicKey),
  })),
};
/** Of three custodians two came; or one, which is too few, and bidders revealed their keys. */
const CAME = { custodians: [0, 2], reveals: [2] };
/** The number of the first bid's entry. */
const FIRST = 6;

/** A bid with its box, as the journal and the tables beside it have it. */
export class BoxedBid {
  private constructor(
    readonly paddle: string,
    private readonly target: SealingFor,
    private readonly key: Uint8Array,
    private readonly box: Uint8Array,
  ) {}

  static async seal(paddle: string, amount: bigint): Promise<BoxedBid> {
    const keyHash = bytesOf(`${paddle} ${amount}`);
    const target = { auctionId: AUCTION, buyerId: idOf(paddle), keyHash, roster: ROSTER };
    const key = bytesOf(`key of ${paddle}`);
    const box = await seal({ amount, currency: "USD" }, { ...target, key }, nodeCrypto);
    return new BoxedBid(paddle, target, key, box);
  }

  /** The same with garbage for the custodian who does not come: the others get their shares all the same. */
  broken(): BoxedBid {
    const box = Uint8Array.from(this.box);
    decodeBox(box)?.shares[1]?.ciphertext.fill(0);
    return new BoxedBid(this.paddle, this.target, this.key, box);
  }

  async digest(): Promise<JsonObject> {
    return { ...(await digestOf(this.box, nodeCrypto)), bidKeyHash: this.bidKeyHash };
  }

  get boxLine(): { readonly box: string } {
    return { box: Buffer.from(this.box).toString("base64") };
  }

  /** In base64, as its bidder reveals it. */
  get revealed(): string {
    return Buffer.from(this.key).toString("base64");
  }

  private get bidKeyHash(): string {
    return Buffer.from(this.target.keyHash).toString("hex");
  }

  async sharesLine(came: readonly number[]): Promise<{ readonly bidKey: string; readonly shares: object[] }> {
    const shares = came.map(async (index) => {
      const seed = SEEDS[index] ?? Buffer.alloc(0);
      const share = await openShare(this.box, { ...this.target, index, seed }, nodeCrypto);
      return {
        custodian: ROSTER.custodians[index]?.id,
        share: share && Buffer.from(share).toString("base64"),
      };
    });
    return {
      bidKey: this.bidKeyHash,
      shares: await Promise.all(shares),
    };
  }
}

/** How a sealed auction was opened, and what became of its third bid. */
interface Opened {
  readonly by: keyof typeof CAME;
  readonly third: (bid: BoxedBid) => BoxedBid;
  readonly reason: "SEALED_INVALID" | "UNREVEALED";
}

/**
 * A sealed auction of three bids, second price, the third set aside, as an auditor gets it after its opening. What is not
 * said: its custodians opened it, and the third was broken.
 */
export async function sealedAuction(
  signer: NoteSigner,
  { by = "custodians", third = (bid) => bid.broken(), reason = "SEALED_INVALID" }: Partial<Opened> = {},
): Promise<ExportedAuction> {
  const bids = [
    await BoxedBid.seal("101", 700n),
    await BoxedBid.seal("102", 900n),
    third(await BoxedBid.seal("103", 1_000n)),
  ];
  const beside = async (kind: string, line: (bid: BoxedBid) => object | Promise<object>) =>
    Promise.all(bids.map(async (bid, index) => ({ kind, sequence: FIRST + index, ...(await line(bid)) })));
  const isRevealed = (bid: BoxedBid) => by === "reveals" && (bid !== bids[2] || reason !== "UNREVEALED");
  const boxes = [
    ...(await beside("box", ({ boxLine }) => boxLine)),
    ...(await beside("shares", async (bid) => ({
      ...(await bid.sharesLine(CAME[by])),
      revealed: isRevealed(bid) ? bid.revealed : null,
    }))),
  ];
  const receipts = [{ kind: "receipts", first: FIRST, last: FIRST + 2, note: "", seed: "11".repeat(32) }];
  return exportOf(AUCTION, await contentsOf(bids, reason), { signer, boxes, receipts });
}

async function contentsOf(bids: readonly BoxedBid[], reason: Opened["reason"]) {
  const at = (second: number) => `2030-01-01T00:${String(second).padStart(2, "0")}:00.000000Z`;
  const standing = (status: string, more: JsonObject = {}) => ({
    status,
    closesAt: at(30),
    leadingAmount: null,
    leadingPaddle: null,
    bidCount: null,
    reserveStatus: null,
    minimumNextBid: null,
    ...more,
  });
  const terms = {
    format: "SEALED_SECOND_PRICE",
    currency: "USD",
    openingPrice: "100",
    faceValue: "100000",
    reserve: { amount: "0", floorId: "floor" },
    reserveVisibility: "CONCEALED",
    extension: null,
    opensAt: at(10),
    closesAt: at(30),
    sealing: { sealer: "CLIENT", ...ROSTER, revealSeconds: 60 },
  };
  const accepted = bids.map(async (bid, index) => ({
    type: "BidAccepted",
    at: at(11 + index),
    data: {
      ...firm(bid.paddle),
      amount: null,
      maximum: null,
      sealed: await bid.digest(),
      confirmed: false,
      raise: false,
      moved: false,
      standing: standing("OPEN"),
    },
  }));
  const outcome = {
    kind: "WON",
    winner: firm("102"),
    price: "700",
    cover: { rank: 2, ...firm("101"), price: "700" },
    interrupted: false,
    early: false,
  };
  const ranked = [
    { sequence: FIRST + 1, ...firm("102"), amount: "900" },
    { sequence: FIRST, ...firm("101"), amount: "700" },
  ];
  const setAside = { ...firm("103"), bid: FIRST + 2, reason, amount: null };
  return [
    { type: "AuctionScheduled", at: at(0), data: { terms, standing: standing("SCHEDULED") } },
    ...bids.map(({ paddle }, index) => ({
      type: "BuyerAdmitted",
      at: at(1 + index),
      data: { ...firm(paddle), limit: null, standing: standing("SCHEDULED") },
    })),
    { type: "AuctionOpened", at: at(10), data: { opensAt: at(10), standing: standing("OPEN") } },
    ...(await Promise.all(accepted)),
    {
      type: "AuctionClosed",
      at: at(30),
      data: {
        closedAt: at(30),
        outcome: null,
        interruptionSeconds: 0,
        reason: null,
        standing: standing("AWAITING_SHARES"),
      },
    },
    { type: "BidSetAside", at: at(31), data: { ...setAside, standing: standing("AWAITING_SHARES") } },
    {
      type: "BidsOpened",
      at: at(32),
      data: { outcome, bids: ranked, standing: standing("CLOSED", { leadingAmount: "700" }) },
    },
  ];
}

function firm(paddle: string): { readonly buyerId: string; readonly paddle: string } {
  return { buyerId: idOf(paddle), paddle };
}
