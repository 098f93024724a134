import {
  AuctionRoomDocument,
  AuctionStatisticsDocument,
  BidHistoryDocument,
  JournalDocument,
  RecoupError,
} from "../../../../client";
import { SELLER_PEOPLE } from "../../cast";
import { found } from "../../step-failed";
import { counted, listed } from "../../words";
import type { AuctionHall } from "../format-story";

/** What somebody who asked was told: nothing, if all is as it should be. */
export interface Look {
  readonly isSealed: boolean;
}

/** While bids lie there sealed, the seller's analyst and a firm ask for all that there is. */
export async function lookAround({ scene, screen, bidders, tell }: AuctionHall): Promise<Look[]> {
  await screen.untilLeft(8);
  const { analyst } = SELLER_PEOPLE;
  const client = scene.cast.as(analyst);
  const { auctionId } = screen;
  const codes = await Promise.all([
    codeOf(client.query(BidHistoryDocument, { filter: { auctionIds: [auctionId] }, first: 1 })),
    codeOf(client.query(AuctionStatisticsDocument, { id: auctionId })),
    codeOf(client.query(JournalDocument, { stream: auctionId, first: 1 })),
  ]);
  tell(`${analyst.name} asks for bids, statistics and journal, and is answered ${listed(codes)}`);
  const { auction } = await bidders.eager.client.query(AuctionRoomDocument, { id: auctionId });
  const own = found(auction, "The auction").myBids.edges.map(({ node }) => node);
  const shown = own.map(
    ({ status, amount }) => `${status} ${amount === null ? "without" : "with"} an amount`,
  );
  bidders.eager.tell(`asks for its own bids, and sees ${counted(own.length, "bid")}: ${listed(shown)}`);
  return [
    ...codes.map((code) => ({ isSealed: code === "SEALED" })),
    ...own.map(({ amount, maximum, sequence }) => ({
      isSealed: amount === null && maximum === null && sequence === null,
    })),
  ];
}

/** The code that a question is refused with. */
export async function codeOf(question: Promise<unknown>): Promise<string> {
  try {
    await question;
    return "with what it asked for";
  } catch (error) {
    if (error instanceof RecoupError) return error.code;
    throw error;
  }
}
