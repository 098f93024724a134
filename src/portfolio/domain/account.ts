import type { CalendarDate } from "../../platform/time";

/** What the seller's books say about an account. */
export enum AccountStatus {
  CURRENT = "CURRENT",
  DELINQUENT = "DELINQUENT",
  CHARGED_OFF = "CHARGED_OFF",
  SETTLED = "SETTLED",
  PAID = "PAID",
}

/** What rules may look at. `null` is unknown, which never counts in an account's favour. */
export interface AccountFacts {
  readonly balance: bigint;
  readonly bookValue: bigint | null;
  readonly dueDate: CalendarDate | null;
  readonly chargeOffDate: CalendarDate | null;
  readonly lastPaymentDate: CalendarDate | null;
  readonly limitationDate: CalendarDate | null;
  readonly status: AccountStatus | null;
  /** ISO 3166-2, such as US-CA. */
  readonly state: string | null;
  readonly industry: string | null;
  readonly documentation: string | null;
  readonly bankrupt: boolean | null;
  readonly deceased: boolean | null;
  readonly identityTheft: boolean | null;
  readonly activeDuty: boolean | null;
  readonly disputed: boolean | null;
  readonly inLitigation: boolean | null;
}

/** The debtor's personal data: sealed together in the account's box, masked for everyone by default. */
export interface PersonalData {
  readonly name: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly taxId: string | null;
}

/** One row of a tape that can be taken. */
export interface TapeAccount extends AccountFacts {
  readonly reference: string;
  readonly debtorName: string | null;
  readonly debtorStreet: string | null;
  readonly debtorCity: string | null;
  readonly debtorTaxId: string | null;
  readonly postalCode: string | null;
}

/** The account's personal data, or `null` where its tape carried none. */
export function personalDataOf(account: TapeAccount): PersonalData | null {
  const {
    debtorName: name,
    debtorStreet: street,
    debtorCity: city,
    debtorTaxId: taxId,
    postalCode,
  } = account;
  if (name === null && street === null && city === null && taxId === null && postalCode === null) return null;
  return { name, street, city, postalCode, taxId };
}
