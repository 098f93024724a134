/** Bytes and the texts that stand for them, without a runtime's own helpers, so that a browser can seal too. */

const HEX_DIGITS = "0123456789abcdef";
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Characters are gathered as their codes: a text that grows by one at a time takes ten times as long. */
const TEXT = new TextDecoder();
const NIBBLES = placesIn(HEX_DIGITS);
const SIXES = placesIn(BASE64URL);

/** What each character's code stands for; -1 for those that stand for nothing. */
function placesIn(alphabet: string): Int8Array {
  return Int8Array.from({ length: 128 }, (_, code) => alphabet.indexOf(String.fromCharCode(code)));
}

export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
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
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

export function toHex(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * bytes.length);
  let at = 0;
  for (const byte of bytes) {
    codes[at++] = HEX_DIGITS.charCodeAt(byte >> 4);
    codes[at++] = HEX_DIGITS.charCodeAt(byte & 0xf);
  }
  return TEXT.decode(codes);
}

/** `null` for what is not lower-case hexadecimal. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    const high = NIBBLES[text.charCodeAt(2 * at)] ?? -1;
    const low = NIBBLES[text.charCodeAt(2 * at + 1)] ?? -1;
    if (high < 0 || low < 0) return null;
    bytes[at] = (high << 4) | low;
  }
  return bytes;
}

/** RFC 4648, section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) codes[at++] = BASE64URL.charCodeAt((held >> (bits - 6)) & 0x3f);
    held &= (1 << bits) - 1;
  }
  if (bits > 0) codes[at] = BASE64URL.charCodeAt((held << (6 - bits)) & 0x3f);
  return TEXT.decode(codes);
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
