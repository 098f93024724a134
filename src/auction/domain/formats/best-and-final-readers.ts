import type { AuctionEvent } from "../events";
import { SELLER, type HiddenField, type Readers } from "../readers";
import { sealedReaders } from "./sealed-readers";

/** The seller chooses by the indications; a bidder learns by them whether it is on the short list, and nothing else. */
export function bestAndFinalReaders(event: AuctionEvent, field?: HiddenField): Readers {
  return event.type === "RoundOpened" ? SELLER : sealedReaders(event, field);
}
