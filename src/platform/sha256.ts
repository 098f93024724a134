import { createHmac, hash } from "node:crypto";

// By way of a text: a hash that Node gives out as bytes lies in memory of its own, and that takes longer than the hashing.

export function sha256(data: string | Uint8Array): Buffer {
  return Buffer.from(hash("sha256", data, "binary"), "binary");
}

/** HMAC-SHA-256 (RFC 2104). */
export function hmacSha256(key: string, text: string): Buffer {
  return Buffer.from(createHmac("sha256", key).update(text, "utf8").digest("binary"), "binary");
}
