import { randomBytes, randomUUID } from "node:crypto";
import type { OpenBids, Sealing } from "../../../src/auction/domain";
import type { ClosedBid } from "../../../src/auction/sealing/closed-bid";
import { isDisputed } from "../../../src/auction/sealing/judge-bid";
import { nodeCrypto } from "../../../src/auction/sealing/node-crypto";
import { OpenSealedBids } from "../../../src/auction/sealing/open-sealed-bids";
import { sealKey } from "../../../src/auction/sealing/sealed-key";
import { openShare, seal, toBase64url, toHex, type Custodian } from "../../../src/client/sealing";
import type { JournalAppend } from "../../../src/platform/journal/journal";
import { seconds, type Instant } from "../../../src/platform/time";
import { systemTimers } from "../../../src/platform/timers";
import { T } from "../../support/english-auction";

const AUCTION = randomUUID();
const REVEAL_SECONDS = 60;
const OPERATOR = nodeCrypto.keysFrom(randomBytes(32));
const seeds = [randomBytes(32), randomBytes(32), randomBytes(32)];
const custodians = seeds.map((seed, place): Custodian => {
  const publicKey = toBase64url(nodeCrypto.keysFrom(seed).publicKey);
  return { id: randomUUID(), name: `Custodian ${place + 1}`, publicKey };
});
const SEALING: Sealing = { sealer: "CLIENT", threshold: 2, custodians, revealSeconds: REVEAL_SECONDS };
const [FIRST, SECOND, THIRD] = custodians as [Custodian, Custodian, Custodian];

/** What the three custodians bring, in order: the share that is there, or that there is none; or they have not come. */
type Brought = readonly ("SHARE" | "NONE" | "NOTHING")[];

interface Making {
  readonly isRevealed?: boolean;
  readonly isMalformed?: boolean;
}

let sequence = 0;
async function bid(
  brought: Brought,
  { isRevealed = false, isMalformed = false }: Making = {},
): Promise<ClosedBid> {
  sequence += 1;
  const identity = { auctionId: AUCTION, buyerId: randomUUID(), keyHash: randomBytes(32) };
  const key = randomBytes(32);
  const target = { ...identity, roster: SEALING };
  const made = await seal({ amount: 90_000n, currency: "USD" }, { ...target, key }, nodeCrypto);
  const box = Buffer.from(made);
  if (isMalformed) box.fill(7, 99 + 32, 99 + 146); // what is sealed to the first custodian, not its hash
  const shares = new Map<string, Buffer | null>();
  for (const [index, what] of brought.entries()) {
    const { id } = custodians[index] ?? FIRST;
    const share = await openShare(box, { ...target, index, seed: seeds[index] ?? OPERATOR.seed }, nodeCrypto);
    if (what === "SHARE" && share) shares.set(id, Buffer.from(share));
    if (what === "NONE") shares.set(id, null);
  }
  const boxHash = toHex(nodeCrypto.sha256(box));
  const rest = { sequence, paddle: `${100 + sequence}`, limit: null, belowIndicationReason: null } as const;
  const closed: ClosedBid = { ...identity, ...rest, box, boxHash, shares, reveal: null };
  if (!isRevealed) return closed;
  const to = { bid: closed, publicKey: OPERATOR.publicKey };
  return {
    ...closed,
    reveal: await sealKey(key, to, { sealing: nodeCrypto, randomness: { bytes: randomBytes } }),
  };
}

