import type { Terms } from "../../src/auction/domain";
import { seconds } from "../../src/platform/time";
import type { NaiveRoundsTerms } from "../support/naive-best-and-final";
import type { NaiveDutchTerms } from "../support/naive-dutch";
import type { NaiveTerms } from "../support/naive-english";
import type { NaiveHybridTerms } from "../support/naive-hybrid";
import type { NaiveSealedTerms } from "../support/naive-sealed";

// An auction's terms as the rules' naive statements ask for them.

export function englishTermsOf({ extension, increments, reserve, ...pinned }: Terms): NaiveTerms {
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

export function dutchTermsOf({ openingPrice, reserve, faceValue, opensAt, dutch }: Terms): NaiveDutchTerms {
  if (!dutch) throw new Error("A falling price has steps");
  return {
    initial: openingPrice,
    rate: dutch.stepRate,
    duration: seconds(dutch.stepSeconds),
    reserve: reserve.amount,
    face: faceValue,
    opens: opensAt,
  };
}

export function sealedTermsOf({ format, openingPrice, reserve, ...pinned }: Terms): NaiveSealedTerms {
  return {
    secondPrice: format === "SEALED_SECOND_PRICE",
    opening: openingPrice,
    reserve: reserve.amount,
    isReserveDisclosed: pinned.reserveVisibility === "DISCLOSED",
    opens: pinned.opensAt,
    closes: pinned.closesAt,
  };
}

export function roundsTermsOf({ openingPrice, reserve, bestAndFinal, ...pinned }: Terms): NaiveRoundsTerms {
  if (!bestAndFinal) throw new Error("There is a second round");
  return {
    opening: openingPrice,
    reserve: reserve.amount,
    isReserveDisclosed: pinned.reserveVisibility === "DISCLOSED",
    top: bestAndFinal.shortlist,
    wait: seconds(bestAndFinal.startsAfterSeconds),
    binding: seconds(bestAndFinal.bindingSeconds),
    closes: pinned.closesAt,
  };
}

export function hybridTermsOf({ openingPrice, reserve, opensAt }: Terms): NaiveHybridTerms {
  return { initial: openingPrice, reserve: reserve.amount, opens: opensAt };
}
