/** Follows a subscription in the background, and keeps what came, in order. */
export class Watch<Event> {
  readonly events: Event[] = [];
  /** Settles when the server completes it. */
  readonly completed: Promise<void>;
  private readonly waiting = new Set<() => void>();

  constructor(source: AsyncIterable<Event>) {
    this.completed = this.follow(source);
    this.completed.catch(() => undefined); // whoever waits for it hears of it
  }

  /** The first event that fits, of those that came and those to come. */
  async until<Wanted extends Event = Event>(fits: (event: Event) => boolean): Promise<Wanted> {
    for (;;) {
      const found = this.events.find(fits);
      if (found !== undefined) return found as Wanted;
      const more = new Promise<void>((resolve) => this.waiting.add(resolve));
      await Promise.race([more, this.completed.then(() => this.requireMore(fits))]);
    }
  }

  private async follow(source: AsyncIterable<Event>): Promise<void> {
    for await (const event of source) {
      this.events.push(event);
      for (const wake of this.waiting) wake();
      this.waiting.clear();
    }
  }

  private requireMore(fits: (event: Event) => boolean): void {
    if (!this.events.some(fits)) throw new Error(`It completed without: ${String(fits)}`);
  }
}
