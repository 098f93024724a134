import { Field, InputType, ObjectType } from "type-graphql";
import { formatAmount, parseAmount, type CurrencyCode, type Money } from "../money";
import { badUserInput } from "../errors";
import { CurrencyCodeScalar, DecimalScalar } from "./scalars";

@ObjectType("Money", { simpleResolvers: true, description: "An exact amount of money." })
export class MoneyType {
  @Field(() => DecimalScalar, {
    description: "Digits with exactly the currency's decimals; negative with a minus.",
  })
  readonly amount!: string;

  @Field(() => CurrencyCodeScalar, { description: "ISO 4217." })
  readonly currency!: CurrencyCode;
}

@InputType({ description: "An exact amount of money, where no portfolio gives the currency." })
export class MoneyInput {
  @Field(() => DecimalScalar, { description: "Exactly the currency's decimals, no sign." })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: "ISO 4217." })
  currency!: CurrencyCode;
}

/** Minor units as the API shows them. */
export function moneyView(minor: bigint, currency: CurrencyCode): MoneyType {
  return { amount: formatAmount(minor, currency), currency };
}

/** The same where there may be none, or none that the caller may see. */
export function optionalMoneyView(minor: bigint | null, currency: CurrencyCode): MoneyType | null {
  return minor === null ? null : moneyView(minor, currency);
}

/** Minor units of an amount that was sent, or BAD_USER_INPUT naming the field: `path` is ["input", "amount"]. */
export function readAmount(amount: string, currency: CurrencyCode, path: readonly string[]): bigint {
  const minor = parseAmount(amount, currency);
  if (minor === null) {
    throw badUserInput(
      `Write the amount with exactly the decimals of ${currency}, as in "12500.00" for USD.`,
      path,
    );
  }
  return minor;
}

export function readMoney(input: MoneyInput, path: readonly string[]): Money {
  return { minor: readAmount(input.amount, input.currency, path), currency: input.currency };
}
