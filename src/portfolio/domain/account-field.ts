import type { TapeAccount } from "./account";

/** What a column of a tape may feed. */
export enum AccountField {
  REFERENCE = "REFERENCE",
  BALANCE = "BALANCE",
  BOOK_VALUE = "BOOK_VALUE",
  DUE_DATE = "DUE_DATE",
  CHARGE_OFF_DATE = "CHARGE_OFF_DATE",
  LAST_PAYMENT_DATE = "LAST_PAYMENT_DATE",
  STATUS = "STATUS",
  STATE = "STATE",
  POSTAL_CODE = "POSTAL_CODE",
  INDUSTRY = "INDUSTRY",
  DOCUMENTATION = "DOCUMENTATION",
  DEBTOR_NAME = "DEBTOR_NAME",
  DEBTOR_STREET = "DEBTOR_STREET",
  DEBTOR_CITY = "DEBTOR_CITY",
  DEBTOR_TAX_ID = "DEBTOR_TAX_ID",
  BANKRUPT = "BANKRUPT",
  DECEASED = "DECEASED",
  IDENTITY_THEFT = "IDENTITY_THEFT",
  ACTIVE_DUTY = "ACTIVE_DUTY",
  DISPUTED = "DISPUTED",
  IN_LITIGATION = "IN_LITIGATION",
  LIMITATION_DATE = "LIMITATION_DATE",
}

/** How a field's cells are read. */
export type FieldKind = "text" | "amount" | "date" | "flag" | "status" | "state";

interface FieldRule {
  readonly property: keyof TapeAccount;
  readonly kind: FieldKind;
  /** Must be fed by a column, and an empty cell is rejected. */
  readonly isRequired?: true;
}

/** The one list of what a tape can say about an account, and where it goes. */
export const ACCOUNT_FIELDS: Readonly<Record<AccountField, FieldRule>> = {
  REFERENCE: { property: "reference", kind: "text", isRequired: true },
  BALANCE: { property: "balance", kind: "amount", isRequired: true },
  BOOK_VALUE: { property: "bookValue", kind: "amount" },
  DUE_DATE: { property: "dueDate", kind: "date" },
  CHARGE_OFF_DATE: { property: "chargeOffDate", kind: "date" },
  LAST_PAYMENT_DATE: { property: "lastPaymentDate", kind: "date" },
  STATUS: { property: "status", kind: "status" },
  STATE: { property: "state", kind: "state" },
  POSTAL_CODE: { property: "postalCode", kind: "text" },
  INDUSTRY: { property: "industry", kind: "text" },
  DOCUMENTATION: { property: "documentation", kind: "text" },
  DEBTOR_NAME: { property: "debtorName", kind: "text" },
  DEBTOR_STREET: { property: "debtorStreet", kind: "text" },
  DEBTOR_CITY: { property: "debtorCity", kind: "text" },
  DEBTOR_TAX_ID: { property: "debtorTaxId", kind: "text" },
  BANKRUPT: { property: "bankrupt", kind: "flag" },
  DECEASED: { property: "deceased", kind: "flag" },
  IDENTITY_THEFT: { property: "identityTheft", kind: "flag" },
  ACTIVE_DUTY: { property: "activeDuty", kind: "flag" },
  DISPUTED: { property: "disputed", kind: "flag" },
  IN_LITIGATION: { property: "inLitigation", kind: "flag" },
  LIMITATION_DATE: { property: "limitationDate", kind: "date" },
};

/** An account of which nothing is known yet; the tape's columns and constants fill it. */
export const UNKNOWN_ACCOUNT: TapeAccount = {
  reference: "",
  balance: 0n,
  bookValue: null,
  dueDate: null,
  chargeOffDate: null,
  lastPaymentDate: null,
  limitationDate: null,
  status: null,
  state: null,
  industry: null,
  documentation: null,
  bankrupt: null,
  deceased: null,
  identityTheft: null,
  activeDuty: null,
  disputed: null,
  inLitigation: null,
  debtorName: null,
  debtorStreet: null,
  debtorCity: null,
  debtorTaxId: null,
  postalCode: null,
};
