import { assertNever } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type {
  Admit,
  AuctionCommand,
  Cancel,
  DeclareUnsold,
  Invite,
  Pause,
  Remove,
  Reschedule,
  Resume,
  SetLimit,
  Shortlist,
  SignNda,
} from "./commands";
import { shortlistBehind } from "./command-behind";
import type { AuctionEvent } from "./events";
import { isSame } from "./is-same";
import { withOwnEnd } from "./own-end";
import { rescheduled, type Terms } from "./terms";

// "A command repeated by the same person that finds its own result gives that result again" (product.md). Which person
// it was, and what they asked for, the journal tells: the result is a command's own when the last step that was taken, in
// the auction's course or in its firm's part, is the one that the command makes.

/** What a command asks for, without the facts that it is decided on. */
export type Wish =
  | { readonly type: "Schedule"; readonly terms: Terms }
  | Pick<Reschedule, "type" | "opensAt" | "closesAt" | "hardEndAt">
  | Pause
  | Resume
  | Pick<Cancel, "type" | "reason">
  | DeclareUnsold
  | Shortlist
  | Pick<Invite, "type" | "buyerId">
  | (Pick<Admit, "type" | "buyerId" | "ndaSignedAt"> & { readonly limit: bigint | null })
  | (Pick<SignNda, "type"> & OfFirm)
  | (Pick<SetLimit, "type" | "limit"> & OfFirm)
  | (Pick<Remove, "type" | "reason" | "rationale"> & OfFirm);

interface OfFirm {
  readonly participant: { readonly buyerId: Id };
}

type EventType = AuctionEvent["type"];

/** The entries that say how far an auction is. */
export const COURSE_STEPS = [
  "AuctionScheduled",
  "AuctionRescheduled",
  "AuctionOpened",
  "AuctionPaused",
  "AuctionResumed",
  "ShortlistMade",
  "AuctionClosed",
  "BidsOpened",
  "AuctionCancelled",
  "AuctionAwarded",
  "AuctionNotAwarded",
  "AuctionUnsold",
] as const satisfies readonly EventType[];

/** The entries that say what part a firm has. */
export const PART_STEPS = [
  "BuyerInvited",
  "NdaSigned",
  "BuyerAdmitted",
  "LimitSet",
  "BuyerRemoved",
] as const satisfies readonly EventType[];

/** Null for what needs no memory of who asked: bids have keys, what is open is open, and the rest has no caller. */
export function asWish(command: AuctionCommand): Wish | null {
  switch (command.type) {
    case "Reschedule":
    case "Pause":
    case "Resume":
    case "Cancel":
    case "Invite":
    case "SignNda":
    case "Admit":
    case "SetLimit":
    case "Remove":
    case "DeclareUnsold":
    case "Shortlist":
      return command;
    case "Open":
    case "Close":
    case "PlaceBid":
    case "WithdrawBid":
    case "VoidBids":
    case "OpenBids":
    case "ChangeAllotment":
    case "AwardTo":
    case "NotAward":
      return null;
    default:
      return assertNever(command);
  }
}

/** The firm whose part it is about; null: it is about the auction's course. */
export function firmOfWish(wish: Wish): Id | null {
  if ("buyerId" in wish) return wish.buyerId;
  return "participant" in wish ? wish.participant.buyerId : null;
}

/** Is the last step what this wish comes to? `terms` are the auction's as they stand. */
export function isResult(wish: Wish, last: AuctionEvent, terms: Terms): boolean {
  switch (wish.type) {
    case "Schedule":
      return last.type === "AuctionScheduled" && isSame(last.terms, withOwnEnd(wish.terms));
    case "Reschedule": {
      const { closesAt } = withOwnEnd(rescheduled(terms, wish));
      return (
        last.type === "AuctionRescheduled" &&
        last.opensAt === wish.opensAt &&
        last.closesAt === closesAt &&
        last.hardEndAt === wish.hardEndAt
      );
    }
    case "Pause":
      return last.type === "AuctionPaused" && last.reason === wish.reason;
    case "Resume":
      return last.type === "AuctionResumed";
    case "Cancel":
      return last.type === "AuctionCancelled" && last.reason === wish.reason;
    case "DeclareUnsold":
      return last.type === "AuctionUnsold" && last.rationale === wish.rationale;
    case "Shortlist":
      return last.type === "ShortlistMade" && isSame(choiceOf(wish), choiceOf(shortlistBehind(last)));
    case "Invite":
      return last.type === "BuyerInvited";
    case "SignNda":
      return last.type === "NdaSigned";
    case "Admit": {
      if (last.type !== "BuyerAdmitted" || last.limit !== wish.limit) return false;
      return wish.ndaSignedAt === null || wish.ndaSignedAt === last.ndaSignedAt;
    }
    case "SetLimit":
      return last.type === "LimitSet" && last.limit === wish.limit;
    case "Remove":
      return last.type === "BuyerRemoved" && last.reason === wish.reason && last.rationale === wish.rationale;
    default:
      return assertNever(wish);
  }
}

/** In whatever order firms were named. */
function choiceOf({ firms, leftOut }: Shortlist) {
  return {
    firms: [...firms].sort(),
    reasons: Object.fromEntries(leftOut.map((out) => [out.buyerId, out.reason])),
  };
}
