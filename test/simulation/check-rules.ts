import { boxProblems } from "./boxes-walk";
import type { PlannedAuction } from "./cast";
import { RoundsWalk } from "./check-best-and-final";
import { DutchWalk } from "./check-dutch";
import { EnglishWalk } from "./check-english";
import { HybridWalk } from "./check-hybrid";
import { SealedWalk } from "./check-sealed";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** Decisions, standings and results are those of the rules' naive statement, given what was sent and when it was decided. */
export function ruleProblems(run: Run, auction: PlannedAuction, tables: AuctionTables): readonly string[] {
  switch (auction.terms.format) {
    case "ENGLISH":
      return new EnglishWalk(run, auction, tables).walk();
    case "DUTCH":
      return new DutchWalk(run, auction, tables).walk();
    case "SEALED_FIRST_PRICE":
    case "SEALED_SECOND_PRICE":
      return [...boxProblems(tables), ...new SealedWalk(run, auction, tables).walk()];
    case "BEST_AND_FINAL":
      return [...boxProblems(tables), ...new RoundsWalk(run, auction, tables).walk()];
    case "HYBRID":
      return [...boxProblems(tables), ...new HybridWalk(run, auction, tables).walk()];
  }
}
