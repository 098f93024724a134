/** Bytes and the texts that stand for them, without a runtime's own helpers, so that a browser can seal too. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** What each character's code stands for; -1 for those that stand for nothing. */
const SIXES = Int8Array.from({ length: 128 }, (_, code) => BASE64URL.indexOf(String.fromCharCode(code)));
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
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** `null` for what is not lower-case hexadecimal. */
export function fromHex(text: string): Uint8Array | null {
  if (!HEX_PAIRS.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** RFC 4648, section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += BASE64URL[(held >> (bits - 6)) & 0x3f];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE64URL[(held << (6 - bits)) & 0x3f] : text;
}

/** `null` for what is not the one way to write some bytes. */
export function fromBase64url(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let place = 0; place < text.length; place += 1) {
    const six = SIXES[text.charCodeAt(place)] ?? -1;
    if (six < 0) return null;
    held = (held << 6) | six;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return bits < 6 && held === 0 ? bytes : null; // bits that stand for nothing are 0
}

/** The 16 bytes of a UUID. */
export function uuidBytes(id: string): Uint8Array {
  const bytes = fromHex(id.replaceAll("-", ""));
  if (bytes?.length !== 16) throw new Error("Not a UUID in lower case");
  return bytes;
}
