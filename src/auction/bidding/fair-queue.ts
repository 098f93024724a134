/** Waiting commands of one auction, served firm by firm in turn, so that a firm that sends much delays only itself. */
export class FairQueue<Item> {
  /** In the order in which the firms are served next. */
  private readonly firms = new Map<string, Item[]>();
  private count = 0;

  /** `perFirm`: how many commands of one firm may wait (auction-rules.md: 8). */
  constructor(private readonly perFirm: number) {}

  get length(): number {
    return this.count;
  }

  /** False when the firm has its fill waiting. */
  push(firm: string, item: Item): boolean {
    const waiting = this.firms.get(firm);
    if (waiting && waiting.length >= this.perFirm) return false;
    if (waiting) waiting.push(item);
    else this.firms.set(firm, [item]);
    this.count += 1;
    return true;
  }

  /** Takes out whoever is not kept; `place`: 1 for the next, else how many are served until it is, if every firm sends more. */
  sift(isKept: (item: Item, place: number) => boolean): Item[] {
    const taken: Item[] = [];
    const round = this.firms.size;
    let first = 0;
    for (const [firm, waiting] of [...this.firms]) {
      first += 1;
      const kept: Item[] = [];
      waiting.forEach((item, turn) => (isKept(item, first + turn * round) ? kept : taken).push(item));
      if (kept.length === 0) this.firms.delete(firm);
      else this.firms.set(firm, kept);
    }
    this.count -= taken.length;
    return taken;
  }

  /** Takes up to `limit` items: one of each firm, then the second of each, and so on; a firm's own stay in order. */
  take(limit: number): Item[] {
    const taken: Item[] = [];
    while (taken.length < limit && this.count > 0) {
      for (const [firm, waiting] of [...this.firms]) {
        if (taken.length === limit) break;
        this.firms.delete(firm);
        const item = waiting.shift();
        if (item === undefined) continue;
        taken.push(item);
        this.count -= 1;
        if (waiting.length > 0) this.firms.set(firm, waiting); // to the end of the turn
      }
    }
    return taken;
  }
}
