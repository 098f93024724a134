import {
  decodeEvent,
  decodeState,
  decodeTerms,
  encodeEvent,
  encodeState,
  encodeTerms,
  type AuctionState,
  type Entry,
  type Terms,
} from "../../src/auction/domain";
import { reveal } from "./reveal";

/** Everything of an auction, whose values have all been through JSON and come back: to be compared with what they were. */
export function throughJson(pinned: Terms, entries: readonly Entry[], auction: AuctionState) {
  return {
    events: entries.map(({ event, standing }) => {
      const { type, data } = encodeEvent(pinned, event, standing);
      return decodeEvent(throughText({ type, data: reveal(data) }));
    }),
    auction: decodeState(
      decodeTerms(throughText(encodeTerms(auction.terms))),
      throughText(encodeState(auction)),
    ),
  };
}

function throughText<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
