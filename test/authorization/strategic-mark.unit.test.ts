import type { Act } from "../../src/platform/proposal";
import {
  decideMarking,
  decideUnmarking,
  type StrategicMark,
} from "../../src/authorization/domain/strategic-mark";

const act = (person: string, rationale = "core business"): Act => ({ by: person, person, at: 1n, rationale });
const marked: StrategicMark = {
  markerId: "compliance",
  rationale: "core business",
  unmarkerId: null,
  unmarkingRationale: null,
};
const unmarked: StrategicMark = { ...marked, unmarkerId: "executive", unmarkingRationale: "not any more" };

/** The event that follows, "nothing", or why nothing may. */
function inShort(decision: ReturnType<typeof decideMarking> | ReturnType<typeof decideUnmarking>): string {
  return decision.kind === "rejected" ? decision.rejection : (decision.events[0]?.type ?? "nothing");
}

describe("a portfolio is marked as strategic", () => {
  it("by one person, who asks for more signatures", () => {
    expect(inShort(decideMarking(null, act("compliance")))).toBe("PortfolioMarkedStrategic");
    expect(inShort(decideMarking(unmarked, act("compliance")))).toBe("PortfolioMarkedStrategic");
  });

  it("once; the same again by the same person is the same mark", () => {
    expect(inShort(decideMarking(marked, act("compliance")))).toBe("nothing");
    expect(inShort(decideMarking(marked, act("compliance", "for another reason")))).toBe("ALREADY_MARKED");
    expect(inShort(decideMarking(marked, act("executive")))).toBe("ALREADY_MARKED");
  });
});

describe("the mark is taken back", () => {
  it("by another person than the one who set it", () => {
    expect(inShort(decideUnmarking(marked, act("executive")))).toBe("PortfolioUnmarkedStrategic");
    expect(inShort(decideUnmarking(marked, act("compliance")))).toBe("SEPARATION_OF_DUTIES");
  });

  it("once, where there is one", () => {
    expect(inShort(decideUnmarking(null, act("executive")))).toBe("NOT_MARKED");
    expect(inShort(decideUnmarking(unmarked, act("executive", "not any more")))).toBe("nothing");
    expect(inShort(decideUnmarking(unmarked, act("another", "not any more")))).toBe("NOT_MARKED");
  });
});
