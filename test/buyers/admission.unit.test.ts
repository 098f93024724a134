import { admissionProblems, type AdmissionRequest, type Standing } from "../../src/buyers/domain/admission";
import { areAffiliated, joinedMembers } from "../../src/buyers/domain/affiliation";
import { QualificationStatus } from "../../src/buyers/domain/qualification";
import { audienceOf } from "../../src/buyers/domain/visibility";
import { NOON } from "./builders";

const { QUALIFIED, APPLIED, UNDER_REVIEW, EXPELLED } = QualificationStatus;

const standing: Standing = {
  state: QUALIFIED,
  isSuspended: false,
  lapsesAt: NOON + 1n,
  assetClasses: ["AUTO", "CONSUMER_LOAN"],
  licences: new Map([
    ["US-CA", NOON + 1n],
    ["US-NY", NOON],
  ]),
};
const request: AdmissionRequest = {
  sellerId: "seller",
  buyerId: "firm",
  assetClass: "AUTO",
  jurisdictions: ["US-CA"],
  otherParticipants: ["rival"],
};
const noGroups = new Map<string, string>();
const problems = (firm: Partial<Standing> | null, asked: Partial<AdmissionRequest> = {}, groups = noGroups) =>
  admissionProblems(firm && { ...standing, ...firm }, groups, { ...request, ...asked }, NOON);

describe("a firm may take part", () => {
  it("when every input says yes", () => {
    expect(problems({})).toEqual([]);
    expect(problems({}, { jurisdictions: [] })).toEqual([]);
  });

  it("not when it never applied, is not qualified, suspended, or not for this kind of debt", () => {
    expect(problems(null)).toEqual(["NOT_QUALIFIED"]);
    for (const state of [APPLIED, UNDER_REVIEW, EXPELLED] as const) {
      expect(problems({ state })).toEqual(["NOT_QUALIFIED"]);
    }
    expect(problems({ isSuspended: true })).toEqual(["NOT_QUALIFIED"]);
    expect(problems({}, { assetClass: "MORTGAGE" })).toEqual(["NOT_QUALIFIED"]);
  });

  it("not when something has expired; at its last microsecond it may", () => {
    expect(problems({ lapsesAt: NOON + 1n })).toEqual([]);
    expect(problems({ lapsesAt: NOON })).toEqual(["LICENCE_LAPSED"]);
    expect(problems({}, { jurisdictions: ["US-CA", "US-NY"] })).toEqual(["LICENCE_LAPSED"]);
  });

  it("not without a licence for each jurisdiction", () => {
    expect(problems({}, { jurisdictions: ["US-CA", "US-TX"] })).toEqual(["NOT_LICENSED"]);
  });

  it("not when it belongs with the seller or with another participant", () => {
    expect(problems({}, {}, new Map([["firm", "g"], ["seller", "g"]]))).toEqual(["AFFILIATED"]); // prettier-ignore
    expect(problems({}, {}, new Map([["firm", "g"], ["rival", "g"]]))).toEqual(["AFFILIATED"]); // prettier-ignore
    expect(problems({}, {}, new Map([["firm", "g"], ["rival", "h"]]))).toEqual([]); // prettier-ignore
  });

  it("also when it is among the participants already: it is not its own rival", () => {
    expect(problems({}, { otherParticipants: ["firm", "rival"] })).toEqual([]);
  });

  it("and every problem is named", () => {
    const groups = new Map([["firm", "g"], ["rival", "g"]]); // prettier-ignore
    expect(problems({ state: APPLIED, lapsesAt: NOON }, { jurisdictions: ["US-TX"] }, groups)).toEqual([
      "NOT_QUALIFIED",
      "AFFILIATED",
      "LICENCE_LAPSED",
      "NOT_LICENSED",
    ]);
  });
});

describe("affiliation groups", () => {
  const groups = new Map([["a", "1"], ["b", "1"], ["c", "2"], ["d", "2"]]); // prettier-ignore

  it("make one bidder of their firms, and nothing of firms in no group", () => {
    expect(areAffiliated(groups, "a", "b")).toBe(true);
    expect(areAffiliated(groups, "a", "c")).toBe(false);
    expect(areAffiliated(groups, "x", "y")).toBe(false);
    expect(areAffiliated(groups, "a", "x")).toBe(false);
    expect(areAffiliated(groups, "x", "x")).toBe(true);
  });

  it("join whole: whoever belongs with one belongs with the other", () => {
    expect(joinedMembers(groups, "a", "c")).toEqual(["a", "b", "c", "d"]);
    expect(joinedMembers(groups, "a", "x")).toEqual(["a", "b", "x"]);
    expect(joinedMembers(groups, "x", "y")).toEqual(["x", "y"]);
  });
});

describe("a qualification", () => {
  it("is its seller's and its firm's, and nobody else's", () => {
    const of = { sellerId: "seller", buyerId: "firm" };
    expect(audienceOf(of, "seller")).toBe("SELLER");
    expect(audienceOf(of, "firm")).toBe("FIRM");
    expect(audienceOf(of, "another")).toBeNull();
  });
});
