import { IndicationsDocument, ShortlistFirmsDocument } from "../../../../client";
import { SELLER_PEOPLE } from "../../cast";
import { found, granted } from "../../step-failed";
import { inWords, listed } from "../../words";
import type { AuctionHall } from "../format-story";

/** What the seller and the firms were shown of the indications. */
export interface Shown {
  /** By firm, in the order in which the seller was shown them. */
  readonly toSeller: readonly { readonly firm: string; readonly amount: string }[];
  /** Did any firm read an indication? */
  readonly isKeptFromFirms: boolean;
}

/** The seller reads the indications and leaves the first bidder out, for a reason that the file keeps. */
export async function makeShortlist({ scene, screen, bidders, tell }: AuctionHall): Promise<Shown> {
  await screen.untilPhase("SHORTLISTING");
  const { admin } = SELLER_PEOPLE;
  const client = scene.cast.as(admin);
  const id = screen.auctionId;
  const { auction } = await client.query(IndicationsDocument, { id });
  const indications = found(auction?.indications, "The indications");
  const toSeller = indications.map(({ amount, participant }) => ({
    firm: found(participant.buyer, "Who indicated").name,
    amount: amount.amount,
  }));
  tell(`The seller reads ${listed(indications.map(({ amount }) => inWords(amount)))}, and whose they are`);
  const asked = await Promise.all(
    Object.values(bidders).map(
      async (bidder) => (await bidder.client.query(IndicationsDocument, { id })).auction,
    ),
  );
  const firms = indications.map(({ participant }) => found(participant.buyer, "Who indicated"));
  const [out, taken] = [
    firms.filter(({ name }) => name === bidders.eager.firm),
    firms.filter(({ name }) => name !== bidders.eager.firm),
  ];
  const reason = "It has not shown where its funds come from.";
  const { shortlistFirms } = await client.mutate(ShortlistFirmsDocument, {
    input: {
      auctionId: id,
      firms: taken.map((firm) => firm.id),
      leftOut: out.map((firm) => ({ firm: firm.id, reason })),
    },
  });
  granted(shortlistFirms, "The short list");
  tell(`${admin.name} makes the short list, and notes of ${bidders.eager.firm}: "${reason}"`);
  return { toSeller, isKeptFromFirms: asked.every((seen) => seen?.indications === null) };
}
