import type { AuctionFormat, Terms } from "../terms";
import { bestAndFinal } from "./best-and-final";
import { dutch } from "./dutch";
import { english } from "./english";
import type { Format } from "./format";
import { hybrid } from "./hybrid";
import { sealedFirstPrice, sealedSecondPrice } from "./sealed";

const FORMATS: Readonly<Record<AuctionFormat, Format>> = {
  ENGLISH: english,
  DUTCH: dutch,
  SEALED_FIRST_PRICE: sealedFirstPrice,
  SEALED_SECOND_PRICE: sealedSecondPrice,
  BEST_AND_FINAL: bestAndFinal,
  HYBRID: hybrid,
};

export function formatOf(terms: Terms): Format {
  return FORMATS[terms.format];
}

/** Are bids in this format sealed until they are opened, in one phase at least? */
export function isSealedFormat(format: AuctionFormat): boolean {
  return FORMATS[format].isSealed;
}
