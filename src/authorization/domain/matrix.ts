import type { CurrencyCode, Money } from "../../platform/money";
import type { SigningRole } from "./signing-role";

/** Whose signatures which sales need. A sale takes the first rule whose every condition it meets. */
export interface AuthorityRule {
  readonly tier: string;
  readonly requiredRoles: readonly SigningRole[];
  /** For sales that are strategic, or are not; `null`: for either. */
  readonly isStrategic: boolean | null;
  /** For sales of this face value or less, in this currency. */
  readonly faceUpTo: Money | null;
  /** For sales at this price or less, in this currency. */
  readonly priceUpTo: Money | null;
  /** For sales at the approved floor times this, in millionths, or more. */
  readonly priceToFloor: bigint | null;
}

/** What of a sale decides who must sign. */
export interface SaleFacts {
  readonly currency: CurrencyCode;
  readonly priceMinor: bigint;
  readonly faceMinor: bigint;
  readonly floorMinor: bigint;
  readonly isStrategic: boolean;
}

/** The rules that hold for a seller, and which version of its matrix they are. */
export interface MatrixInForce {
  /** 0 is the default, which nobody proposed. */
  readonly version: number;
  readonly rules: readonly AuthorityRule[];
}

const MILLION = 1_000_000n;

/** The rule that a sale falls under. The last rule has no condition, so there always is one. */
export function ruleFor(rules: readonly AuthorityRule[], sale: SaleFacts): AuthorityRule {
  const rule = rules.find((candidate) => isMet(candidate, sale));
  if (!rule) throw new Error("A matrix ends with a rule for every sale");
  return rule;
}

export function isUnconditional(rule: AuthorityRule): boolean {
  const { isStrategic, faceUpTo, priceUpTo, priceToFloor } = rule;
  return [isStrategic, faceUpTo, priceUpTo, priceToFloor].every((condition) => condition === null);
}

function isMet({ isStrategic, faceUpTo, priceUpTo, priceToFloor }: AuthorityRule, sale: SaleFacts): boolean {
  return (
    (isStrategic === null || isStrategic === sale.isStrategic) &&
    isAtMost(sale.faceMinor, sale.currency, faceUpTo) &&
    isAtMost(sale.priceMinor, sale.currency, priceUpTo) &&
    (priceToFloor === null || sale.priceMinor * MILLION >= sale.floorMinor * priceToFloor)
  );
}

/** An amount in another currency is not known to be small. */
function isAtMost(minor: bigint, currency: CurrencyCode, limit: Money | null): boolean {
  return limit === null || (limit.currency === currency && minor <= limit.minor);
}

/** Are these the same rules, in the same order? */
export function isSameRules(some: readonly AuthorityRule[], others: readonly AuthorityRule[]): boolean {
  return textOf(some) === textOf(others);
}

function textOf(rules: readonly AuthorityRule[]): string {
  const money = (limit: Money | null) => limit && [String(limit.minor), limit.currency];
  return JSON.stringify(
    rules.map(({ tier, requiredRoles, isStrategic, faceUpTo, priceUpTo, priceToFloor }) => [
      tier,
      requiredRoles,
      isStrategic,
      money(faceUpTo),
      money(priceUpTo),
      priceToFloor === null ? null : String(priceToFloor),
    ]),
  );
}

/** A multiple as it is written, with six decimals: "1.100000". `null` for what is none. */
export function parseMillionths(text: string): bigint | null {
  const match = /^(\d{1,6})\.(\d{6})$/.exec(text);
  return match ? BigInt(`${match[1]}${match[2]}`) : null;
}

export function formatMillionths(multiple: bigint): string {
  const digits = multiple.toString().padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/**
 * What holds for a seller until it has a matrix of its own approved: data like any other. A sale in a currency that it
 * does not name is never small, so it asks for more signatures, not fewer.
 */
export const DEFAULT_MATRIX: MatrixInForce = {
  version: 0,
  rules: [
    {
      tier: "STRATEGIC",
      requiredRoles: ["FINANCE", "LEGAL", "COMPLIANCE", "EXECUTIVE"],
      isStrategic: true,
      faceUpTo: null,
      priceUpTo: null,
      priceToFloor: null,
    },
    {
      tier: "STANDARD",
      requiredRoles: ["FINANCE"],
      isStrategic: null,
      faceUpTo: { minor: 1_000_000_00n, currency: "USD" },
      priceUpTo: null,
      priceToFloor: 1_100_000n,
    },
    {
      tier: "LARGE",
      requiredRoles: ["FINANCE", "EXECUTIVE"],
      isStrategic: null,
      faceUpTo: null,
      priceUpTo: null,
      priceToFloor: null,
    },
  ],
};
