import { ScreenPortfolioDocument, type ScreenPortfolioMutation } from "../../client";
import { SELLER_PEOPLE } from "./cast";
import type { PortfolioOnSale, Scene } from "./scene";
import { found, granted } from "./step-failed";
import { inCount, inWords } from "./words";

type Screened = Extract<ScreenPortfolioMutation["screenPortfolio"], { readonly __typename: "Portfolio" }>;
type RuleOutcome = NonNullable<Screened["screening"]>["byRule"][number];

/** Compliance lets the rules of the as-of date speak. What needs a person's decision is left out: the demo decides none of it. */
export async function screenAccounts({ cast, story }: Scene, portfolio: PortfolioOnSale): Promise<void> {
  story.act("Screening");
  const { compliance } = SELLER_PEOPLE;
  const input = { portfolioId: portfolio.id };
  const { screenPortfolio } = await cast.as(compliance).mutate(ScreenPortfolioDocument, { input });
  const { screening } = granted(screenPortfolio, "The screening");
  const { eligible, excluded, needsReview, byRule } = found(screening, "The screening");
  story.say(`${compliance.name} applies the rules of the as-of date to every account:`);
  story.table([
    ["eligible", inCount(eligible.accountCount), inWords(eligible.faceValue), "which are offered"],
    ["excluded", inCount(excluded.accountCount), inWords(excluded.faceValue), "which may not be sold"],
    [
      "to review",
      inCount(needsReview.accountCount),
      inWords(needsReview.faceValue),
      "left to people, so not offered",
    ],
  ]);
  story.say("What each rule costs, where an account may fall under several:");
  story.table(tableOf(byRule));
}

/** One line for each rule: whom it excludes, of whom people must decide, since the tape does not say or the rule says so. */
function tableOf(outcomes: readonly RuleOutcome[]): string[][] {
  const rules = [...new Set(outcomes.map(({ rule }) => rule))];
  const cost = (outcome: RuleOutcome | undefined): [string, string] =>
    outcome ? [inCount(outcome.accountCount), inWords(outcome.faceValue)] : ["", ""];
  const rows = rules.map((rule) => {
    const [excluded, review] = (["EXCLUDED", "NEEDS_REVIEW"] as const).map((result) =>
      outcomes.find((outcome) => outcome.rule === rule && outcome.result === result),
    );
    const { reason = "", version = "" } = excluded ?? review ?? {};
    return [`${rule} v${version}`, ...cost(excluded), ...cost(review), reason];
  });
  return [["rule", "excluded", "face value", "to review", "face value", "why"], ...rows];
}
