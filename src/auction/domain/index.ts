export {
  allotmentsLeftBy,
  bidLimit,
  commitment,
  commitsWholeLimit,
  visibleCommitment,
  wantedAllotment,
  withAllotmentLeft,
  type KeptAllotment,
} from "./allotment";
export type { Audience } from "./audience";
export { Auditor, audit, type Audit } from "./audit";
export {
  AuctionPhase,
  AuctionStatus,
  OutcomeKind,
  type AcceptedBid,
  type AuctionState,
  type Award,
  type Bidder,
  type Book,
  type Circumstances,
  type LawfulBid,
  type Offer,
  type Outcome,
  type Phase,
  type RankedBid,
  type Taker,
} from "./auction";
export { endOf, isSealedIn } from "./auction-phase";
export { BelowIndicationReason, BidReason } from "./bid-reason";
export { BidStatus, bidStatus, type DecidedBid } from "./bid-status";
export {
  decodeInstant,
  decodeStanding,
  decodeState,
  decodeTerms,
  encodeState,
  encodeTerms,
  type StandingJson,
  type StateJson,
  type TermsJson,
} from "./codec";
export type {
  Admission,
  Admit,
  AuctionCommand,
  AwardCommand,
  AwardTo,
  BidCommand,
  Cancel,
  ChangeAllotment,
  Close,
  ClosingFacts,
  CourseCommand,
  DeclareUnsold,
  Exclusion,
  Invite,
  NotAward,
  Open,
  OpenBids,
  OpenedBid,
  OpeningResult,
  ParticipantCommand,
  Pause,
  PlaceBid,
  Remove,
  Reschedule,
  Resume,
  SetLimit,
  Shortlist,
  SignNda,
  VoidBids,
  WithdrawBid,
} from "./commands";
export { decide, decideSchedule } from "./decide";
export { isClosingDue, isSomethingDue, nextTurn } from "./due";
export { ineligibility, type Eligibility } from "./eligibility";
export { decodeEvent, type RevealedEvent } from "./event-decoder";
export { encodeEvent, type EncodedEvent } from "./event-encoder";
export {
  firmOf,
  type AllotmentChanged,
  type AuctionAwarded,
  type AuctionCancelled,
  type AuctionClosed,
  type AuctionEvent,
  type AuctionExtended,
  type AuctionNotAwarded,
  type AuctionOpened,
  type AuctionPaused,
  type AuctionRescheduled,
  type AuctionResumed,
  type AuctionScheduled,
  type AuctionUnsold,
  type BidAccepted,
  type BidRejected,
  type BidSetAside,
  type BidWithdrawn,
  type BidsOpened,
  type BidsVoided,
  type BuyerAdmitted,
  type BuyerInvited,
  type BuyerRemoved,
  type DutchStepped,
  type FirmNotShortlisted,
  type FirmShortlisted,
  type LeftOut,
  type LimitSet,
  type NdaSigned,
  type ParticipantEvent,
  type PhaseStarted,
  type PriceChanged,
  type RoundClosed,
  type RoundOpened,
  type SealedDigest,
  type ShortlistMade,
} from "./events";
export { freeBeside, leftBeside, visiblyLeftBeside, withExcess, type ExposurePart } from "./exposure";
export { evolve, replay, type Happened } from "./evolve";
export { bidsOfPhase } from "./formats/phases";
export { isSealedFormat } from "./formats/registry";
export {
  CLOCK_PAUSE,
  handle,
  isClockBehind,
  nextTime,
  record,
  settle,
  type Entry,
  type Handled,
  type Settled,
} from "./handle";
export { longestInterruption, type Outage } from "./interruption";
export { NOTHING_TOLD, sealedView, type Opened, type SealedView } from "./opened-view";
export { COURSE_STEPS, PART_STEPS, asWish, firmOfWish, isResult, type Wish } from "./own-result";
export { ParticipantStatus, evolveParticipant, type Participant } from "./participant";
export type { FieldProblem, Problem, ProblemCode } from "./problem";
export { ranking } from "./ranking";
export type { HiddenField, Readers } from "./readers";
export { Secret, type EventData, type EventValue, type Json } from "./secret";
export {
  ReserveStatus,
  isHidden,
  isSealed,
  standingFor,
  standingOf,
  standingWithoutBids,
  takesBidsYet,
  type Standing,
} from "./standing";
export {
  AuctionFormat,
  ExtensionMode,
  ReserveVisibility,
  Sealer,
  type BestAndFinalTerms,
  type Custodian,
  type DutchTerms,
  type Extension,
  type IncrementStep,
  type Reserve,
  type Schedule,
  type Sealing,
  type Terms,
} from "./terms";
export { validateTerms, type SchedulingFacts } from "./validate-terms";
export { isVisible } from "./visibility";
