import type { AccountFacts } from "../../src/portfolio/domain/account";
import { AccountStatus } from "../../src/portfolio/domain/account";
import { AccountField } from "../../src/portfolio/domain/account-field";
import {
  compileMapping,
  type CompiledMapping,
  type FieldMapping,
  type TapeMapping,
} from "../../src/portfolio/domain/mapping";

export const AS_OF = "2026-01-31";

/** An account of which everything is known and nothing is wrong; each test says what differs. */
export function account(differences: Partial<AccountFacts> = {}): AccountFacts {
  return {
    balance: 100_000n,
    bookValue: null,
    dueDate: "2025-06-30",
    chargeOffDate: null,
    lastPaymentDate: null,
    limitationDate: "2031-12-31",
    status: AccountStatus.DELINQUENT,
    state: "US-CA",
    industry: null,
    documentation: null,
    bankrupt: false,
    deceased: false,
    identityTheft: false,
    activeDuty: false,
    disputed: false,
    inLitigation: false,
    ...differences,
  };
}

export function field(name: keyof typeof AccountField, mapped: Partial<FieldMapping>): FieldMapping {
  return { field: AccountField[name], column: null, format: null, values: null, constant: null, ...mapped };
}

/** Reference, balance and whatever else; comma separated. */
export function mapping(...others: FieldMapping[]): TapeMapping {
  const fields = [field("REFERENCE", { column: "ref" }), field("BALANCE", { column: "balance" }), ...others];
  return { delimiter: ",", fields };
}

export function compiled(tapeMapping: TapeMapping, currency = "USD"): CompiledMapping {
  const result = compileMapping(tapeMapping, currency);
  if ("message" in result) throw new Error(result.message);
  return result;
}
