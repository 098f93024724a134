import { registerEnumType } from "type-graphql";
import {
  AuctionFormat,
  AuctionPhase,
  AuctionStatus,
  BelowIndicationReason,
  BidReason,
  BidStatus,
  ExtensionMode,
  OutcomeKind,
  ParticipantStatus,
  ReserveStatus,
  ReserveVisibility,
} from "./domain";
import { BidDecision } from "./bidding/bid-answer";
import { literals } from "./domain/literals";

export {
  AuctionFormat,
  AuctionPhase,
  AuctionStatus,
  BelowIndicationReason,
  BidDecision,
  BidReason,
  BidStatus,
  ExtensionMode,
  OutcomeKind,
  ParticipantStatus,
  ReserveStatus,
  ReserveVisibility,
};

export const BidOrder = literals("DECIDED_AT_ASC", "DECIDED_AT_DESC", "AMOUNT_ASC", "AMOUNT_DESC");
export type BidOrder = keyof typeof BidOrder;

registerEnumType(AuctionFormat, {
  name: "AuctionFormat",
  description: "How bids become a winner and a price.",
  valuesConfig: {
    ENGLISH: {
      description: "Open, ascending, with proxy maxima; the price is what the second highest makes it.",
    },
    DUTCH: { description: "Open, descending: the price falls step by step until the first firm takes it." },
    SEALED_FIRST_PRICE: { description: "Sealed until the opening; the highest bid buys at its own amount." },
    SEALED_SECOND_PRICE: {
      description:
        "Sealed until the opening; the highest bid buys at the second highest, or at reserve or opening price.",
    },
    BEST_AND_FINAL: {
      description:
        "Two sealed rounds: indications that bind nobody, then binding bids of the firms on the short list; the highest " +
        "buys at its own amount.",
    },
    HYBRID: {
      description:
        "A falling price; a sealed round of all others, above it; then the best bid of the firm that took the falling price.",
    },
  },
});
registerEnumType(AuctionPhase, {
  name: "AuctionPhase",
  description: "Where an auction of several phases stands.",
  valuesConfig: {
    INDICATION: { description: "BEST_AND_FINAL: sealed, and binds nobody." },
    SHORTLISTING: { description: "BEST_AND_FINAL: who may bid on is decided, and prepares." },
    BINDING: { description: "BEST_AND_FINAL: sealed and binding, for the firms on the short list." },
    FALLING: { description: "HYBRID: the price falls step by step until a firm takes it." },
    FIRST_BREAK: { description: "HYBRID: no bids, between the falling price and the sealed round." },
    SEALED: { description: "HYBRID: sealed bids above the price that was taken, of everybody else." },
    SECOND_BREAK: { description: "HYBRID: no bids; the highest sealed amount is shown." },
    BEST_BID: { description: "HYBRID: bids of the firm that took the falling price, each above its last." },
  },
});
registerEnumType(BelowIndicationReason, {
  name: "BelowIndicationReason",
  description: "Why a binding bid is below its firm's own indication.",
  valuesConfig: {
    DILIGENCE_FINDINGS: { description: "What the firm found in the data." },
    CHANGED_MARKET: { description: "The market has changed." },
    CHANGED_FUNDING: { description: "The firm's funding has changed." },
  },
});
registerEnumType(AuctionStatus, {
  name: "AuctionStatus",
  description: "Where an auction stands.",
  valuesConfig: {
    SCHEDULED: { description: "Terms are pinned; it opens by itself at opensAt." },
    OPEN: { description: "It takes bids." },
    PAUSED: { description: "Nothing is taken and nothing closes until it is resumed." },
    AWAITING_SHARES: {
      description:
        "Closed; its sealed bids wait to be opened by their custodians. Who is waited for, closedSet tells.",
    },
    CLOSED: { description: "Closed with a winner; waits for the award." },
    AWARDED: { description: "The result became a sale." },
    UNSOLD: { description: "Closed without a bid that may win." },
    NOT_AWARDED: { description: "Closed with a winner, and not awarded for a stated reason." },
    CANCELLED: { description: "Called off for a stated reason." },
  },
});
registerEnumType(ReserveVisibility, {
  name: "ReserveVisibility",
  description: "What bidders learn of the reserve.",
  valuesConfig: {
    DISCLOSED: { description: "Its amount; bids below it are refused." },
    STATUS_ONLY: { description: "Only whether the leading amount meets it." },
    CONCEALED: { description: "Nothing; for sealed formats." },
  },
});
registerEnumType(ReserveStatus, {
  name: "ReserveStatus",
  description: "How the leading amount stands to the reserve.",
  valuesConfig: {
    NO_RESERVE: { description: "There is none above the opening price." },
    NOT_MET: { description: "Below it: leading is not winning." },
    MET: { description: "At or above it." },
  },
});
registerEnumType(ExtensionMode, {
  name: "ExtensionMode",
  description: "How a bid in the closing window moves the closing time.",
  valuesConfig: {
    ADD: { description: "To the closing time + the added time." },
    RESET: { description: "To the bid's time + the added time." },
  },
});
registerEnumType(ParticipantStatus, {
  name: "ParticipantStatus",
  description: "A firm's standing in one auction.",
  valuesConfig: {
    INVITED: { description: "It may see the auction." },
    NDA_SIGNED: { description: "It has signed the non-disclosure agreement." },
    ADMITTED: { description: "It may bid." },
    REMOVED: { description: "It was taken out; its bids are void." },
  },
});
registerEnumType(BidDecision, {
  name: "BidDecision",
  description: "A bid's one verdict.",
  valuesConfig: {
    ACCEPTED: { description: "It counts." },
    REJECTED: { description: "It does not count, for the stated reason." },
  },
});
registerEnumType(BidStatus, {
  name: "BidStatus",
  description: "Where a bid stands now.",
  valuesConfig: {
    LEADING: { description: "It leads." },
    OUTBID: { description: "Another firm leads." },
    REPLACED: { description: "The firm bid again." },
    WITHDRAWN: { description: "The firm took it back." },
    VOIDED: { description: "It was declared void with all of the firm's bids." },
    REJECTED: { description: "The rules refused it." },
    SUBMITTED: { description: "Received; nothing more is known while the auction is sealed." },
    SET_ASIDE: { description: "Set aside at the opening, for the stated reason." },
    WON: { description: "It won." },
    LOST: { description: "Another bid won, or nothing did." },
  },
});
registerEnumType(BidReason, {
  name: "BidReason",
  description: "Why the rules refused a bid: the first that applies.",
  valuesConfig: {
    NOT_OPEN: { description: "The auction has not opened." },
    PAUSED: { description: "The auction is paused." },
    CLOSED: { description: "The bid came at or after the closing time." },
    CANCELLED: { description: "The auction was called off." },
    NOT_QUALIFIED: { description: "The firm is not qualified." },
    NOT_ADMITTED: { description: "The firm is not admitted to this auction." },
    SUSPENDED: { description: "The firm is suspended." },
    LICENCE_LAPSED: { description: "A licence, the insurance or the review date has expired." },
    CONFLICT_OF_INTEREST: { description: "The firm is affiliated with the seller or another participant." },
    BELOW_OPENING: { description: "Below the opening price." },
    BELOW_RESERVE: { description: "Below the disclosed reserve." },
    BELOW_INCREMENT: { description: "Below the minimum next bid." },
    OFF_INCREMENT: { description: "No step of a descending auction." },
    ALREADY_LEADING: { description: "The firm leads already, and this raises no maximum." },
    ABOVE_LIMIT: { description: "Above the firm's limit." },
    BELOW_INDICATION: {
      description: "A binding bid below the firm's own indication, without a reason for that.",
    },
    NEEDS_CONFIRMATION: { description: "Unusually high: send it again, with a new key and confirmHigh." },
    STALE_STEP: { description: "A step that has passed." },
    ALREADY_SOLD: { description: "Another firm accepted first." },
    SEALED_INVALID: { description: "The sealed bid could not be opened as it was committed to." },
    UNREVEALED: {
      description:
        "Too few custodians opened the sealed bid, whatever they say of it, and its firm did not: it is in default.",
    },
    NOT_SHORTLISTED: { description: "The firm is not on the short list." },
    WRONG_PHASE: { description: "This phase does not take this bid." },
  },
});
registerEnumType(OutcomeKind, {
  name: "OutcomeKind",
  description: "How an auction ended.",
  valuesConfig: {
    WON: { description: "A bid won." },
    RESERVE_NOT_MET: { description: "The highest bid did not reach the reserve; nobody is obliged." },
    NO_BIDS: { description: "Nobody bid." },
  },
});
registerEnumType(BidOrder, {
  name: "BidOrder",
  description: "The order of a bid history.",
  valuesConfig: {
    DECIDED_AT_ASC: { description: "The earliest decision first." },
    DECIDED_AT_DESC: { description: "The latest decision first." },
    AMOUNT_ASC: { description: "The lowest amount first." },
    AMOUNT_DESC: { description: "The highest amount first." },
  },
});
