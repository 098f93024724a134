import {
  mayChangeAccounts,
  nextStatus,
  PortfolioStatus,
  statesThatAllow,
  type PortfolioMove,
} from "../../src/portfolio/domain/portfolio";
import { isFinal, isTicketUsable, statusAt, TapeImportStatus } from "../../src/portfolio/domain/tape-import";

const MOVES: readonly [PortfolioMove, readonly (keyof typeof PortfolioStatus)[], (from: string) => string][] =
  [
    ["IMPORT", ["DRAFT", "IMPORTED", "SCREENED", "VALUED"], () => "IMPORTED"],
    ["SCREEN", ["IMPORTED"], () => "SCREENED"],
    ["PROPOSE_FLOOR", ["SCREENED", "VALUED", "APPROVED"], (from) => (from === "APPROVED" ? from : "VALUED")],
    ["APPROVE_FLOOR", ["VALUED", "APPROVED"], () => "APPROVED"],
    ["SCHEDULE_AUCTION", ["APPROVED"], () => "LISTED"],
    ["OPEN_AUCTION", ["LISTED"], () => "IN_AUCTION"],
    ["SELL", ["IN_AUCTION"], () => "SOLD"],
    ["RETURN_TO_MARKET", ["LISTED", "IN_AUCTION", "SOLD"], () => "APPROVED"],
    [
      "WITHDRAW",
      ["DRAFT", "IMPORTED", "SCREENED", "VALUED", "APPROVED", "LISTED", "IN_AUCTION"],
      () => "WITHDRAWN",
    ],
  ];

describe("a portfolio moves only along its way", () => {
  it.each(MOVES)("%s", (move, from, to) => {
    for (const status of Object.values(PortfolioStatus)) {
      expect([status, nextStatus(status, move)]).toEqual([status, from.includes(status) ? to(status) : null]);
    }
    expect(statesThatAllow(move)).toBe(from.join(" or "));
  });

  it("and its accounts change only before they are valued", () => {
    expect(Object.values(PortfolioStatus).filter(mayChangeAccounts)).toEqual(["IMPORTED", "SCREENED"]);
  });
});

describe("an upload ticket", () => {
  const state = (status: keyof typeof TapeImportStatus, isCutOff = false) => ({
    status: TapeImportStatus[status],
    isCutOff,
    ticketExpiresAt: 100n,
  });

  it("is good for one whole upload", () => {
    expect(isTicketUsable(state("AWAITING_UPLOAD"), 99n)).toBe(true);
    for (const used of ["UPLOADING", "CHECKING", "ACCEPTED", "REFUSED", "EXPIRED"] as const) {
      expect([used, isTicketUsable(state(used), 99n)]).toEqual([used, false]);
    }
  });

  it("may be used again after an upload that was cut off, while it is valid", () => {
    expect(isTicketUsable(state("REFUSED", true), 99n)).toBe(true);
    expect(isTicketUsable(state("REFUSED", true), 100n)).toBe(false);
  });

  it("expires by itself", () => {
    expect(statusAt(state("AWAITING_UPLOAD"), 99n)).toBe("AWAITING_UPLOAD");
    expect(statusAt(state("AWAITING_UPLOAD"), 100n)).toBe("EXPIRED");
    expect(isTicketUsable(state("AWAITING_UPLOAD"), 100n)).toBe(false);
    expect(statusAt(state("UPLOADING"), 100n)).toBe("UPLOADING");
  });

  it("is over with its import", () => {
    expect(Object.values(TapeImportStatus).filter(isFinal)).toEqual(["ACCEPTED", "REFUSED", "EXPIRED"]);
  });
});
