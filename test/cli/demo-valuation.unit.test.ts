import fc from "fast-check";
import { planAuction } from "../../src/cli/demo/formats/english/plan";
import { LEAST_FLOOR } from "../../src/cli/demo/formats/format-story";
import { valueByAge } from "../../src/cli/demo/valuation";

describe("the demo's valuation", () => {
  it("is a rate per age of its face value, rounded once on the total", () => {
    const { value, ages } = valueByAge([
      { bucket: "31-60", face: 5n },
      { bucket: "61-90", face: 5n },
      { bucket: "366+", face: 5n },
    ]);
    expect(value).toBe(2n); // 1.20 + 0.90 + 0.20 = 2.30
    expect(ages.map((age) => age.value)).toEqual([1n, 1n, 0n]);
  });

  it("is exact on sums of any size", () => {
    const { value } = valueByAge([
      { bucket: "91-180", face: 2_469_318_00n },
      { bucket: "181-365", face: 6_290_998_00n },
      { bucket: "366+", face: 14_667_781_00n },
    ]);
    expect(value).toBe(1_386_309_24n);
  });

  it("counts nothing for debts that are not due or of no known age", () => {
    expect(
      valueByAge([
        { bucket: "CURRENT", face: 1_000n },
        { bucket: "UNKNOWN", face: 1_000n },
      ]).value,
    ).toBe(0n);
  });

  it("has parts that add up", () => {
    const face = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(fc.tuple(face, face, face), ([a, b, c]) => {
        const { value, ages } = valueByAge([
          { bucket: "1-30", face: a },
          { bucket: "91-180", face: b },
          { bucket: "366+", face: c },
        ]);
        expect(ages.reduce((sum, age) => sum + age.value, 0n)).toBe(value);
      }),
    );
  });
});

describe("the demo's plan of an auction", () => {
  it("opens below the floor in round steps", () => {
    expect(planAuction(4_712_345_67n)).toEqual({
      reserve: 4_712_345_67n,
      step: 40_000_00n,
      openingPrice: 3_912_345_67n,
      eagerBudget: 5_192_345_67n,
      patientMaximum: 5_552_345_67n,
      patientLast: 5_752_345_67n,
      sniperLimit: 5_912_345_67n,
    });
  });

  it("never asks for confirmation: nobody bids ten times what is shown, or more than face", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: LEAST_FLOOR, max: 10n ** 17n }), (floor) => {
        const { openingPrice, sniperLimit, step, patientMaximum } = planAuction(floor);
        expect(openingPrice).toBeGreaterThanOrEqual((floor * 8n) / 10n);
        expect(step).toBeGreaterThan(0n);
        expect(patientMaximum).toBeLessThan(openingPrice * 10n);
        expect((sniperLimit + step) * 32n).toBeLessThan(floor * 100n); // no age is worth more than 32 %
      }),
    );
  });

  it("refuses a floor too low for steps", () => {
    expect(() => planAuction(LEAST_FLOOR - 1n)).toThrow("steps");
  });
});
