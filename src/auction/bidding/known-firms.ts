import type { FirmInAuction } from "../participants/participants";

/** Firms remembered; the one that was remembered first is forgotten first. */
const REMEMBERED = 100_000;

/** Which firms have a part in which auctions, as far as this node has asked. An invitation is never undone. */
export class KnownFirms {
  private readonly known = new Set<string>();

  constructor(private readonly find: (firm: FirmInAuction) => Promise<boolean>) {}

  async has(firm: FirmInAuction): Promise<boolean> {
    const key = `${firm.auctionId}${firm.buyerId}`;
    if (this.known.has(key)) return true;
    const isThere = await this.find(firm);
    if (isThere) this.remember(key);
    return isThere;
  }

  private remember(key: string): void {
    this.known.add(key);
    if (this.known.size <= REMEMBERED) return;
    const [oldest] = this.known;
    if (oldest) this.known.delete(oldest);
  }
}
