import { OpenAuctionDocument } from "../../client";
import { AuctionRoom } from "./auction-room";
import { Bidder } from "./bidder";
import { FIRM_NAMES, FIRMS, SELLER_PEOPLE, type FirmName } from "./cast";
import type { AuctionResult } from "./claims";
import type { ClaimsOf, FormatStory } from "./formats/format-story";
import { PriceBoard } from "./price-board";
import type { FirmIds } from "./qualify-firms";
import type { Scene } from "./scene";
import type { ScheduledAuction } from "./schedule-auction";
import { granted } from "./step-failed";

export type Paddles = Readonly<Record<FirmName, string>>;

interface Admitted {
  readonly paddles: Paddles;
  readonly firmIds: FirmIds;
}

/** What is known of the auction when it is over. */
export interface AuctionHeld extends Omit<AuctionResult, "buyer" | "price"> {
  readonly bidders: readonly Bidder[];
  readonly claimsOf: ClaimsOf;
  /** The entries that everybody was shown, as each client got them. */
  readonly publicSequences: readonly (readonly number[])[];
}

/** The programs bid against each other over WebSockets, while the seller's screen shows what everybody sees. */
export async function holdAuction(
  scene: Scene,
  auction: ScheduledAuction,
  { play, offer, roster, paddles, firmIds }: FormatStory & Admitted,
): Promise<AuctionHeld> {
  const { id: auctionId, currency, pace } = auction;
  const firms = new Map(FIRM_NAMES.map((name) => [paddles[name], FIRMS[name].name]));
  const board = new PriceBoard(scene.story, { currency, firms, pace });
  const client = scene.cast.as(SELLER_PEOPLE.admin);
  const screen = new AuctionRoom({
    client, auctionId, pace,
    onEvent: (event) => board.show(screen, event),
  }); // prettier-ignore
  const enter = async (name: FirmName): Promise<Bidder> => {
    const paddle = paddles[name];
    const program = await scene.cast.programOf(FIRMS[name]);
    return new Bidder({
      client: program,
      room: new AuctionRoom({ client: program, auctionId, pace }),
      firm: FIRMS[name].name,
      buyerId: firmIds[name],
      paddle,
      currency,
      roster,
      onTold: (text) => board.showOwn(screen, paddle, text),
      onDecided: (attempt, minimum) => board.showRejection(screen, attempt, minimum),
    });
  };
  const [eager, patient, sniper] = await Promise.all([enter("eager"), enter("patient"), enter("sniper")]);
  const bidders = [eager, patient, sniper];
  const rooms = [screen, ...bidders.map(({ room }) => room)];
  const tell = (text: string) => board.tell(screen, text);
  const [claimsOf] = await board.during(screen, () =>
    Promise.all([
      play({ scene, screen, bidders: { eager, patient, sniper }, tell }),
      ...rooms.map((room) => room.follow()),
      offer.isOpenedByCommand ? open(scene, auctionId, rooms) : undefined,
    ]),
  );
  return {
    bidders,
    claimsOf,
    events: screen.events,
    attempts: bidders.flatMap(({ attempts }) => attempts),
    withdrawals: bidders.flatMap(({ withdrawals }) => withdrawals),
    publicSequences: shownToAll(rooms),
  };
}

/** Once everybody watches. */
async function open({ cast }: Scene, auctionId: string, rooms: readonly AuctionRoom[]): Promise<void> {
  await Promise.all(rooms.map((room) => room.until(() => room.hasBegun)));
  const { openAuction } = await cast.as(SELLER_PEOPLE.admin).mutate(OpenAuctionDocument, {
    input: { auctionId },
  });
  granted(openAuction, "The opening");
}

/** From the entry on that the last to come began behind. */
function shownToAll(rooms: readonly AuctionRoom[]): number[][] {
  const begin = Math.max(...rooms.map(({ beganBehind }) => beganBehind));
  return rooms.map(({ publicSequences }) => publicSequences.filter((sequence) => sequence > begin));
}
