import {
  isDead,
  isFinal,
  nextStatus,
  SaleStatus,
  STATUSES_UNDER_AUTHORITY,
  type SaleMove,
} from "../../src/sale/domain/sale";

const MOVES: readonly SaleMove[] = ["AUTHORIZE", "REJECT", "LOSE_AUTHORITY"];

/** Every way that there is (product.md); all others must lead nowhere. */
const WAYS = [
  "IN_REVIEW REJECT REJECTED",
  "AWAITING_AUTHORIZATION AUTHORIZE AUTHORIZED",
  "AWAITING_AUTHORIZATION REJECT REJECTED",
  "AUTHORIZED LOSE_AUTHORITY AWAITING_AUTHORIZATION",
  "AGREED LOSE_AUTHORITY AWAITING_AUTHORIZATION",
  "RECONCILED LOSE_AUTHORITY AWAITING_AUTHORIZATION",
];

describe("a sale", () => {
  it("goes these ways and no other", () => {
    const found = Object.values(SaleStatus).flatMap((status) =>
      MOVES.flatMap((move) => {
        const next = nextStatus(status, move);
        return next === null ? [] : [`${status} ${move} ${next}`];
      }),
    );
    expect(found.sort()).toEqual([...WAYS].sort());
  });

  it("is dead, so that its auction may be awarded again, when it was rejected, fell through or was rescinded", () => {
    const dead = Object.values(SaleStatus).filter((status) => isDead({ status }));
    expect(dead).toEqual(["REJECTED", "FELL_THROUGH", "RESCINDED"]);
  });

  it("is final when it is dead or completed", () => {
    expect(Object.values(SaleStatus).filter(isFinal)).toEqual([
      "COMPLETED",
      "REJECTED",
      "FELL_THROUGH",
      "RESCINDED",
    ]);
  });

  it("can lose its authority until the money is there", () => {
    expect(STATUSES_UNDER_AUTHORITY).toEqual([
      "AWAITING_AUTHORIZATION",
      "AUTHORIZED",
      "AGREED",
      "RECONCILED",
    ]);
  });
});
