import { moneyView } from "../../platform/graphql/money";
import { view } from "../../platform/graphql/node";
import type { AuctionRecord, ParticipantRow } from "../auction.rows";
import { participantView } from "../auction.views";
import type { Audience, AuctionPhase } from "../domain";
import { IndicationType, ShortlistVerdictType } from "./phases.graphql";

const BEHIND_INDICATIONS: ReadonlySet<AuctionPhase> = new Set(["SHORTLISTING", "BINDING"]);

type ByPaddle = ReadonlyMap<string, ParticipantRow>;

/** What firms indicated, for the seller alone; null for everybody else, and before the indications are open. */
export function indicationsView(
  { state }: Pick<AuctionRecord, "state">,
  audience: Audience,
  participants: ByPaddle,
): IndicationType[] | null {
  const { phase, terms } = state;
  if (audience.kind !== "SELLER" || !phase || !BEHIND_INDICATIONS.has(phase.name)) return null;
  return phase.opened.flatMap(({ paddle, amount }, place) => {
    const row = participants.get(paddle);
    if (!row) return [];
    const participant = participantView(row, terms.currency, audience);
    return [
      view(IndicationType, { participant, amount: moneyView(amount, terms.currency), rank: place + 1 }),
    ];
  });
}

/** Who may make a binding bid: all verdicts for the seller, a firm its own; null until the short list is made. */
export function shortlistView(
  { state }: Pick<AuctionRecord, "state">,
  audience: Audience,
  participants: ByPaddle,
): ShortlistVerdictType[] | null {
  const { phase, terms } = state;
  const shortlist = phase?.shortlist;
  if (!phase || !shortlist) return null;
  const indicated = new Set(phase.opened.map(({ buyerId }) => buyerId));
  const isShown = ({ buyerId }: ParticipantRow) =>
    audience.kind === "FIRM" ? buyerId === audience.buyerId : indicated.has(buyerId);
  return [...participants.values()].filter(isShown).map((row) =>
    view(ShortlistVerdictType, {
      participant: participantView(row, terms.currency, audience),
      isShortlisted: shortlist.includes(row.buyerId),
      reason: audience.kind === "SELLER" ? row.leftOutReason : null,
    }),
  );
}
