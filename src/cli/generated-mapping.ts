import { GENERATED_AS_OF } from "./tape-generator";

/** What goes with a tape: the portfolio that it fills, how it is read, what it should hold. As JSON, a `--mapping` file. */
export interface TapeDescription {
  readonly portfolio: { name: string; assetClass: string; currency: string; asOf: string };
  readonly mapping: { delimiter: string; fields: FieldDescription[] };
  readonly expected: { rows: number; faceValue: string };
}

interface FieldDescription {
  readonly field: string;
  readonly column?: string;
  readonly format?: string;
  readonly values?: { code: string; value: string }[];
  readonly constant?: string;
}

const US_DATE = "MM/dd/yyyy";

/** How the generator's tapes are read. */
export function describeGeneratedTape(expected: TapeDescription["expected"]): TapeDescription {
  return {
    portfolio: {
      name: "Generated consumer loans",
      assetClass: "CONSUMER_LOAN",
      currency: "USD",
      asOf: GENERATED_AS_OF,
    },
    mapping: {
      delimiter: ",",
      fields: [
        { field: "REFERENCE", column: "account" },
        { field: "BALANCE", column: "balance" },
        { field: "BOOK_VALUE", column: "book_value" },
        { field: "DUE_DATE", column: "due_date", format: US_DATE },
        { field: "CHARGE_OFF_DATE", column: "charge_off_date", format: US_DATE },
        { field: "LAST_PAYMENT_DATE", column: "last_payment", format: US_DATE },
        {
          field: "STATUS",
          column: "status",
          values: codes({ DLQ: "DELINQUENT", CO: "CHARGED_OFF", PIF: "PAID", SIF: "SETTLED" }),
        },
        { field: "STATE", column: "state" },
        { field: "POSTAL_CODE", column: "zip" },
        {
          field: "DOCUMENTATION",
          column: "documents",
          values: codes({ F: "FULL", P: "PARTIAL", N: "NONE" }),
        },
        { field: "DEBTOR_NAME", column: "name" },
        { field: "DEBTOR_STREET", column: "street" },
        { field: "DEBTOR_CITY", column: "city" },
        { field: "DEBTOR_TAX_ID", column: "tax_id" },
        { field: "BANKRUPT", column: "bankrupt" },
        { field: "DECEASED", column: "deceased" },
        { field: "IDENTITY_THEFT", column: "id_theft" },
        { field: "ACTIVE_DUTY", column: "active_duty" },
        { field: "DISPUTED", column: "disputed" },
        { field: "IN_LITIGATION", column: "litigation" },
        { field: "LIMITATION_DATE", column: "limitation_date", format: US_DATE },
      ],
    },
    expected,
  };
}

function codes(meanings: Record<string, string>): { code: string; value: string }[] {
  return Object.entries(meanings).map(([code, value]) => ({ code, value }));
}
