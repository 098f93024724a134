import type { DataSource } from "typeorm";
import type { Id } from "../../src/platform/ids";

/** An auction's rows by themselves, made in SQL: nothing that they refer to, and nothing decided. */
export interface ManyBids {
  readonly auctionId: Id;
  readonly isSealed: boolean;
  readonly firms: number;
  readonly bids: number;
}

/**
 * An auction's bids, in turn of all firms but the last, which never bids. Of open bids every third was refused; of sealed
 * ones every 50th takes its firm's earlier ones back, and the others are opened.
 */
export async function insertManyBids(database: DataSource, many: ManyBids): Promise<void> {
  const { auctionId, isSealed, firms, bids } = many;
  await database.query("SET session_replication_role = replica");
  await database.query(PARTICIPANTS, [auctionId, firms]);
  await database.query(BIDS, [auctionId, firms - 1, bids, isSealed]);
  await database.query(ENTRIES, [auctionId]);
  if (isSealed) await database.query(OPENED, [auctionId]);
}

/** From here on statistics stay as they are, as they do in life until PostgreSQL looks again. */
export async function keepStatistics(database: DataSource): Promise<void> {
  await database.query("ANALYZE");
  const tables = await database.query<{ name: string }[]>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  );
  for (const { name } of tables) await database.query(`ALTER TABLE ${name} SET (autovacuum_enabled = off)`);
}

const FIRM = (number: string) => `('01900000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const PARTICIPANTS = `
  INSERT INTO participant (id, auction_id, buyer_id, paddle, status, nda_signed_at, licences_lapse_at)
  SELECT gen_random_uuid(), $1, ${FIRM("n")}, (100 + n)::text, 'ADMITTED', now(), '2099-12-31'
  FROM generate_series(1, $2::integer) AS n`;

const BIDS = `
  INSERT INTO bid (auction_id, sequence, id, buyer_id, paddle, key_hash, fingerprint, actor_id, actor_kind, decision, reason,
    amount_minor, maximum_minor, confirmed, raise, moved, received_at, decided_at, salts, sealed, withdrawal)
  SELECT $1, n, gen_random_uuid(), ${FIRM("1 + n % $2")}, (101 + n % $2)::text, sha256(n::text::bytea), sha256(''),
    gen_random_uuid(), 'API_KEY', CASE WHEN is_refused THEN 'REJECTED' ELSE 'ACCEPTED' END,
    CASE WHEN is_refused THEN 'BELOW_INCREMENT' END, CASE WHEN NOT $4 THEN n END, CASE WHEN NOT $4 THEN n END, false, false,
    NOT $4 AND NOT is_refused, now(), now() + n * interval '1 microsecond',
    decode(repeat('00', CASE WHEN is_back THEN 32 ELSE 48 END), 'hex'), $4 AND NOT is_back, is_back
  FROM generate_series(1, $3::integer) AS n,
    LATERAL (SELECT NOT $4::boolean AND n % 3 = 0 AS is_refused, $4 AND n % 50 = 0 AS is_back) AS kind`;

const ENTRIES = `
  INSERT INTO journal_entry (stream, sequence, type, at, actor, data, rules_version, previous_hash, hash)
  SELECT auction_id, sequence, CASE WHEN decision = 'REJECTED' THEN 'BidRejected' WHEN withdrawal THEN 'BidWithdrawn'
      ELSE 'BidAccepted' END, decided_at, '{}', '{}', '1', sha256(''), sha256('')
  FROM bid WHERE auction_id = $1`;

const OPENED = `
  INSERT INTO opened_bid (auction_id, sequence, amount_minor, rank)
  SELECT auction_id, sequence, sequence, sequence FROM bid WHERE auction_id = $1 AND sealed`;
