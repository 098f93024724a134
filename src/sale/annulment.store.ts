import { In, LessThan, type DataSource, type EntityManager, type FindOptionsWhere } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Page } from "../platform/graphql/connections";
import { isId, type Id } from "../platform/ids";
import { AnnulmentEntity } from "./annulment.entity";
import { AnnulmentStatus, type Annulment } from "./domain/annulment";

export async function findAnnulment(manager: EntityManager, id: Id): Promise<Annulment | null> {
  const row = isId(id) ? await manager.findOneBy(AnnulmentEntity, { id }) : null;
  return row && fromRow(row);
}

/** What waits for a second person about an auction. */
export async function proposedAnnulment(manager: EntityManager, auctionId: Id): Promise<Annulment | null> {
  const row = await manager.findOneBy(AnnulmentEntity, { auctionId, status: AnnulmentStatus.PROPOSED });
  return row && fromRow(row);
}

export async function insertAnnulment(tx: Transaction, annulment: Annulment): Promise<void> {
  const { id, auctionId, sellerId, kind, status, proposal } = annulment;
  await tx.manager.insert(AnnulmentEntity, {
    id,
    auctionId,
    sellerId,
    kind,
    status,
    proposedBy: proposal.by,
    proposerId: proposal.person,
    proposedAt: proposal.at,
    rationale: proposal.rationale,
  });
}

export async function setSeconded(tx: Transaction, { id, status, verdict }: Annulment): Promise<void> {
  await tx.manager.update(
    AnnulmentEntity,
    { id },
    {
      status,
      secondedBy: verdict?.by ?? null,
      seconderId: verdict?.person ?? null,
      secondedAt: verdict?.at ?? null,
      secondRationale: verdict?.rationale ?? null,
    },
  );
}

export interface AnnulmentSelection {
  readonly sellerId: Id;
  readonly statuses: readonly AnnulmentStatus[] | null;
  readonly auctionIds: readonly Id[] | null;
}

/** A seller's annulments, the latest first, one more than the page. */
export async function listAnnulments(
  database: DataSource,
  { sellerId, statuses, auctionIds }: AnnulmentSelection,
  page: Page,
): Promise<Annulment[]> {
  const after = page.after?.[0];
  const where: FindOptionsWhere<AnnulmentEntity> = {
    sellerId,
    ...(statuses && { status: In([...statuses]) }),
    ...(auctionIds && { auctionId: In(auctionIds.filter(isId)) }),
    ...(after !== undefined && { id: LessThan(String(after)) }),
  };
  const rows = await database.manager.find(AnnulmentEntity, {
    where,
    order: { id: "DESC" },
    take: page.first + 1,
  });
  return rows.map(fromRow);
}

function fromRow(row: AnnulmentEntity): Annulment {
  const { id, auctionId, sellerId, kind, status, secondedBy, seconderId, secondedAt, secondRationale } = row;
  const isDecided =
    secondedBy !== null && seconderId !== null && secondedAt !== null && secondRationale !== null;
  return {
    id,
    auctionId,
    sellerId,
    kind,
    status,
    proposal: { by: row.proposedBy, person: row.proposerId, at: row.proposedAt, rationale: row.rationale },
    verdict: isDecided
      ? { by: secondedBy, person: seconderId, at: secondedAt, rationale: secondRationale }
      : null,
  };
}
