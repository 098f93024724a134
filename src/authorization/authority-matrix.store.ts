import { In, LessThan, type DataSource, type EntityManager } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Page } from "../platform/graphql/connections";
import { isId, type Id } from "../platform/ids";
import type { Money } from "../platform/money";
import { AuthorityMatrixEntity, AuthorityRuleEntity } from "./authority-matrix.entity";
import { DEFAULT_MATRIX, type AuthorityRule, type MatrixInForce } from "./domain/matrix";
import { MatrixStatus, type AuthorityMatrix } from "./domain/matrix-proposal";

/** Any constant, the same in every node: keeps these locks apart from others' advisory locks. */
const AUTHORITY_LOCK = 7_326_878;

/**
 * Holds off whoever would change what a seller's authority is asked by, not others who ask. Take it after the firm's and
 * the auction's lock, and before that of a sale which others can see.
 */
export async function shareAuthority(tx: Transaction, sellerId: Id): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock_shared($1, hashtext($2))", [AUTHORITY_LOCK, sellerId]);
}

/** For whoever changes it: nobody asks for authority by the old rules meanwhile. Taken before any sale's lock. */
export async function lockAuthority(tx: Transaction, sellerId: Id): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock($1, hashtext($2))", [AUTHORITY_LOCK, sellerId]);
}

/** The matrix that a seller's requests are made by: its approved one, or the default. */
export async function matrixInForce(manager: EntityManager, sellerId: Id): Promise<MatrixInForce> {
  return (await approvedMatrix(manager, sellerId)) ?? DEFAULT_MATRIX;
}

export async function approvedMatrix(manager: EntityManager, sellerId: Id): Promise<AuthorityMatrix | null> {
  return findOne(manager, { sellerId, status: MatrixStatus.APPROVED });
}

export async function proposedMatrix(manager: EntityManager, sellerId: Id): Promise<AuthorityMatrix | null> {
  return findOne(manager, { sellerId, status: MatrixStatus.PROPOSED });
}

export async function findMatrix(manager: EntityManager, id: Id): Promise<AuthorityMatrix | null> {
  return isId(id) ? findOne(manager, { id }) : null;
}

export async function nextVersion(tx: Transaction, sellerId: Id): Promise<number> {
  return 1 + ((await tx.manager.maximum(AuthorityMatrixEntity, "version", { sellerId })) ?? 0);
}

/** A seller's matrices, the latest first, one more than the page. */
export async function listMatrices(
  database: DataSource,
  sellerId: Id,
  page: Page,
): Promise<AuthorityMatrix[]> {
  const after = page.after?.[0];
  const rows = await database.manager.find(AuthorityMatrixEntity, {
    where: { sellerId, ...(after !== undefined && { version: LessThan(Number(after)) }) },
    order: { version: "DESC" },
    take: page.first + 1,
  });
  return withRules(database.manager, rows);
}

export async function insertMatrix(tx: Transaction, matrix: AuthorityMatrix): Promise<void> {
  const { id, sellerId, version, status, proposal, rules } = matrix;
  await tx.manager.insert(AuthorityMatrixEntity, {
    id,
    sellerId,
    version,
    status,
    rationale: proposal.rationale,
    proposedBy: proposal.by,
    proposerId: proposal.person,
    proposedAt: proposal.at,
  });
  await tx.manager.insert(
    AuthorityRuleEntity,
    rules.map((rule, index) => ({ ...toRow(rule), matrixId: id, position: index + 1 })),
  );
}

export async function setDecided(tx: Transaction, { id, status, verdict }: AuthorityMatrix): Promise<void> {
  await tx.manager.update(
    AuthorityMatrixEntity,
    { id },
    {
      status,
      decidedBy: verdict?.by ?? null,
      deciderId: verdict?.person ?? null,
      decidedAt: verdict?.at ?? null,
      decisionRationale: verdict?.rationale ?? null,
    },
  );
}

export async function setSuperseded(tx: Transaction, id: Id): Promise<void> {
  await tx.manager.update(AuthorityMatrixEntity, { id }, { status: MatrixStatus.SUPERSEDED });
}

async function findOne(
  manager: EntityManager,
  where: Partial<Pick<AuthorityMatrixEntity, "id" | "sellerId" | "status">>,
): Promise<AuthorityMatrix | null> {
  const row = await manager.findOneBy(AuthorityMatrixEntity, where);
  const [matrix] = row ? await withRules(manager, [row]) : [];
  return matrix ?? null;
}

async function withRules(
  manager: EntityManager,
  rows: readonly AuthorityMatrixEntity[],
): Promise<AuthorityMatrix[]> {
  const rules = await manager.find(AuthorityRuleEntity, {
    where: { matrixId: In(rows.map(({ id }) => id)) },
    order: { position: "ASC" },
  });
  return rows.map((row) =>
    fromRow(
      row,
      rules.filter(({ matrixId }) => matrixId === row.id),
    ),
  );
}

function fromRow(row: AuthorityMatrixEntity, rules: readonly AuthorityRuleEntity[]): AuthorityMatrix {
  const { id, sellerId, version, status, decidedBy, deciderId, decidedAt, decisionRationale } = row;
  const isDecided =
    decidedBy !== null && deciderId !== null && decidedAt !== null && decisionRationale !== null;
  return {
    id,
    sellerId,
    version,
    status,
    rules: rules.map(toRule),
    proposal: { by: row.proposedBy, person: row.proposerId, at: row.proposedAt, rationale: row.rationale },
    verdict: isDecided
      ? { by: decidedBy, person: deciderId, at: decidedAt, rationale: decisionRationale }
      : null,
  };
}

function toRule(row: AuthorityRuleEntity): AuthorityRule {
  const { tier, requiredRoles, isStrategic, priceToFloorMillionths } = row;
  return {
    tier,
    requiredRoles,
    isStrategic,
    faceUpTo: toMoney(row.faceUpToMinor, row.faceUpToCurrency),
    priceUpTo: toMoney(row.priceUpToMinor, row.priceUpToCurrency),
    priceToFloor: priceToFloorMillionths,
  };
}

function toMoney(minor: bigint | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

function toRow(rule: AuthorityRule): Omit<AuthorityRuleEntity, "matrixId" | "position"> {
  const { tier, requiredRoles, isStrategic, faceUpTo, priceUpTo, priceToFloor } = rule;
  return {
    tier,
    requiredRoles: [...requiredRoles],
    isStrategic,
    faceUpToMinor: faceUpTo?.minor ?? null,
    faceUpToCurrency: faceUpTo?.currency ?? null,
    priceUpToMinor: priceUpTo?.minor ?? null,
    priceUpToCurrency: priceUpTo?.currency ?? null,
    priceToFloorMillionths: priceToFloor,
  };
}
