import { isId, type Id } from "../ids";

/** One piece of what nodes tell each other. */
export type Frame =
  | { readonly kind: "wakes"; readonly wakes: readonly (readonly [stream: Id, sequence: number])[] }
  | { readonly kind: "message"; readonly topic: string; readonly message: string };

/** PostgreSQL takes at most 7,999 bytes in one notification. */
export const FRAME_BYTES = 7_999;
/** At most 51 bytes each, so that a full frame stays below FRAME_BYTES. */
const WAKES_A_FRAME = 150;

export function writeWakes(wakes: ReadonlyMap<Id, number>): string[] {
  const all = [...wakes];
  const frames: string[] = [];
  for (let start = 0; start < all.length; start += WAKES_A_FRAME) {
    frames.push(JSON.stringify({ kind: "wakes", wakes: all.slice(start, start + WAKES_A_FRAME) }));
  }
  return frames;
}

export function writeMessage(topic: string, message: string): string {
  const frame = JSON.stringify({ kind: "message", topic, message });
  if (Buffer.byteLength(frame) > FRAME_BYTES) throw new Error("A message on the bus must be short");
  return frame;
}

/** What a frame says; `null` for one of another program, or of another version of this one. */
export function readFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const frame = value as Record<string, unknown>;
  if (frame["kind"] === "wakes" && Array.isArray(frame["wakes"])) {
    return { kind: "wakes", wakes: frame["wakes"].filter(isWake) };
  }
  if (frame["kind"] !== "message") return null;
  const { topic, message } = frame;
  return typeof topic === "string" && typeof message === "string"
    ? { kind: "message", topic, message }
    : null;
}

function isWake(value: unknown): value is [Id, number] {
  return (
    Array.isArray(value) && typeof value[0] === "string" && isId(value[0]) && Number.isSafeInteger(value[1])
  );
}
