import type { Id } from "../../src/platform/ids";
import { commit } from "../../src/platform/journal/chain";
import type { Verification } from "../../src/client/verifier";
import { verify } from "../../src/client/verifier";
import { ExportedAuction, testSigner, type Line } from "../support/exported-auction";
import { verifierWithout, type TakenOut } from "../support/mutants/verifiers";
import { ProofWorld } from "../support/proof-world";
import { BoxedBid, sealedAuction } from "../support/sealed-export";

let proof: ProofWorld;
let auditors: ExportedAuction;
let buyer: Id;

beforeAll(async () => {
  proof = await ProofWorld.start();
  buyer = proof.firms[1];
  auditors = ExportedAuction.parse(await proof.exported({ kind: "auditor" }));
});
afterAll(() => proof.stop());

interface Deceit {
  readonly exported: ExportedAuction;
  readonly receipts?: readonly string[];
  readonly checkpoints?: readonly string[];
  /** Whoever has the key as well as the database. */
  readonly key?: string;
}

interface Tampering {
  readonly name: string;
  readonly deceive: () => Deceit | Promise<Deceit>;
  readonly found: {
    readonly entry: (exported: ExportedAuction) => number | null;
    readonly problem: string | RegExp;
  };
  /** Without this check the verifier does not find it so. */
  readonly without: readonly TakenOut[];
}

/** What the operator itself can do, who has database and key. */
function remade(change: (exported: ExportedAuction) => void): Deceit {
  const exported = auditors.copy();
  change(exported);
  exported.rehash();
  exported.sign(proof.signer);
  return { exported };
}

function changed(change: (exported: ExportedAuction) => void): Deceit {
  const exported = auditors.copy();
  change(exported);
  return { exported };
}

/** The same, of a sealed auction: the first bid's box, shares and entry. */
async function sealedDeceit(
  change: (sealed: {
    readonly exported: ExportedAuction;
    readonly box: Line;
    readonly shares: Line;
    readonly entry: Line & { data: Line };
  }) => unknown,
  { isSignedAnew = true, ...opened }: { isSignedAnew?: boolean } & Parameters<typeof sealedAuction>[1] = {},
): Promise<Deceit> {
  const signer = testSigner();
  const exported = await sealedAuction(signer, opened);
  const [box = {}] = exported.of("box");
  const [shares = {}] = exported.of("shares");
  await change({ exported, box, shares, entry: exported.entry("BidAccepted") });
  if (isSignedAnew) {
    exported.rehash();
    exported.sign(signer);
  }
  return { exported, key: signer.verifier.toString() };
}

function sequenceOf(type: string): (exported: ExportedAuction) => number {
  return () => auditors.entry(type)["sequence"] as number;
}

/** A hidden value put in place of another, with its commitment. */
function conceal(line: Line & { data: Line }, field: string, value: string): void {
  const salt = "00".repeat(16);
  line.data[field] = { ...commit(value, Buffer.from(salt, "hex")) };
  const values = (line["values"] as Line[]).filter(({ path }) => path !== `/data/${field}`);
  line["values"] = [...values, { path: `/data/${field}`, salt, value }];
}

