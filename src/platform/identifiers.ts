import { randomBytes } from "node:crypto";
import { uuidv7, type Id } from "./ids";
import type { Randomness } from "./randomness";

/** Random bytes are drawn in portions: asked for a few at a time, they cost more than all that they are used for. */
const PORTION = 8_192;
let portion = Buffer.alloc(0);
let drawn = 0;

export const systemRandomness: Randomness = {
  bytes(count) {
    if (portion.length - drawn < count) [portion, drawn] = [randomBytes(Math.max(PORTION, count)), 0];
    return portion.subarray(drawn, (drawn += count));
  },
};

/** Makes the identifiers of new objects. Their time is for order alone; no rule reads it. */
export class Identifiers {
  constructor(
    private readonly randomness: Randomness,
    private readonly milliseconds: () => number,
  ) {}

  next(): Id {
    return uuidv7(this.milliseconds(), this.randomness.bytes(10));
  }
}

export const systemIdentifiers = new Identifiers(systemRandomness, () => Date.now());
