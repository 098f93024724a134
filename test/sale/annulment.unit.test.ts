import type { Act } from "../../src/platform/proposal";
import {
  AnnulmentDecision,
  AnnulmentKind,
  AnnulmentStatus,
  secondAnnulment,
  type Annulment,
} from "../../src/sale/domain/annulment";

const act = (person: string, rationale = "because", at = 2n): Act => ({
  by: `key of ${person}`,
  person,
  at,
  rationale,
});
const proposed: Annulment = {
  id: "annulment",
  auctionId: "auction",
  sellerId: "seller",
  kind: AnnulmentKind.NOT_AWARD,
  status: AnnulmentStatus.PROPOSED,
  proposal: act("admin", "the data was wrong", 1n),
  verdict: null,
};

describe("an annulment", () => {
  it.each([
    [AnnulmentDecision.APPROVE, AnnulmentStatus.APPROVED],
    [AnnulmentDecision.REJECT, AnnulmentStatus.REJECTED],
  ])("is decided by a second person: %s", (decision, status) => {
    const decided = secondAnnulment(proposed, decision, act("executive"));
    expect(decided).toEqual({
      kind: "accepted",
      events: [{ ...proposed, status, verdict: act("executive") }],
    });
  });

  it("is not decided by its proposer, by whatever key", () => {
    const decided = secondAnnulment(proposed, AnnulmentDecision.APPROVE, {
      ...act("admin"),
      by: "another key",
    });
    expect(decided).toEqual({ kind: "rejected", rejection: { code: "SEPARATION_OF_DUTIES" } });
  });

  it("is decided once; the same decision again by the same person is the same decision", () => {
    const approved = { ...proposed, status: AnnulmentStatus.APPROVED, verdict: act("executive") };
    expect(secondAnnulment(approved, AnnulmentDecision.APPROVE, act("executive", "because", 9n))).toEqual({
      kind: "accepted",
      events: [],
    });
    for (const [decision, by] of [
      [AnnulmentDecision.REJECT, act("executive")],
      [AnnulmentDecision.APPROVE, act("compliance")],
      [AnnulmentDecision.APPROVE, act("executive", "for another reason")],
    ] as const) {
      const again = secondAnnulment(approved, decision, by);
      expect(again).toEqual({ kind: "rejected", rejection: { code: "INVALID_STATE", found: "APPROVED" } });
    }
  });
});
