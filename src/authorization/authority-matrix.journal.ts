import type { Json } from "../platform/journal/chain";
import { formatAmount, type Money } from "../platform/money";
import { formatMillionths, type AuthorityRule } from "./domain/matrix";

/** Rules as an entry names them. */
export function rulesData(rules: readonly AuthorityRule[]): Json {
  return rules.map((rule) => ({
    tier: rule.tier,
    requiredRoles: [...rule.requiredRoles],
    isStrategic: rule.isStrategic,
    faceUpTo: moneyData(rule.faceUpTo),
    priceUpTo: moneyData(rule.priceUpTo),
    priceToFloor: rule.priceToFloor === null ? null : formatMillionths(rule.priceToFloor),
  }));
}

function moneyData(money: Money | null): Json {
  return money && { amount: formatAmount(money.minor, money.currency), currency: money.currency };
}
