import type { AuctionFormat, Terms } from "../terms";
import { english } from "./english";
import type { Format } from "./format";

const FORMATS: Readonly<Record<AuctionFormat, Format>> = { ENGLISH: english };

export function formatOf(terms: Terms): Format {
  return FORMATS[terms.format];
}
