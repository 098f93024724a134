import type { Audience } from "./audience";
import type { AuctionEvent } from "./events";
import { formatOf } from "./formats/registry";
import type { HiddenField, Readers } from "./readers";
import type { Terms } from "./terms";

/** May this audience see the event at all or, with a field, read that field of it? */
export function isVisible(
  terms: Terms,
  event: AuctionEvent,
  audience: Audience,
  field?: HiddenField,
): boolean {
  const format = formatOf(terms);
  const sees = includes(format.readers(event), audience);
  return sees && (field === undefined || includes(format.readers(event, field), audience));
}

function includes(readers: Readers, audience: Audience): boolean {
  switch (audience.kind) {
    case "SELLER":
      return readers.seller;
    case "PARTICIPANTS":
      return readers.participants;
    case "FIRM":
      return readers.participants || readers.firm === audience.buyerId;
  }
}
