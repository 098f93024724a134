import type { ClosedBid, ClosedSet } from "../../../src/auction/sealing/closed-bid";
import type { FoundShares } from "../../../src/auction/sealing/closed-set.store";
import { SubmitShares } from "../../../src/auction/sealing/submit-shares";
import type { SealingCrypto } from "../../../src/client/sealing";
import { OrganizationKind, Role, type Viewer } from "../../../src/platform/access/viewer";
import { isRefusal } from "../../../src/platform/refusal";
import { T } from "../../support/english-auction";
import { SEALING } from "../../support/sealed-auction";

const [ONE, TWO] = ["0190b000-0000-7000-8000-000000000001", "0190b000-0000-7000-8000-000000000002"];

function bid(sequence: number, boxHash: string): ClosedBid {
  return {
    auctionId: "auction",
    sequence,
    buyerId: `firm ${sequence}`,
    paddle: `${100 + sequence}`,
    keyHash: Buffer.alloc(32),
    limit: null,
    belowIndicationReason: null,
    box: Buffer.alloc(1),
    boxHash,
    shares: new Map(),
    reveal: null,
  };
}

interface Situation {
  readonly custodianId?: string;
  readonly sealer?: "CLIENT" | "SERVER";
  /** The boxes for which the custodian says that it found no share. */
  readonly named?: readonly string[];
  readonly live?: readonly string[];
  readonly gone?: readonly string[];
  /** What the same person brought before. */
  readonly brought?: readonly string[];
}

/** What is kept of a submission, by the bids' places: of the first custodian, who is the operator, or another. */
async function kept(situation: Situation): Promise<readonly number[] | string> {
  const { custodianId = TWO, sealer = "CLIENT", live = ["box"] } = situation;
  const { named = live, gone = [], brought = [] } = situation;
  const set: ClosedSet = {
    auctionId: "auction",
    sellerId: "seller",
    round: 1,
    closedAt: T,
    scheduledEnd: T,
    sealing: {
      ...SEALING,
      sealer,
      custodians: [ONE, TWO].map((id) => ({ id, name: id, publicKey: `key of ${id}` })),
    },
    currency: "USD",
    bids: live.map((boxHash, place) => bid(place + 1, boxHash)),
  };
  const locked = { auction: { sellerId: "seller" }, state: { status: "AWAITING_SHARES" } };
  const tx = { now: () => Promise.resolve(T) };
  const inserted: number[] = [];
  const submit = new SubmitShares({
    transactions: { run: (work: (tx: unknown) => unknown) => work(tx) } as never,
    ledger: { lock: () => Promise.resolve(locked) } as never,
    journal: { append: () => Promise.resolve() },
    store: {
      read: () => Promise.resolve(set),
      boxesGone: () => Promise.resolve(new Set(gone)),
      sharesBroughtBy: () => Promise.resolve(new Map(brought.map((boxHash) => [boxHash, null]))),
      insertShares: (_: unknown, { shares }: FoundShares) =>
        Promise.resolve(inserted.push(...shares.keys()) > 0),
    } as never,
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
  const shares = named.map((boxHash) => ({ boxHash, share: null }));
  const answer = await submit.run(viewer, { auctionId: "auction", custodianId, shares });
  return isRefusal(answer) ? `${answer.code} ${answer.message}` : inserted;
}

it("nobody but a custodian of boxes that bidders made can have found no share in one", async () => {
  expect(await kept({ custodianId: TWO, sealer: "CLIENT" })).toEqual([1]);
  const refusal = expect.stringMatching(/^SEAL_MISMATCH Box box holds a share for/) as string;
  expect(await kept({ custodianId: TWO, sealer: "SERVER" })).toEqual(refusal);
  expect(await kept({ custodianId: ONE, sealer: "CLIENT" })).toEqual(refusal);
});

describe("a submission made from the set as it was before a firm was removed", () => {
  const live = ["A", "C"];
  const whole = ["A", "B", "C"];

  it("is taken, and nothing is kept of the bid that is void", async () => {
    expect(await kept({ live, gone: ["B"], named: whole })).toEqual([1, 2]);
    expect(await kept({ live, gone: ["B"], named: live })).toEqual([1, 2]);
  });

  it("is no submission when it leaves out a bid of the set, names one twice, or a box that was never in it", async () => {
    const refused = (named: readonly string[]) =>
      expect(kept({ live, gone: ["B"], named })).rejects.toThrow("one answer for each box");
    await refused(["A", "B"]);
    await refused(["A", "B", "C", "C"]);
    await refused(["A", "C", "D"]);
    await refused(["A", "B", "C", "D"]);
    await refused([]);
  });

  it("sent again is the result that is there, whatever has become of the set", async () => {
    expect(await kept({ live, gone: ["B"], named: whole, brought: live })).toEqual([]);
    expect(await kept({ live: ["A"], gone: ["B", "C"], named: whole, brought: whole })).toEqual([]);
  });
});
