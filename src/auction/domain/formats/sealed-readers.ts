import { firmOf, type AuctionEvent } from "../events";
import { EVERYONE, NOBODY, onlyFirm, sellerAndFirm, type HiddenField, type Readers } from "../readers";
import { openReaders } from "./open-readers";

/**
 * Who hears of an event of an auction whose bids are sealed. What a firm does with its bids, and what is done to them, is
 * told to that firm alone, after the opening too: how many bid, and who, is no rival's business.
 */
export function sealedReaders(event: AuctionEvent, field?: HiddenField): Readers {
  switch (field) {
    case undefined:
      return eventReaders(event);
    case "PADDLE":
      return isResult(event) ? sellerAndFirm(firmOf(event)) : EVERYONE;
    case "AMOUNTS":
      return event.type === "BidSetAside" ? onlyFirm(event.buyerId) : NOBODY;
    default:
      return openReaders(event, field);
  }
}

function eventReaders(event: AuctionEvent): Readers {
  switch (event.type) {
    case "BidAccepted":
    case "BidsVoided":
      return onlyFirm(event.buyerId);
    case "BidSetAside":
      return sellerAndFirm(event.buyerId);
    default:
      return openReaders(event);
  }
}

/** Everyone hears of it, and rivals do not learn who won. */
function isResult({ type }: AuctionEvent): boolean {
  return type === "AuctionClosed" || type === "BidsOpened" || type === "AuctionAwarded";
}
