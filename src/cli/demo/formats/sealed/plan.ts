/** What the firms offer, one after the other. All in minor units. */
export interface SealedPlan {
  readonly reserve: bigint;
  readonly openingPrice: bigint;
  /** The second replaces the first. */
  readonly eagerOffers: readonly [bigint, bigint];
  /** The first is taken back; the second is what it comes back with. */
  readonly patientOffers: readonly [bigint, bigint];
  readonly lateOffer: bigint;
}

export function planSealed(floor: bigint): SealedPlan {
  const partOfFloor = (percent: bigint) => (floor * percent) / 100n;
  return {
    reserve: floor,
    openingPrice: partOfFloor(90n),
    eagerOffers: [partOfFloor(120n), partOfFloor(108n)],
    patientOffers: [partOfFloor(125n), partOfFloor(118n)],
    lateOffer: partOfFloor(113n),
  };
}
