/** Bytes and the texts that stand for them, without a runtime's own helpers, so that a browser can seal too. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BASE64URL = /^[A-Za-z0-9_-]*$/;
const HEX_PAIRS = /^(?:[0-9a-f]{2})*$/;

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Not in constant time: what is compared here are hashes and ciphertexts, which are no secrets. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => HEX[byte]).join("");
}

/** `null` for what is not lower-case hexadecimal. */
export function fromHex(text: string): Uint8Array | null {
  if (!HEX_PAIRS.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** RFC 4648, section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** `null` for what is not the one way to write some bytes. */
export function fromBase64url(text: string): Uint8Array | null {
  if (!BASE64URL.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
  return toBase64url(bytes) === text ? bytes : null;
}

/** The 16 bytes of a UUID. */
export function uuidBytes(id: string): Uint8Array {
  const bytes = fromHex(id.replaceAll("-", ""));
  if (bytes?.length !== 16) throw new Error("Not a UUID in lower case");
  return bytes;
}
