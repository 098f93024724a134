import type { DataSource } from "typeorm";
import { isId, type Id } from "../../platform/ids";
import { decodeTerms, type Terms, type TermsJson } from "../domain";

/** Auctions remembered; the least recently asked for is forgotten first. */
const REMEMBERED = 10_000;

/**
 * Terms that this node has read. What feeds and amounts need of them (format, currency, visibility of the reserve) is
 * pinned by scheduling and never changes, so it is read once.
 */
export class WatchedTerms {
  private readonly terms = new Map<Id, Terms>();

  constructor(private readonly database: DataSource) {}

  /** The terms of an auction that was remembered before. */
  of(auctionId: Id): Terms {
    const terms = this.terms.get(auctionId);
    if (!terms) throw new Error("An auction is watched whose terms were not read");
    return terms;
  }

  remember(auctionId: Id, terms: Terms): void {
    this.terms.delete(auctionId);
    this.terms.set(auctionId, terms);
    if (this.terms.size <= REMEMBERED) return;
    const [oldest] = this.terms.keys();
    if (oldest) this.terms.delete(oldest);
  }

  /** Null when there is no such auction. */
  async find(auctionId: Id): Promise<Terms | null> {
    const known = this.terms.get(auctionId);
    if (known) return known;
    if (!isId(auctionId)) return null;
    const [row] = await this.database.query<{ terms: TermsJson }[]>(
      "SELECT terms FROM auction WHERE id = $1",
      [auctionId],
    );
    if (!row) return null;
    const terms = decodeTerms(row.terms);
    this.remember(auctionId, terms);
    return terms;
  }
}
