import type { DataSource } from "typeorm";
import type { Offence } from "../../platform/journal/verify-journal";

/**
 * What lies beside sealed bids and is not of them, or is missing there: a box that no accepted bid's entry names by its
 * hash, an accepted bid without its box, a share that is not the one that the entry names for a custodian of the terms, a
 * reveal of no sealed bid, and a revealed key that is not the one that the entry names. No entry tells of these rows, so no
 * replay comes to them.
 */
export async function findStraySealed(database: Pick<DataSource, "query">): Promise<Offence | null> {
  const rows = await database.query<Offence[]>(
    `SELECT * FROM (${[BOXES, MISSING, SHARES, REVEALS, KEYS].join(" UNION ALL ")}) AS stray
     ORDER BY stream, sequence, problem LIMIT 1`,
  );
  return rows[0] ?? null;
}

/** The entry of the sealed bid that something lies beside, if there is one. */
const entryOf = (beside: string): string => `
  LEFT JOIN journal_entry e ON e.stream = ${beside}.auction_id AND e.sequence = ${beside}.sequence
    AND e.type = 'BidAccepted' AND e.data -> 'sealed' IS NOT NULL`;

const BOXES = `
  SELECT x.auction_id AS stream, x.sequence, 'The sealed box beside it is not the one that a bid''s entry names.' AS problem
  FROM sealed_box x ${entryOf("x")}
  WHERE e.data #>> '{sealed,boxHash}' IS DISTINCT FROM encode(sha256(x.box), 'hex')`;

const MISSING = `
  SELECT b.auction_id, b.sequence, 'The sealed box of its bid is missing.' FROM bid b
  WHERE b.sealed AND b.decision = 'ACCEPTED'
    AND NOT EXISTS (SELECT FROM sealed_box x WHERE x.auction_id = b.auction_id AND x.sequence = b.sequence)`;

const SHARES = `
  SELECT s.auction_id, s.sequence,
    format('The share of custodian %s beside it is not the one that a bid''s entry names.', s.custodian_id)
  FROM sealed_share s ${entryOf("s")}
  LEFT JOIN LATERAL (
    SELECT e.data #> '{sealed,shareHashes}' ->> (c.place - 1)::integer AS hash
    FROM auction a, jsonb_array_elements(a.terms #> '{sealing,custodians}') WITH ORDINALITY AS c (custodian, place)
    WHERE a.id = s.auction_id AND c.custodian ->> 'id' = s.custodian_id::text) AS named ON true
  WHERE named.hash IS NULL OR (s.share IS NOT NULL AND encode(sha256(s.share), 'hex') <> named.hash)`;

const REVEALS = `
  SELECT r.auction_id, r.sequence, 'The reveal beside it is of no sealed bid.' FROM sealed_reveal r ${entryOf("r")}
  WHERE e.stream IS NULL`;

const KEYS = `
  SELECT k.auction_id, k.sequence, 'The revealed key beside it is not the one that a bid''s entry names.'
  FROM revealed_key k ${entryOf("k")}
  WHERE e.data #>> '{sealed,keyHash}' IS DISTINCT FROM encode(sha256(k.key), 'hex')`;
