import { badUserInput } from "../../platform/errors";
import { readAmount } from "../../platform/graphql/money";
import type { CurrencyCode } from "../../platform/money";

/** An amount of a bid in minor units, where one was sent. An amount of 0 is no bid at all. */
export function readOptional(
  text: string | null | undefined,
  currency: CurrencyCode,
  field: string,
): bigint | null {
  if (text == null) return null;
  const path = ["input", field];
  const amount = readAmount(text, currency, path);
  if (amount === 0n) throw badUserInput("A bid must be above 0.", path);
  return amount;
}
