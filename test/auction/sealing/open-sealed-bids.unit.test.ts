import type { AuctionCommand } from "../../../src/auction/domain";
import type { ClosedBid, ClosedSet } from "../../../src/auction/sealing/closed-bid";
import { OpenSealedBids } from "../../../src/auction/sealing/open-sealed-bids";
import type { SealingCrypto } from "../../../src/client/sealing";
import { seconds } from "../../../src/platform/time";
import { systemTimers } from "../../../src/platform/timers";
import { T } from "../../support/english-auction";
import { SEALING } from "../../support/sealed-auction";

function bid(sequence: number, limit: bigint | null = null): ClosedBid {
  const rest = { shares: new Map(), reveal: null, belowIndicationReason: null } as const;
  const [buyerId, boxHash] = [`firm ${sequence}`, `box ${sequence}`];
  const box = { box: Buffer.alloc(1), boxHash, keyHash: Buffer.alloc(32), auctionId: "auction" };
  return { sequence, buyerId, paddle: buyerId, limit, ...box, ...rest };
}

function closedSet(...bids: readonly ClosedBid[]): ClosedSet {
  const ends = { closedAt: T, scheduledEnd: T } as const;
  return {
    auctionId: "auction",
    sellerId: "seller",
    round: 1,
    ...ends,
    sealing: SEALING,
    currency: "USD",
    bids,
  };
}

/** What is decided where the set that was read without a lock is another one under it. Nobody has revealed anything. */
async function decided(before: ClosedSet, locked: ClosedSet | null): Promise<readonly AuctionCommand[]> {
  const commands: AuctionCommand[] = [];
  const decide = (command: AuctionCommand) => Promise.resolve(void commands.push(command));
  const opening = new OpenSealedBids({
    store: {
      find: () => Promise.resolve(before),
      read: () => Promise.resolve(locked),
    } as never,
    transactions: { run: (work: (tx: null) => unknown) => work(null) } as never,
    ledger: { lock: () => Promise.resolve({ decide }) } as never,
    journal: { append: () => Promise.resolve() },
    operator: {
      custodian: () => Promise.resolve({ publicKey: "no custodian" }),
    } as never,
    sealing: {} as SealingCrypto,
    timers: systemTimers,
    now: () => Promise.resolve(T + seconds(2 * SEALING.revealSeconds)),
  });
  await opening.run("auction");
  return commands;
}

it("a firm that is removed while boxes are opened has no bid in the opening", async () => {
  const [command] = await decided(closedSet(bid(4), bid(7)), closedSet(bid(7)));
  expect(command).toMatchObject({
    type: "OpenBids",
    bids: [{ sequence: 7, result: { kind: "UNREVEALED" } }],
  });
});

it("bids are held against the limits that hold when it is decided", async () => {
  const [command] = await decided(closedSet(bid(4)), closedSet(bid(4, 250n)));
  expect(command).toMatchObject({ bids: [{ sequence: 4, limit: 250n }] });
});

it("what was opened by others, or is another round meanwhile, is left alone", async () => {
  expect(await decided(closedSet(bid(4)), null)).toEqual([]);
  expect(await decided(closedSet(bid(4)), closedSet(bid(9)))).toEqual([]);
});

it.each<[string, Partial<ClosedBid>]>([
  ["a reveal", { reveal: { encapsulated: Buffer.alloc(65), ciphertext: Buffer.alloc(48) } }],
  ["a custodian's share", { shares: new Map(SEALING.custodians.map(({ id }) => [id, Buffer.alloc(33)])) }],
])(
  "%s that was written down after the set was read counts: nothing is opened without it",
  async (_what, late) => {
    expect(await decided(closedSet(bid(4)), closedSet({ ...bid(4), ...late }))).toEqual([]);
  },
);
