import { AdmitBuyerDocument, InviteBuyerDocument, SignNdaDocument } from "../../client";
import { formatAmount } from "../../platform/money";
import { SELLER_PEOPLE, type Firm } from "./cast";
import type { Scene } from "./scene";
import type { ScheduledAuction } from "./schedule-auction";
import { granted } from "./step-failed";
import { inWords } from "./words";

export interface Admission {
  readonly firm: Firm;
  readonly buyerId: string;
  /** The most that the seller lets it bid, in minor units. */
  readonly limit: bigint | null;
}

/** The admin invites a firm, its officer signs the NDA, the admin admits it; gives the paddle under which it bids. */
export async function admitFirm(
  { cast, story }: Scene,
  { id: auctionId, currency }: ScheduledAuction,
  { firm, buyerId, limit }: Admission,
): Promise<string> {
  const admin = cast.as(SELLER_PEOPLE.admin);
  const invited = await admin.mutate(InviteBuyerDocument, { input: { auctionId, buyerId } });
  granted(invited.inviteBuyer, `${firm.name}'s invitation`);
  const signed = await cast.as(firm.officer).mutate(SignNdaDocument, { input: { auctionId } });
  granted(signed.signNda, `${firm.name}'s NDA`);
  const most = limit === null ? null : formatAmount(limit, currency);
  const { admitBuyer } = await admin.mutate(AdmitBuyerDocument, {
    input: { auctionId, buyerId, limit: most },
  });
  const participant = granted(admitBuyer, `${firm.name}'s admission`);
  const upTo = participant.limit ? `, up to ${inWords(participant.limit)}` : "";
  story.say(
    `${firm.name}: invited, NDA signed by ${firm.officer.name}, ${participant.status} as paddle ` +
      `${participant.paddle}${upTo}`,
  );
  return participant.paddle;
}
