import { toHex } from "../../client/sealing";
import type { Id } from "../../platform/ids";

/** An identifier that follows from a hash (RFC 9562, version 8). */
export function uuidv8(hash: Uint8Array): Id {
  const bytes = Uint8Array.from(hash.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
