import { createCipheriv, createHash } from "node:crypto";
import {
  boxLength,
  decodeBox,
  digestOf,
  openBox,
  openShare,
  openWithKey,
  problemOfRoster,
  seal,
  webCrypto,
  type Box,
  type Roster,
} from "../../../src/client/sealing";
import { encodeBox } from "../../../src/client/sealing/box";
import { encodePayload } from "../../../src/client/sealing/payload";
import { bindingOf, derivedKeys } from "../../../src/client/sealing/seal";
import { AMOUNT, bidIn, bytesOf, council, KEY, sealedFor, sharesOf, type Council } from "./world";

const INVALID = { kind: "INVALID" };
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
];

let three: Council;
let one: Council;
beforeAll(async () => {
  three = await council(2, 3);
  one = await council(1, 1);
});

describe("a sealed bid", () => {
  it.each(PAIRS)("is opened by custodians %d and %d of three", async (...places) => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const { verdict, wrong } = await openBox(
      box,
      { ...target, shares: await sharesOf(box, three, places) },
      webCrypto,
    );
    expect(verdict).toMatchObject({ kind: "OPENED", ...AMOUNT });
    expect(wrong).toEqual([]);
  });

  it("is opened by shares and from a box that Node's Buffers hold", async () => {
    const target = bidIn(three.roster);
    const box = Buffer.from(await sealedFor(target));
    const shares = (await sharesOf(box, three, [0, 2])).map(({ index, share }) => ({
      index,
      share: Buffer.from(share),
    }));
    const { verdict } = await openBox(box, { ...target, shares }, webCrypto);
    expect(verdict).toMatchObject({ kind: "OPENED", ...AMOUNT });
  });

  it("is opened by the only custodian of a roster of one", async () => {
    const target = bidIn(one.roster);
    const box = await sealedFor(target);
    const { verdict } = await openBox(box, { ...target, shares: await sharesOf(box, one, [0]) }, webCrypto);
    expect(verdict).toMatchObject({ kind: "OPENED", ...AMOUNT });
  });

  it("is opened by any one custodian where the threshold is one, and by its sealer's key", async () => {
    const any = await council(1, 3);
    const target = bidIn(any.roster);
    const box = await sealedFor(target);
    for (const place of [0, 1, 2]) {
      const { verdict } = await openBox(
        box,
        { ...target, shares: await sharesOf(box, any, [place]) },
        webCrypto,
      );
      expect(verdict).toMatchObject({ kind: "OPENED", ...AMOUNT });
    }
    expect(await openWithKey(box, { ...target, key: KEY }, webCrypto)).toMatchObject({
      kind: "OPENED",
      ...AMOUNT,
    });
    expect(await openWithKey(box, { ...target, key: bytesOf("another") }, webCrypto)).toBeNull();
  });

  it("is not opened by fewer custodians than the threshold", async () => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const shares = await sharesOf(box, three, [1]);
    expect(await openBox(box, { ...target, shares }, webCrypto)).toEqual({ verdict: null, wrong: [] });
    expect(await openBox(box, { ...target, shares: [...shares, ...shares] }, webCrypto)).toEqual({
      verdict: null,
      wrong: [],
    });
  });

  it("names a wrong share and opens without it", async () => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const [first, second, third] = await sharesOf(box, three, [0, 1, 2]);
    const swapped = { index: 1, share: third?.share ?? new Uint8Array() };
    expect(
      await openBox(box, { ...target, shares: [swapped, ...(first ? [first] : [])] }, webCrypto),
    ).toEqual({
      verdict: null,
      wrong: [1],
    });
    const shares = [swapped, ...[first, third].flatMap((share) => share ?? [])];
    const { verdict, wrong } = await openBox(box, { ...target, shares }, webCrypto);
    expect(verdict).toMatchObject({ kind: "OPENED", ...AMOUNT });
    expect(wrong).toEqual([1]);
    expect(second).toBeDefined();
  });

  it("gives a custodian's share to that custodian alone", async () => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const seed = three.keys[1]?.seed ?? new Uint8Array(32);
    expect(await openShare(box, { ...target, index: 1, seed }, webCrypto)).not.toBeNull();
    expect(await openShare(box, { ...target, index: 0, seed }, webCrypto)).toBeNull();
    expect(await openShare(box, { ...target, index: 3, seed }, webCrypto)).toBeNull();
  });

  it.each([
    { what: "another auction", change: { auctionId: "0190b000-0000-7000-8000-000000000009" } },
    { what: "another firm", change: { buyerId: "0190c000-0000-7000-8000-000000000009" } },
    { what: "another bid of the firm", change: { keyHash: bytesOf("another key") } },
  ])("opens for nobody in $what", async ({ change }) => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const elsewhere = { ...target, ...change };
    for (const [index, { seed }] of three.keys.entries())
      expect(await openShare(box, { ...elsewhere, index, seed }, webCrypto)).toBeNull();
    const shares = await sharesOf(box, three, [0, 1]);
    expect((await openBox(box, { ...elsewhere, shares }, webCrypto)).verdict).toEqual(INVALID);
  });

  it("opens for nobody under another roster", async () => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const shares = await sharesOf(box, three, [0, 1]);
    const renamed: Roster = {
      ...three.roster,
      custodians: three.roster.custodians.map((custodian) => ({ ...custodian, name: `${custodian.name}!` })),
    };
    expect((await openBox(box, { ...target, roster: renamed, shares }, webCrypto)).verdict).toEqual(INVALID);
  });

  it("has a length that tells nothing but how many custodians there are", async () => {
    const target = bidIn(three.roster);
    for (const amount of [1n, 99n, 10n ** 17n]) {
      const box = await seal({ amount, currency: "EUR" }, { ...target, key: KEY }, webCrypto);
      expect(box).toHaveLength(boxLength(3));
    }
  });

  it("is refused when there is nothing to seal", async () => {
    const target = { ...bidIn(one.roster), key: KEY };
    for (const amount of [0n, -1n, 2n ** 63n])
      await expect(seal({ amount, currency: "USD" }, target, webCrypto)).rejects.toThrow(RangeError);
    await expect(seal({ amount: 1n, currency: "US" }, target, webCrypto)).rejects.toThrow(RangeError);
    await expect(seal(AMOUNT, { ...target, key: KEY.subarray(1) }, webCrypto)).rejects.toThrow(RangeError);
  });
});

