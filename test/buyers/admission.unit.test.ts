import { admissionOf, type AdmissionRequest, type Standing } from "../../src/buyers/domain/admission";
import { areAffiliated, joinedMembers } from "../../src/buyers/domain/affiliation";
import { audienceOf } from "../../src/buyers/buyers.policy";
import { NOON } from "./builders";

const standing: Standing = {
  isQualified: true,
  lapsesAt: NOON,
  assetClasses: ["AUTO", "CONSUMER_LOAN"],
  jurisdictions: new Set(["US-CA", "US-NY"]),
};
const request: AdmissionRequest = {
  sellerId: "seller",
  buyerId: "firm",
  assetClass: "AUTO",
  jurisdictions: ["US-CA"],
  others: ["rival"],
};
const noGroups = new Map<string, string>();
const admission = (
  differences: Partial<Standing> = {},
  asked: Partial<AdmissionRequest> = {},
  groups = noGroups,
) => admissionOf({ ...standing, ...differences }, groups, { ...request, ...asked });

describe("admission", () => {
  it("is open when every input says yes", () => {
    const open = { isQualified: true, lapsesAt: NOON, isLicensed: true, isAffiliated: false };
    expect(admission()).toEqual(open);
    expect(admission({}, { jurisdictions: [] })).toEqual(open);
    expect(admission({}, { jurisdictions: ["US-NY", "US-CA"] })).toEqual(open);
  });

  it("fails closed for a firm that never applied", () => {
    const closed = { isQualified: false, lapsesAt: null, isLicensed: false, isAffiliated: false };
    expect(admissionOf(null, noGroups, { ...request, jurisdictions: [] })).toEqual(closed);
  });

  it("asks for a qualification of this kind of debt", () => {
    expect(admission({ isQualified: false }).isQualified).toBe(false);
    expect(admission({}, { assetClass: "MORTGAGE" }).isQualified).toBe(false);
  });

  it("asks for a licence wherever the accounts are", () => {
    expect(admission({}, { jurisdictions: ["US-CA", "US-TX"] }).isLicensed).toBe(false);
  });

  it("sees a firm that belongs with the seller or with another participant", () => {
    const inGroup = (...members: string[]) => new Map(members.map((member) => [member, "group"]));
    const isAffiliated = (...members: string[]) => admission({}, {}, inGroup(...members)).isAffiliated;
    expect(isAffiliated("firm", "seller")).toBe(true);
    expect(isAffiliated("firm", "rival")).toBe(true);
    expect(isAffiliated("firm", "another")).toBe(false);
    expect(isAffiliated("rival", "seller")).toBe(false);
  });

  it("is not barred by the firm itself among the participants", () => {
    expect(admission({}, { others: ["firm", "rival"] }).isAffiliated).toBe(false);
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
