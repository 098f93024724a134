import { In, type EntityManager } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import { conditionSql } from "./condition.sql";
import { ScreeningResult, unknownReason, type Hit, type RuleInForce } from "./domain/screening-rules";
import type { PortfolioEntity } from "./portfolio.entity";
import { AccountScreeningEntity, ScreeningEntity, ScreeningOutcomeEntity } from "./screening.entity";

/** Forgets what was found about a portfolio; what was found about its accounts goes with the accounts. */
export async function deleteScreening(tx: Transaction, portfolioId: Id): Promise<void> {
  await tx.manager.delete(ScreeningEntity, { portfolioId });
}

/** Applies the rules to every account of a portfolio: one statement, made from the same rules as `screenAccount`. */
export async function screenAccounts(
  tx: Transaction,
  { id, asOf }: Pick<PortfolioEntity, "id" | "asOf">,
  rules: readonly RuleInForce[],
): Promise<void> {
  const hits = (which: readonly RuleInForce[], test: (sql: string) => string): string => {
    const names = which.map(
      ({ rule, when }) => `CASE WHEN ${test(conditionSql(when, "$2::date"))} THEN '${rule}' END`,
    );
    return names.length === 0 ? "ARRAY[]::text[]" : `array_remove(ARRAY[${names.join(", ")}], NULL)`;
  };
  const withResult = (result: Hit) => rules.filter((rule) => rule.result === result);
  await tx.query(
    `INSERT INTO account_screening (account_id, excluded_by, review_for, unknown_for, result)
    SELECT s.*, CASE
      WHEN cardinality(excluded_by) > 0 THEN 'EXCLUDED'
      WHEN cardinality(review_for) + cardinality(unknown_for) > 0 THEN 'NEEDS_REVIEW'
      ELSE 'ELIGIBLE' END
    FROM (SELECT a.id,
        ${hits(withResult(ScreeningResult.EXCLUDED), (sql) => sql)} AS excluded_by,
        ${hits(withResult(ScreeningResult.NEEDS_REVIEW), (sql) => sql)} AS review_for,
        ${hits(rules, (sql) => `(${sql}) IS NULL`)} AS unknown_for
      FROM account a WHERE a.portfolio_id = $1 AND $2::date IS NOT NULL) s`,
    [id, asOf],
  );
}

/** Adds up what is known of a portfolio's accounts, and writes it in place of what was there. */
export async function writeScreening(
  tx: Transaction,
  portfolioId: Id,
  screened: {
    readonly by: Id;
    readonly at: Instant;
    readonly rules: readonly RuleInForce[];
  },
): Promise<ScreeningEntity> {
  const totals = await totalsByResult(tx, portfolioId);
  const screening: ScreeningEntity = {
    portfolioId,
    screenedBy: screened.by,
    screenedAt: screened.at,
    eligibleCount: totals.get(ScreeningResult.ELIGIBLE)?.count ?? 0,
    eligibleFaceValue: totals.get(ScreeningResult.ELIGIBLE)?.face ?? 0n,
    excludedCount: totals.get(ScreeningResult.EXCLUDED)?.count ?? 0,
    excludedFaceValue: totals.get(ScreeningResult.EXCLUDED)?.face ?? 0n,
    needsReviewCount: totals.get(ScreeningResult.NEEDS_REVIEW)?.count ?? 0,
    needsReviewFaceValue: totals.get(ScreeningResult.NEEDS_REVIEW)?.face ?? 0n,
  };
  await deleteScreening(tx, portfolioId);
  await tx.manager.insert(ScreeningEntity, screening);
  await tx.manager.insert(ScreeningOutcomeEntity, await outcomes(tx, portfolioId, screened.rules));
  return screening;
}

interface Total {
  readonly count: number;
  readonly face: bigint;
}

const SCREENED = "FROM account a JOIN account_screening s ON s.account_id = a.id";

