import { hash } from "node:crypto";
import type { JsonObject } from "../../src/platform/journal/chain";
import type { NoteSigner } from "../../src/platform/proof/signed-note";
import { exportOf, type ExportedAuction } from "./exported-auction";

const AUCTION = "01900000-0000-7000-8000-000000000001";
const BOXES = [Buffer.from("the first firm's box"), Buffer.from("the second firm's box")];

/** A sealed auction of two bids, second price, as an auditor gets it after its opening. */
export function sealedAuction(signer: NoteSigner): ExportedAuction {
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
    openingPrice: "100",
    faceValue: "100000",
    reserve: { amount: "0", floorId: "floor" },
    reserveVisibility: "CONCEALED",
    extension: null,
    opensAt: at(10),
    closesAt: at(30),
  };
  const bid = (paddle: string, box: Buffer) => ({
    buyerId: paddle,
    paddle,
    amount: null,
    maximum: null,
    sealed: { boxHash: hash("sha256", box), keyHash: "", shareHashes: [], commitment: "" },
    confirmed: false,
    raise: false,
    moved: false,
    standing: standing("OPEN"),
  });
  const won = {
    kind: "WON",
    winner: { buyerId: "102", paddle: "102" },
    price: "700",
    cover: { rank: 2, buyerId: "101", paddle: "101", price: "700" },
    interrupted: false,
    early: false,
  };
  const bids = [
    { sequence: 5, buyerId: "102", paddle: "102", amount: "900" },
    { sequence: 4, buyerId: "101", paddle: "101", amount: "700" },
  ];
  const contents = [
    { type: "AuctionScheduled", at: at(0), data: { terms, standing: standing("SCHEDULED") } },
    {
      type: "BuyerAdmitted",
      at: at(1),
      data: { buyerId: "101", paddle: "101", limit: null, standing: standing("SCHEDULED") },
    },
    { type: "AuctionOpened", at: at(10), data: { opensAt: at(10), standing: standing("OPEN") } },
    { type: "BidAccepted", at: at(11), data: bid("101", BOXES[0] ?? Buffer.alloc(0)) },
    { type: "BidAccepted", at: at(12), data: bid("102", BOXES[1] ?? Buffer.alloc(0)) },
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
    {
      type: "BidsOpened",
      at: at(31),
      data: { outcome: won, bids, standing: standing("CLOSED", { leadingAmount: "700" }) },
    },
  ];
  const boxes = BOXES.map((box, index) => ({
    kind: "box",
    sequence: 4 + index,
    box: box.toString("base64"),
  }));
  const receipts = [{ kind: "receipts", first: 4, last: 5, note: "", seed: "11".repeat(32) }];
  return exportOf(AUCTION, contents, { signer, boxes, receipts });
}
