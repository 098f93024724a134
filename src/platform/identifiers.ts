import { randomBytes } from "node:crypto";
import { uuidv7, type Id } from "./ids";
import type { Randomness } from "./randomness";

export const systemRandomness: Randomness = { bytes: (count) => randomBytes(count) };

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
