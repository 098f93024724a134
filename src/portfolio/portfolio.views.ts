import { moneyView } from "../platform/graphql/money";
import { view } from "../platform/graphql/node";
import type { CurrencyCode } from "../platform/money";
import { factOf } from "./domain/condition";
import { SCREENING_RULES } from "./domain/screening-rules";
import type { Segment as SegmentTotals } from "./domain/segments";
import type { PortfolioEntity } from "./portfolio.entity";
import { PortfolioType, Segment, SegmentKey } from "./portfolio.graphql";
import type { ScreeningOutcomeEntity } from "./screening/screening.entity";
import type { FullScreening } from "./screening/screening.store";
import { AccountTotals, RuleOutcome, Screening } from "./screening/screening.graphql";

/** A portfolio for whoever may see it; what only its seller sees is decided field by field. */
export function portfolioView(portfolio: PortfolioEntity): PortfolioType {
  const { id, sellerId, parentId, name, status, attempt, assetClass, currency, asOf } = portfolio;
  return view(PortfolioType, {
    ...{ id, sellerId, parentId, name, status, attempt, assetClass, currency, asOf },
    accountCount: portfolio.accountCount,
    faceValue: moneyView(portfolio.faceValue, currency),
    bookValueMinor: portfolio.bookValue,
  });
}

export function segmentView({ faceValue, keys, ...segment }: SegmentTotals, currency: CurrencyCode): Segment {
  return view(Segment, {
    ...segment,
    keys: keys.map((key) => view(SegmentKey, key)),
    faceValue: moneyView(faceValue, currency),
  });
}

export function screeningView({ screening, outcomes }: FullScreening, currency: CurrencyCode): Screening {
  const totals = (accountCount: number, faceValue: bigint) =>
    view(AccountTotals, { accountCount, faceValue: moneyView(faceValue, currency) });
  return view(Screening, {
    screenedAt: screening.screenedAt,
    eligible: totals(screening.eligibleCount, screening.eligibleFaceValue),
    excluded: totals(screening.excludedCount, screening.excludedFaceValue),
    needsReview: totals(screening.needsReviewCount, screening.needsReviewFaceValue),
    byRule: outcomes.map((outcome) => outcomeView(outcome, currency)),
  });
}

function outcomeView(outcome: ScreeningOutcomeEntity, currency: CurrencyCode): RuleOutcome {
  const { rule, version, reason, result, accountCount, faceValue } = outcome;
  const versions = SCREENING_RULES.find((each) => each.rule === rule)?.versions ?? [];
  const applied = versions.find((each) => each.version === version);
  return view(RuleOutcome, {
    ...{ rule, version, reason, result, accountCount },
    inputs: applied ? [factOf(applied.when)] : [],
    faceValue: moneyView(faceValue, currency),
  });
}
