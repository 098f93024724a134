import type { Randomness } from "../../src/platform/randomness";

/** Chance from a seed (sfc32): the same seed gives the same numbers on every machine. */
export class SeededRandom implements Randomness {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.c = seed >>> 0;
    for (let round = 0; round < 12; round += 1) this.word();
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor((this.word() / 2 ** 32) * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.word() < probability * 2 ** 32;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  }

  bytes(count: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(count);
    let word = 0;
    for (let place = 0; place < count; place += 1) {
      if (place % 4 === 0) word = this.word();
      bytes[place] = word; // its lowest byte
      word >>>= 8;
    }
    return bytes;
  }

  /** A source of its own, so that who draws more or less from one changes nothing for the others. */
  fork(): SeededRandom {
    return new SeededRandom(this.word());
  }

  private word(): number {
    const word = (this.a + this.b + this.counter) >>> 0;
    this.counter = (this.counter + 1) >>> 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) >>> 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) >>> 0;
    this.c = (this.c + word) >>> 0;
    return word;
  }
}
