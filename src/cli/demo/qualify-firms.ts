import {
  ApplyForQualificationDocument,
  DecideQualificationDocument,
  PortfolioDocument,
  type LicenceInput,
} from "../../client";
import { formatAmount } from "../../platform/money";
import { dateOf, days } from "../../platform/time";
import { FIRMS, SELLER, SELLER_PEOPLE, type Firm, type FirmName } from "./cast";
import type { PortfolioOnSale, Scene } from "./scene";
import { found, granted } from "./step-failed";
import { inWords, listed } from "./words";

/** A firm's id, by which the seller invites it. */
export type FirmIds = Readonly<Record<FirmName, string>>;

interface Terms {
  readonly portfolio: PortfolioOnSale;
  readonly jurisdictions: readonly string[];
  /** The last day of licences, insurance and the qualification itself. */
  readonly validUntil: string;
  /** What a firm may be committed to with this seller. */
  readonly exposureLimit: { readonly amount: string; readonly currency: string };
}

/** Three firms apply, with licences where the accounts are; risk decides on each. */
export async function qualifyFirms(
  scene: Scene,
  portfolio: PortfolioOnSale,
  floor: bigint,
): Promise<FirmIds> {
  const { cast, story } = scene;
  story.act("The buyers");
  const client = cast.as(SELLER_PEOPLE.manager);
  const { portfolio: states } = await client.query(PortfolioDocument, { id: portfolio.id, by: ["STATE"] });
  const { currency } = portfolio;
  const terms: Terms = {
    portfolio,
    jurisdictions: found(states, "The portfolio").segments.flatMap(({ keys }) =>
      keys.map(({ value }) => value),
    ),
    validUntil: dateOf(BigInt(Date.now()) * 1_000n + days(365)),
    exposureLimit: { amount: formatAmount(floor * 2n, currency), currency },
  };
  story.say(`Each firm needs a licence where the accounts are: ${listed(terms.jurisdictions)}`);
  return {
    eager: await qualify(scene, FIRMS.eager, terms),
    patient: await qualify(scene, FIRMS.patient, terms),
    sniper: await qualify(scene, FIRMS.sniper, terms),
  };
}

async function qualify({ cast, story }: Scene, firm: Firm, terms: Terms): Promise<string> {
  const { portfolio, jurisdictions, validUntil, exposureLimit } = terms;
  const { risk } = SELLER_PEOPLE;
  const application = {
    seller: SELLER,
    licences: jurisdictions.map((jurisdiction): LicenceInput => ({
      jurisdiction,
      number: "D-2041",
      validUntil,
    })),
    insuranceValidUntil: validUntil,
    financialCapacity: exposureLimit,
    operations: "Letters and calls from one office; no litigation without the seller's word.",
    conductRecord: "No substantiated complaint in three years.",
    references: ["Two banks and a utility"],
    affiliations: [],
  };
  const applied = await cast.as(firm.officer).mutate(ApplyForQualificationDocument, { input: application });
  const { id, buyer } = granted(applied.applyForQualification, `${firm.name}'s application`);
  const decided = await cast.as(risk).mutate(DecideQualificationDocument, {
    input: {
      qualificationId: id,
      decision: "QUALIFY",
      rationale: "Licences, insurance and conduct are in order.",
      validUntil,
      assetClasses: [portfolio.assetClass],
      exposureLimit,
    },
  });
  const { status } = granted(decided.decideQualification, `${firm.name}'s qualification`);
  story.say(
    `${firm.officer.name} applies for ${buyer.name}; ${risk.name} decides: ${status}, until ${validUntil}, ` +
      `up to ${inWords(exposureLimit)}`,
  );
  return buyer.id;
}
