import { In, type EntityManager } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import { isId, type Id } from "../platform/ids";
import type { WinnerDefault } from "./domain/default";
import { WinnerDefaultEntity } from "./winner-default.entity";

export async function findDefault(manager: EntityManager, id: Id): Promise<WinnerDefault | null> {
  return isId(id) ? manager.findOneBy(WinnerDefaultEntity, { id }) : null;
}

/** Each auction's firms in default, the first declared first. */
export async function defaultsOf(
  manager: EntityManager,
  auctionIds: readonly Id[],
): Promise<readonly (readonly WinnerDefault[])[]> {
  const rows = await manager.find(WinnerDefaultEntity, {
    where: { auctionId: In([...auctionIds]) },
    order: { declaredAt: "ASC" },
  });
  return auctionIds.map((id) => rows.filter(({ auctionId }) => auctionId === id));
}

export async function insertDefault(tx: Transaction, declared: WinnerDefault): Promise<void> {
  await tx.manager.insert(WinnerDefaultEntity, { ...declared });
}

/** Where the seller and the firm read of each other: the firm's qualification. */
export async function recordOfFirm(
  tx: Transaction,
  { sellerId, buyerId }: Pick<WinnerDefault, "sellerId" | "buyerId">,
): Promise<Id> {
  const [row] = await tx.query<{ id: Id }>(
    "SELECT qualification_id AS id FROM buyer_eligibility WHERE seller_id = $1 AND buyer_id = $2",
    [sellerId, buyerId],
  );
  if (!row) throw new Error("A firm that won was qualified");
  return row.id;
}