const TAMPERINGS: readonly Tampering[] = [
  {
    name: "a bit flip in an entry",
    deceive: () => changed((exported) => Object.assign(exported.entry(7), { rulesVersion: "2026-10" })),
    found: { entry: () => 7, problem: "Its content does not give its hash." },
    without: [["expected !== own", "false"]],
  },
  {
    name: "a deleted row",
    deceive: () =>
      changed((exported) => {
        exported.remove(exported.entry(9));
        exported.count();
      }),
    found: { entry: () => 9, problem: "It is missing." },
    without: [["if (sequence > expected)", "if (false)"]],
  },
  {
    name: "swapped rows",
    deceive: () =>
      changed(({ lines }) => {
        const place = lines.findIndex((line) => line["sequence"] === 9);
        lines.splice(place, 2, lines[place + 1] ?? {}, lines[place] ?? {});
      }),
    found: { entry: () => 9, problem: "It is missing." },
    without: [["if (sequence > expected)", "if (false)"]],
  },
  {
    name: "rows whose contents were swapped",
    deceive: () =>
      changed((exported) => {
        const [one, other] = [exported.entry(9), exported.entry(10)];
        [one.data, other.data] = [other.data, one.data];
      }),
    found: { entry: () => 9, problem: "Its content does not give its hash." },
    without: [["expected !== own", "false"]],
  },
  {
    name: "a duplicated row",
    deceive: () =>
      changed((exported) => {
        const place = exported.lines.indexOf(exported.entry(9));
        exported.lines.splice(place, 0, exported.entry(9));
        exported.count();
      }),
    found: { entry: () => 10, problem: "In its place stands an entry from before." },
    without: [["if (sequence < expected)", "if (false)"]],
  },
  {
    name: "a re-hashed chain",
    deceive: () =>
      changed((exported) => {
        exported.entry("AuctionPaused").data["reason"] = "No question.";
        exported.rehash();
      }),
    found: { entry: sequenceOf("AuctionPaused"), problem: /is not the one that was signed/ },
    without: [
      ["isGood: root === head.root", "isGood: true"],
      ["isGood: tree.root === root", "isGood: true"],
    ],
  },
  {
    name: "a truncated tail",
    deceive: () =>
      changed((exported) => {
        exported.remove(...exported.of("entry").slice(-2));
        exported.count();
      }),
    found: {
      entry: (exported) => exported.of("entry").length + 1,
      problem: /^It is missing: a checkpoint of \d+ entries was signed\.$/,
    },
    without: [["if (head.size > entries.length)", "if (false)"]],
  },
  {
    name: "a tail cut off together with every checkpoint behind it, by whoever has the key, where an earlier one was kept",
    deceive: () => {
      const [kept] = auditors.of("checkpoint").slice(-1);
      const deceit = remade((exported) => {
        exported.remove(...exported.of("entry").slice(-2));
        exported.count();
        exported.remove(...exported.of("receipts").slice(-1));
      });
      return { ...deceit, checkpoints: [kept?.["note"] as string] };
    },
    found: {
      entry: (exported) => exported.of("entry").length + 1,
      problem: /^It is missing: a checkpoint of \d+ entries was signed\.$/,
    },
    without: [["if (head.size > entries.length)", "if (false)"]],
  },
  {
    name: "a forged checkpoint",
    deceive: () =>
      changed((exported) => {
        exported.entry("AuctionPaused").data["reason"] = "No question.";
        exported.rehash();
        exported.sign(testSigner());
      }),
    found: {
      entry: () => Number((auditors.of("checkpoint")[0]?.["note"] as string).split("\n")[1]),
      problem: "The checkpoint of so many entries is not signed by a key that was given.",
    },
    without: [["end < 0 || !isSigned", "end < 0"]],
  },
  {
    name: "a changed closing time, by whoever has database and key",
    deceive: () =>
      remade((exported) => {
        const { data } = exported.entry("AuctionExtended");
        data["closesAt"] = "2039-01-01T00:00:00.000000Z";
        (data["standing"] as Line)["closesAt"] = "2039-01-01T00:00:00.000000Z";
      }),
    found: { entry: sequenceOf("AuctionExtended"), problem: "The terms do not extend the auction so." },
    without: [['due?.closesAt.includes(time(data["closesAt"])) === true', "true"]],
  },
  {
    name: "a changed decision, by whoever has database and key",
    deceive: () =>
      remade((exported) => {
        exported.entry("BidRejected").data["reason"] = "BELOW_OPENING";
      }),
    found: { entry: sequenceOf("BidRejected"), problem: "The rules give another reason: BELOW_INCREMENT." },
    without: [["must(reason === objection", "must(true"]],
  },
  {
    name: "a changed price, by whoever has database and key",
    deceive: () =>
      remade((exported) => ((exported.entry("AuctionClosed").data["outcome"] as Line)["price"] = "976")),
    found: { entry: sequenceOf("AuctionClosed"), problem: "Its price is not the one that stood." },
    without: [['outcome["price"] === (kind === "WON" ? leadingAmount : null)', "true"]],
  },
  {
    name: "a changed maximum, by whoever has database and key",
    deceive: () =>
      remade((exported) => {
        const [, , second] = exported.of("entry").filter(({ type }) => type === "BidAccepted");
        conceal(second as Line & { data: Line }, "maximum", "880");
      }),
    found: {
      entry: () =>
        auditors.of("entry").filter(({ type }) => type === "BidAccepted")[2]?.["sequence"] as number,
      problem: /^The rules/,
    },
    without: [["const replay = replayDecisions(auction)", "const replay = { isDone: true, detail: '' }"]],
  },
  {
    name: "a moved time",
    deceive: () =>
      remade((exported) => {
        exported.entry(12)["at"] = exported.entry(10)["at"];
      }),
    found: { entry: () => 12, problem: "It is not later than the entries before." },
    without: [["time < previous.at + BigInt(sequence - previous.sequence)", "false"]],
  },
  {
    name: "a late bid let in by whoever has database and key",
    deceive: () =>
      remade((exported) => {
        const late = exported
          .of("entry")
          .filter(({ type }) => type === "BidRejected")
          .at(-1);
        Object.assign(late ?? {}, { type: "BidAccepted" });
      }),
    found: {
      entry: () =>
        auditors
          .of("entry")
          .filter(({ type }) => type === "BidRejected")
          .at(-1)?.["sequence"] as number,
      problem: "A bid was accepted while the auction was CLOSED.",
    },
    without: [['must(this.status === "OPEN", `A bid was accepted', "must(true, `A bid was accepted"]],
  },
  {
    name: "an auction given up while it is open, by whoever has database and key",
    deceive: () => remade((exported) => endsBy(exported.entry("AuctionPaused"), "UNSOLD", "AuctionUnsold")),
    found: {
      entry: sequenceOf("AuctionPaused"),
      problem: "It was given up as unsold before its end.",
    },
    without: [['must(this.isOver, "It was given up', 'must(true, "It was given up']],
  },
  {
    name: "a result that is not taken before there is one, by whoever has database and key",
    deceive: () =>
      remade((exported) => endsBy(exported.entry("AuctionPaused"), "NOT_AWARDED", "AuctionNotAwarded")),
    found: {
      entry: sequenceOf("AuctionPaused"),
      problem: "It ended without an award before its end.",
    },
    without: [['must(this.isOver, "It ended without', 'must(true, "It ended without']],
  },
  {
    name: "an award to the same firm again, by whoever has database and key",
    deceive: () => remade(awardTwice),
    found: {
      entry: (exported) => exported.of("entry").length,
      problem: "It was awarded to a firm that had its turn.",
    },
    without: [['must(number(data["rank"]) > this.awardedRank', "must(true"]],
  },
  {
    name: "an auction cancelled when it was awarded, by whoever has database and key",
    deceive: () =>
      remade((exported) => {
        awardTwice(exported);
        const [last] = exported.of("entry").slice(-1);
        endsBy(last as Line & { data: Line }, "CANCELLED", "AuctionCancelled");
      }),
    found: {
      entry: (exported) => exported.of("entry").length,
      problem: "It was cancelled when it was awarded or over.",
    },
    without: [['=== "CLOSED", "It was cancelled', '!== "", "It was cancelled']],
  },
  {
    name: "a foreign receipt",
    deceive: async () => ({
      exported: ExportedAuction.parse(await proof.exported({ kind: "organization", id: buyer })),
      receipts: [JSON.stringify(proof.kept.get(proof.firms[0])?.[0])],
    }),
    found: {
      entry: sequenceOf("BidAccepted"),
      problem: "A receipt for it was given to the reader, and the bid is another firm's.",
    },
    without: [["if (isReadByFirm && !isOwn)", "if (false)"]],
  },
  {
    name: "a receipt for an entry that is not the journal's",
    deceive: () => ({
      ...remade((exported) => (exported.entry("AuctionPaused").data["reason"] = "No question.")),
      receipts: [JSON.stringify(proof.kept.get(buyer)?.at(-1))],
    }),
    found: {
      entry: () => (proof.kept.get(buyer)?.at(-1) as { bid: { sequence: number } }).bid.sequence,
      problem: "It is not the one that a receipt promised.",
    },
    without: [["if (!entry) throw", "if (!entry) continue; if (false) throw"]],
  },
  {
    name: "a replaced ciphertext",
    deceive: () =>
      sealedDeceit(({ box }) => (box["box"] = Buffer.from("another box").toString("base64")), {
        isSignedAnew: false,
      }),
    found: { entry: () => 6, problem: "The sealed box beside it is not the one that it names." },
    without: [['!== digest["boxHash"]', '=== ""']],
  },
  {
    name: "a replaced ciphertext and its hash, by whoever has database and key",
    deceive: () =>
      sealedDeceit(async ({ box, entry }) => {
        const other = await BoxedBid.seal("101", 800n);
        Object.assign(box, other.boxLine);
        Object.assign(entry.data["sealed"] as Line, { boxHash: (await other.digest())["boxHash"] });
      }),
    found: { entry: () => 6, problem: "The sealed box beside it holds other hashes than it names." },
    without: [["if (!isNamed)", "if (false)"]],
  },
  {
    name: "a replaced ciphertext and all of its hashes, by whoever has database and key",
    deceive: () =>
      sealedDeceit(async ({ box, entry, shares }) => {
        const other = await BoxedBid.seal("101", 800n);
        Object.assign(box, other.boxLine);
        entry.data["sealed"] = { ...(await other.digest()), bidKeyHash: shares["bidKey"] };
      }),
    found: { entry: () => 6, problem: "A custodian's share beside it is not the one that it names." },
    without: [["!== parts.shareHashes[index]", '=== ""']],
  },
  {
    name: "an amount that is not the one in the box, by whoever has database and key",
    deceive: () =>
      sealedDeceit(({ exported }) => {
        const [winner] = exported.entry("BidsOpened").data["bids"] as Line[];
        Object.assign(winner ?? {}, { amount: "950" });
      }),
    found: { entry: () => 11, problem: "The amount is not the one in the box of entry 7." },
    without: [["if (amount !== found)", "if (false)"]],
  },
  {
    name: "a box that some custodians cannot open, told of as another reason, by whoever has database and key",
    deceive: () =>
      sealedDeceit(({ exported }) => {
        Object.assign(exported.entry("BidSetAside").data, { reason: "BELOW_OPENING", amount: "50" });
      }),
    found: { entry: () => 10, problem: "Whether the box of entry 8 is valid is told wrongly." },
    without: [['if ((reason === "SEALED_INVALID") !== (found === null))', "if (false)"]],
  },
  {
    name: "a lawful bid set aside as invalid, by whoever has database and key",
    deceive: () => sealedDeceit(() => undefined, { third: (bid) => bid }),
    found: { entry: () => 10, problem: "Whether the box of entry 8 is valid is told wrongly." },
    without: [['if ((reason === "SEALED_INVALID") !== (found === null))', "if (false)"]],
  },
  {
    name: "a lawful bid that another bid's key makes look invalid, by whoever has database and key",
    deceive: () =>
      sealedDeceit(
        ({ exported, shares }) => Object.assign(exported.of("shares")[2] ?? {}, { bidKey: shares["bidKey"] }),
        { third: (bid) => bid },
      ),
    found: { entry: () => 8, problem: "The bid's key beside it is not the one that it names." },
    without: [['|| found.bidKey !== sealed["bidKeyHash"]', ""]],
  },
  {
    name: "shares of which one counts twice",
    deceive: () =>
      sealedDeceit(({ shares }) => {
        const [first] = shares["shares"] as Line[];
        shares["shares"] = [first, first];
      }),
    found: { entry: () => 6, problem: "A custodian's share stands beside it twice." },
    without: [["if (new Set(given.map(({ index }) => index)).size < given.length)", "if (false)"]],
  },
  {
    name: "shares that are held back, so that nobody opens the box again",
    deceive: () => sealedDeceit(({ exported, shares }) => exported.remove(shares)),
    found: { entry: () => 6, problem: "What opens the sealed box beside it, or whose it is, is missing." },
    without: [['if (!found || typeof buyerId !== "string")', "if (!found) continue; if (false)"]],
  },
  {
    name: "a forged reveal",
    deceive: () =>
      sealedDeceit(({ shares }) => (shares["revealed"] = Buffer.alloc(32, 7).toString("base64")), {
        by: "reveals",
      }),
    found: { entry: () => 6, problem: "The revealed key beside it is not the one that it names." },
    without: [["if (revealed && sha256(revealed)", "if (false && sha256(revealed)"]],
  },
  {
    name: "a reveal of another bid",
    deceive: () =>
      sealedDeceit(({ exported, shares }) => (shares["revealed"] = exported.of("shares")[1]?.["revealed"]), {
        by: "reveals",
      }),
    found: { entry: () => 6, problem: "The revealed key beside it is not the one that it names." },
    without: [["if (revealed && sha256(revealed)", "if (false && sha256(revealed)"]],
  },
  {
    name: "an omitted reveal of a bid that counts",
    deceive: () => sealedDeceit(({ shares }) => (shares["revealed"] = null), { by: "reveals" }),
    found: { entry: () => 11, problem: "Whether anybody opened the box of entry 6 is told wrongly." },
    without: [['if ((verdict === null) !== (reason === "UNREVEALED"))', "if (false)"]],
  },
  {
    name: "an amount that is not what the reveal says, by whoever has database and key",
    deceive: () =>
      sealedDeceit(
        ({ exported }) => {
          const [winner] = exported.entry("BidsOpened").data["bids"] as Line[];
          Object.assign(winner ?? {}, { amount: "950" });
        },
        { by: "reveals" },
      ),
    found: { entry: () => 11, problem: "The amount is not the one in the box of entry 7." },
    without: [["if (amount !== found)", "if (false)"]],
  },
  {
    name: "a revealed bid told of as one that nobody revealed, by whoever has database and key",
    deceive: () =>
      sealedDeceit(({ exported }) => (exported.entry("BidSetAside").data["reason"] = "UNREVEALED"), {
        by: "reveals",
        third: (bid) => bid,
      }),
    found: { entry: () => 10, problem: "Whether anybody opened the box of entry 8 is told wrongly." },
    without: [['if ((verdict === null) !== (reason === "UNREVEALED"))', "if (false)"]],
  },
  {
    name: "a bid that nobody revealed told of as invalid, by whoever has database and key",
    deceive: () =>
      sealedDeceit(({ exported }) => (exported.entry("BidSetAside").data["reason"] = "SEALED_INVALID"), {
        by: "reveals",
        reason: "UNREVEALED",
      }),
    found: { entry: () => 10, problem: "Whether anybody opened the box of entry 8 is told wrongly." },
    without: [['if ((verdict === null) !== (reason === "UNREVEALED"))', "if (false)"]],
  },
  {
    name: "a revealed bid set aside as invalid, by whoever has database and key",
    deceive: () => sealedDeceit(() => undefined, { by: "reveals", third: (bid) => bid }),
    found: { entry: () => 10, problem: "Whether the box of entry 8 is valid is told wrongly." },
    without: [['if ((reason === "SEALED_INVALID") !== (found === null))', "if (false)"]],
  },
];

