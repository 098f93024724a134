import { seconds } from "../../src/platform/time";
import type { AuctionFormat, Sealing, Terms } from "../../src/auction/domain";
import { uuidv7, type Id } from "../../src/platform/ids";
import { toBase64url } from "../../src/client/sealing";
import { terms } from "../support/english-auction";
import { NaiveDutch } from "../support/naive-dutch";
import { NaiveHybrid } from "../support/naive-hybrid";
import type { Cast, Custodian, Firm } from "./cast";
import { dutchTermsOf, hybridTermsOf } from "./naive-terms";
import { plainCrypto } from "./plain-crypto";
import { SeededRandom } from "./seeded-random";
import { EPOCH } from "./simulated-database";

/** When the auctions open and close, in seconds of virtual time; what comes by commands changes it. */
export const OPENS_AT = 2;
export const CLOSES_AT = 9;

/** How often each format is played, out of all of these. */
const FORMATS: readonly AuctionFormat[] = [
  "BEST_AND_FINAL",
  "ENGLISH",
  "ENGLISH",
  "ENGLISH",
  "ENGLISH",
  "DUTCH",
  "DUTCH",
  "SEALED_FIRST_PRICE",
  "SEALED_SECOND_PRICE",
];

/** Its phases last minutes, whatever the terms: by a clock as fast as this, seconds. */
const HYBRID_PACE = 200;

/** Who and what takes part in a seed's story. */
export function castOf(seed: number): Cast {
  return planCast(new SeededRandom(seed).fork());
}

/** A seller, some firms, custodians, and one auction or two, as a seed has them. */
export function planCast(random: SeededRandom): Cast {
  const sellerId = uuidv7(0, random.bytes(10));
  const count = random.pick([1, 1, 2]);
  const firms = Array.from({ length: random.whole(2, 5) }, (_, index): Firm => ({
    buyerId: uuidv7(1, random.bytes(10)),
    paddle: String(101 + index),
    limit: random.chance(0.2) ? 2_000n : null,
    exposureLimit: count > 1 && random.chance(0.6) ? random.pick([800n, 1_500n, 3_000n]) : null,
  }));
  const custodians = ["Operator", "One", "Two"].map((name): Custodian => ({
    id: uuidv7(3, random.bytes(10)),
    name,
    seed: random.bytes(32),
  }));
  const isFast = random.chance(0.08);
  const auctions = Array.from({ length: count }, () => {
    const terms = planTerms(isFast ? "HYBRID" : random.pick(FORMATS), custodians, random);
    return { id: uuidv7(2, random.bytes(10)), terms, allotments: planAllotments(terms, firms, random) };
  });
  return { pace: isFast ? HYBRID_PACE : 1, sellerId, firms, custodians, auctions };
}

/** Of two auctions each may have half of a limit: all of that where bids are sealed, elsewhere often less. */
function planAllotments(
  { sealing }: Terms,
  firms: readonly Firm[],
  random: SeededRandom,
): ReadonlyMap<Id, bigint> {
  const exposed = firms.flatMap(({ buyerId, exposureLimit }) =>
    exposureLimit === null ? [] : [[buyerId, exposureLimit] as const],
  );
  return new Map(
    exposed.map(([buyerId, limit]) => [
      buyerId,
      sealing ? limit / 2n : random.pick([0n, limit / 4n, limit / 2n]),
    ]),
  );
}

function planTerms(format: AuctionFormat, custodians: readonly Custodian[], random: SeededRandom): Terms {
  const common = terms({
    format,
    faceValue: random.pick([5_000n, 1_000_000n]),
    openingPrice: 100n,
    increments: [],
    reserve: { amount: random.pick([0n, 0n, 300n, 3_000n]), floorId: "floor" },
    reserveVisibility: random.pick(["STATUS_ONLY", "DISCLOSED"] as const),
    opensAt: EPOCH + seconds(OPENS_AT),
    closesAt: EPOCH + seconds(CLOSES_AT),
  });
  switch (format) {
    case "DUTCH":
      return dutch(common, random);
    case "SEALED_FIRST_PRICE":
    case "SEALED_SECOND_PRICE":
      return { ...common, sealing: planSealing(custodians, random) };
    case "BEST_AND_FINAL":
      return bestAndFinal(common, custodians, random);
    case "HYBRID":
      return hybrid(common, custodians, random);
    case "ENGLISH":
      return english(common, random);
  }
}

function english(common: Terms, random: SeededRandom): Terms {
  const windowSeconds = random.whole(1, 4);
  const extension = {
    windowSeconds,
    addedSeconds: windowSeconds + random.whole(0, 2),
    mode: random.pick(["ADD", "RESET"] as const),
    hardEndAt: common.closesAt + seconds(random.whole(1, 8)),
  };
  return {
    ...common,
    increments: random.pick([
      [{ from: 0n, step: 10n }],
      [
        { from: 0n, step: 5n },
        { from: 500n, step: 25n },
        { from: 1_000n, step: 100n },
      ],
    ]),
    extension: random.chance(0.7) ? extension : null,
  };
}

/** From 1,000 down, in about as long as the others take. */
function dutch(common: Terms, random: SeededRandom): Terms {
  const falling: Terms = {
    ...common,
    openingPrice: 1_000n,
    reserve: { amount: random.pick([0n, 300n, 555n]), floorId: "floor" },
    reserveVisibility: "DISCLOSED",
    dutch: { stepRate: random.pick([100_000n, 123_456n]), stepSeconds: 1 },
  };
  const steps = new NaiveDutch(dutchTermsOf(falling)).prices.length;
  return { ...falling, closesAt: falling.opensAt + seconds(steps) };
}

/** Two rounds in about as long as the others take. */
function bestAndFinal(common: Terms, custodians: readonly Custodian[], random: SeededRandom): Terms {
  const shortlist = random.pick([null, 1, 2]);
  return {
    ...common,
    sealing: { ...planSealing(custodians, random), revealSeconds: 1 },
    closesAt: common.opensAt + seconds(2),
    bestAndFinal: { shortlist, startsAfterSeconds: random.whole(0, 1), bindingSeconds: 3 },
  };
}

/** From 1,000 down by a few of its steps, by the fast clock. */
function hybrid(common: Terms, custodians: readonly Custodian[], random: SeededRandom): Terms {
  const [operator] = custodians;
  if (!operator) throw new Error("Somebody must open what is sealed");
  const falling: Terms = {
    ...common,
    openingPrice: 1_000n,
    reserve: { amount: random.pick([970n, 985n]), floorId: "floor" },
    reserveVisibility: "DISCLOSED",
    opensAt: EPOCH + seconds(OPENS_AT * HYBRID_PACE),
    sealing: { sealer: "SERVER", threshold: 1, custodians: [inRoster(operator)], revealSeconds: 2 },
  };
  return { ...falling, closesAt: new NaiveHybrid(hybridTermsOf(falling)).end };
}

/** By the server to the operator alone, or by the firms' programs to custodians of whom any two open. */
function planSealing(custodians: readonly Custodian[], random: SeededRandom): Sealing {
  const roster = custodians.map(inRoster);
  const [operator] = roster;
  if (!operator) throw new Error("Somebody must open what is sealed");
  return random.chance(0.5)
    ? { sealer: "SERVER", threshold: 1, custodians: [operator], revealSeconds: 2 }
    : { sealer: "CLIENT", threshold: 2, custodians: roster, revealSeconds: 2 };
}

function inRoster({ id, name, seed }: Custodian): Sealing["custodians"][number] {
  return { id, name, publicKey: toBase64url(plainCrypto.keysFrom(seed).publicKey) };
}
