import type { DataSource } from "typeorm";
import type { Viewer } from "../platform/access/viewer";
import { isBuyer } from "../platform/access/require";
import type { RequestContext } from "../platform/context";
import { notFound } from "../platform/errors";
import { isId, type Id } from "../platform/ids";
import { auctionById, participantByFirm, participantsByAuction } from "./auction.loaders";
import { audienceOf } from "./auction.policy";
import type { AuctionRecord, ParticipantRow } from "./auction.rows";
import type { Audience } from "./domain";

/** An auction that a caller may see, and as whom. */
export interface SeenAuction {
  readonly auction: AuctionRecord;
  readonly audience: Audience;
  /** The caller's own part in it; null for a seller. */
  readonly participant: ParticipantRow | null;
}

/** Finds auctions for whoever may see them, batched within a request. */
export class AuctionReader {
  private readonly auctions;
  private readonly ownParts;
  private readonly allParts;

  constructor(database: DataSource) {
    this.auctions = auctionById(database);
    this.ownParts = participantByFirm(database);
    this.allParts = participantsByAuction(database);
  }

  async find(context: RequestContext, viewer: Viewer, auctionId: Id): Promise<SeenAuction | null> {
    const auction = isId(auctionId) ? await context.load(this.auctions).load(auctionId) : null;
    return auction && this.see(context, viewer, auction);
  }

  /** NOT_FOUND alike for what does not exist and for what the caller may not see. */
  async require(context: RequestContext, viewer: Viewer, auctionId: Id): Promise<SeenAuction> {
    const seen = await this.find(context, viewer, auctionId);
    if (!seen) throw notFound();
    return seen;
  }

  /** As whom the viewer sees this auction; null: not at all. */
  async see(context: RequestContext, viewer: Viewer, auction: AuctionRecord): Promise<SeenAuction | null> {
    const firm = { auctionId: auction.id, buyerId: viewer.organization.id };
    const participant = isBuyer(viewer) ? await context.load(this.ownParts).load(firm) : null;
    const audience = audienceOf(viewer, auction, participant);
    return audience && { auction, audience, participant };
  }

  /** The auction itself, for who is known to see it. */
  async auction(context: RequestContext, auctionId: Id): Promise<AuctionRecord> {
    const auction = await context.load(this.auctions).load(auctionId);
    if (!auction) throw new Error("An auction that was just seen is missing");
    return auction;
  }

  /** The auction of something that was shown to this audience; a firm that was removed meanwhile finds none. */
  async auctionFor(context: RequestContext, audience: Audience, auctionId: Id): Promise<AuctionRecord> {
    if (audience.kind === "FIRM") {
      const part = await context.load(this.ownParts).load({ auctionId, buyerId: audience.buyerId });
      if (part?.status === "REMOVED") throw notFound();
    }
    return this.auction(context, auctionId);
  }

  /** The auction's firms by paddle. */
  async participants(context: RequestContext, auctionId: Id): Promise<ReadonlyMap<string, ParticipantRow>> {
    const rows = await context.load(this.allParts).load(auctionId);
    return new Map(rows.map((row) => [row.paddle, row]));
  }
}
