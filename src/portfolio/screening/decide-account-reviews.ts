import type { Viewer } from "../../platform/access/viewer";
import type { Transaction } from "../../platform/database/transactions";
import { badUserInput, notFound } from "../../platform/errors";
import { readText } from "../../platform/free-text";
import { isId, type Id } from "../../platform/ids";
import { hidden } from "../../platform/journal/hidden";
import { refuseState, type OrRefusal } from "../../platform/refusal";
import { formatInstant } from "../../platform/time";
import { PortfolioStatus } from "../domain/portfolio";
import { rulesAsOf, ScreeningResult } from "../domain/screening-rules";
import { lockOwnAccounts } from "../own-portfolio";
import type { PortfolioEntity } from "../portfolio.entity";
import { changePortfolio, totalsOf } from "../portfolio.store";
import type { PortfolioPorts } from "../ports";
import { ScreeningEntity } from "./screening.entity";
import { writeScreening } from "./screening.store";

const MOST_ACCOUNTS = 1_000;

export interface AccountReviews {
  readonly portfolioId: Id;
  readonly accountIds: readonly Id[];
  readonly decision: ScreeningResult;
  readonly rationale: string;
}

/** A person decides of accounts that the rules leave open. What a rule excludes stays excluded. */
export class DecideAccountReviews {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(viewer: Viewer, input: AccountReviews): Promise<OrRefusal<PortfolioEntity>> {
    const rationale = readText(input.rationale, ["input", "rationale"]);
    const accountIds = [...new Set(input.accountIds)];
    if (input.decision === ScreeningResult.NEEDS_REVIEW)
      throw badUserInput("Decide for ELIGIBLE or EXCLUDED.", ["input", "decision"]);
    if (accountIds.length === 0 || accountIds.length > MOST_ACCOUNTS)
      throw badUserInput(`Decide of 1 to ${MOST_ACCOUNTS} accounts at a time.`, ["input", "accountIds"]);
    if (!accountIds.every(isId)) throw notFound();
    return this.ports.transactions.run(async (tx) => {
      const found = await lockOwnAccounts(tx, viewer, input.portfolioId);
      if (found.status !== PortfolioStatus.SCREENED)
        return refuseState("portfolio", PortfolioStatus.SCREENED, found.status);
      const open = await openAccounts(tx, found.id, accountIds, input.decision);
      if (typeof open === "string") return refuseState("account", ScreeningResult.NEEDS_REVIEW, open);
      if (open.length === 0) return found; // decided so before
      await decide(tx, open, { by: viewer.actor.id, decision: input.decision, rationale });
      const { screenedBy: by, screenedAt: at } = await tx.manager.findOneByOrFail(ScreeningEntity, {
        portfolioId: found.id,
      });
      await writeScreening(tx, found.id, { by, at, rules: rulesAsOf(found.asOf) });
      const portfolio = await changePortfolio(tx, found, await totalsOf(tx, found));
      await this.ports.journal.append(tx, {
        stream: portfolio.id,
        kind: "PORTFOLIO",
        type: "AccountsReviewed",
        actor: viewer.actor,
        data: {
          accountIds: open,
          decision: input.decision,
          rationale: hidden(rationale, portfolio.sellerId),
        },
      });
      return portfolio;
    });
  }
}

/** Those still to be decided, or the result that is in the way of one of them; NOT_FOUND for another's. */
async function openAccounts(
  tx: Transaction,
  portfolioId: Id,
  accountIds: readonly Id[],
  decision: ScreeningResult,
): Promise<Id[] | ScreeningResult> {
  const rows = await tx.query<{ id: Id; result: ScreeningResult; is_decided: boolean }>(
    `SELECT a.id, s.result, s.decided_by IS NOT NULL AS is_decided
    FROM account a JOIN account_screening s ON s.account_id = a.id
    WHERE a.portfolio_id = $1 AND a.id = ANY($2::uuid[]) ORDER BY a.id`,
    [portfolioId, accountIds],
  );
  if (rows.length < accountIds.length) throw notFound();
  const settled = rows.filter(({ result }) => result !== ScreeningResult.NEEDS_REVIEW);
  const obstacle = settled.find(({ result, is_decided }) => !is_decided || result !== decision);
  if (obstacle) return obstacle.result;
  return rows.filter((row) => !settled.includes(row)).map(({ id }) => id);
}

async function decide(
  tx: Transaction,
  accountIds: readonly Id[],
  {
    by,
    decision,
    rationale,
  }: { readonly by: Id; readonly decision: ScreeningResult; readonly rationale: string },
): Promise<void> {
  await tx.query(
    `UPDATE account_screening SET result = $2, decided_by = $3, decided_at = $4, rationale = $5
    WHERE account_id = ANY($1::uuid[])`,
    [accountIds, decision, by, formatInstant(await tx.now()), rationale],
  );
}
