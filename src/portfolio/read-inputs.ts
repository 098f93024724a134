import { badUserInput } from "../platform/errors";
import { readAmount } from "../platform/graphql/money";
import type { CurrencyCode } from "../platform/money";
import type { AccountFilter as Filter } from "./domain/account-filter";
import { parseJurisdiction } from "./domain/jurisdiction";
import type { TapeMapping } from "./domain/mapping";
import { OnRejected } from "./domain/tape-import";
import type { AccountFilter } from "./screening/screening.graphql";
import type { AnnouncedTape } from "./imports/start-tape-import";
import type { StartTapeImportInput, TapeMappingInput } from "./imports/tape-import.graphql";

/** Values that one bound of a filter may list. */
const MOST_VALUES = 1_000;

/** A filter as it was sent, in the currency of the portfolio whose accounts it chooses. */
export function readFilter(input: AccountFilter, currency: CurrencyCode, path: readonly string[]): Filter {
  const amount = (text: string | null | undefined, name: string) =>
    text == null ? null : readAmount(text, currency, [...path, name]);
  return {
    minBalance: amount(input.minBalance, "minBalance"),
    maxBalance: amount(input.maxBalance, "maxBalance"),
    minDaysPastDue: input.minDaysPastDue ?? null,
    maxDaysPastDue: input.maxDaysPastDue ?? null,
    states: input.states ? readStates(input.states, [...path, "states"]) : null,
    industries: input.industries ? atMost(input.industries, [...path, "industries"]) : null,
  };
}

function readStates(states: readonly string[], path: readonly string[]): string[] {
  return atMost(states, path).map((state) => {
    const jurisdiction = parseJurisdiction(state);
    if (jurisdiction === null) throw badUserInput("Name jurisdictions as ISO 3166-2, such as US-CA.", path);
    return jurisdiction;
  });
}

function atMost(values: readonly string[], path: readonly string[]): readonly string[] {
  if (values.length > MOST_VALUES) throw badUserInput(`Name at most ${MOST_VALUES}.`, path);
  return values;
}

export function readTape(input: StartTapeImportInput): AnnouncedTape {
  return {
    portfolioId: input.portfolioId,
    fileName: input.fileName,
    mapping: readMapping(input.mapping),
    expectedRows: input.expected?.rows ?? null,
    expectedFaceValue: input.expected?.faceValue ?? null,
    onRejected: input.onRejected ?? OnRejected.REFUSE,
  };
}

function readMapping({ delimiter, fields }: TapeMappingInput): TapeMapping {
  return {
    delimiter: delimiter ?? ",",
    fields: fields.map((field) => ({
      field: field.field,
      column: field.column ?? null,
      format: field.format ?? null,
      values: field.values?.map(({ code, value }) => ({ code, value })) ?? null,
      constant: field.constant ?? null,
    })),
  };
}
