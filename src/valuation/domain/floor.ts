import { accept, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import { rateOf, type Money } from "../../platform/money";
import {
  decideProposal,
  isSameAct,
  type Act,
  type Proposal,
  type ProposalProblem,
} from "../../platform/proposal";
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

export interface Floor extends Proposal<FloorStatus> {
  readonly id: Id;
  readonly portfolioId: Id;
  readonly sellerId: Id;
  readonly amount: Money;
  /** The portfolio's face value when it was proposed, in the same currency. */
  readonly face: bigint;
  /** The last day, in UTC, of an auction that it may serve; `null`: any. */
  readonly validUntil: CalendarDate | null;
}

export type FloorEvent =
  | { readonly type: "FloorProposed"; readonly floor: Floor }
  | { readonly type: "FloorApproved"; readonly floor: Floor }
  | { readonly type: "FloorRejected"; readonly floor: Floor }
  | { readonly type: "FloorSuperseded"; readonly floor: Floor };

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
): Decision<FloorEvent, ProposalProblem<FloorStatus>> {
  const to = decision === FloorDecision.APPROVE ? FloorStatus.APPROVED : FloorStatus.REJECTED;
  const verdict = decideProposal(floor, { from: FloorStatus.PROPOSED, to }, act);
  if (verdict.kind === "rejected") return verdict;
  const [decided] = verdict.events;
  if (!decided) return accept();
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
