import { divideHalfUp, formatAmount, type Money } from "../../platform/money";

/** An amount as the API writes it. */
export interface MoneyText {
  readonly amount: string;
  readonly currency: string;
}

/** "USD 4,890,000.00". */
export function inWords({ amount, currency }: MoneyText): string {
  return `${currency} ${grouped(amount)}`;
}

export function moneyInWords({ minor, currency }: Money): string {
  return inWords({ amount: formatAmount(minor, currency), currency });
}

/** "20,000". */
export function inCount(count: number): string {
  return grouped(String(count));
}

/** "1 account", "20,000 accounts". */
export function counted(count: number, thing: string): string {
  return `${inCount(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** " 14.5 s". */
export function inSeconds(seconds: number): string {
  return `${Math.max(0, seconds).toFixed(1).padStart(5)} s`;
}

/** " 9:05 m", of a clock that runs fast. */
export function inMinutes(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  return `${String(Math.floor(whole / 60)).padStart(2)}:${String(whole % 60).padStart(2, "0")} m`;
}

/** A `Rate` as a percentage with two decimals, half up: "0.123456" is "12.35 %". */
export function percent(rate: string): string {
  return basisPoints(divideHalfUp(BigInt(rate.replace(".", "")), 100n));
}

/** "12.35 %" for 1,235. */
export function basisPoints(count: bigint): string {
  return `${formatAmount(count, "USD")} %`; // two decimals, as dollars have
}

/** "US-CA, US-FL and US-NY". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function grouped(digits: string): string {
  const [whole = "", ...fraction] = digits.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}
