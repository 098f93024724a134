import type { ClosedBid, ClosedSet } from "../../../src/auction/sealing/closed-bid";
import { SubmitShares } from "../../../src/auction/sealing/submit-shares";
import type { SealingCrypto } from "../../../src/client/sealing";
import { OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import { isRefusal } from "../../../src/platform/refusal";
import { T } from "../../support/english-auction";
import { SEALING } from "../../support/sealed-auction";

const [ONE, TWO] = ["one", "two"];

const BID: ClosedBid = {
  auctionId: "auction",
  sequence: 4,
  buyerId: "firm",
  paddle: "101",
  keyHash: Buffer.alloc(32),
  limit: null,
  belowIndicationReason: null,
  box: Buffer.alloc(1),
  boxHash: "box",
  shares: new Map(),
  reveal: null,
};

/** Whether it is kept that this custodian, of whom the first is the operator, found no share in the only box. */
async function isTaken(custodianId: string, sealer: "CLIENT" | "SERVER"): Promise<boolean> {
  const set: ClosedSet = {
    auctionId: "auction",
    sellerId: "seller",
    round: 1,
    closedAt: T,
    scheduledEnd: T,
    sealing: { ...SEALING, sealer },
    currency: "USD",
    bids: [BID],
  };
  const locked = { auction: { sellerId: "seller" }, state: { status: "AWAITING_SHARES" } };
  const tx = { now: () => Promise.resolve(T) };
  const submit = new SubmitShares({
    transactions: { run: (work: (tx: unknown) => unknown) => work(tx) } as never,
    ledger: { lock: () => Promise.resolve(locked) } as never,
    journal: { append: () => Promise.resolve() },
    store: { read: () => Promise.resolve(set), insertShares: () => Promise.resolve(true) } as never,
    sealing: {} as SealingCrypto,
    operator: { custodian: () => Promise.resolve({ id: ONE, name: ONE, publicKey: `key of ${ONE}` }) },
    open: () => Promise.resolve(),
    onError: (error) => {
      throw error;
    },
  });
  const viewer = {
    actor: { id: "admin", kind: "USER", name: "Admin" },
    organization: { id: "seller", slug: "s", kind: OrganizationKind.SELLER, name: "Seller" },
    roles: [Role.AUCTION_ADMIN],
  } as unknown as Viewer;
  const input = { auctionId: "auction", custodianId, shares: [{ boxHash: "box", share: null }] };
  const answer = await submit.run(viewer, input);
  if (isRefusal(answer)) {
    expect(answer.code).toBe("SEAL_MISMATCH");
    expect(answer.message).toContain("Box box holds a share for");
  }
  return !isRefusal(answer);
}

it("nobody but a custodian of boxes that bidders made can have found no share in one", async () => {
  expect(await isTaken(TWO, "CLIENT")).toBe(true);
  expect(await isTaken(TWO, "SERVER")).toBe(false);
  expect(await isTaken(ONE, "CLIENT")).toBe(false);
});
