import { registerEnumType } from "type-graphql";
import { AssetClass, PortfolioStatus } from "./domain/portfolio";
import { ScreeningResult } from "./domain/screening-rules";
import { SegmentDimension } from "./domain/segments";

registerEnumType(PortfolioStatus, {
  name: "PortfolioStatus",
  description: "Where a portfolio stands on its way to a sale.",
  valuesConfig: {
    DRAFT: { description: "Created; it has no accounts yet." },
    IMPORTED: { description: "A tape was accepted; its accounts are not screened." },
    SCREENED: { description: "The eligible accounts are known." },
    VALUED: { description: "A floor was proposed." },
    APPROVED: { description: "A floor was approved: it may go to market." },
    LISTED: { description: "An auction is scheduled." },
    IN_AUCTION: { description: "Its auction was opened." },
    SOLD: { description: "Its sale was authorized." },
    WITHDRAWN: { description: "The seller keeps the accounts; they may go into another portfolio." },
  },
});

registerEnumType(AssetClass, {
  name: "AssetClass",
  description: "What kind of debt a portfolio holds.",
  valuesConfig: {
    CREDIT_CARD: { description: "Credit cards." },
    CONSUMER_LOAN: { description: "Loans to consumers." },
    BUSINESS_LOAN: { description: "Loans to businesses." },
    AUTO: { description: "Loans and leases for vehicles." },
    MORTGAGE: { description: "Loans secured by real estate." },
    UTILITY: { description: "Electricity, gas, water." },
    TELECOM: { description: "Telephone and internet." },
    MEDICAL: { description: "Medical bills." },
    COMMERCIAL_INVOICE: { description: "Unpaid invoices between businesses." },
  },
});

registerEnumType(SegmentDimension, {
  name: "SegmentDimension",
  description: "By what accounts are grouped. Whatever an account does not say is UNKNOWN.",
  valuesConfig: {
    AGE_BUCKET: {
      description:
        "Whole days past due at the as-of date: CURRENT (0 or less), 1-30, 31-60, 61-90, 91-180, 181-365, 366+.",
    },
    BALANCE_TIER: {
      description: "UP_TO_2000, UP_TO_10000 (both inclusive), ABOVE_10000, in whole units of the currency.",
    },
    STATE: { description: "The jurisdiction, ISO 3166-2 (US-CA)." },
    INDUSTRY: { description: "The debtor's industry, as the tape writes it." },
    ASSET_CLASS: { description: "The portfolio's asset class." },
    DOCUMENTATION: { description: "What documents there are, as the mapping translates it." },
    CHARGED_OFF: { description: "YES where the account was charged off by the as-of date, else NO." },
  },
});

registerEnumType(ScreeningResult, {
  name: "ScreeningResult",
  description: "What screening says of an account.",
  valuesConfig: {
    ELIGIBLE: { description: "It may be sold." },
    EXCLUDED: { description: "It may not be sold." },
    NEEDS_REVIEW: { description: "A person decides; until then it is not sold." },
  },
});