describe("a dishonest box", () => {
  /** Every two of three custodians, with what each finds or, when nothing, its hash-matching bytes. */
  async function verdicts(box: Uint8Array, shares: readonly Uint8Array[]) {
    const target = bidIn(three.roster);
    return Promise.all(
      PAIRS.map(async (pair) => {
        const opened = pair.map((index) => ({ index, share: shares[index] ?? new Uint8Array() }));
        return (await openBox(box, { ...target, shares: opened }, webCrypto)).verdict;
      }),
    );
  }

  async function honest(): Promise<{ box: Box; shares: Uint8Array[] }> {
    const bytes = await sealedFor(bidIn(three.roster));
    const box = decodeBox(bytes);
    if (!box) throw new Error("What was sealed is a box");
    return { box, shares: (await sharesOf(bytes, three, [0, 1, 2])).map(({ share }) => share) };
  }

  function withShare(box: Box, index: number, changed: Partial<Box["shares"][number]>): Uint8Array {
    return encodeBox({
      ...box,
      shares: box.shares.map((share, place) => (place === index ? { ...share, ...changed } : share)),
    });
  }

  it("with one share of another polynomial is invalid to any two custodians", async () => {
    const { box, shares } = await honest();
    const odd = new Uint8Array([...bytesOf("odd"), 3]);
    const bytes = withShare(box, 2, { hash: new Uint8Array(createHash("sha256").update(odd).digest()) });
    expect(await verdicts(bytes, [shares[0] ?? odd, shares[1] ?? odd, odd])).toEqual([
      INVALID,
      INVALID,
      INVALID,
    ]);
  });

  it("with a share at another custodian's place is invalid to any two custodians", async () => {
    const { box, shares } = await honest();
    const odd = new Uint8Array([...(shares[2] ?? new Uint8Array()).subarray(0, 32), 7]);
    const bytes = withShare(box, 2, { hash: new Uint8Array(createHash("sha256").update(odd).digest()) });
    expect(await verdicts(bytes, [shares[0] ?? odd, shares[1] ?? odd, odd])).toEqual([
      INVALID,
      INVALID,
      INVALID,
    ]);
  });

  it("with two shares at one place is invalid to any two custodians", async () => {
    const { box, shares } = await honest();
    const twin = shares[0] ?? new Uint8Array();
    const hash = box.shares[0]?.hash ?? new Uint8Array();
    const bytes = withShare(box, 1, { hash });
    expect(await verdicts(bytes, [twin, twin, shares[2] ?? twin])).toEqual([INVALID, INVALID, INVALID]);
  });

  it("with nothing in it for one custodian is invalid to any two who have their shares", async () => {
    const { box, shares } = await honest();
    const bytes = withShare(box, 2, { ciphertext: new Uint8Array(49) });
    expect(await sharesOf(bytes, three, [2])).toEqual([]);
    expect(await verdicts(bytes, shares)).toEqual([INVALID, INVALID, INVALID]);
  });

  it("with another payload than the format's is invalid, whoever opens it", async () => {
    const { box, shares } = await honest();
    const target = bidIn(three.roster);
    const keys = derivedKeys(KEY, bindingOf(target, box.rosterHash), webCrypto);
    const payload = encodePayload(AMOUNT, { ...target, buyerId: "0190c000-0000-7000-8000-000000000009" });
    const cipher = createCipheriv("aes-256-gcm", await keys.encryption(), Buffer.alloc(12)).setAAD(
      keys.binding,
    );
    const ciphertext = Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
    const bytes = encodeBox({ ...box, ciphertext });
    expect(await verdicts(bytes, shares)).toEqual([INVALID, INVALID, INVALID]);
    expect(await openWithKey(bytes, { ...target, key: KEY }, webCrypto)).toEqual(INVALID);
  });
});

