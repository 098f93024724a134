import type { RequestContext } from "../platform/context";
import { isId, type Id } from "../platform/ids";
import type { BuyerType } from "./buyer.graphql";
import { lookedAtBy } from "./buyers.policy";
import type { BuyerLoaders } from "./buyer.loaders";
import type { QualificationType } from "./qualification.graphql";
import { qualificationView } from "./qualification-view";

/** Reads what a caller may see: every field and lookup of this stage goes through here. */
export class BuyerReader {
  constructor(readonly loaders: BuyerLoaders) {}

  /** The qualification with this identifier, if the caller is its seller or its firm. */
  async qualification(context: RequestContext, id: Id): Promise<QualificationType | null> {
    if (!context.viewer || !isId(id)) return null;
    const read = await context.load(this.loaders.qualification).load(id);
    return read && qualificationView(read.qualification, context.viewer.organization.id, read.at);
  }

  /** To a seller the firm's last qualification with it; to the firm the one that it applied for last. */
  async qualificationOf(context: RequestContext, buyerId: Id): Promise<QualificationType | null> {
    const look = context.viewer && lookedAtBy(context.viewer, buyerId);
    if (!look) return null;
    const id = await context.load(this.loaders.current).load({ buyerId, ...look });
    return id === null ? null : this.qualification(context, id);
  }

  /** A firm that has applied to the caller, or the caller itself. */
  async buyer(context: RequestContext, id: Id): Promise<BuyerType | null> {
    const isKnown = isId(id) && (await this.qualificationOf(context, id)) !== null;
    const isOwn = context.viewer?.organization.id === id;
    return isKnown || isOwn ? context.load(this.loaders.buyer).load(id) : null;
  }

  /** For mutations: the firm as it is now that it was changed. */
  async changedBuyer(context: RequestContext, id: Id): Promise<BuyerType> {
    this.loaders.refresh(context);
    const buyer = await context.load(this.loaders.buyer).load(id);
    if (!buyer) throw new Error("A firm that was just changed is missing");
    return buyer;
  }

  async changedQualification(context: RequestContext, id: Id): Promise<QualificationType> {
    this.loaders.refresh(context);
    const qualification = await this.qualification(context, id);
    if (!qualification) throw new Error("A qualification that was just changed is missing");
    return qualification;
  }
}
