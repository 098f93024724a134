import { AuctionStatisticsDocument } from "../../client";
import type { SoldPortfolio } from "./authorize-sale";
import { SELLER, SELLER_PEOPLE } from "./cast";
import type { Claim } from "./claims";
import type { Addresses } from "./demo-server";
import type { Scene } from "./scene";
import { found, StepFailed } from "./step-failed";
import type { Story } from "./story";
import { counted, inWords, listed, percent } from "./words";

/** What was sold, to whom, for how much and on whose word, as an analyst finds it. */
export async function summarize({ cast, story }: Scene, sale: SoldPortfolio): Promise<void> {
  story.act("The sale");
  const { id, portfolio } = sale.auction;
  const answer = await cast.as(SELLER_PEOPLE.analyst).query(AuctionStatisticsDocument, { id });
  const statistics = found(answer.auction?.statistics, "The auction's statistics");
  const { acceptedCount, rejectedCount, bidderCount, extensionCount, coverBid, priceToReserve } = statistics;
  const rejections = statistics.rejections.map(({ reason, count }) => `${reason} ${count}`);
  const reasons = rejections.length === 0 ? "" : `: ${rejections.join(", ")}`;
  const signers = found(sale.authorizationRequest, "The request for authority").signatures;
  const rows: [string, string][] = [
    ["portfolio", `${portfolio.name}, ${counted(portfolio.accountCount, "account")}, ${portfolio.status}`],
    ["face value", inWords(portfolio.faceValue)],
    ["price", `${inWords(sale.price)}, ${percent(sale.rateOfFace)} of face`],
    ["to the reserve", priceToReserve ? percent(priceToReserve) : "there is none"],
    ["cover bid", coverBid ? inWords(coverBid) : "none"],
    ["buyer", sale.buyer.name],
    [
      "bids",
      `${counted(bidderCount, "firm")}, ${acceptedCount} accepted, ${rejectedCount} rejected${reasons}`,
    ],
    ["extensions", String(extensionCount)],
    ["awarded by", found(sale.awardedBy, "Who awarded").name],
    ["signed by", listed(signers.map(({ role, signer }) => `${signer.name} (${role})`))],
    ["status", sale.status],
  ];
  story.table(rows);
}

/** Holds what the demo says that it shows against what happened. */
export function tellClaims(story: Story, claims: readonly Claim[]): void {
  story.act("What this showed");
  for (const { claim, holds } of claims) story.say(`${holds ? "yes" : "NO "}  ${claim}`);
  const failed = claims.filter(({ holds }) => !holds).length;
  if (failed > 0) throw new StepFailed(`${counted(failed, "claim")} of the story did not hold`);
}

/** Where to go on from here. */
export function tellWhereToLook(
  story: Story,
  { http, metrics }: Addresses,
  places: { readonly dataFolder: string; readonly logFile: string; readonly auctionId: string },
): void {
  story.act("Look around");
  const token = `RECOUP_DATA_DIR=${places.dataFolder} npm run -s token -- --org ${SELLER} --role ANALYST`;
  story.table([
    ["explorer", http],
    ["a token", token],
    ["its header", `{ "Authorization": "Bearer <token>" }`],
    ["a query", `{ auction(id: "${places.auctionId}") { status standing { leadingAmount { amount } } } }`],
    ["metrics", metrics],
    ["log", places.logFile],
  ]);
  story.say("Ctrl-C stops the server and removes its data.");
}
