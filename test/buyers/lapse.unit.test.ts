import { firstLapse, licenceLapses } from "../../src/buyers/domain/evidence";
import { isJurisdiction, zoneOf } from "../../src/buyers/domain/jurisdiction";
import { lapsesAt } from "../../src/buyers/domain/lapse";
import { formatInstant } from "../../src/platform/time";
import { evidence } from "./builders";

const lapse = (date: string, jurisdiction?: string) => formatInstant(lapsesAt(date, jurisdiction));

describe("a date is valid to the end of its day", () => {
  it("in UTC without a jurisdiction, and where no zone is known", () => {
    expect(lapse("2026-03-31")).toBe("2026-04-01T00:00:00.000000Z");
    expect(lapse("2026-12-31")).toBe("2027-01-01T00:00:00.000000Z");
    expect(lapse("2028-02-28")).toBe("2028-02-29T00:00:00.000000Z");
    expect(lapse("2026-03-31", "DE-BY")).toBe("2026-04-01T00:00:00.000000Z");
  });

  it("in the jurisdiction's zone, on either side of UTC", () => {
    expect(lapse("2026-01-15", "US-NY")).toBe("2026-01-16T05:00:00.000000Z");
    expect(lapse("2026-01-15", "US-CA")).toBe("2026-01-16T08:00:00.000000Z");
    expect(lapse("2026-01-15", "US-HI")).toBe("2026-01-16T10:00:00.000000Z");
    expect(lapse("2026-01-15", "US-GU")).toBe("2026-01-15T14:00:00.000000Z");
  });

  it("by the clocks of that night when they change", () => {
    // California goes from -8 to -7 on 8 March 2026 at 2:00, and back on 1 November.
    expect(lapse("2026-03-07", "US-CA")).toBe("2026-03-08T08:00:00.000000Z");
    expect(lapse("2026-03-08", "US-CA")).toBe("2026-03-09T07:00:00.000000Z");
    expect(lapse("2026-10-31", "US-CA")).toBe("2026-11-01T07:00:00.000000Z");
    expect(lapse("2026-11-01", "US-CA")).toBe("2026-11-02T08:00:00.000000Z");
  });

  it("where clocks never change", () => {
    expect(lapse("2026-03-08", "US-AZ")).toBe("2026-03-09T07:00:00.000000Z");
    expect(lapse("2026-07-01", "US-AZ")).toBe("2026-07-02T07:00:00.000000Z");
  });
});

describe("jurisdictions", () => {
  it("are ISO 3166-2, of the United States only those that exist", () => {
    expect(["US-CA", "US-PR", "DE-BY", "GB-ENG", "FR-75"].filter((code) => !isJurisdiction(code))).toEqual(
      [],
    );
    expect(
      ["CA", "US", "US-ZZ", "us-ca", "US-CAL", "DE-", "DE-ABCD", "", " US-CA"].filter(isJurisdiction),
    ).toEqual([]);
  });

  it("each state of the United States and each territory has a zone", () => {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const codes = letters.flatMap((a) => letters.map((b) => `US-${a}${b}`)).filter(isJurisdiction);
    expect(codes).toHaveLength(57); // 50 states, DC, 6 territories
    expect(codes.filter((code) => zoneOf(code) === "UTC")).toEqual([]);
    expect(codes.map((code) => lapse("2026-06-30", code)).filter((at) => at < "2026-06-30T")).toEqual([]);
  });
});

describe("what lapses first", () => {
  const dates = (licence: string, insurance: string) =>
    evidence({
      licences: [{ jurisdiction: "US-CA", number: "CA-1", validUntil: licence }],
      insuranceValidUntil: insurance,
    });

  it("is the review date, the insurance or a licence, whichever comes first", () => {
    const first = (licence: string, insurance: string, review: string) =>
      formatInstant(firstLapse(dates(licence, insurance), review));
    expect(first("2026-03-03", "2026-03-02", "2026-03-01")).toBe("2026-03-02T00:00:00.000000Z");
    expect(first("2026-03-03", "2026-03-01", "2026-03-02")).toBe("2026-03-02T00:00:00.000000Z");
    expect(first("2026-03-01", "2026-03-02", "2026-03-03")).toBe("2026-03-02T08:00:00.000000Z");
  });

  it("a licence counts for its day where it holds: on the same date insurance goes before California", () => {
    expect(formatInstant(firstLapse(dates("2026-03-01", "2026-03-01"), "2026-03-02"))).toBe(
      "2026-03-02T00:00:00.000000Z",
    );
  });

  it("of two licences in one jurisdiction the one that holds longest counts", () => {
    const licences = [
      { jurisdiction: "US-CA", number: "new", validUntil: "2027-01-01" },
      { jurisdiction: "US-CA", number: "old", validUntil: "2026-01-01" },
      { jurisdiction: "US-NY", number: "1", validUntil: "2026-06-01" },
    ];
    const expected = [
      ["US-CA", "2027-01-02T08:00:00.000000Z"],
      ["US-NY", "2026-06-02T04:00:00.000000Z"],
    ];
    const lapses = (list: typeof licences) =>
      [...licenceLapses(list)].map(([where, at]) => [where, formatInstant(at)]).sort();
    expect(lapses(licences)).toEqual(expected);
    expect(lapses([...licences].reverse())).toEqual(expected);
  });
});
