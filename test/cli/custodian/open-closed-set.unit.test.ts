import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeKeyFile, readKeyFile, type CustodianKey } from "../../../src/cli/custodian/key-file";
import {
  checkClosedSet,
  openClosedSet,
  OpeningRefused,
  type ClosedSet,
} from "../../../src/cli/custodian/open-closed-set";
import { rememberSet, type SealedRound } from "../../../src/cli/custodian/opened-sets";
import { readCustodianOptions } from "../../../src/cli/custodian/options";
import { UsageError } from "../../../src/cli/usage-error";
import {
  closedSetText,
  digestOf,
  openBox,
  seal,
  toBase64url,
  toHex,
  webCrypto,
  type ClosedSetStatement,
  type Roster,
} from "../../../src/client/sealing";
import { NoteVerifier, noteSigner } from "../../../src/platform/proof/signed-note";
import { parseInstant } from "../../../src/platform/time";
import { bytesOf } from "../../client/sealing/world";

const AUCTION = "0190b000-0000-7000-8000-000000000001";
const FIRM = "0190c000-0000-7000-8000-000000000002";
const CLOSED_AT = "2026-03-01T12:00:00.000000Z";
const AFTER = parseInstant("2026-03-01T12:00:01Z") ?? 0n;
const signer = noteSigner("recoup", generateKeyPairSync("ed25519").privateKey);
const { verifier } = signer;

let folder: string;
let file: string;
let key: CustodianKey;
let roster: Roster;
let statement: ClosedSetStatement;
let boxes: string[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "recoup-custodian-"));
  file = path.join(folder, "key.json");
  await makeKeyFile(file, "Notary");
  key = await readKeyFile(file);
  const other = await webCrypto.keysFrom(bytesOf("other"));
  const second = { id: FIRM, name: "Other", publicKey: toBase64url(other.publicKey) };
  roster = { threshold: 1, custodians: [second, key.custodian] };
  const sealed = await Promise.all([500n, 700n].map((amount, place) => bid(amount, place)));
  boxes = sealed.map(({ box }) => toBase64url(box));
  statement = {
    auctionId: AUCTION,
    round: 1,
    closedAt: CLOSED_AT,
    scheduledEnd: CLOSED_AT,
    roster,
    bids: sealed.map(({ boxHash, keyHash }) => ({ boxHash, buyerId: FIRM, keyHash })),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

async function bid(amount: bigint, place: number) {
  const keyHash = bytesOf(`bid ${place}`);
  const target = { auctionId: AUCTION, buyerId: FIRM, keyHash, roster, key: bytesOf(`key ${place}`) };
  const box = await seal({ amount, currency: "USD" }, target, webCrypto);
  const { boxHash } = (await digestOf(box, webCrypto)) ?? { boxHash: "" };
  return { box, boxHash, keyHash: toHex(keyHash) };
}

function signed(change: Partial<ClosedSetStatement> = {}): ClosedSet {
  return { note: signer.sign(closedSetText({ ...statement, ...change })), boxes };
}

function check(
  set: ClosedSet,
  options: {
    now?: bigint;
    acceptsEarlyClose?: boolean;
    acceptsSandbox?: boolean;
    round?: number;
    verifier?: NoteVerifier;
  } = {},
) {
  const usual = { key, verifier, now: AFTER, acceptsEarlyClose: false, acceptsSandbox: false, round: 1 };
  return checkClosedSet(set, { ...usual, ...options });
}

/** A sandbox that ran for a minute before the close, by its own clock, and a second by the real one. */
const SANDBOX = {
  startedAt: "2026-03-01T11:00:00.000000Z",
  shownAt: "2026-03-01T11:59:00.000000Z",
  pace: 60,
};
const REAL_CLOSE = parseInstant("2026-03-01T11:00:01Z") ?? 0n;

describe("a custodian", () => {
  it("opens its share of every bid of a set that is signed, and shares open the boxes", async () => {
    const set = signed();
    const { auctionId, custodianId, shares } = await openClosedSet(await check(set), set.boxes, key);
    expect({ auctionId, custodianId }).toEqual({ auctionId: AUCTION, custodianId: key.custodian.id });
    expect(shares.map(({ boxHash }) => boxHash)).toEqual(statement.bids.map(({ boxHash }) => boxHash));
    const share = Buffer.from(shares[0]?.share ?? "", "base64url");
    const target = { auctionId: AUCTION, buyerId: FIRM, keyHash: bytesOf("bid 0"), roster };
    const box = Buffer.from(boxes[0] ?? "", "base64url");
    const { verdict } = await openBox(box, { ...target, shares: [{ index: 1, share }] }, webCrypto);
    expect(verdict).toMatchObject({ kind: "OPENED", amount: 500n });
  });

  it("reports a box in which there is nothing for it, and opens the others", async () => {
    const elsewhere = statement.bids.map((each, place) =>
      place === 0 ? { ...each, buyerId: "0190c000-0000-7000-8000-000000000009" } : each,
    );
    const set = signed({ bids: elsewhere });
    const { shares } = await openClosedSet(await check(set), set.boxes, key);
    expect(shares.map(({ share }) => share !== null)).toEqual([false, true]);
  });

  it.each<[string, () => ClosedSet, Parameters<typeof check>[1]]>([
    ["before the closing time", () => signed(), { now: AFTER - 1_000_001n }],
    [
      "of an auction that was closed before its time",
      () => signed({ scheduledEnd: "2026-03-01T13:00:00.000000Z" }),
      {},
    ],
    ["of a set that nobody signed", () => ({ note: `${closedSetText(statement)}\n`, boxes }), {}],
    [
      "of a set that another key signed",
      () => signed(),
      { verifier: NoteVerifier.of("recoup", generateKeyPairSync("ed25519").privateKey) },
    ],
    [
      "of a set that was changed after it was signed",
      () => ({ ...signed(), note: signed().note.replace("12:00", "11:00") }),
      {},
    ],
    [
      "of something else that was signed",
      () => ({ note: signer.sign("recoup/auction/1\n1\nroot\n"), boxes }),
      {},
    ],
    [
      "of a set of other custodians",
      () => signed({ roster: { ...roster, custodians: roster.custodians.slice(0, 1) } }),
      {},
    ],
    ["of another round than it was asked for", () => signed({ round: 2 }), {}],
    ["of a sandbox, unless it knows of it", () => signed({ sandbox: SANDBOX }), { now: REAL_CLOSE }],
    [
      "of a sandbox before the closing time by its clock",
      () => signed({ sandbox: SANDBOX }),
      { now: REAL_CLOSE - 1n, acceptsSandbox: true },
    ],
    [
      "before the closing time of what is no sandbox, though it was told so",
      () => signed(),
      { now: AFTER - 1_000_001n, acceptsSandbox: true },
    ],
    [
      "of a sandbox whose clock stands still or runs back",
      () => signed({ sandbox: { ...SANDBOX, pace: 0 } }),
      { acceptsSandbox: true },
    ],
    ["of single boxes", () => ({ ...signed(), boxes: boxes.slice(0, 1) }), {}],
    [
      "of one box and no other, whatever was signed",
      () => ({ ...signed({ bids: [] }), boxes: boxes.slice(0, 1) }),
      {},
    ],
    ["of boxes that do not belong to it", () => ({ ...signed(), boxes: [...boxes].reverse() }), {}],
    ["of what is no box at all", () => ({ ...signed(), boxes: ["?", "!"] }), {}],
  ])("opens nothing %s", async (_what, set, options) => {
    await expect(check(set(), options)).rejects.toThrow(OpeningRefused);
  });

  it("opens an auction that was closed early when told that this is in order", async () => {
    const set = signed({ scheduledEnd: "2026-03-01T13:00:00.000000Z" });
    expect(await check(set, { acceptsEarlyClose: true })).toMatchObject({ auctionId: AUCTION });
  });

  it("opens a sandbox's auction by the sandbox's clock, which it reckons from its own, when it knows of it", async () => {
    const set = signed({ sandbox: SANDBOX });
    expect(await check(set, { now: REAL_CLOSE, acceptsSandbox: true })).toMatchObject({ sandbox: SANDBOX });
    await expect(check(set, { now: REAL_CLOSE })).rejects.toThrow("--sandbox");
  });

  it("opens a second round when asked for it", async () => {
    expect(await check(signed({ round: 2 }), { round: 2 })).toMatchObject({ round: 2 });
  });

  it("opens the same set again, and never another one of the same round", () => {
    const { note } = signed();
    const [first, second] = [1, 2].map((round) => ({ auctionId: AUCTION, round })) as [
      SealedRound,
      SealedRound,
    ];
    rememberSet(file, first, note);
    rememberSet(file, first, note);
    rememberSet(file, { auctionId: FIRM, round: 1 }, signed({ auctionId: FIRM }).note);
    rememberSet(file, second, signed({ round: 2 }).note);
    expect(() => rememberSet(file, first, signed({ bids: [] }).note)).toThrow(OpeningRefused);
    expect(() => rememberSet(file, second, signed({ round: 2, bids: [] }).note)).toThrow(OpeningRefused);
  });
});

describe("a custodian's key", () => {
  it("lies in a file that nobody else may read, and is never overwritten", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(makeKeyFile(file, "Another")).rejects.toThrow("exists already");
    expect((await readKeyFile(file)).custodian.name).toBe("Notary");
  });
});