async function totalsByResult(tx: Transaction, portfolioId: Id): Promise<Map<ScreeningResult, Total>> {
  const rows = await tx.query<{ result: ScreeningResult; count: number; face: string }>(
    `SELECT s.result, count(*)::int AS count, sum(a.balance_minor) AS face ${SCREENED}
    WHERE a.portfolio_id = $1 GROUP BY s.result`,
    [portfolioId],
  );
  return new Map(rows.map(({ result, count, face }) => [result, { count, face: BigInt(face) }]));
}

/** Every hit of every rule, in the order of the rules; a hit and an open question of one rule are two. */
async function outcomes(
  tx: Transaction,
  portfolioId: Id,
  rules: readonly RuleInForce[],
): Promise<ScreeningOutcomeEntity[]> {
  const rows = await tx.query<{ rule: string; is_known: boolean; count: number; face: string }>(
    `SELECT h.rule, h.is_known, count(*)::int AS count, sum(a.balance_minor) AS face ${SCREENED},
      LATERAL (SELECT unnest(s.excluded_by || s.review_for) AS rule, true AS is_known
        UNION ALL SELECT unnest(s.unknown_for), false) h
    WHERE a.portfolio_id = $1 AND cardinality(s.excluded_by) + cardinality(s.review_for) + cardinality(s.unknown_for) > 0
    GROUP BY 1, 2`,
    [portfolioId],
  );
  return rules.flatMap((rule, index) =>
    [true, false].flatMap((isKnown) => {
      const row = rows.find((each) => each.rule === rule.rule && each.is_known === isKnown);
      if (!row) return [];
      return {
        portfolioId,
        position: 2 * index + (isKnown ? 0 : 1),
        rule: rule.rule,
        version: rule.version,
        result: isKnown ? rule.result : ScreeningResult.NEEDS_REVIEW,
        reason: isKnown ? rule.reason : unknownReason(rule),
        accountCount: row.count,
        faceValue: BigInt(row.face),
      };
    }),
  );
}

/**
 * SHA-256 of what was found about every account, for the journal. The accounts fall into 256 groups by the last byte of
 * their identifier; a group's hash covers its lines "reference TAB result TAB rules", sorted by reference (bytes); the
 * answer covers the groups' hashes in order. So no more than a group is in memory at once.
 */
export async function digestOfScreening(tx: Transaction, portfolioId: Id): Promise<string> {
  const [row] = await tx.query<{ digest: string }>(
    `SELECT encode(sha256(coalesce(string_agg(part, ''::bytea ORDER BY place), ''::bytea)), 'hex') AS digest
    FROM (SELECT get_byte(uuid_send(a.id), 15) AS place, sha256(convert_to(string_agg(
        a.reference || E'\\t' || s.result || E'\\t' || array_to_string(s.excluded_by || s.review_for || s.unknown_for, ','),
        E'\\n' ORDER BY a.reference COLLATE "C"), 'UTF8')) AS part
      ${SCREENED} WHERE a.portfolio_id = $1 GROUP BY 1) parts`,
    [portfolioId],
  );
  if (!row) throw new Error("A digest has one row");
  return row.digest;
}

/** A portfolio's screening with what each rule found. */
export interface FullScreening {
  readonly screening: ScreeningEntity;
  readonly outcomes: readonly ScreeningOutcomeEntity[];
}

export async function screeningsOf(
  manager: EntityManager,
  portfolioIds: readonly Id[],
): Promise<Map<Id, FullScreening>> {
  const where = { portfolioId: In([...portfolioIds]) };
  const screenings = await manager.findBy(ScreeningEntity, where);
  const outcomes = await manager.find(ScreeningOutcomeEntity, { where, order: { position: "ASC" } });
  return new Map(
    screenings.map((screening) => {
      const { portfolioId } = screening;
      return [
        portfolioId,
        { screening, outcomes: outcomes.filter((outcome) => outcome.portfolioId === portfolioId) },
      ];
    }),
  );
}

export async function accountScreenings(
  manager: EntityManager,
  accountIds: readonly Id[],
): Promise<Map<Id, AccountScreeningEntity>> {
  const rows = await manager.findBy(AccountScreeningEntity, { accountId: In([...accountIds]) });
  return new Map(rows.map((row) => [row.accountId, row]));
}
