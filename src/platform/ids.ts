/** An opaque identifier: a UUID in lower case. Objects with a journal stream use the stream's. */
export type Id = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): text is Id {
  return UUID.test(text);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * A UUIDv7 (RFC 9562): ordered by time, so that tables partitioned by it age together.
 * Time and chance are arguments, so that a simulation makes the same ids from the same seed.
 */
export function uuidv7(milliseconds: number, random: Uint8Array): Id {
  if (random.length < 10) throw new Error("A UUIDv7 needs 10 random bytes");
  const hex = milliseconds.toString(16).padStart(12, "0");
  let rest = "";
  for (let place = 0; place < 10; place += 1) rest += HEX[random[place] ?? 0];
  const variant = ((random[2] ?? 0) & 0x3f) | 0x80;
  const tail = `${variant.toString(16)}${rest.slice(6)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${rest.slice(1, 4)}-${tail.slice(0, 4)}-${tail.slice(4, 16)}`;
}
