import { seconds, type Instant } from "../../../platform/time";
import type { AcceptedBid, AuctionState, LawfulBid, Phase } from "../auction";
import type { BidReason } from "../bid-reason";
import type { OpenedBid, PlaceBid } from "../commands";
import type { AuctionEvent, PhaseStarted } from "../events";
import type { FieldProblem } from "../problem";
import { NOTHING_BID } from "../result";
import type { BestAndFinalTerms, Terms } from "../terms";
import { bestAndFinalReaders } from "./best-and-final-readers";
import type { Format } from "./format";
import { bidsOfPhase, startOf, type InPhase, type Phases } from "./phases";
import { sealedFirstPrice } from "./sealed";
import { isAmongTop, shortlistOf } from "./shortlist";

const LONGEST_SECONDS = 366 * 86_400;

const ALL: Phases["sealed"] = new Set(["INDICATION", "SHORTLISTING", "BINDING"]);

const phases: Phases = {
  first: "INDICATION",
  sealed: ALL,
  concealed: ALL,
  followed: new Set(["INDICATION"]),
  admitting: new Set(["INDICATION"]),
  closeable: new Set(["BINDING"]), // indications bind nobody: ended early they come to nothing
  opened,
  inPlay,
  isInVain,
};

/** Two sealed rounds: indications that bind nobody, then binding bids of the firms on the short list. */
export const bestAndFinal: Format = {
  ...sealedFirstPrice,
  hasShortlist: true,
  phases,
  lastEnd,
  turn,
  validateTerms,
  objection,
  objectionToOpened,
  readers: bestAndFinalReaders,
};

/** At least: how long opening the indications and making a short list by hand take, nobody knows beforehand. */
function lastEnd({ closesAt, bestAndFinal: rounds }: Terms): Instant {
  return rounds === null ? closesAt : closesAt + seconds(rounds.startsAfterSeconds + rounds.bindingSeconds);
}

/** Once the short list is made, the binding round starts at its pinned distance. */
function turn({ terms, phase, closesAt }: AuctionState): PhaseStarted | null {
  if (phase?.name !== "SHORTLISTING" || phase.shortlist === null) return null;
  return startOf("BINDING", closesAt, roundsOf(terms).bindingSeconds);
}

function validateTerms({ bestAndFinal: rounds }: Terms): readonly FieldProblem[] {
  const wrong = (message: string, ...path: string[]) => ({ path: ["bestAndFinal", ...path], message });
  if (rounds === null) return [wrong("This format needs to know its second round.")];
  const { shortlist, startsAfterSeconds, bindingSeconds } = rounds;
  const problems: FieldProblem[] = [];
  if (shortlist !== null && !isWithin(shortlist, 1, Number.MAX_SAFE_INTEGER))
    problems.push(wrong("The short list takes one firm at least.", "shortlist"));
  if (!isWithin(startsAfterSeconds, 0, LONGEST_SECONDS))
    problems.push(wrong("The wait must be between none and a year.", "startsAfterSeconds"));
  if (!isWithin(bindingSeconds, 1, LONGEST_SECONDS))
    problems.push(wrong("The round must last between a second and a year.", "bindingSeconds"));
  return problems;
}

function objection({ phase, status }: AuctionState, { buyerId }: PlaceBid): BidReason | null {
  if (phase?.shortlist && !phase.shortlist.includes(buyerId)) return "NOT_SHORTLISTED";
  return phase?.name === "SHORTLISTING" || status === "AWAITING_SHARES" ? "WRONG_PHASE" : null;
}

/** Both rounds have what every sealed bid has; a binding one below its firm's indication needs a reason as well. */
function objectionToOpened(auction: AuctionState, bid: OpenedBid, amount: bigint): BidReason | null {
  const { phase } = auction;
  const objected = sealedFirstPrice.objectionToOpened(auction, bid, amount);
  if (objected !== null || phase?.name !== "BINDING" || bid.belowIndicationReason !== null) return objected;
  const indication = phase.opened.find(({ buyerId }) => buyerId === bid.buyerId);
  return indication !== undefined && amount < indication.amount ? "BELOW_INDICATION" : null;
}

/** Without an indication that counts there is nobody to bind. */
function opened({ terms, unopened }: AuctionState, bids: readonly LawfulBid[], t: Instant): AuctionEvent[] {
  if (unopened === null) throw new Error("A round was opened that had not ended");
  if (bids.length === 0) return [{ type: "BidsOpened", outcome: { ...NOTHING_BID, ...unopened }, bids }];
  const { shortlist, startsAfterSeconds } = roundsOf(terms);
  const startsAt = t + seconds(startsAfterSeconds);
  return [
    { type: "RoundOpened", phase: "INDICATION", highest: null, bids },
    { type: "PhaseStarted", phase: "SHORTLISTING", since: t, closesAt: null },
    ...(shortlist === null
      ? []
      : shortlistOf(bids, isAmongTop(bids, shortlist), { reasons: new Map(), startsAt })),
  ];
}

/** Indications bind nobody. */
function inPlay(auction: InPhase, bids: readonly AcceptedBid[]): readonly AcceptedBid[] {
  return auction.phase?.name === "BINDING" ? bidsOfPhase(auction, bids) : [];
}

/** There is a short list to make, and every firm is gone that could be on it. */
function isInVain({ name, shortlist, opened: indications }: Phase): boolean {
  return name === "SHORTLISTING" && shortlist === null && indications.length === 0;
}

function roundsOf({ bestAndFinal: rounds }: Terms): BestAndFinalTerms {
  if (rounds === null) throw new Error("A second round that nothing is known of");
  return rounds;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
