import type { AuctionEvent } from "../events";
import { EVERYONE, onlyFirm, type HiddenField, type Readers } from "../readers";
import { sealedReaders } from "./sealed-readers";

/**
 * What names its price is everyone's, a best bid too that changes nothing. For the rest it is as where all is sealed, but that
 * the seller does not hear either who was set aside: of the highest sealed bid nobody is to know the firm while it is answered.
 */
export function hybridReaders(event: AuctionEvent, field?: HiddenField): Readers {
  const isOpenBid = event.type === "BidAccepted" && !event.sealed; // an entry leaves out what is null
  if (field === undefined && isOpenBid) return EVERYONE;
  if (field === undefined && event.type === "BidSetAside") return onlyFirm(event.buyerId);
  return sealedReaders(event, field);
}
