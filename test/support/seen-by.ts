import {
  encodeEvent,
  isVisible,
  Secret,
  standingFor,
  type Audience,
  type EventData,
  type EventValue,
} from "../../src/auction/domain";
import type { Play } from "./english-auction";

/** The entries that an audience sees, as it may read them, and the standing, without the times of the entries. */
export function seenBy({ entries, auction }: Play, audience: Audience) {
  const seen = entries.filter(({ event }) => isVisible(auction.terms, event, audience));
  return {
    entries: seen.map(({ event, standing }) => {
      const { type, data } = encodeEvent(auction.terms, event, standing);
      return { type, data: asRead(data, audience) };
    }),
    standing: standingFor(auction, audience),
  };
}

/** A value that is not for this audience is a dot. */
function asRead(value: EventValue, audience: Audience): unknown {
  if (value instanceof Secret) {
    const { seller, participants, firm } = value.readers;
    const isOwn = audience.kind === "FIRM" && audience.buyerId === firm;
    return participants || isOwn || (seller && audience.kind === "SELLER") ? value.value : "•";
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value as EventData).map(([key, item]) => [key, asRead(item, audience)]),
  );
}
