import { AuctionRoom } from "./auction-room";
import { Bidder } from "./buyers/bidder";
import { SELLER_PEOPLE, type Firm } from "./cast";
import type { Attempt } from "./claims";
import type { AuctionPlan } from "./plan";
import { PriceBoard } from "./price-board";
import type { Scene } from "./scene";
import type { ScheduledAuction } from "./schedule-auction";

/** A firm in the auction, and how its program bids. */
export interface Participant {
  readonly firm: Firm;
  readonly paddle: string;
  readonly program: (bidder: Bidder, plan: AuctionPlan) => Promise<void>;
}

/** What is known of the auction when it is over. */
export interface AuctionHeld {
  readonly attempts: readonly Attempt[];
  readonly closedAt: bigint;
  readonly extensions: number;
  /** The entries that everybody was shown, as each client got them. */
  readonly publicSequences: readonly (readonly number[])[];
}

/** The programs bid against each other over WebSockets, while the seller's screen shows what everybody sees. */
export async function holdAuction(
  { cast, story }: Scene,
  auction: ScheduledAuction,
  participants: readonly Participant[],
): Promise<AuctionHeld> {
  const { id, currency, plan } = auction;
  const attempts: Attempt[] = [];
  const firms = new Map(participants.map(({ paddle, firm }) => [paddle, firm.name]));
  const board = new PriceBoard(story, { currency, firms });
  const screen: AuctionRoom = new AuctionRoom(cast.as(SELLER_PEOPLE.admin), id, (event) =>
    board.show(screen, event),
  );
  const entrances = participants.map(async ({ firm, paddle, program }) => {
    const client = await cast.programOf(firm);
    const room = new AuctionRoom(client, id);
    const bidder = new Bidder({
      client,
      room,
      firm: firm.name,
      paddle,
      currency,
      onSending: (bid) => board.showSending(screen, bid),
      onDecided: (attempt, minimum) => {
        attempts.push(attempt);
        if (attempt.decision === "REJECTED") board.showRejection(screen, attempt, minimum);
      },
    });
    return { room, run: () => Promise.all([room.follow(), program(bidder, plan)]) };
  });
  const bidders = await Promise.all(entrances);
  await board.during(screen, () => Promise.all([screen.follow(), ...bidders.map(({ run }) => run())]));
  const rooms = [screen, ...bidders.map(({ room }) => room)];
  return {
    attempts,
    closedAt: board.closedAt,
    extensions: board.extensions,
    publicSequences: shownToAll(rooms),
  };
}

/** From the entry on that the last to come began behind. */
function shownToAll(rooms: readonly AuctionRoom[]): number[][] {
  const begin = Math.max(...rooms.map(({ beganBehind }) => beganBehind));
  return rooms.map(({ publicSequences }) => publicSequences.filter((sequence) => sequence > begin));
}
