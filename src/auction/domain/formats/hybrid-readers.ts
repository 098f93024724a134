import type { AuctionEvent } from "../events";
import { EVERYONE, type HiddenField, type Readers } from "../readers";
import { sealedReaders } from "./sealed-readers";

/** What names its price is everyone's, a best bid too that changes nothing; for the rest it is as where all is sealed. */
export function hybridReaders(event: AuctionEvent, field?: HiddenField): Readers {
  const isOpenBid = event.type === "BidAccepted" && !event.sealed; // an entry leaves out what is null
  return isOpenBid && field === undefined ? EVERYONE : sealedReaders(event, field);
}
