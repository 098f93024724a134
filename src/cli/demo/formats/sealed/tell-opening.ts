import { TypedDocumentString } from "../../../../client";
import type { Bidder } from "../../bidder";
import { SELLER_PEOPLE } from "../../cast";
import { found } from "../../step-failed";
import { counted, inWords, listed, type MoneyText } from "../../words";
import type { AuctionHall } from "../format-story";

interface Result {
  readonly outcome: {
    readonly price: MoneyText | null;
    readonly cover: MoneyText | null;
    readonly winner: { readonly paddle: string } | null;
  } | null;
  readonly standing: { readonly bidCount: number | null };
}

interface OwnBids {
  readonly outcome: Pick<NonNullable<Result["outcome"]>, "price"> | null;
  readonly myBids: {
    readonly edges: readonly {
      readonly node: {
        readonly status: string;
        readonly rank: number | null;
        readonly amount: MoneyText | null;
      };
    }[];
  };
}

const ResultDocument = new TypedDocumentString<{ auction: Result | null }, { id: string }>(
  `query Result($id: ID!) {
    auction(id: $id) {
      outcome { price { amount currency } cover { amount currency } winner { paddle } }
      standing { bidCount }
    }
  }`,
);

const OwnBidsDocument = new TypedDocumentString<{ auction: OwnBids | null }, { id: string }>(
  `query OwnBids($id: ID!) {
    auction(id: $id) {
      outcome { price { amount currency } }
      myBids(first: 5) { edges { node { status rank amount { amount currency } } } }
    }
  }`,
);

/** What each is shown of the result: the seller winner, price and cover bid; a firm the price and what became of its own bids. */
export async function tellOpening({ scene, screen, bidders, tell }: AuctionHall): Promise<void> {
  await screen.untilOver();
  const seller = scene.cast.as(SELLER_PEOPLE.admin);
  const { auction } = await seller.query(ResultDocument, { id: screen.auctionId });
  const { outcome, standing } = found(auction, "The auction");
  const { price, cover, winner } = found(outcome, "The outcome");
  tell(
    `The seller is shown ${counted(standing.bidCount ?? 0, "bid")}, paddle ${winner?.paddle ?? "nobody"} as the winner ` +
      `at ${amountInWords(price)}, and ${amountInWords(cover)} as the cover bid`,
  );
  for (const bidder of Object.values(bidders)) await tellOwn(bidder, screen.auctionId);
}

async function tellOwn(bidder: Bidder, id: string): Promise<void> {
  await bidder.room.untilOver();
  const { auction } = await bidder.client.query(OwnBidsDocument, { id });
  const { outcome, myBids } = found(auction, "The auction");
  const own = myBids.edges.map(({ node: { status, rank, amount } }) => {
    const place = rank === null ? "" : `, rank ${rank}`;
    return `${amountInWords(amount)} ${status}${place}`;
  });
  bidder.tell(`is shown the price ${amountInWords(outcome?.price ?? null)}, and of its own ${listed(own)}`);
}

function amountInWords(money: MoneyText | null): string {
  return money === null ? "no amount" : inWords(money);
}
