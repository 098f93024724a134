import { createHash } from "node:crypto";
import type { Randomness } from "../randomness";

/** Begins every secret, so that scanners for leaked secrets find it. */
const MARK = "rcp_";
const SECRET = /^rcp_[A-Za-z0-9_-]{43}$/;
const SHOWN_CHARACTERS = MARK.length + 8;

export interface ApiKeySecret {
  /** Shown once, to its maker. */
  readonly secret: string;
  readonly prefix: string;
  readonly hash: Buffer;
}

/** 256 random bits: there is nothing to guess, so one plain hash keeps it as well as a slow one. */
export function makeSecret(randomness: Randomness): ApiKeySecret {
  const secret = `${MARK}${Buffer.from(randomness.bytes(32)).toString("base64url")}`;
  return { secret, prefix: secret.slice(0, SHOWN_CHARACTERS), hash: hashSecret(secret) };
}

export function isSecret(text: string): boolean {
  return SECRET.test(text);
}

export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret, "ascii").digest();
}