describe("a digest", () => {
  it("names box, key, shares and commitment by their hashes", async () => {
    const target = bidIn(three.roster);
    const box = await sealedFor(target);
    const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const shares = await sharesOf(box, three, [0, 1, 2]);
    const digest = await digestOf(box, webCrypto);
    expect(digest).toMatchObject({
      boxHash: sha256(box),
      keyHash: sha256(KEY),
      shareHashes: shares.map(({ share }) => sha256(share)),
    });
    const { verdict } = await openBox(box, { ...target, shares }, webCrypto);
    if (verdict?.kind !== "OPENED") throw new Error("An honest box opens");
    expect(digest?.commitment).toBe(sha256(Buffer.concat([verdict.salt, encodePayload(AMOUNT, target)])));
  });

  it("there is none of what is no box", async () => {
    const box = await sealedFor(bidIn(one.roster));
    for (const bytes of [
      new Uint8Array(),
      box.subarray(1),
      new Uint8Array([...box, 0]),
      new Uint8Array(box.length),
    ])
      expect(await digestOf(bytes, webCrypto)).toBeNull();
  });
});

describe("a roster", () => {
  it.each<[string, (roster: Roster) => Roster]>([
    ["nobody is in it", (roster) => ({ ...roster, custodians: [] })],
    ["the threshold is 0", (roster) => ({ ...roster, threshold: 0 })],
    ["the threshold is above the number of custodians", (roster) => ({ ...roster, threshold: 4 })],
    [
      "somebody is in it twice",
      (roster) => ({ ...roster, custodians: [...roster.custodians, ...roster.custodians] }),
    ],
    ["a key is in it twice", (roster) => first(roster, { publicKey: roster.custodians[1]?.publicKey ?? "" })],
    ["a key is no point of the curve", (roster) => first(roster, { publicKey: `B${"A".repeat(86)}` })],
    ["a key is not base64url", (roster) => first(roster, { publicKey: "+/" })],
    ["a name is missing", (roster) => first(roster, { name: "" })],
    ["an id is no UUID", (roster) => first(roster, { id: "first" })],
  ])("is none when %s", async (_what, change) => {
    expect(await problemOfRoster(three.roster, webCrypto)).toBeNull();
    expect(await problemOfRoster(change(three.roster), webCrypto)).toEqual(expect.any(String));
  });

  function first(roster: Roster, change: Partial<Roster["custodians"][number]>): Roster {
    return {
      ...roster,
      custodians: roster.custodians.map((custodian, place) =>
        place === 0 ? { ...custodian, ...change } : custodian,
      ),
    };
  }
});
