import fc from "fast-check";
import {
  chooseBuyer,
  isSomebodyLeft,
  namesInterruption,
  type Award,
  type BuyerObjection,
  type RankedFirm,
} from "../../src/sale/domain/choose-buyer";

interface Known {
  readonly objection?: BuyerObjection;
  readonly curableUntil?: bigint;
  readonly isInDefault?: boolean;
  readonly group?: string;
  readonly price?: bigint;
}

/** Firms in the order of their ranks: A, B, C …, each a hundred below the one before. */
function rank(...firms: readonly Known[]): RankedFirm[] {
  return firms.map(({ objection, curableUntil, isInDefault, group, price }, index) => ({
    rank: index + 1,
    buyerId: String.fromCharCode(65 + index),
    paddle: String(101 + index),
    price: price ?? BigInt(1_000 - index * 100),
    objection: objection ?? null,
    curableUntil: curableUntil ?? null,
    isInDefault: isInDefault ?? false,
    affiliationGroup: group ?? null,
  }));
}

/** At the close, and bids bind without an end. */
const NOW = { at: 0n, standbyUntil: null } as const;

/** The firm that is chosen, or why none is. */
function choose(award: Partial<Award>): string {
  const choice = chooseBuyer({
    ranking: rank({}, {}, {}),
    awardedRank: null,
    toCover: false,
    ...NOW,
    ...award,
  });
  return choice.kind === "rejected" ? choice.rejection : (choice.events[0]?.buyerId ?? "nobody");
}

describe("an award", () => {
  it("goes to the winner", () => {
    expect(choose({})).toBe("A");
  });

  it.each(["NOT_QUALIFIED", "LICENCE_LAPSED", "AFFILIATED"] as const)(
    "is refused for a winner that is %s, so that it can be cured (cases 14 and 15)",
    (objection) => {
      expect(choose({ ranking: rank({ objection }, {}) })).toBe(objection);
    },
  );

  it("is refused for a winner in default, also once it is cured; then the next ranked buys (case 16)", () => {
    expect(choose({ ranking: rank({ isInDefault: true }, {}) })).toBe("IN_DEFAULT");
    expect(choose({ ranking: rank({ isInDefault: true }, {}), toCover: true })).toBe("B");
  });

  it("passes a winner over whose licence has lapsed once the cure period has ended, not before (case 15)", () => {
    const ranking = rank({ objection: "LICENCE_LAPSED", curableUntil: 50n }, {});
    expect(choose({ ranking, toCover: true, at: 49n })).toBe("MAY_CURE");
    expect(choose({ ranking, toCover: true, at: 50n })).toBe("B");
  });

  it("goes to a next ranked firm before the standby period has ended, not after (case 16)", () => {
    const late = { awardedRank: 1, toCover: true, standbyUntil: 50n };
    expect(choose({ ...late, at: 49n })).toBe("B");
    expect(choose({ ...late, at: 50n })).toBe("NOBODY_LEFT");
  });

  it("is not made twice", () => {
    expect(choose({ awardedRank: 1 })).toBe("ALREADY_AWARDED");
  });

  it("to cover is refused while the winner may buy and nothing was awarded", () => {
    expect(choose({ toCover: true })).toBe("WINNER_STANDS");
  });

  it("to cover goes to the next ranked firm when the winner may not buy, or its sale came to nothing (case 16)", () => {
    expect(choose({ toCover: true, ranking: rank({ objection: "LICENCE_LAPSED" }, {}) })).toBe("B");
    expect(choose({ toCover: true, awardedRank: 1 })).toBe("B");
    expect(choose({ toCover: true, awardedRank: 2 })).toBe("C");
  });

  it("to cover passes over who may not buy", () => {
    const ranking = rank({}, { objection: "NOT_QUALIFIED" }, {});
    expect(choose({ toCover: true, awardedRank: 1, ranking })).toBe("C");
  });

  it("to cover never goes to an affiliate of a firm that dropped out (case 16)", () => {
    const ranking = rank({ group: "g" }, { group: "g" }, { group: "h" });
    expect(choose({ toCover: true, awardedRank: 1, ranking })).toBe("C");
    expect(choose({ toCover: true, awardedRank: 1, ranking: rank({ group: "g" }, { group: "g" }) })).toBe(
      "NOBODY_LEFT",
    );
  });

  it("finds nobody left behind the last", () => {
    expect(choose({ toCover: true, awardedRank: 3 })).toBe("NOBODY_LEFT");
    expect(choose({ ranking: [] })).toBe("NOBODY_LEFT");
  });

  it("goes to a firm that may buy, ranked behind every firm that it went to before", () => {
    const known = fc.record({
      objection: fc.option(fc.constantFrom<BuyerObjection>("NOT_QUALIFIED", "LICENCE_LAPSED"), {
        nil: undefined,
      }),
      group: fc.option(fc.constantFrom("g", "h"), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(known, { maxLength: 6 }),
        fc.option(fc.integer({ min: 1, max: 6 })),
        fc.boolean(),
        (firms, awardedRank, toCover) => {
          const ranking = rank(...(firms as Known[]));
          const choice = chooseBuyer({ ranking, awardedRank, toCover, ...NOW });
          if (choice.kind === "rejected") return;
          const [buyer] = choice.events;
          expect(buyer?.objection).toBeNull();
          expect(buyer?.rank).toBeGreaterThan(awardedRank ?? 0);
          const before = ranking.filter(({ rank: place }) => place <= (awardedRank ?? (toCover ? 1 : 0)));
          const groups = before
            .map(({ affiliationGroup }) => affiliationGroup)
            .filter((group) => group !== null);
          expect(groups).not.toContain(buyer?.affiliationGroup);
        },
      ),
    );
  });
});

describe("somebody is left", () => {
  it("while the winner or a next ranked firm may buy at the reserve", () => {
    expect(isSomebodyLeft({ ranking: rank({}), awardedRank: null, ...NOW }, 1_000n)).toBe(true);
    expect(isSomebodyLeft({ ranking: rank({}, {}), awardedRank: 1, ...NOW }, 900n)).toBe(true);
  });

  it("while the winner may cure", () => {
    const ranking = rank({ objection: "LICENCE_LAPSED", curableUntil: 1n });
    expect(isSomebodyLeft({ ranking, awardedRank: null, ...NOW }, 0n)).toBe(true);
    expect(isSomebodyLeft({ ranking, awardedRank: null, ...NOW, at: 1n }, 0n)).toBe(false);
  });

  it("not when the next is below the reserve, or nobody is behind", () => {
    expect(isSomebodyLeft({ ranking: rank({}, {}), awardedRank: 1, ...NOW }, 901n)).toBe(false);
    expect(isSomebodyLeft({ ranking: rank({}), awardedRank: 1, ...NOW }, 0n)).toBe(false);
    expect(
      isSomebodyLeft({ ranking: rank({ objection: "NOT_QUALIFIED" }), awardedRank: null, ...NOW }, 0n),
    ).toBe(false);
  });
});

it("a rationale names an interruption in any of its forms", () => {
  expect(["INTERRUPTED for 120 s", "despite the interruption"].map(namesInterruption)).toEqual([true, true]);
  expect(namesInterruption("highest bid")).toBe(false);
});
