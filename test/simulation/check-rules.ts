import type { PlannedAuction } from "./cast";
import { DutchWalk } from "./check-dutch";
import { EnglishWalk } from "./check-english";
import { boxProblems, SealedWalk } from "./check-sealed";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** Decisions, standings and results are those of the rules' naive statement, given what was sent and when it was decided. */
export function ruleProblems(run: Run, auction: PlannedAuction, tables: AuctionTables): readonly string[] {
  const { format } = auction.terms;
  switch (format) {
    case "ENGLISH":
      return new EnglishWalk(run, auction, tables).walk();
    case "DUTCH":
      return new DutchWalk(run, auction, tables).walk();
    case "SEALED_FIRST_PRICE":
    case "SEALED_SECOND_PRICE":
      return [...boxProblems(tables), ...new SealedWalk(run, auction, tables).walk()];
    default:
      throw new Error(`No rules were said a second time for ${format}`);
  }
}
