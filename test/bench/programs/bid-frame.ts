import { randomUUID } from "node:crypto";
import { PlaceBidDocument } from "../../../src/client";
import { textFrame } from "../tools/lean-socket";

/** What the bidders send: the bid, or the mutation that only answers. Both take the same input and ask for the same. */
export type BidOperation = "placeBid" | "noOp";

const ID = "00000000";
/** Amounts here have eight digits, so that they always take the same room. */
const AMOUNT = "100000.00";
const WHOLE_DIGITS = 6;
const KEY_COUNTER_DIGITS = 12;

/** A bid's message, made once: before each bid its identifier, amount and key are written over. */
export class BidFrame {
  readonly bytes: Buffer;
  private readonly idAt: number;
  private readonly amountAt: number;
  private readonly keyCounterAt: number;
  private count = 0;

  constructor(operation: BidOperation, auctionId: string) {
    const key = randomUUID();
    const input = { auctionId, amount: AMOUNT, idempotencyKey: key, confirmHigh: true };
    const payload = { query: documentOf(operation), variables: { input } };
    this.bytes = textFrame(JSON.stringify({ id: ID, type: "subscribe", payload }));
    this.idAt = this.bytes.indexOf(ID);
    this.amountAt = this.bytes.indexOf(AMOUNT);
    this.keyCounterAt = this.bytes.indexOf(key) + key.length - KEY_COUNTER_DIGITS;
  }

  /** Makes it the next bid, of so many cents. */
  write(cents: number): void {
    this.count += 1;
    const digits = String(cents);
    this.bytes.write(this.count.toString().padStart(ID.length, "0"), this.idAt, "latin1");
    this.bytes.write(digits.slice(0, WHOLE_DIGITS), this.amountAt, "latin1");
    this.bytes.write(digits.slice(WHOLE_DIGITS), this.amountAt + WHOLE_DIGITS + 1, "latin1");
    const counter = this.count.toString(16).padStart(KEY_COUNTER_DIGITS, "0");
    this.bytes.write(counter, this.keyCounterAt, "latin1");
  }
}

function documentOf(operation: BidOperation): string {
  const bid = PlaceBidDocument.toString();
  return operation === "placeBid" ? bid : bid.replace("PlaceBid(", "NoOp(").replace("placeBid(", "noOp(");
}
