import { hash } from "node:crypto";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/** By way of a text: a hash that Node gives out as bytes lies in memory of its own, and that takes longer than the hashing. */
export function sha256(data: string | Uint8Array): Buffer {
  return Buffer.from(hash("sha256", data, "binary"), "binary");
}

// Written over for every code.
const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES);

/** HMAC-SHA-256 (RFC 2104), for keys that serve once: to set up `createHmac` takes longer than both hashes. */
export function hmacSha256(key: string, text: string): Buffer {
  const bytes = Buffer.from(key);
  const padded = bytes.length > BLOCK_BYTES ? sha256(bytes) : bytes;
  const inner = Buffer.allocUnsafe(BLOCK_BYTES + Buffer.byteLength(text));
  for (let place = 0; place < BLOCK_BYTES; place += 1) {
    const byte = padded[place] ?? 0;
    inner[place] = byte ^ 0x36;
    outer[place] = byte ^ 0x5c;
  }
  inner.write(text, BLOCK_BYTES);
  outer.set(sha256(inner), BLOCK_BYTES);
  inner.fill(0); // other buffers will lie there, and the text may be nobody's to read
  return sha256(outer);
}
