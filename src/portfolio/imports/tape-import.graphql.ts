import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connections";
import { MoneyType } from "../../platform/graphql/money";
import { Node } from "../../platform/graphql/node";
import { DateTimeScalar, DecimalScalar, UrlScalar } from "../../platform/graphql/scalars";
import type { Id } from "../../platform/ids";
import { resultUnion } from "../../platform/refusal";
import type { Instant } from "../../platform/time";
import { AccountField } from "../domain/account-field";
import { OnRejected, TapeImportStatus } from "../domain/tape-import";
import { TapeRejectionCode } from "../domain/tape-rejection";

registerEnumType(TapeImportStatus, {
  name: "TapeImportStatus",
  description: "Where the import of a tape stands.",
  valuesConfig: {
    AWAITING_UPLOAD: { description: "The ticket is out; nothing has arrived." },
    UPLOADING: { description: "The file arrives and is read as it does." },
    CHECKING: { description: "All is read; the totals are checked." },
    ACCEPTED: { description: "Its accounts are the portfolio's." },
    REFUSED: {
      description: "Nothing was changed. After an upload that was cut off the ticket may be used again.",
    },
    EXPIRED: { description: "The ticket was not used in time." },
  },
});

registerEnumType(TapeRejectionCode, {
  name: "TapeRejectionCode",
  description: "Why a tape, or a row of it, cannot be taken.",
  valuesConfig: {
    ENCODING: { description: "The file is not UTF-8." },
    NUL: { description: "The row holds a NUL byte." },
    DELIMITER: { description: "The row has not as many cells as the header, or another delimiter is used." },
    DUPLICATE_HEADER: { description: "The header names a column more than once." },
    QUOTE: { description: "A quote stands where none may, or is never closed." },
    FORMULA: { description: "A spreadsheet would run the cell as a formula." },
    DUPLICATE_ACCOUNT: {
      description: "The reference is on this tape already, or in another portfolio of the seller.",
    },
    TOTALS: { description: "Rows or face value are not what was expected." },
    TRUNCATED: { description: "The file ends before it should." },
    BAD_DATE: { description: "Not a day in the format that the mapping says." },
    BAD_AMOUNT: { description: "Not an amount in the format that the mapping says, or a negative one." },
    UNKNOWN_CODE: { description: "Not a value that the field knows, nor one that the mapping translates." },
    REQUIRED: { description: "A column or a cell that must be there is missing." },
  },
});

registerEnumType(OnRejected, {
  name: "OnRejected",
  description:
    "What to do with a tape in which a row cannot be taken. Either way every such row is reported.",
  valuesConfig: {
    REFUSE: { description: "Refuse the tape." },
    SKIP: { description: "Leave the row out." },
  },
});

const FLAG = "true or false (yes, no, y, n, t, f, 1, 0).";
registerEnumType(AccountField, {
  name: "AccountField",
  description: "What a column of a tape may feed. What a tape does not say is unknown, and needs review.",
  valuesConfig: {
    REFERENCE: { description: "The account's reference, unique for the seller. Required, by a column." },
    BALANCE: { description: "What the debtor owes, 0 or more. Required, by a column." },
    BOOK_VALUE: { description: "What the books carry for it, net of allowance." },
    DUE_DATE: { description: "Since when it is due: days past due count from here." },
    CHARGE_OFF_DATE: { description: "When it was charged off." },
    LAST_PAYMENT_DATE: { description: "When the debtor last paid." },
    STATUS: { description: "CURRENT, DELINQUENT, CHARGED_OFF, SETTLED or PAID." },
    STATE: { description: "The jurisdiction: ISO 3166-2 (US-CA) or a two-letter US state." },
    POSTAL_CODE: { description: "The debtor's postal code. Personal." },
    INDUSTRY: { description: "The debtor's industry, any code." },
    DOCUMENTATION: { description: "What documents there are, any code." },
    DEBTOR_NAME: { description: "Personal." },
    DEBTOR_STREET: { description: "Personal." },
    DEBTOR_CITY: { description: "Personal." },
    DEBTOR_TAX_ID: { description: "Personal." },
    BANKRUPT: { description: `The debtor is bankrupt: ${FLAG}` },
    DECEASED: { description: `The debtor has died: ${FLAG}` },
    IDENTITY_THEFT: { description: `Identity theft is claimed: ${FLAG}` },
    ACTIVE_DUTY: { description: `The debtor is on active military duty: ${FLAG}` },
    DISPUTED: { description: `The debtor disputes the debt: ${FLAG}` },
    IN_LITIGATION: { description: `The debt is in litigation: ${FLAG}` },
    LIMITATION_DATE: { description: "The last day of the limitation period." },
  },
});

@ObjectType({ description: "A header to send with a file." })
export class HttpHeader {
  @Field(() => String, { description: "Its name." })
  readonly name!: string;

  @Field(() => String, { description: "Its value." })
  readonly value!: string;
}

@ObjectType({
  description:
    "Where to send the file. The address is the credential: whoever has it may use it, once, until it expires.",
})
export class UploadTicket {
  @Field(() => UrlScalar, { description: "The address." })
  readonly url!: string;

  @Field(() => String, { description: "The HTTP method." })
  readonly method!: string;

