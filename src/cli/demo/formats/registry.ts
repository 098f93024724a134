import type { AuctionFormat } from "../../../client";
import { tellBestAndFinal } from "./best-and-final/best-and-final";
import { DUTCH_PACE, tellDutch } from "./dutch/dutch";
import { tellEnglish } from "./english/english";
import type { FormatStory, Lot } from "./format-story";
import { HYBRID_PACE, tellHybrid } from "./hybrid/hybrid";
import { appointCustodians } from "./sealed/custodians";
import { tellSealed } from "./sealed/sealed";

interface ToldFormat {
  /** How many times as fast as ours its server's clock runs. */
  readonly pace: number;
  readonly tell: (lot: Lot) => FormatStory | Promise<FormatStory>;
}

/** The formats that the demo can show. */
export const FORMATS = {
  ENGLISH: { pace: 1, tell: tellEnglish },
  DUTCH: { pace: DUTCH_PACE, tell: tellDutch },
  SEALED_FIRST_PRICE: { pace: 1, tell: (lot) => tellSealed("SEALED_FIRST_PRICE", lot, null) },
  SEALED_SECOND_PRICE: {
    pace: 1,
    tell: async (lot) => tellSealed("SEALED_SECOND_PRICE", lot, await appointCustodians()),
  },
  BEST_AND_FINAL: { pace: 1, tell: tellBestAndFinal },
  HYBRID: { pace: HYBRID_PACE, tell: tellHybrid },
} as const satisfies Record<AuctionFormat, ToldFormat>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