/** What an opening at that time comes to: the bids' results in order, null where it waits, and what it journals. */
async function opened(bids: readonly ClosedBid[], at: Instant) {
  const set = {
    auctionId: AUCTION,
    sellerId: "seller",
    round: 1,
    closedAt: T,
    scheduledEnd: T,
    sealing: SEALING,
    currency: "USD",
    bids,
  };
  const found: { results: OpenBids["bids"][number]["result"][] | null; entries: JournalAppend[] } = {
    results: null,
    entries: [],
  };
  const decide = (command: OpenBids) => {
    found.results = command.bids.map(({ result }) => result);
    return Promise.resolve(null);
  };
  const opening = new OpenSealedBids({
    store: {
      find: () => Promise.resolve(set),
      read: () => Promise.resolve(set),
      insertRevealedKeys: () => Promise.resolve(),
    } as never,
    transactions: { run: (work: (tx: null) => unknown) => work(null) } as never,
    ledger: { lock: () => Promise.resolve({ decide }) } as never,
    journal: { append: (_tx, entry) => Promise.resolve(void found.entries.push(entry)) },
    operator: {
      custodian: () => Promise.resolve({ publicKey: "no custodian" }),
      keys: () => Promise.resolve(OPERATOR),
    } as never,
    sealing: nodeCrypto,
    timers: systemTimers,
    now: () => Promise.resolve(at),
  });
  await opening.run(AUCTION);
  return found;
}

const SOON = T + seconds(1);
const UNTIL = T + seconds(2 * REVEAL_SECONDS);
const OPENED = { kind: "OPENED", amount: 90_000n };

describe("a custodian that says there is no share for it in a box", () => {
  it("leaves the bid to as many others as it takes, at once, and is named for what was not true", async () => {
    const [honest, denied] = [
      await bid(["SHARE", "SHARE", "NOTHING"]),
      await bid(["SHARE", "SHARE", "NONE"]),
    ];
    const { results, entries } = await opened([honest, denied], SOON);
    expect(results).toEqual([OPENED, OPENED]);
    expect(entries).toMatchObject([
      {
        stream: "seller",
        type: "CustodianRefuted",
        data: { auctionId: AUCTION, custodianId: THIRD.id, name: THIRD.name, boxHashes: [denied.boxHash] },
      },
    ]);
  });

  it("decides nothing, however many say so: the bid waits for its firm, and with it the set", async () => {
    const [honest, denied] = [await bid(["SHARE", "SHARE", "SHARE"]), await bid(["NONE", "NONE", "NONE"])];
    expect([isDisputed(honest, SEALING), isDisputed(denied, SEALING)]).toEqual([false, true]);
    expect((await opened([honest, denied], SOON)).results).toBeNull();
    expect((await opened([honest, denied], UNTIL - 1n)).results).toBeNull();
    expect((await opened([honest], SOON)).results).toEqual([OPENED]);
  });

  it("is refuted, and named, by the key that the firm reveals", async () => {
    const denied = await bid(["SHARE", "NONE", "NONE"], { isRevealed: true });
    expect((await opened([denied], UNTIL - 1n)).results).toBeNull(); // reveals are counted together
    const { results, entries } = await opened([denied], UNTIL);
    expect(results).toEqual([OPENED]);
    expect(entries.map(({ data }) => data["custodianId"])).toEqual([SECOND.id, THIRD.id]);
  });

  it("is believed by nobody when the firm does not reveal: the bid is what it is when custodians do not come", async () => {
    const bids = [await bid(["SHARE", "NONE", "NONE"]), await bid(["SHARE", "NOTHING", "NOTHING"])];
    expect(await opened(bids, UNTIL)).toEqual({
      results: [{ kind: "UNREVEALED" }, { kind: "UNREVEALED" }],
      entries: [],
    });
  });

  it("said what is true where the box is not what sealing makes of its key, whoever opens it", async () => {
    const byReveal = await bid(["NONE", "SHARE", "NONE"], { isMalformed: true, isRevealed: true });
    const byOthers = await bid(["NONE", "SHARE", "SHARE"], { isMalformed: true });
    expect(await opened([byOthers], SOON)).toEqual({ results: [{ kind: "INVALID" }], entries: [] });
    expect(await opened([byReveal, byOthers], UNTIL)).toEqual({
      results: [{ kind: "INVALID" }, { kind: "INVALID" }],
      entries: [],
    });
  });
});
