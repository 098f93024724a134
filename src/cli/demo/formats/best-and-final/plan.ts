/** What the firms indicate, and what they then bid. All in minor units. */
export interface BestAndFinalPlan {
  readonly reserve: bigint;
  readonly openingPrice: bigint;
  readonly indications: Readonly<Record<"eager" | "patient" | "sniper", bigint>>;
  /** Of the firm that is left out, all the same. */
  readonly eagerBid: bigint;
  /** Below its indication, and it says why. */
  readonly patientBid: bigint;
  /** Below its indication, and it says nothing. */
  readonly sniperBid: bigint;
}

export function planBestAndFinal(floor: bigint): BestAndFinalPlan {
  const partOfFloor = (percent: bigint) => (floor * percent) / 100n;
  return {
    reserve: floor,
    openingPrice: partOfFloor(90n),
    indications: { eager: partOfFloor(125n), patient: partOfFloor(128n), sniper: partOfFloor(118n) },
    eagerBid: partOfFloor(130n),
    patientBid: partOfFloor(113n),
    sniperBid: partOfFloor(116n),
  };
}
