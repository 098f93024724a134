/** The price that all bidders of this process bid above, so that most of what they send is high enough. */
export class Price {
  constructor(private cents: number) {}

  get last(): number {
    return this.cents;
  }

  /** The next higher bid. */
  raise(): number {
    return (this.cents += 1);
  }

  /** A standing said what the next bid has to be. */
  seen(minimum: number): void {
    if (minimum > this.cents) this.cents = minimum - 1;
  }
}
