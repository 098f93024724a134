import {
  AwardAuctionDocument,
  DecideAuthorizationDocument,
  SaleDocument,
  type Role,
  type SaleQuery,
} from "../../client";
import { SELLER_PEOPLE, type Person } from "./cast";
import type { Scene } from "./scene";
import { found, granted } from "./step-failed";
import { inWords, listed, percent } from "./words";

export type SoldPortfolio = NonNullable<SaleQuery["sale"]>;

const PERSON_IN: ReadonlyMap<string, Person> = new Map(
  Object.values(SELLER_PEOPLE).map((person) => [person.role, person]),
);

/** The admin awards the auction to its winner, and everybody signs whose authority the sale needs. */
export async function authorizeSale({ cast, story }: Scene, auctionId: string): Promise<SoldPortfolio> {
  story.act("The award");
  const { admin } = SELLER_PEOPLE;
  const rationale = "The highest bid, above the reserve, of a firm in good standing.";
  const { awardAuction } = await cast
    .as(admin)
    .mutate(AwardAuctionDocument, { input: { auctionId, rationale } });
  const sale = granted(awardAuction, "The award");
  const {
    id: requestId,
    tier,
    requiredRoles,
  } = found(sale.authorizationRequest, "The request for authority");
  story.say(
    `${admin.name} awards it to ${sale.buyer.name} at ${inWords(sale.price)}, ${percent(sale.rateOfFace)} of face`,
  );
  story.say(`The sale is ${sale.status}: a ${tier} one, which needs ${listed(requiredRoles)}`);
  for (const role of requiredRoles) await sign({ cast, story }, requestId, role);
  const { sale: authorized } = await cast.as(admin).query(SaleDocument, { id: sale.id });
  return found(authorized, "The sale");
}

async function sign({ cast, story }: Scene, requestId: string, role: Role): Promise<void> {
  const signer = found(PERSON_IN.get(role), `Somebody with the role ${role}`);
  const input = {
    requestId,
    decision: "APPROVE" as const,
    rationale: "Price and buyer are as they should be.",
  };
  const { decideAuthorization } = await cast.as(signer).mutate(DecideAuthorizationDocument, { input });
  const { status, sale } = granted(decideAuthorization, `${signer.name}'s signature`);
  story.say(`${signer.name} signs as ${role}: the request is ${status}, the sale ${sale.status}`);
}
