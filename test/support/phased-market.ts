import { DataSource } from "typeorm";
import { auctionReplayer, findMisallotment, findStrayBid, findStraySealed } from "../../src/auction";
import { AuctionEventsDocument, type AuctionEventsSubscription } from "../../src/client";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { verifyJournal } from "../../src/platform/journal/verify-journal";
import { headsReplayer } from "../../src/platform/proof/verify-heads";
import type { TestApp } from "./app";
import type { Person } from "./callers";
import type { DecidedBid, Market } from "./market";
import { Watch } from "./watch";

/** An auction of several phases, as its users go through it. */
export interface PhasedAuction {
  readonly auctionId: string;
  /** The firms that take part, by name. */
  readonly firms: ReadonlyMap<string, string>;
}

type AuctionEvent = AuctionEventsSubscription["auctionEvents"];

/** What somebody is shown of an auction from now on. */
export class Room {
  private constructor(private readonly watch: Watch<AuctionEventsSubscription>) {}

  /** Once the first event is there, nothing is missed. */
  static async enter(app: TestApp, person: Person, auctionId: string): Promise<Room> {
    const client = app.client(person, { transport: "socket" });
    const room = new Room(
      new Watch<AuctionEventsSubscription>(client.subscribe(AuctionEventsDocument, { auctionId })),
    );
    await room.until(({ __typename: type }) => type === "AuctionSnapshot");
    return room;
  }

  get events(): readonly AuctionEvent[] {
    return this.watch.events.map(({ auctionEvents }) => auctionEvents);
  }

  get types(): readonly string[] {
    return this.events.map(({ __typename: type }) => type);
  }

  async until(fits: (event: AuctionEvent) => boolean): Promise<AuctionEvent> {
    return (await this.watch.until(({ auctionEvents }) => fits(auctionEvents))).auctionEvents;
  }

  /** Until it is open in this phase, or was. */
  untilPhase(phase: string): Promise<AuctionEvent> {
    return this.until(({ standing }) => standing.phase === phase && standing.status === "OPEN");
  }

  untilOver(): Promise<AuctionEvent> {
    return this.until(({ standing: { status } }) => status === "CLOSED" || status === "UNSOLD");
  }
}

interface Participants {
  readonly names: readonly string[];
  readonly floor?: string;
  /** Those that are qualified already; others are added. */
  readonly firms?: Map<string, string>;
}

/** Admits firms to an auction of these terms, which opens by itself in a minute. */
export async function schedulePhased(
  market: Market,
  terms: Record<string, unknown>,
  { names, floor = "0.00", firms = new Map<string, string>() }: Participants,
): Promise<PhasedAuction> {
  const auctionId = await market.auction(await market.portfolio({ floor }), terms);
  for (const name of names) {
    const buyerId = firms.get(name) ?? (await market.qualify(name));
    firms.set(name, buyerId);
    await market.admit(auctionId, buyerId);
  }
  return { auctionId, firms };
}

/** How long a first round is tried with at first. */
const ROUND_SECONDS = 4;

/** Opens an auction at once, for as long as its first round is to last. */
export async function openPhased(
  market: Market,
  { auctionId }: PhasedAuction,
  seconds = ROUND_SECONDS,
): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  const times = { opensAt: new Date(end - 1_000).toISOString(), closesAt: new Date(end).toISOString() };
  const { admin } = market.people;
  await market.mutate(admin, "rescheduleAuction", { auctionId, ...times }, "... on Auction { id }");
  await market.open(auctionId);
}

/**
 * An auction in whose first round something has happened, however slow the machine is: where `act` says that the round was
 * over before, it is done again in a round of twice the time, of another auction.
 */
export async function inFirstRound(
  market: Market,
  schedule: () => Promise<PhasedAuction>,
  act: (auction: PhasedAuction) => Promise<boolean>,
): Promise<PhasedAuction> {
  for (let seconds = ROUND_SECONDS; ; seconds *= 2) {
    const auction = await schedule();
    if ((await opensInTime(market, auction, seconds)) && (await act(auction))) return auction;
  }
}

/** Its end may have passed before it was asked for. */
async function opensInTime(market: Market, auction: PhasedAuction, seconds: number): Promise<boolean> {
  try {
    await openPhased(market, auction, seconds);
    return true;
  } catch (error) {
    if (/INVALID_TERMS|INVALID_STATE/.test(String(error))) return false;
    throw error;
  }
}

/** Whether a bid was accepted; false when it came behind the end of its round. Nothing else may be wrong with it. */
export function cameInTime({ decision, reason }: Pick<DecidedBid, "decision" | "reason">): boolean {
  if (decision !== "ACCEPTED" && reason !== "WRONG_PHASE" && reason !== "CLOSED")
    throw new Error(`The bid was ${decision}: ${reason}`);
  return decision === "ACCEPTED";
}

/** BEST_AND_FINAL with one indication, open: the seller makes the short list. */
export async function indicatedAuction(
  market: Market,
  firm: string,
): Promise<{ readonly auctionId: string; readonly firms: string[] }> {
  const { admin } = market.people;
  const rounds = { startsAfterSeconds: 3_600, bindingSeconds: 3_600 };
  const terms = { format: "BEST_AND_FINAL", reserveVisibility: "CONCEALED", bestAndFinal: rounds };
  const firms = new Map<string, string>();
  const { auctionId } = await inFirstRound(
    market,
    () => schedulePhased(market, terms, { names: [firm], firms }),
    async (auction) => cameInTime(await market.bid(firm, auction.auctionId, { amount: "500.00" })),
  );
  const query = "query ($id: ID!) { auction(id: $id) { phase } }";
  for (;;) {
    const { data } = await market.send<{ auction: { phase: string } }>(admin, query, { id: auctionId });
    if (data?.auction.phase === "SHORTLISTING") return { auctionId, firms: [...firms.values()] };
  }
}

/** What `npm run verify` finds first; null: nothing. */
export async function soundJournal(app: TestApp) {
  const database = await new DataSource(
    dataSourceOptions({ url: app.database.url, poolSize: 2 }),
  ).initialize();
  const { offence } = await verifyJournal({
    database,
    replayers: { AUCTION: auctionReplayer, JOURNAL: headsReplayer },
    findStrays: [findStrayBid, findStraySealed, findMisallotment],
    onProgress: () => undefined,
  });
  await database.destroy();
  return offence;
}
