const NEXT = Buffer.from('"type":"next"');
const COMPLETE = Buffer.from('"type":"complete"');
const RETRY_LATER = Buffer.from('"code":"RETRY_LATER"');
const ACCEPTED = Buffer.from('"decision":"ACCEPTED"');
const REJECTED = Buffer.from('"decision":"REJECTED"');
const MINIMUM = Buffer.from('"minimumNextBid":{"amount":"');
const POINT = ".".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const NINE = "9".charCodeAt(0);

/** What a bidder needs of an answer. */
export type SeenAnswer =
  | { readonly kind: "decided"; readonly accepted: boolean; readonly minimum: number | null }
  /** Nothing was decided: it waited too long for its turn, and is to be sent again. */
  | { readonly kind: "later" }
  /** Not an answer, but the message that ends an operation. */
  | { readonly kind: "end" };

/** Finds it without reading the message as JSON. Minimum: the least that the next bid has to be, in cents. */
export function readAnswer(message: Buffer): SeenAnswer {
  if (message.includes(NEXT)) {
    const accepted = message.includes(ACCEPTED);
    if (accepted || message.includes(REJECTED))
      return { kind: "decided", accepted, minimum: readMinimum(message) };
    if (message.includes(RETRY_LATER)) return { kind: "later" };
  } else if (message.includes(COMPLETE)) return { kind: "end" };
  throw new Error(`Not the answer to a bid: ${message.toString()}`);
}

/** The standing's, which comes last. */
function readMinimum(message: Buffer): number | null {
  const at = message.lastIndexOf(MINIMUM);
  if (at < 0) return null;
  let cents = 0;
  for (let index = at + MINIMUM.length; ; index += 1) {
    const byte = message[index] ?? 0;
    if (byte === POINT) continue;
    if (byte < ZERO || byte > NINE) return cents;
    cents = cents * 10 + (byte - ZERO);
  }
}
