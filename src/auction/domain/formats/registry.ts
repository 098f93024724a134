import type { AuctionFormat, Terms } from "../terms";
import { dutch } from "./dutch";
import { english } from "./english";
import type { Format } from "./format";
import { sealedFirstPrice, sealedSecondPrice } from "./sealed";

const FORMATS: Readonly<Record<AuctionFormat, Format>> = {
  ENGLISH: english,
  DUTCH: dutch,
  SEALED_FIRST_PRICE: sealedFirstPrice,
  SEALED_SECOND_PRICE: sealedSecondPrice,
};

export function formatOf(terms: Terms): Format {
  return FORMATS[terms.format];
}

/** Are bids in this format sealed until they are opened after the close? */
export function isSealedFormat(format: AuctionFormat): boolean {
  return FORMATS[format].isSealed;
}
