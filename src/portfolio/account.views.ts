import { moneyView, optionalMoneyView } from "../platform/graphql/money";
import { view } from "../platform/graphql/node";
import { formatAmount } from "../platform/money";
import type { AccountEntity } from "./account.entity";
import { AccountScreening, AccountType, Debtor, Finding } from "./account.graphql";
import type { PersonalData } from "./domain/account";
import { ownershipOf, type Title } from "./domain/ownership";
import { screenAccount } from "./domain/screen";
import { rulesAsOf } from "./domain/screening-rules";
import { daysPastDue } from "./domain/segments";
import type { PortfolioEntity } from "./portfolio.entity";
import type { AccountScreeningEntity } from "./screening/screening.entity";

const MASK = "•••";

/** An account as the seller's people see it: nothing that is personal, but whether there is something. */
export function accountView(
  account: AccountEntity,
  { asOf, currency, personalDataErasedAt }: PortfolioEntity,
  beside: {
    readonly hasBox: boolean;
    readonly screening: AccountScreeningEntity | null;
    /** To what its portfolio offers. */
    readonly title: Title;
  },
): AccountType {
  const { id, portfolioId, reference, dueDate, chargeOffDate, lastPaymentDate, limitationDate } = account;
  const { status, state, industry, documentation } = account;
  return view(AccountType, {
    ...{ id, portfolioId, reference, dueDate, chargeOffDate, lastPaymentDate, limitationDate },
    ...{ status, state, industry, documentation },
    balance: moneyView(account.balance, currency),
    bookValue: optionalMoneyView(account.bookValue, currency),
    daysPastDue: daysPastDue(account, asOf),
    debtor: beside.hasBox && personalDataErasedAt === null ? maskedDebtor() : null,
    ownership: ownershipOf(beside.title, beside.screening?.result ?? null),
    debtorErasedAt: account.debtorErasedAt ?? (beside.hasBox ? personalDataErasedAt : null),
    screening: beside.screening && accountScreeningView(account, { asOf, currency }, beside.screening),
  });
}

function maskedDebtor(): Debtor {
  return view(Debtor, {
    isMasked: true,
    name: MASK,
    street: MASK,
    city: MASK,
    postalCode: MASK,
    taxId: MASK,
  });
}

export function unmaskedDebtor(data: PersonalData): Debtor {
  return view(Debtor, { isMasked: false, ...data });
}

/** The findings are made again from the account and the rules that hit: the same rules give the same findings. */
function accountScreeningView(
  account: AccountEntity,
  { asOf, currency }: Pick<PortfolioEntity, "asOf" | "currency">,
  screening: AccountScreeningEntity,
): AccountScreening {
  const hits = new Set([...screening.excludedBy, ...screening.reviewFor, ...screening.unknownFor]);
  const rules = rulesAsOf(asOf).filter(({ rule }) => hits.has(rule));
  return view(AccountScreening, {
    result: screening.result,
    decidedById: screening.decidedBy,
    decidedAt: screening.decidedAt,
    rationale: screening.rationale,
    findings: screenAccount(account, rules, asOf).findings.map(({ inputs, ...finding }) => {
      const { fact, value } = inputs;
      const shown = typeof value === "bigint" ? formatAmount(value, currency) : value;
      return view(Finding, { ...finding, inputs: { asOf, [fact]: shown } });
    }),
  });
}
