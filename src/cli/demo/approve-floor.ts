import {
  DecideFloorDocument,
  PortfolioDocument,
  ProposeFloorDocument,
  type RecoupClient,
} from "../../client";
import { formatAmount, parseAmount } from "../../platform/money";
import { SELLER_PEOPLE } from "./cast";
import { LEAST_FLOOR } from "./formats/format-story";
import type { PortfolioOnSale, Scene } from "./scene";
import { found, granted, StepFailed } from "./step-failed";
import { valueByAge, type AgedFace, type Valuation } from "./valuation";
import { basisPoints, moneyInWords, percent } from "./words";

/** Finance values the eligible accounts and proposes that as the floor; an executive approves it. In minor units. */
export async function approveFloor({ cast, story }: Scene, portfolio: PortfolioOnSale): Promise<bigint> {
  story.act("The floor");
  const { finance, executive } = SELLER_PEOPLE;
  const { currency } = portfolio;
  const valuation = valueByAge(await facesByAge(cast.as(finance), portfolio));
  const { value } = valuation;
  story.say("The demo's own simple valuation, a base rate for each age × the face value of that age:");
  story.table(tableOf(valuation, currency));
  if (value < LEAST_FLOOR) {
    throw new StepFailed(
      `The eligible accounts are worth ${moneyInWords({ minor: value, currency })}: too little`,
    );
  }
  const rationale = "A base rate for each age bucket × its face value.";
  const input = { portfolioId: portfolio.id, amount: formatAmount(value, currency), rationale };
  const proposed = await cast.as(finance).mutate(ProposeFloorDocument, { input });
  const { id, rateOfFace } = granted(proposed.proposeFloor, "The floor");
  const words = moneyInWords({ minor: value, currency });
  story.say(`${finance.name} proposes ${words}, ${percent(rateOfFace)} of face`);
  const decision = { floorId: id, decision: "APPROVE" as const, rationale: "Sound for a first sale." };
  const decided = await cast.as(executive).mutate(DecideFloorDocument, { input: decision });
  const { status } = granted(decided.decideFloor, "The floor's approval");
  story.say(`${executive.name}, another person, decides: ${status}`);
  return value;
}

async function facesByAge(client: RecoupClient, { id, currency }: PortfolioOnSale): Promise<AgedFace[]> {
  const { portfolio } = await client.query(PortfolioDocument, { id, by: ["AGE_BUCKET"] });
  return found(portfolio, "The portfolio").segments.map(({ keys, faceValue }) => ({
    bucket: keys[0]?.value ?? "",
    face: found(parseAmount(faceValue.amount, currency), "A segment's face value"),
  }));
}

function tableOf({ ages, value }: Valuation, currency: string): string[][] {
  const words = (minor: bigint) => moneyInWords({ minor, currency });
  const face = ages.reduce((sum, age) => sum + age.face, 0n);
  return [
    ...ages.map((age) => [`${age.bucket} days`, words(age.face), basisPoints(age.rate), words(age.value)]),
    ["together", words(face), "", words(value)],
  ];
}
