import { ScreeningResult } from "./screening-rules";

/** Where an account stands on its chain of title (product.md, "State machines"). */
export enum Ownership {
  OWNED = "OWNED",
  SALE_PENDING = "SALE_PENDING",
  SOLD = "SOLD",
  DROPPED = "DROPPED",
  PUT_BACK = "PUT_BACK",
}

/** What the title to all that a portfolio offers may go through; single accounts leave that way, and come back, later. */
export type Title = Ownership.OWNED | Ownership.SALE_PENDING | Ownership.SOLD;

const NEXT: Readonly<Record<Title, readonly Title[]>> = {
  [Ownership.OWNED]: [Ownership.SALE_PENDING],
  // A sale that ends without a transfer gives the title back; the next sale starts anew.
  [Ownership.SALE_PENDING]: [Ownership.OWNED, Ownership.SOLD],
  [Ownership.SOLD]: [],
};

export function mayBecome(found: Title, wanted: Title): boolean {
  return NEXT[found].includes(wanted);
}

/** What is not eligible is not offered, so it stays its seller's whatever becomes of the rest. */
export function ownershipOf(title: Title, screening: ScreeningResult | null): Ownership {
  return screening === ScreeningResult.ELIGIBLE ? title : Ownership.OWNED;
}
