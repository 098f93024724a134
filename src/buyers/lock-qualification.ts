import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import type { Id } from "../platform/ids";
import type { Qualification } from "./domain/qualification";
import { audienceOf, type Audience } from "./buyers.policy";
import { currentQualification, findQualification, lockFirms, type Relation } from "./qualification.store";

/** The firm's last qualification with the viewer's organization, read under the firm's lock; else NOT_FOUND. */
export async function lockBuyer(tx: Transaction, viewer: Viewer, buyerId: Id): Promise<Qualification> {
  const relation = { sellerId: viewer.organization.id, buyerId };
  if (!(await currentQualification(tx.manager, relation))) throw notFound();
  await lockFirms(tx, buyerId);
  const found = await currentQualification(tx.manager, relation);
  if (!found) throw notFound();
  return found;
}

/** For later stages: a firm that has applied to this seller, locked; any other is NOT_FOUND, whether it exists or not. */
export async function lockApplicant(tx: Transaction, relation: Relation): Promise<void> {
  if (!(await currentQualification(tx.manager, relation))) throw notFound();
  await lockFirms(tx, relation.buyerId);
}

/** The qualification with this identifier or renewal, read under its firm's lock; else NOT_FOUND. */
export async function lockQualification(
  tx: Transaction,
  viewer: Viewer,
  asked: { readonly id: Id } | { readonly renewalId: Id },
  as: Audience,
): Promise<Qualification> {
  const unlocked = await findQualification(tx.manager, asked);
  if (!unlocked || audienceOf(unlocked, viewer.organization.id) !== as) throw notFound();
  await lockFirms(tx, unlocked.buyerId);
  const found = await findQualification(tx.manager, asked);
  if (!found) throw notFound(); // a newer renewal took its place meanwhile
  return found;
}
