import type { AuctionFormat, Terms } from "../terms";
import { dutch } from "./dutch";
import { english } from "./english";
import type { Format } from "./format";

const FORMATS: Readonly<Record<AuctionFormat, Format>> = { ENGLISH: english, DUTCH: dutch };

export function formatOf(terms: Terms): Format {
  return FORMATS[terms.format];
}
