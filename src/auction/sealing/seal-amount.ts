import {
  decodeBox,
  digestOf,
  fromBase64url,
  KEY_BYTES,
  LONGEST_BOX,
  rosterHash,
  seal,
  toHex,
  type BoxDigest,
  type Roster,
  type SealedAmount,
  type SealingCrypto,
  type SealingFor,
} from "../../client/sealing";
import type { Randomness } from "../../platform/randomness";

/** A box as it goes to the arbiter, which journals the digest and keeps the box beside the bid. */
export interface SealedBox {
  readonly digest: BoxDigest;
  readonly bytes: Buffer;
}

export interface SealAmountPorts {
  readonly sealing: SealingCrypto;
  readonly randomness: Randomness;
}

/** Where amounts go into boxes, or come in them. */
export class SealAmount {
  /** Of rosters as remembered terms hold them. */
  private readonly rosterHashes = new WeakMap<Roster, string>();

  constructor(private readonly ports: SealAmountPorts) {}

  /** Seals on receipt, under a key that is forgotten at once. */
  async seal(amount: SealedAmount, target: SealingFor): Promise<SealedBox> {
    const { sealing, randomness } = this.ports;
    const key = randomness.bytes(KEY_BYTES);
    return this.boxed(await seal(amount, { ...target, key }, sealing));
  }

  /** Reads what a buyer's program sealed; `null` for what is no box for this roster. */
  async read(text: string, roster: Roster): Promise<SealedBox | null> {
    const bytes = text.length > (LONGEST_BOX * 4) / 3 + 1 ? null : fromBase64url(text);
    const box = bytes && decodeBox(bytes);
    if (!bytes || box?.threshold !== roster.threshold) return null;
    if (box.shares.length !== roster.custodians.length) return null;
    return toHex(box.rosterHash) === (await this.hashOf(roster)) ? this.boxed(bytes) : null;
  }

  private async hashOf(roster: Roster): Promise<string> {
    const known = this.rosterHashes.get(roster);
    if (known !== undefined) return known;
    const made = toHex(await rosterHash(roster, this.ports.sealing));
    this.rosterHashes.set(roster, made);
    return made;
  }

  private async boxed(bytes: Uint8Array): Promise<SealedBox> {
    const digest = await digestOf(bytes, this.ports.sealing);
    if (!digest) throw new Error("What was sealed is no box");
    return { digest, bytes: Buffer.from(bytes) };
  }
}
