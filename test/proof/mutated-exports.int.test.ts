import fc from "fast-check";
import { Unreadable, verify } from "../../src/client/verifier";
import { ExportedAuction, testSigner } from "../support/exported-auction";
import { mutationsOf, type Mutation } from "../support/mutated-export";
import { ProofWorld } from "../support/proof-world";
import { sealedAuction } from "../support/sealed-export";

const RUNS = 100;

let proof: ProofWorld;
let english: ExportedAuction;
const signer = testSigner();
const sealedKey = signer.verifier.toString();

beforeAll(async () => {
  proof = await ProofWorld.start();
  english = ExportedAuction.parse(await proof.exported({ kind: "auditor" }));
});
afterAll(() => proof.stop());

/** What nobody signs, and nothing follows from: when it was written down, and in which order what is a set. */
const SAYS_NOTHING = [
  /^export\/exportedAt changed$/,
  /^checkpoint\/publishedAt changed$/,
  /^entry\/values reordered$/,
  /^shares \d\/shares reordered$/,
  /^(checkpoint|receipts) left out$/, // those that are left cover the same entries
];

function isFound(exported: ExportedAuction, key: string): boolean {
  try {
    return verify({ exports: [exported.toString()], keys: [key] }).offence !== null;
  } catch (error) {
    if (error instanceof Unreadable) return true;
    throw error;
  }
}

/** What went unnoticed of some changes, drawn at random. */
function unnoticed(original: ExportedAuction, isNoticed: (mutation: Mutation) => boolean): string[] {
  const mutations = mutationsOf(original);
  const missed = new Set<string>();
  fc.assert(
    fc.property(fc.nat(mutations.length - 1), (which) => {
      const mutation = mutations[which];
      if (mutation && !isNoticed(mutation)) missed.add(mutation.name);
    }),
    { numRuns: RUNS },
  );
  return [...missed].filter((name) => !SAYS_NOTHING.some((pattern) => pattern.test(name)));
}

function noticedIn(original: ExportedAuction, key: string) {
  return ({ apply }: Mutation) => {
    const exported = original.copy();
    apply(exported);
    return exported.toString() === original.toString() || isFound(exported, key);
  };
}

it("whatever is changed in an export of an English auction is found", () => {
  expect(unnoticed(english, noticedIn(english, proof.key))).toEqual([]);
});

it("whatever is changed in an export of an auction that its custodians opened is found", async () => {
  const original = await sealedAuction(signer);
  expect(unnoticed(original, noticedIn(original, sealedKey))).toEqual([]);
});

it("whatever is changed in an export of an auction that was opened by reveals is found, but for shares that were too few", async () => {
  const original = await sealedAuction(signer, { by: "reveals" });
  const names = unnoticed(original, noticedIn(original, sealedKey));
  expect(names.filter((name) => !/^shares \d\/shares( shortened|\/share nulled)$/.test(name))).toEqual([]);
});

it("lines of another auction are found in any place", async () => {
  const sealed = await sealedAuction(signer);
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (from, to) => {
      const exported = english.copy();
      const foreign = sealed.lines[from % sealed.lines.length] ?? {};
      const place = to % exported.lines.length;
      const isAlike = JSON.stringify(exported.lines[place]) === JSON.stringify(foreign);
      exported.lines.splice(place, 1, foreign);
      expect(isAlike || isFound(exported, proof.key)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});
