import { In, type EntityManager } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import { isId, type Id } from "../platform/ids";
import { endOfDay, type Instant } from "../platform/time";
import { FloorStatus, type Floor, type LiveFloors } from "./domain/floor";
import { FloorEntity } from "./floor.entity";

const LIVE = [FloorStatus.PROPOSED, FloorStatus.APPROVED];

export async function findFloor(manager: EntityManager, id: Id): Promise<Floor | null> {
  const row = isId(id) ? await manager.findOneBy(FloorEntity, { id }) : null;
  return row && fromRow(row);
}

/** The floors that count, for each of the portfolios. */
export async function liveFloorsOf(
  manager: EntityManager,
  portfolioIds: readonly Id[],
): Promise<Map<Id, LiveFloors>> {
  const rows = await manager.findBy(FloorEntity, { portfolioId: In([...portfolioIds]), status: In(LIVE) });
  const floors = rows.map(fromRow);
  return new Map(
    portfolioIds.map((portfolioId) => {
      const withStatus = (status: FloorStatus): Floor | null =>
        floors.find((floor) => floor.portfolioId === portfolioId && floor.status === status) ?? null;
      const live = { proposed: withStatus(FloorStatus.PROPOSED), approved: withStatus(FloorStatus.APPROVED) };
      return [portfolioId, live];
    }),
  );
}

/** The portfolio is locked, so nothing changes what was read. */
export async function liveFloors(manager: EntityManager, portfolioId: Id): Promise<LiveFloors> {
  const live = await liveFloorsOf(manager, [portfolioId]);
  return live.get(portfolioId) ?? { proposed: null, approved: null };
}

export async function insertFloor(tx: Transaction, floor: Floor): Promise<void> {
  await tx.manager.insert(FloorEntity, {
    id: floor.id,
    portfolioId: floor.portfolioId,
    sellerId: floor.sellerId,
    status: floor.status,
    amountMinor: floor.amount.minor,
    faceMinor: floor.face,
    currency: floor.amount.currency,
    validUntil: floor.validUntil,
    rationale: floor.proposal.rationale,
    proposedBy: floor.proposal.by,
    proposerId: floor.proposal.person,
    proposedAt: floor.proposal.at,
  });
}

export async function setDecided(tx: Transaction, { id, status, verdict }: Floor): Promise<void> {
  if (!verdict) throw new Error("A floor is decided by somebody");
  await tx.manager.update(FloorEntity, id, {
    status,
    decidedBy: verdict.by,
    deciderId: verdict.person,
    decidedAt: verdict.at,
    decisionRationale: verdict.rationale,
  });
}

export async function setSuperseded(tx: Transaction, { id, status }: Floor, at: Instant): Promise<void> {
  await tx.manager.update(FloorEntity, id, { status, supersededAt: at });
}

function fromRow(row: FloorEntity): Floor {
  const { decidedBy, deciderId, decidedAt, decisionRationale } = row;
  const isDecided = decidedBy && deciderId && decidedAt && decisionRationale; // together, by a constraint
  return {
    id: row.id,
    portfolioId: row.portfolioId,
    sellerId: row.sellerId,
    status: row.status,
    amount: { minor: row.amountMinor, currency: row.currency },
    face: row.faceMinor,
    validUntil: row.validUntil,
    proposal: { by: row.proposedBy, person: row.proposerId, at: row.proposedAt, rationale: row.rationale },
    verdict: isDecided
      ? { by: decidedBy, person: deciderId, at: decidedAt, rationale: decisionRationale }
      : null,
  };
}

/** What an auction pins of a locked portfolio. */
export interface ApprovedFloor {
  readonly id: Id;
  /** Minor units of the portfolio's currency; 0 means no reserve. */
  readonly amount: bigint;
  /** The end of its last day, in UTC; `null`: it has none. */
  readonly validUntil: Instant | null;
}

export async function approvedFloor(tx: Transaction, portfolioId: Id): Promise<ApprovedFloor | null> {
  const { approved } = await liveFloors(tx.manager, portfolioId);
  if (!approved) return null;
  const { id, amount, validUntil } = approved;
  return { id, amount: amount.minor, validUntil: validUntil === null ? null : endOfDay(validUntil) };
}
