import { parseAmount } from "../../platform/money";
import { admitFirm } from "./admit-firm";
import { approveFloor } from "./approve-floor";
import { authorizeSale, type SoldPortfolio } from "./authorize-sale";
import { bidEagerly } from "./buyers/eager";
import { bidPatiently } from "./buyers/patient";
import { bidLate } from "./buyers/sniper";
import { FIRMS } from "./cast";
import type { StoryFacts } from "./claims";
import { summarize } from "./conclude";
import { holdAuction, type AuctionHeld, type Participant } from "./hold-auction";
import { importTape } from "./import-tape";
import { qualifyFirms, type FirmIds } from "./qualify-firms";
import type { Scene } from "./scene";
import { scheduleAuction, type ScheduledAuction } from "./schedule-auction";
import { screenAccounts } from "./screen-accounts";
import { found } from "./step-failed";
import type { TapeFile } from "./tape-file";

/** The story but for its end: from the tape to the authorized sale. */
export async function tellStory(
  scene: Scene,
  tape: TapeFile,
): Promise<Omit<StoryFacts, "verificationStatus">> {
  const portfolio = await importTape(scene, tape);
  await screenAccounts(scene, portfolio);
  const floor = await approveFloor(scene, portfolio);
  const firms = await qualifyFirms(scene, portfolio, floor);
  scene.story.act("The auction");
  const auction = await scheduleAuction(scene, portfolio, floor);
  const held = await holdAuction(scene, auction, await admitFirms(scene, auction, firms));
  const sale = await authorizeSale(scene, auction.id);
  await summarize(scene, sale);
  return factsOf(auction, held, sale);
}

async function admitFirms(
  scene: Scene,
  auction: ScheduledAuction,
  { eager, patient, sniper }: FirmIds,
): Promise<Participant[]> {
  const admissions = [
    { firm: FIRMS.eager, buyerId: eager, limit: null, program: bidEagerly },
    { firm: FIRMS.patient, buyerId: patient, limit: null, program: bidPatiently },
    { firm: FIRMS.sniper, buyerId: sniper, limit: auction.plan.sniperLimit, program: bidLate },
  ];
  const participants: Participant[] = [];
  for (const admission of admissions) {
    participants.push({ ...admission, paddle: await admitFirm(scene, auction, admission) });
  }
  return participants;
}

function factsOf(
  { id, currency, plan, closesAt, hardEndAt }: ScheduledAuction,
  held: AuctionHeld,
  sale: SoldPortfolio,
): Omit<StoryFacts, "verificationStatus"> {
  const { requiredRoles, signatures } = found(sale.authorizationRequest, "The request for authority");
  return {
    ...held,
    auctionId: id,
    plan,
    plannedCloseAt: closesAt,
    hardEndAt,
    buyer: sale.buyer.name,
    price: found(parseAmount(sale.price.amount, currency), "The price"),
    saleStatus: sale.status,
    portfolioStatus: sale.auction.portfolio.status,
    requiredRoles,
    signers: signatures.map(({ role, signer }) => ({ role, name: signer.name })),
    awardedBy: found(sale.awardedBy, "Who awarded").name,
  };
}
