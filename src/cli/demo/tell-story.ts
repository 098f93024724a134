import { parseAmount } from "../../platform/money";
import { admitFirm } from "./admit-firm";
import { approveFloor } from "./approve-floor";
import { authorizeSale, type SoldPortfolio } from "./authorize-sale";
import type { Bidder } from "./bidder";
import { FIRMS, type FirmName } from "./cast";
import type { Claim, StoryFacts } from "./claims";
import { summarize } from "./conclude";
import { FORMATS, type FormatName } from "./formats/registry";
import type { FormatStory } from "./formats/format-story";
import { holdAuction, type AuctionHeld, type Paddles } from "./hold-auction";
import { importTape } from "./import-tape";
import { qualifyFirms, type FirmIds } from "./qualify-firms";
import type { Scene } from "./scene";
import { scheduleAuction, type ScheduledAuction } from "./schedule-auction";
import { screenAccounts } from "./screen-accounts";
import { found } from "./step-failed";
import type { TapeFile } from "./tape-file";

/** The story but for its proofs. */
export interface StoryTold {
  readonly facts: Omit<StoryFacts, "journalStatus" | "proofStatus">;
  /** What the format's own claims came to. */
  readonly claims: readonly Claim[];
  readonly bidders: readonly Bidder[];
}

/** From the tape to the authorized sale. */
export async function tellStory(scene: Scene, tape: TapeFile, format: FormatName): Promise<StoryTold> {
  const portfolio = await importTape(scene, tape);
  await screenAccounts(scene, portfolio);
  const floor = await approveFloor(scene, portfolio);
  const firms = await qualifyFirms(scene, portfolio, floor);
  scene.story.act("The auction");
  const { pace, tell } = FORMATS[format];
  const story = await tell({ floor, currency: portfolio.currency });
  const auction = await scheduleAuction(scene, portfolio, { pace, offer: story.offer });
  const paddles = await admitFirms(scene, auction, { firms, story });
  const held = await holdAuction(scene, auction, { ...story, paddles, firmIds: firms });
  const sale = await authorizeSale(scene, auction.id);
  await summarize(scene, sale);
  return conclude(auction, { floor, held, sale });
}

async function admitFirms(
  scene: Scene,
  auction: ScheduledAuction,
  { firms, story }: { readonly firms: FirmIds; readonly story: FormatStory },
): Promise<Paddles> {
  const admit = (name: FirmName) =>
    admitFirm(scene, auction, {
      firm: FIRMS[name],
      buyerId: firms[name],
      limit: story.limits[name] ?? null,
    });
  // In turn, so that the paddles are theirs in every run.
  return { eager: await admit("eager"), patient: await admit("patient"), sniper: await admit("sniper") };
}

interface Told {
  readonly floor: bigint;
  readonly held: AuctionHeld;
  readonly sale: SoldPortfolio;
}

function conclude({ id: auctionId, currency }: ScheduledAuction, { floor, held, sale }: Told): StoryTold {
  const { requiredRoles, signatures } = found(sale.authorizationRequest, "The request for authority");
  const price = found(parseAmount(sale.price.amount, currency), "The price");
  const { publicSequences, bidders, claimsOf, ...result } = held;
  return {
    bidders,
    claims: claimsOf({ ...result, buyer: sale.buyer.name, price }),
    facts: {
      auctionId,
      reserve: floor,
      price,
      publicSequences,
      saleStatus: sale.status,
      portfolioStatus: sale.auction.portfolio.status,
      requiredRoles,
      signers: signatures.map(({ role, signer }) => ({ role, name: signer.name })),
      awardedBy: found(sale.awardedBy, "Who awarded").name,
    },
  };
}
