import { createHmac } from "node:crypto";
import { fingerprintOf, type BidContent } from "../../src/auction/bidding/bid-command";

// Rows keep fingerprints for as long as keys may come again: another text or MAC would make every repetition a conflict.
const digest = {
  boxHash: "b0",
  keyHash: "aa",
  bidKeyHash: "cc",
  shareHashes: ["bb"],
  commitment: "dd",
};
const sealed = { digest, bytes: Buffer.alloc(0) };
const amounts = { kind: "BID", amount: 12_000n, maximum: null, confirmHigh: false } as const;
const boxed = { kind: "BID", amount: null, maximum: null, confirmHigh: false, sealed } as const;

it.each<[string, BidContent, string]>([
  ["an amount", amounts, '{"amount":"12000","confirmHigh":false,"kind":"BID","maximum":null}'],
  [
    "a proxy",
    { ...amounts, maximum: 15_000n, confirmHigh: true },
    '{"amount":"12000","confirmHigh":true,"kind":"BID","maximum":"15000"}',
  ],
  ["a box", boxed, '{"amount":null,"box":"b0","confirmHigh":false,"kind":"BID","maximum":null}'],
  [
    "a box with a reason",
    { ...boxed, belowIndicationReason: "CHANGED_MARKET" },
    '{"amount":null,"belowIndicationReason":"CHANGED_MARKET","box":"b0","confirmHigh":false,"kind":"BID","maximum":null}',
  ],
  ["a withdrawal", { kind: "WITHDRAWAL" }, '{"kind":"WITHDRAWAL"}'],
])("the fingerprint of %s is the HMAC-SHA-256 of one text under the key", (_what, content, text) => {
  const expected = createHmac("sha256", "key").update(text, "utf8").digest("hex");
  expect(fingerprintOf("key", content).toString("hex")).toBe(expected);
});
