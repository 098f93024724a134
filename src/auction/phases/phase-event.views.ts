import { optionalMoneyView } from "../../platform/graphql/money";
import { view } from "../../platform/graphql/node";
import type { Entry } from "../../platform/journal/chain";
import type { AuctionEvent } from "../feed/auction-events.graphql";
import { decodeInstant, type AuctionPhase, type Terms } from "../domain";
import {
  FirmNotShortlisted,
  FirmShortlisted,
  PhaseStarted,
  PriceChanged,
  RoundClosed,
  RoundOpened,
  ShortlistMade,
} from "./phase-events.graphql";

/** What every event has. */
type Common = Pick<AuctionEvent, "cursor" | "sequence" | "at" | "standing">;

/** What leads an auction from one phase to the next; null for any other entry. */
export function phaseEventView(
  { type, data }: Entry,
  { currency }: Terms,
  event: Common,
): AuctionEvent | null {
  const text = (field: string) => data[field] as string;
  const phase = data["phase"] as AuctionPhase;
  switch (type) {
    case "PhaseStarted":
      return view(PhaseStarted, { ...event, phase, since: decodeInstant(text("since")) });
    case "RoundClosed":
      return view(RoundClosed, { ...event, phase, closedAt: decodeInstant(text("closedAt")) });
    case "RoundOpened": {
      const highest = data["highest"] === null ? null : BigInt(text("highest"));
      return view(RoundOpened, { ...event, phase, highest: optionalMoneyView(highest, currency) });
    }
    case "ShortlistMade":
      return view(ShortlistMade, { ...event, startsAt: decodeInstant(text("startsAt")) });
    case "FirmShortlisted":
      return view(FirmShortlisted, { ...event, paddle: text("paddle") });
    case "FirmNotShortlisted":
      return view(FirmNotShortlisted, { ...event, paddle: text("paddle") });
    case "PriceChanged":
      return view(PriceChanged, event);
    default:
      return null;
  }
}
