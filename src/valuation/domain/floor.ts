import { accept, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import { rateOf, type Money } from "../../platform/money";
import type { CalendarDate, Instant } from "../../platform/time";

/** The least for which an auction may sell; 0.00 means no reserve. */
export enum FloorStatus {
  PROPOSED = "PROPOSED",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
  SUPERSEDED = "SUPERSEDED",
}

export enum FloorDecision {
  APPROVE = "APPROVE",
  REJECT = "REJECT",
}

/** What somebody did: by themselves or by a program, whose key's maker is then the person. */
export interface Act {
  readonly by: Id;
  readonly person: Id;
  readonly at: Instant;
  readonly rationale: string;
}

export interface Floor {
  readonly id: Id;
  readonly portfolioId: Id;
  readonly sellerId: Id;
  readonly status: FloorStatus;
  readonly amount: Money;
  /** The portfolio's face value when it was proposed, in the same currency. */
  readonly face: bigint;
  /** The last day, in UTC, of an auction that it may serve; `null`: any. */
  readonly validUntil: CalendarDate | null;
  readonly proposal: Act;
  readonly verdict: Act | null;
}

export type FloorEvent =
  | { readonly type: "FloorProposed"; readonly floor: Floor }
  | { readonly type: "FloorApproved"; readonly floor: Floor }
  | { readonly type: "FloorRejected"; readonly floor: Floor }
  | { readonly type: "FloorSuperseded"; readonly floor: Floor };

export type FloorProblem =
  { readonly code: "INVALID_STATE"; readonly found: FloorStatus } | { readonly code: "SEPARATION_OF_DUTIES" };

/** What of a portfolio's floors still counts: at most one waits for a decision, at most one holds. */
export interface LiveFloors {
  readonly proposed: Floor | null;
  readonly approved: Floor | null;
}

/** A new proposal replaces the one that waits. The approved floor holds until another is approved. */
export function proposeFloor(live: LiveFloors, floor: Floor): FloorEvent[] {
  const { proposed } = live;
  if (proposed && isSameProposal(proposed, floor)) return [];
  return [...supersede(proposed), { type: "FloorProposed", floor }];
}

/** Another person than the proposer decides; an approved floor replaces the one that held. */
export function decideFloor(
  floor: Floor,
  live: LiveFloors,
  decision: FloorDecision,
  act: Act,
): Decision<FloorEvent, FloorProblem> {
  const status = decision === FloorDecision.APPROVE ? FloorStatus.APPROVED : FloorStatus.REJECTED;
  if (floor.status !== FloorStatus.PROPOSED) {
    const isOwn = floor.status === status && isSameAct(floor.verdict, act);
    return isOwn ? accept() : reject({ code: "INVALID_STATE", found: floor.status });
  }
  if (floor.proposal.person === act.person) return reject({ code: "SEPARATION_OF_DUTIES" });
  const decided = { ...floor, status, verdict: act };
  if (decision === FloorDecision.REJECT) return accept({ type: "FloorRejected", floor: decided });
  return accept(...supersede(live.approved), { type: "FloorApproved", floor: decided });
}

/** What was valued is no longer what is there: every floor that still counts falls. */
export function supersedeFloors(live: LiveFloors): FloorEvent[] {
  return [...supersede(live.proposed), ...supersede(live.approved)];
}

function supersede(floor: Floor | null): FloorEvent[] {
  return floor ? [{ type: "FloorSuperseded", floor: { ...floor, status: FloorStatus.SUPERSEDED } }] : [];
}

/** The floor as a fraction of the face value, six decimals. */
export function rateOfFace(floor: Pick<Floor, "amount" | "face">): string {
  const rate = rateOf(floor.amount.minor, floor.face);
  if (rate === null) throw new Error("A floor is of a portfolio without a face value");
  return rate;
}

/** When it was approved, also of one that was replaced since; `null` if it never was. */
export function approvedAt({ status, verdict }: Pick<Floor, "status" | "verdict">): Instant | null {
  return status === FloorStatus.REJECTED ? null : (verdict?.at ?? null);
}

function isSameProposal(found: Floor, floor: Floor): boolean {
  return (
    found.amount.minor === floor.amount.minor &&
    found.face === floor.face &&
    found.validUntil === floor.validUntil &&
    isSameAct(found.proposal, floor.proposal)
  );
}

function isSameAct(done: Act | null, act: Act): boolean {
  return done !== null && done.by === act.by && done.rationale === act.rationale;
}
