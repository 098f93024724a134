import { SYSTEM_ACTOR } from "../access/viewer";
import type { Transaction, Transactions } from "../database/transactions";
import type { Id } from "../ids";
import type { StreamKind } from "../journal/chain";
import type { Journal } from "../journal/journal";
import { openStream } from "../journal/journal.store";

/** The journal's own stream: its tree is over all streams' heads. */
export const HEADS_STREAM: Id = "00000000-0000-7000-8000-000000000001";
/** Heads in one entry at most. */
const LARGEST_ENTRY = 1_000;

/** Where a stream stood: hex of its last entry's hash. */
export interface RecordedHead {
  readonly stream: Id;
  readonly sequence: number;
  readonly hash: string;
}

type MovedHead = RecordedHead & { readonly kind: StreamKind };

/**
 * Writes down where every stream stands that has moved since the last time, as entries of a stream of its own. Whoever
 * has a checkpoint of that one can tell when an entry of any other is taken away or changed later.
 */
export class RecordHeads {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  /** Answers the streams that have moved. */
  run(): Promise<readonly { readonly stream: Id; readonly kind: StreamKind }[]> {
    return this.transactions.run(async (tx) => {
      await openStream(tx, HEADS_STREAM, "JOURNAL"); // one node at a time
      const moved = await readMoved(tx);
      for (let first = 0; first < moved.length; first += LARGEST_ENTRY)
        await this.record(tx, moved.slice(first, first + LARGEST_ENTRY));
      return moved;
    });
  }

  private async record(tx: Transaction, moved: readonly MovedHead[]): Promise<void> {
    const heads = moved.map(({ stream, sequence, hash }) => ({ stream, sequence, hash }));
    await this.journal.append(tx, {
      stream: HEADS_STREAM,
      kind: "JOURNAL",
      type: "HeadsRecorded",
      actor: SYSTEM_ACTOR,
      data: { heads },
    });
    await tx.query(
      `INSERT INTO journal_recorded_head (stream, sequence)
       SELECT stream, sequence FROM json_to_recordset($1) AS head (stream uuid, sequence integer)
       ON CONFLICT (stream) DO UPDATE SET sequence = excluded.sequence`,
      [JSON.stringify(heads)],
    );
  }
}

/** Only a stream that has an entry has a head. */
function readMoved(tx: Transaction): Promise<MovedHead[]> {
  return tx.query<MovedHead>(
    `SELECT stream.id AS stream, stream.kind, stream.sequence, encode(stream.head_hash, 'hex') AS hash
     FROM journal_stream AS stream LEFT JOIN journal_recorded_head AS recorded ON recorded.stream = stream.id
     WHERE stream.id <> $1 AND stream.sequence > coalesce(recorded.sequence, 0) ORDER BY stream.id`,
    [HEADS_STREAM],
  );
}
