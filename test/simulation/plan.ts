import type { Terms } from "../../src/auction/domain";
import { uuidv7 } from "../../src/platform/ids";
import { seconds } from "../../src/platform/time";
import { terms } from "../support/english-auction";
import type { NaiveTerms } from "../support/naive-english";
import type { Cast, Firm } from "./cast";
import type { SeededRandom } from "./seeded-random";
import { EPOCH } from "./simulated-database";

/** When the auctions open and close, in seconds of virtual time; what comes by commands changes it. */
export const OPENS_AT = 2;
export const CLOSES_AT = 9;

/** A seller, some firms, and one auction or two, as a seed has them. */
export function planCast(random: SeededRandom): Cast {
  const sellerId = uuidv7(0, random.bytes(10));
  const firms = Array.from({ length: random.whole(2, 5) }, (_, index): Firm => ({
    buyerId: uuidv7(1, random.bytes(10)),
    paddle: String(101 + index),
    limit: random.chance(0.2) ? 2_000n : null,
  }));
  const auctions = Array.from({ length: random.pick([1, 1, 2]) }, () => ({
    id: uuidv7(2, random.bytes(10)),
    terms: planTerms(random),
  }));
  return { sellerId, firms, auctions };
}

function planTerms(random: SeededRandom): Terms {
  const closesAt = EPOCH + seconds(CLOSES_AT);
  const hasExtension = random.chance(0.7);
  const mode = random.pick(["ADD", "RESET"] as const);
  const windowSeconds = random.whole(1, 4);
  return terms({
    faceValue: random.pick([5_000n, 1_000_000n]),
    openingPrice: 100n,
    increments: random.pick([
      [{ from: 0n, step: 10n }],
      [
        { from: 0n, step: 5n },
        { from: 500n, step: 25n },
        { from: 1_000n, step: 100n },
      ],
    ]),
    reserve: { amount: random.pick([0n, 0n, 300n, 3_000n]), floorId: "floor" },
    reserveVisibility: random.pick(["STATUS_ONLY", "DISCLOSED"] as const),
    opensAt: EPOCH + seconds(OPENS_AT),
    closesAt,
    extension: hasExtension
      ? {
          windowSeconds,
          addedSeconds: windowSeconds + random.whole(0, 2),
          mode,
          hardEndAt: closesAt + seconds(random.whole(1, 8)),
        }
      : null,
  });
}

/** The same for the rules' naive statement. */
export function naiveTerms({ extension, increments, reserve, ...pinned }: Terms): NaiveTerms {
  return {
    opening: pinned.openingPrice,
    reserve: reserve.amount,
    isReserveDisclosed: pinned.reserveVisibility === "DISCLOSED",
    face: pinned.faceValue,
    steps: increments.map(({ from, step }) => [from, step] as const),
    opens: pinned.opensAt,
    closes: pinned.closesAt,
    softClose: extension && {
      window: seconds(extension.windowSeconds),
      added: seconds(extension.addedSeconds),
      mode: extension.mode,
      hardEnd: extension.hardEndAt,
    },
  };
}
