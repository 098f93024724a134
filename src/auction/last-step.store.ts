import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { toEntry, type EntryRow, type SecretRow } from "../platform/journal/journal.store";
import { reveal } from "../platform/journal/reveal";
import { COURSE_STEPS, decodeEvent, PART_STEPS, type AuctionEvent } from "./domain";

/** Something that was done to an auction or to a firm's part in it, and by whom. */
export interface Step {
  readonly event: AuctionEvent;
  readonly actor: Pick<Actor, "id" | "kind">;
}

/**
 * The last entry of the auction's course or, with a firm, of that firm's part. The types are said in the statement: with
 * them its index leaves out the bids, of which there may be a million.
 */
export async function findLastStep(tx: Transaction, auctionId: Id, buyerId: Id | null): Promise<Step | null> {
  const [row] = await tx.query<EntryRow>(buyerId === null ? LAST_OF_COURSE : LAST_OF_PART, [
    auctionId,
    ...(buyerId === null ? [] : [buyerId]),
  ]);
  if (!row) return null;
  const secrets = await tx.query<SecretRow>(
    "SELECT path, salt, value, readers FROM journal_secret WHERE stream = $1 AND sequence = $2",
    [auctionId, row.sequence],
  );
  const { actor, data } = reveal(toEntry(row), secrets);
  return { event: decodeEvent({ type: row.type, data }), actor: actor as Step["actor"] };
}

const LAST_OF_COURSE = `
  SELECT * FROM journal_entry WHERE stream = $1 AND type IN (${literals(COURSE_STEPS)})
  ORDER BY sequence DESC LIMIT 1`;

const LAST_OF_PART = `
  SELECT e.* FROM journal_entry e
  LEFT JOIN journal_secret s ON s.stream = e.stream AND s.sequence = e.sequence AND s.path = '/data/buyerId'
  WHERE e.stream = $1 AND e.type IN (${literals(PART_STEPS)}) AND $2 IN (e.data ->> 'buyerId', s.value #>> '{}')
  ORDER BY e.sequence DESC LIMIT 1`;

function literals(types: readonly string[]): string {
  return types.map((type) => `'${type}'`).join(", ");
}
