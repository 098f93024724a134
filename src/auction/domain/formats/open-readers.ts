import { assertNever } from "../../../platform/decision";
import { firmOf, type AuctionEvent } from "../events";
import {
  EVERYONE,
  NOBODY,
  onlyFirm,
  SELLER,
  sellerAndFirm,
  type HiddenField,
  type Readers,
} from "../readers";

/** Who hears of an event of an auction whose bids everyone sees and, with a field, who may read that field of it. */
export function openReaders(event: AuctionEvent, field?: HiddenField): Readers {
  return field === undefined ? eventReaders(event) : fieldReaders(event, field);
}

function eventReaders(event: AuctionEvent): Readers {
  switch (event.type) {
    case "BidRejected":
      return onlyFirm(event.buyerId);
    case "BidWithdrawn":
    case "BidSetAside":
      return onlyFirm(event.buyerId);
    case "BidAccepted":
      return event.moved ? EVERYONE : onlyFirm(event.buyerId);
    case "BuyerInvited":
    case "NdaSigned":
    case "BuyerAdmitted":
    case "LimitSet":
    case "BuyerRemoved":
    case "FirmShortlisted":
    case "FirmNotShortlisted":
      return sellerAndFirm(event.buyerId);
    case "AllotmentChanged":
      return onlyFirm(event.buyerId);
    case "AuctionScheduled":
    case "AuctionRescheduled":
    case "AuctionOpened":
    case "DutchStepped":
    case "PhaseStarted":
    case "AuctionExtended":
    case "AuctionPaused":
    case "AuctionResumed":
    case "BidsVoided":
    case "PriceChanged":
    case "RoundClosed":
    case "AuctionClosed":
    case "RoundOpened":
    case "ShortlistMade":
    case "BidsOpened":
    case "AuctionCancelled":
    case "AuctionAwarded":
    case "AuctionNotAwarded":
    case "AuctionUnsold":
      return EVERYONE;
    default:
      return assertNever(event);
  }
}

function fieldReaders(event: AuctionEvent, field: HiddenField): Readers {
  switch (field) {
    case "MAXIMUM":
    case "ALLOTMENT": // it tells how far the firm's maxima reach in all auctions together
      return onlyFirm(firmOf(event));
    case "PADDLE":
      return EVERYONE;
    case "BUYER":
    case "LIMIT":
    case "AWARD":
      return sellerAndFirm(firmOf(event));
    case "RESERVE":
    case "COVER":
    case "SHORTLIST":
    case "RATIONALE":
      return SELLER;
    case "BOOK":
    case "AMOUNTS":
      return NOBODY;
  }
}
