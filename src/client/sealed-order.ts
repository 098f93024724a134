import type { BelowIndicationReason } from "./operations";
import { parseAmount } from "../platform/money";
import { RecoupError } from "./recoup-error";
import {
  KEY_BYTES,
  seal,
  toBase64url,
  webCrypto,
  webRandomBytes,
  type RandomBytes,
  type Roster,
  type SealingCrypto,
} from "./sealing";

/** A bid that is sealed here, so that no server sees its amount before the opening. */
export interface SealedOrder {
  readonly auctionId: string;
  /** One's own firm: `viewer.organization.id`. */
  readonly buyerId: string;
  /** With exactly the currency's decimals. */
  readonly amount: string;
  readonly terms: SealedTerms;
  /** Yes, the amount is meant as it stands. Nobody else can ask. */
  readonly confirmHigh?: boolean;
  /** Why a binding bid of BEST_AND_FINAL is below one's own indication; sent always, it tells nothing of the amount. */
  readonly belowIndicationReason?: BelowIndicationReason;
  /** Made and kept by the caller, where it wants to; else made here. */
  readonly idempotencyKey?: string;
}

/** What sealing needs of an auction: `terms` with its `sealing`, and the portfolio's face value. */
export interface SealedTerms {
  readonly currency: string;
  readonly openingPrice: string;
  readonly faceValue: string;
  readonly sealing: Roster;
}

export interface SealedBidInput {
  readonly auctionId: string;
  readonly idempotencyKey: string;
  readonly sealed: string;
  readonly belowIndicationReason?: BelowIndicationReason;
}

const UNUSUAL_MULTIPLE = 10n;

/** What is sent, and the key that reveals it where too few custodians open it. */
export async function sealOrder(
  order: SealedOrder,
  parts: { readonly sealing: SealingCrypto; readonly randomBytes: RandomBytes } = {
    sealing: webCrypto,
    randomBytes: webRandomBytes,
  },
): Promise<{ readonly input: SealedBidInput; readonly key: string }> {
  const { auctionId, buyerId, terms, belowIndicationReason } = order;
  const { currency, sealing: roster } = terms;
  const amount = readAmount(order.amount, currency);
  if (!order.confirmHigh && isUnusual(amount, terms)) {
    throw new RecoupError(
      "NEEDS_CONFIRMATION",
      "The amount is above ten times the opening price or above face: seal it with confirmHigh.",
    );
  }
  const idempotencyKey = order.idempotencyKey ?? crypto.randomUUID();
  const keyHash = await parts.sealing.sha256(new TextEncoder().encode(idempotencyKey));
  const key = parts.randomBytes(KEY_BYTES);
  const box = await seal({ amount, currency }, { auctionId, buyerId, keyHash, roster, key }, parts.sealing);
  const input = { auctionId, idempotencyKey, sealed: toBase64url(box) };
  return {
    input: belowIndicationReason === undefined ? input : { ...input, belowIndicationReason },
    key: toBase64url(key),
  };
}

function isUnusual(amount: bigint, { currency, openingPrice, faceValue }: SealedTerms): boolean {
  return (
    amount > UNUSUAL_MULTIPLE * readAmount(openingPrice, currency) || amount > readAmount(faceValue, currency)
  );
}

function readAmount(text: string, currency: string): bigint {
  const amount = parseAmount(text, currency);
  if (amount === null)
    throw new RecoupError("BAD_USER_INPUT", `Write amounts with exactly the decimals of ${currency}.`);
  return amount;
}