describe("the command line", () => {
  const read = (...args: string[]) => readCustodianOptions(args, "/desk");

  it("names what is to be done", () => {
    expect(read("keygen", "--key", "k.json", "--name", "Notary")).toEqual({
      command: "keygen",
      keyFile: "/desk/k.json",
      name: "Notary",
    });
    const open = ["open", "--key", "/k.json", "--signer", verifier.toString()];
    expect(read(...open, "--set", "set.json")).toMatchObject({
      source: { kind: "file", file: "/desk/set.json" },
      acceptsEarlyClose: false,
      acceptsSandbox: false,
      round: 1,
    });
    expect(read(...open, "--set", "set.json", "--sandbox")).toMatchObject({ acceptsSandbox: true });
    expect(read(...open, "--set", "set.json", "--round", "2")).toMatchObject({ round: 2 });
    expect(
      read(...open, "--url", "http://x/graphql", "--auction", AUCTION, "--accept-early-close"),
    ).toMatchObject({
      source: { kind: "api", url: "http://x/graphql", auctionId: AUCTION },
      acceptsEarlyClose: true,
    });
    expect(read("--help")).toBeNull();
  });

  it.each([
    [[]],
    [["close"]],
    [["keygen", "open"]],
    [["keygen", "--key", "k"]],
    [["keygen", "--name", "n"]],
    [["open", "--key", "k", "--set", "s"]],
    [["open", "--key", "k", "--set", "s", "--signer", "recoup+00000000+AQ=="]],
    [["open", "--key", "k", "--signer", verifier.toString()]],
    [["open", "--key", "k", "--signer", verifier.toString(), "--set", "s", "--url", "u"]],
    [["open", "--box", "b"]],
    [["open", "--key", "k", "--signer", verifier.toString(), "--set", "s", "--round", "0"]],
  ])("is refused when it is wrong (%#)", (args) => {
    expect(() => read(...args)).toThrow(UsageError);
  });
});