  @Field(() => [HttpHeader], { description: "Headers to send." })
  readonly headers!: HttpHeader[];

  @Field(() => DateTimeScalar, { description: "From then on it cannot be used." })
  readonly expiresAt!: Instant;
}

@ObjectType("TapeRejection", {
  description: "One thing that is wrong with a tape. It repeats nothing that a cell holds.",
})
export class TapeRejectionType {
  @Field(() => Int, { description: "Physical line of the file: the header is 1." })
  readonly line!: number;

  @Field(() => String, {
    nullable: true,
    description: "The column's name; null where the whole row or file is meant.",
  })
  readonly column!: string | null;

  @Field(() => TapeRejectionCode, { description: "What is wrong, for programs." })
  readonly code!: TapeRejectionCode;

  @Field(() => String, { description: "What is wrong, for people." })
  readonly message!: string;
}

export const TapeRejectionConnection = connectionType("TapeRejection", () => TapeRejectionType);

@ObjectType("TapeImport", {
  implements: Node,
  description: "The import of a tape into a portfolio. Seen by every role of the seller.",
})
export class TapeImportType extends Node {
  readonly portfolioId!: Id;

  @Field(() => TapeImportStatus, { description: "Where it stands." })
  readonly status!: TapeImportStatus;

  @Field(() => String, { description: "The file's name, as it was announced." })
  readonly fileName!: string;

  @Field(() => UploadTicket, {
    nullable: true,
    description: "Where to send the file, while the ticket can be used. For PORTFOLIO_MANAGER.",
  })
  readonly upload!: UploadTicket | null;

  @Field(() => Int, { description: "Rows read so far, without the header." })
  readonly rowsRead!: number;

  @Field(() => Int, { description: "Rows that could be taken; they count only when the tape is ACCEPTED." })
  readonly rowsAccepted!: number;

  @Field(() => Int, { description: "Rows that could not be taken." })
  readonly rowsRejected!: number;

  @Field(() => Int, {
    description:
      "How much is wrong with the tape, exactly; `rejections` lists the first 10,000 of what is wrong with rows.",
  })
  readonly rejectionCount!: number;

  @Field(() => MoneyType, { nullable: true, description: "Face value of the rows that could be taken." })
  readonly faceValue!: MoneyType | null;

  @Field(() => String, { nullable: true, description: "Why it was refused." })
  readonly reason!: string | null;
}

@InputType({ description: "What a code of the tape means." })
export class CodeValueInput {
  @Field(() => String, { description: "The cell's text; empty for an empty cell." })
  code!: string;

  @Field(() => String, { description: "What to read instead; empty for unknown." })
  value!: string;
}

@InputType({
  description: "What feeds a field: a column, or a constant by which the seller attests what the file lacks.",
})
export class TapeFieldInput {
  @Field(() => AccountField, { description: "The field." })
  field!: AccountField;

  @Field(() => String, {
    nullable: true,
    description: "The column's name in the header; not with a constant.",
  })
  column?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Dates: yyyy-MM-dd (the default), dd/MM/yyyy, MM/dd/yyyy, yyyyMMdd, dd-MMM-yy, also with HH:mm:ss, or days since " +
      "1960-01-01. Amounts: how 1234.56 is written, such as 1,234.56, 1.234,56 or 123456 for minor units.",
  })
  format?: string | null;

  @Field(() => [CodeValueInput], { nullable: true, description: "How codes translate." })
  values?: CodeValueInput[] | null;

  @Field(() => String, { nullable: true, description: "The same for every account; not with a column." })
  constant?: string | null;
}

@InputType({ description: "How a tape is read." })
export class TapeMappingInput {
  @Field(() => String, {
    nullable: true,
    defaultValue: ",",
    description: "A comma, a semicolon, a tab or a bar.",
  })
  delimiter?: string | null;

  @Field(() => [TapeFieldInput], { description: "What feeds each field; REFERENCE and BALANCE at least." })
  fields!: TapeFieldInput[];
}

@InputType({ description: "What the file should hold; a tape that holds something else is refused." })
export class TapeTotalsInput {
  @Field(() => Int, { nullable: true, description: "Rows, without the header." })
  rows?: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The sum of all balances, in the portfolio's currency.",
  })
  faceValue?: string | null;
}

@InputType({ description: "A tape to import. It replaces the accounts that the portfolio has." })
export class StartTapeImportInput {
  @Field(() => ID, { description: "One that is DRAFT, IMPORTED, SCREENED or VALUED." })
  portfolioId!: Id;

  @Field(() => String, { description: "The file's name, 1 to 200 characters." })
  fileName!: string;

  @Field(() => TapeMappingInput, { description: "How it is read." })
  mapping!: TapeMappingInput;

  @Field(() => TapeTotalsInput, { nullable: true, description: "What it should hold." })
  expected?: TapeTotalsInput | null;

  @Field(() => OnRejected, {
    nullable: true,
    defaultValue: OnRejected.REFUSE,
    description: "What a row does that cannot be taken: it refuses the tape, or is left out.",
  })
  onRejected?: OnRejected | null;
}

export const StartTapeImportResult = resultUnion("StartTapeImportResult", () => TapeImportType);
