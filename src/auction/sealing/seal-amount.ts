import {
  decodeBox,
  digestOfBox,
  KEY_BYTES,
  LONGEST_BOX,
  rosterHash,
  sameBytes,
  seal,
  type Box,
  type BoxDigest,
  type Roster,
  type SealedAmount,
  type SealingCrypto,
  type SealingFor,
} from "../../client/sealing";
import type { Randomness } from "../../platform/randomness";

/** A box, and its hashes. */
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
  constructor(private readonly ports: SealAmountPorts) {}

  /** Seals on receipt, under a key that is forgotten at once. */
  async seal(amount: SealedAmount, { auctionId, buyerId, keyHash, roster }: SealingFor): Promise<SealedBox> {
    const { sealing, randomness } = this.ports;
    const key = randomness.bytes(KEY_BYTES);
    const bytes = await seal(amount, { auctionId, buyerId, keyHash, roster, key }, sealing);
    const box = decodeBox(bytes);
    if (!box) throw new Error("What was sealed is no box");
    return this.boxed(box, bytes);
  }

  /** Reads what a buyer's program sealed; `null` for what is no box for this roster. */
  async read(text: string, roster: Roster): Promise<SealedBox | null> {
    if (text.length > (LONGEST_BOX * 4) / 3 + 1) return null;
    const bytes = Buffer.from(text, "base64url");
    if (bytes.toString("base64url") !== text) return null; // not the one way to write them
    const box = decodeBox(bytes);
    if (box?.threshold !== roster.threshold) return null;
    if (box.shares.length !== roster.custodians.length) return null;
    if (!sameBytes(box.rosterHash, await rosterHash(roster, this.ports.sealing))) return null;
    return this.boxed(box, bytes);
  }

  private async boxed(box: Box, bytes: Uint8Array): Promise<SealedBox> {
    const digest = digestOfBox(box, await this.ports.sealing.sha256(bytes));
    return { digest, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }
}
