import type { Act } from "../../src/platform/proposal";
import {
  approvedAt,
  decideFloor,
  FloorDecision,
  FloorStatus,
  proposeFloor,
  rateOfFace,
  supersedeFloors,
  type Floor,
} from "../../src/valuation/domain/floor";

const act = (differences: Partial<Act> = {}): Act => ({
  by: "ada",
  person: "ada",
  at: 1n,
  rationale: "Curves.",
  ...differences,
});

const floor = (differences: Partial<Floor> = {}): Floor => ({
  id: "floor",
  portfolioId: "portfolio",
  sellerId: "seller",
  status: FloorStatus.PROPOSED,
  amount: { minor: 1_250_000n, currency: "USD" },
  face: 25_000_000n,
  validUntil: null,
  proposal: act(),
  verdict: null,
  ...differences,
});

const verdict = act({ by: "eve", person: "eve", at: 2n, rationale: "Agreed." });
const approved = floor({ id: "approved", status: FloorStatus.APPROVED, verdict });
const nothing = { proposed: null, approved: null };
const { APPROVE, REJECT } = FloorDecision;
const kinds = (events: readonly { type: string; floor: Floor }[]) =>
  events.map((event) => `${event.type} ${event.floor.id} ${event.floor.status}`);

describe("proposing a floor", () => {
  it("makes one, and leaves the approved one to hold", () => {
    expect(kinds(proposeFloor(nothing, floor()))).toEqual(["FloorProposed floor PROPOSED"]);
    expect(kinds(proposeFloor({ proposed: null, approved }, floor()))).toEqual([
      "FloorProposed floor PROPOSED",
    ]);
  });

  it("replaces the one that waits", () => {
    const proposed = floor({ id: "before", amount: { minor: 1n, currency: "USD" } });
    expect(kinds(proposeFloor({ proposed, approved: null }, floor()))).toEqual([
      "FloorSuperseded before SUPERSEDED",
      "FloorProposed floor PROPOSED",
    ]);
  });

  it("again by the same person with the same content finds its own result", () => {
    const live = { proposed: floor({ id: "before" }), approved: null };
    expect(proposeFloor(live, floor({ proposal: act({ at: 9n }) }))).toEqual([]);
    expect(proposeFloor(live, floor({ proposal: act({ by: "a program of ada's" }) }))).toEqual([]);
    expect(proposeFloor(live, floor({ proposal: act({ person: "bob" }) }))).toHaveLength(2);
    expect(proposeFloor(live, floor({ proposal: act({ rationale: "Other." }) }))).toHaveLength(2);
    expect(proposeFloor(live, floor({ face: 1n }))).toHaveLength(2);
    expect(proposeFloor(live, floor({ validUntil: "2026-12-31" }))).toHaveLength(2);
  });
});

describe("deciding a floor", () => {
  const decide = (
    found: Floor,
    decision: FloorDecision,
    by = verdict,
    live = nothing as { proposed: null; approved: Floor | null },
  ) => {
    const answer = decideFloor(found, live, decision, by);
    return answer.kind === "accepted" ? kinds(answer.events) : answer.rejection;
  };

  it("approves or rejects what is proposed", () => {
    expect(decide(floor(), APPROVE)).toEqual(["FloorApproved floor APPROVED"]);
    expect(decide(floor(), REJECT)).toEqual(["FloorRejected floor REJECTED"]);
  });

  it("an approval replaces the floor that held; a rejection leaves it", () => {
    const live = { proposed: null, approved };
    expect(decide(floor(), APPROVE, verdict, live)).toEqual([
      "FloorSuperseded approved SUPERSEDED",
      "FloorApproved floor APPROVED",
    ]);
    expect(decide(floor(), REJECT, verdict, live)).toEqual(["FloorRejected floor REJECTED"]);
  });

  it("is not for its proposer, in person or by a program", () => {
    expect(decide(floor(), APPROVE, act())).toEqual({ code: "SEPARATION_OF_DUTIES" });
    expect(decide(floor(), REJECT, act())).toEqual({ code: "SEPARATION_OF_DUTIES" });
    const byProgram = floor({ proposal: act({ by: "key of ada" }) });
    expect(decide(byProgram, APPROVE, act())).toEqual({ code: "SEPARATION_OF_DUTIES" });
  });

  it.each([FloorStatus.APPROVED, FloorStatus.REJECTED, FloorStatus.SUPERSEDED])(
    "is refused for %s",
    (status) => {
      const found = floor({ status, verdict: status === FloorStatus.SUPERSEDED ? null : verdict });
      const other = act({ by: "bob", person: "bob" });
      expect(decide(found, APPROVE, other)).toEqual({ code: "INVALID_STATE", found: status });
      expect(decide(found, REJECT, other)).toEqual({ code: "INVALID_STATE", found: status });
    },
  );

  it("again by the same person finds its own result, the other way it does not", () => {
    const done = floor({ status: FloorStatus.APPROVED, verdict });
    expect(decide(done, APPROVE)).toEqual([]);
    expect(decide(done, REJECT)).toEqual({ code: "INVALID_STATE", found: "APPROVED" });
    expect(decide(floor({ status: FloorStatus.REJECTED, verdict }), REJECT)).toEqual([]);
  });
});

it("when the accounts change every floor that counts falls", () => {
  expect(supersedeFloors(nothing)).toEqual([]);
  expect(kinds(supersedeFloors({ proposed: floor(), approved }))).toEqual([
    "FloorSuperseded floor SUPERSEDED",
    "FloorSuperseded approved SUPERSEDED",
  ]);
});

it("the rate of face has six decimals, half up", () => {
  const rate = (minor: bigint, face: bigint) => rateOfFace({ amount: { minor, currency: "USD" }, face });
  expect(rate(1_250_000n, 25_000_000n)).toBe("0.050000");
  expect(rate(0n, 25_000_000n)).toBe("0.000000");
  expect(rate(1n, 3n)).toBe("0.333333");
  expect(rate(2n, 3n)).toBe("0.666667");
  expect(rate(1n, 2_000_000n)).toBe("0.000001");
  expect(rate(3n, 2n)).toBe("1.500000");
});

it("a floor was approved when it was decided so, also when it was replaced since", () => {
  expect(approvedAt(approved)).toBe(2n);
  expect(approvedAt({ status: FloorStatus.SUPERSEDED, verdict })).toBe(2n);
  expect(approvedAt({ status: FloorStatus.SUPERSEDED, verdict: null })).toBeNull();
  expect(approvedAt({ status: FloorStatus.REJECTED, verdict })).toBeNull();
  expect(approvedAt(floor())).toBeNull();
});
