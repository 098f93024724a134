import { In, type EntityManager } from "typeorm";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { conditionSql } from "../condition.sql";
import { ScreeningResult, unknownReason, type Hit, type RuleInForce } from "../domain/screening-rules";
import type { PortfolioEntity } from "../portfolio.entity";
import { AccountScreeningEntity, ScreeningEntity, ScreeningOutcomeEntity } from "./screening.entity";

/** Forgets what was found about a portfolio; what was found about its accounts goes with the accounts. */
export async function deleteScreening(tx: Transaction, portfolioId: Id): Promise<void> {
  await tx.manager.delete(ScreeningEntity, { portfolioId });
}

/**
 * Applies the rules to every account of a portfolio: one statement, made from the same rules as `screenAccount`. OFFSET 0
 * has each rule's arrays computed once; else PostgreSQL writes them out again wherever they are named.
 */
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
      FROM account a WHERE a.portfolio_id = $1 AND $2::date IS NOT NULL OFFSET 0) s`,
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
  const found = await addUp(tx, portfolioId);
  const total = (result: ScreeningResult) => found.find((sum) => sum.result === result) ?? NOTHING_FOUND;
  const screening: ScreeningEntity = {
    portfolioId,
    screenedBy: screened.by,
    screenedAt: screened.at,
    eligibleCount: total(ScreeningResult.ELIGIBLE).count,
    eligibleFaceValue: BigInt(total(ScreeningResult.ELIGIBLE).face),
    excludedCount: total(ScreeningResult.EXCLUDED).count,
    excludedFaceValue: BigInt(total(ScreeningResult.EXCLUDED).face),
    needsReviewCount: total(ScreeningResult.NEEDS_REVIEW).count,
    needsReviewFaceValue: BigInt(total(ScreeningResult.NEEDS_REVIEW).face),
  };
  await deleteScreening(tx, portfolioId);
  await tx.manager.insert(ScreeningEntity, screening);
  await tx.manager.insert(ScreeningOutcomeEntity, outcomes(portfolioId, screened.rules, found));
  return screening;
}

const SCREENED = "FROM account a JOIN account_screening s ON s.account_id = a.id";

/** How many accounts, and what they owe: with a result, or that a rule hit, or whose question to it is open. */
interface Sum {
  readonly result: ScreeningResult | null;
  readonly rule: string | null;
  readonly is_known: boolean | null;
  readonly count: number;
  readonly face: string;
}

const NOTHING_FOUND = { count: 0, face: "0" };

/**
 * Adds up a portfolio's accounts by result and by rule. Accounts are first put together by all that was found about them:
 * a million of them differ in a few hundred ways, and so they are read once.
 */
function addUp(tx: Transaction, portfolioId: Id): Promise<Sum[]> {
  return tx.query<Sum>(
    `WITH found AS MATERIALIZED (
      SELECT s.result, s.excluded_by || s.review_for AS hits, s.unknown_for, count(*) AS count, sum(a.balance_minor) AS face
      ${SCREENED} WHERE a.portfolio_id = $1 GROUP BY 1, 2, 3)
    SELECT result, NULL AS rule, NULL::boolean AS is_known, sum(count)::int AS count, sum(face) AS face
      FROM found GROUP BY result
    UNION ALL
    SELECT NULL, h.rule, h.is_known, sum(count)::int, sum(face)
      FROM found, LATERAL (SELECT unnest(hits), true UNION ALL SELECT unnest(unknown_for), false) h (rule, is_known)
      GROUP BY 2, 3`,
    [portfolioId],
  );
}

/** Every hit of every rule, in the order of the rules; a hit and an open question of one rule are two. */
function outcomes(
  portfolioId: Id,
  rules: readonly RuleInForce[],
  found: readonly Sum[],
): ScreeningOutcomeEntity[] {
  return rules.flatMap((rule, index) =>
    [true, false].flatMap((isKnown) => {
      const sum = found.find((each) => each.rule === rule.rule && each.is_known === isKnown);
      if (!sum) return [];
      return {
        portfolioId,
        position: 2 * index + (isKnown ? 0 : 1),
        rule: rule.rule,
        version: rule.version,
        result: isKnown ? rule.result : ScreeningResult.NEEDS_REVIEW,
        reason: isKnown ? rule.reason : unknownReason(rule),
        accountCount: sum.count,
        faceValue: BigInt(sum.face),
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
