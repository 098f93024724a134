import { hash } from "node:crypto";

/** By way of a text: a hash that Node gives out as bytes lies in memory of its own, and that takes longer than the hashing. */
export function sha256(data: string | Uint8Array): Buffer {
  return Buffer.from(hash("sha256", data, "binary"), "binary");
}