/** Makes an entry one by which the auction ends so. */
function endsBy(entry: Line & { data: Line }, status: string, type: string): void {
  const standing = { ...(entry.data["standing"] as Line), status };
  Object.assign(entry, { type, values: [], data: { reason: "For no reason.", standing } });
}

/** Puts the award in the place of what came between it and the close, too. */
function awardTwice(exported: ExportedAuction): void {
  const [late, award] = exported.of("entry").slice(-2);
  const { type, actor, data, values } = structuredClone(award ?? {});
  Object.assign(late ?? {}, { type, actor, data, values });
}

function find(by: typeof verify, deceit: Deceit): Verification["offence"] {
  const { exported, receipts = [], checkpoints = [], key = proof.key } = deceit;
  return by({ exports: [exported.toString()], keys: [key], receipts, checkpoints }).offence;
}

describe.each(TAMPERINGS)("$name", ({ deceive, found, without }) => {
  it("is found", async () => {
    const deceit = await deceive();
    const offence = find(verify, deceit);
    expect(offence?.entry).toBe(found.entry(deceit.exported));
    expect(offence?.problem).toMatch(found.problem);
  });

  it("is not found so by a verifier from which the check was taken out", async () => {
    const deceit = await deceive();
    const offence = find(verifierWithout(without), deceit);
    expect(offence?.problem ?? "").not.toMatch(found.problem);
  });
});

it.each([
  [
    "custodians",
    "SEALED_INVALID",
    "3 boxes hold what the entries say; of 0 that is not this reader's to compare, and 0",
  ],
  [
    "reveals",
    "SEALED_INVALID",
    "3 boxes hold what the entries say; of 0 that is not this reader's to compare, and 0",
  ],
  [
    "reveals",
    "UNREVEALED",
    "2 boxes hold what the entries say; of 0 that is not this reader's to compare, and 1",
  ],
] as const)(
  "a sealed auction that was opened by %s, one of its bids %s, is sound",
  async (by, reason, counted) => {
    const signer = testSigner();
    const exported = await sealedAuction(signer, { by, reason });
    const { checks, offence } = verify({
      exports: [exported.toString()],
      keys: [signer.verifier.toString()],
    });
    expect(offence).toBeNull();
    expect(checks.find(({ name }) => name === "openings")).toMatchObject({
      isDone: true,
      detail: `opened again, ${counted} could not be opened`,
    });
    expect(checks.at(-1)).toMatchObject({ name: "decisions", isDone: true });
  },
);

it("what was not tampered with is sound", () => {
  expect(verify({ exports: [auditors.toString()], keys: [proof.key] }).offence).toBeNull();
});
